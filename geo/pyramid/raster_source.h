#pragma once

#include <atomic>
#include <mutex>

#include "geo/io/overview_store.h"
#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/raster_classes.h"
#include "geo/pyramid/raster_levels.h"
#include "geo/pyramid/raster_meaning.h"
#include "geo/pyramid/raster_positions.h"

namespace geo {

/// One band of a raster in one map CRS: tiles of class numbers or of values. Safe from any thread.
class RasterSource final : public LayerSource, public std::enable_shared_from_this<RasterSource> {
public:
    [[nodiscard]] static Result<std::shared_ptr<const LayerSource>> create(RasterMeaning meaning, const SourceSpec& spec,
                                                                           const Crs& mapCrs, std::stop_token stop);

    [[nodiscard]] SourceKind kind() const override { return m_classes ? SourceKind::Classes : SourceKind::Values; }
    [[nodiscard]] Extent extent() const override { return m_locator->mapExtent(); }
    [[nodiscard]] double nativeResolution() const override { return m_locator->metresPerCell(); }
    [[nodiscard]] Result<TileContent> read(const TileScheme& scheme, const TileId& id, std::stop_token stop) const override;
    [[nodiscard]] std::shared_ptr<const ClassTable> classes() const override { return m_classes ? m_classes->table() : nullptr; }
    [[nodiscard]] uint64_t classesRevision() const override { return m_classes ? m_classes->revision() : 0; }
    [[nodiscard]] std::optional<ValueRange> valueRange() const override { return m_range; }
    [[nodiscard]] std::vector<Identified> identify(Point at, double tolerance, const IsDrawn& isDrawn) const override;
    [[nodiscard]] const std::string& attribution() const override { return m_attribution; }
    [[nodiscard]] Diagnostics diagnostics() const override;
    [[nodiscard]] uint64_t dataRevision() const override { return m_revision; }
    [[nodiscard]] BackgroundWork backgroundWork() const override;

private:
    explicit RasterSource(RasterMeaning meaning) : m_meaning(std::move(meaning)) {}
    [[nodiscard]] Result<void> prepareClasses(const SourceSpec& spec);
    [[nodiscard]] Result<void> prepareLevels(std::stop_token stop);
    [[nodiscard]] Result<void> useOfRemote();
    void useOfTooLarge(bool hasOwn, bool hold);
    [[nodiscard]] std::shared_ptr<const RasterLevels> levels() const;
    void use(RasterLevels levels) const;
    void remark(std::string text) const;
    [[nodiscard]] Result<void> build(const Progress& progress, std::stop_token stop) const;
    [[nodiscard]] Result<TileContent> readCodes(const RasterLevel& level, const TexelCells& cells, std::stop_token stop) const;
    [[nodiscard]] Result<TileContent> readValues(const RasterLevel& level, const TexelCells& cells, std::stop_token stop) const;
    [[nodiscard]] Result<void> readCodeWindow(CellReader& reader, const RasterLevel& level, const CellWindow& window,
                                              std::span<uint16_t> out, std::stop_token stop) const;

    RasterMeaning m_meaning;
    std::unique_ptr<RasterLocator> m_locator;
    std::unique_ptr<RasterClasses> m_classes;  // null for values
    std::optional<ValueRange> m_range;
    std::string m_attribution;
    std::optional<OverviewKey> m_key;  // where overviews are kept
    bool m_wantsOverviews = false;

    mutable std::mutex m_mutex;  // for the three below
    mutable std::shared_ptr<const RasterLevels> m_levels;
    mutable Diagnostics m_remarks;
    mutable std::atomic<uint64_t> m_revision{0};
};

}  // namespace geo
