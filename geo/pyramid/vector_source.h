#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "geo/io/vector_dataset.h"
#include "geo/pyramid/layer_source.h"
#include "geo/vector/feature_store.h"
#include "geo/vector/point_grid.h"

namespace geo {

/// Everything a vector layer is made of once it has been read; plain data, handed to VectorSource.
struct VectorParts {
    SourceKind kind = SourceKind::Areas;
    FeatureStore store;
    std::shared_ptr<FeatureTable> table;
    std::shared_ptr<const ClassTable> classes;
    const RankTable* ranks = nullptr;
    std::optional<ValueRange> range;
    std::optional<PointGrid> grid;  ///< point density
    std::string attribution, title, valueName;
    Diagnostics diagnostics;

    // For identify: where each feature came from.
    std::string path, encoding, layer;
    bool guest = false, tesserae = false;
    std::vector<int64_t> idOf;               ///< the driver's feature id per feature; of united features the first one's
    std::shared_ptr<VectorDataset> dataset;  ///< kept open only where reopening is dear (tagged layers); else opened on demand
};

/// A vector layer in memory, ready to be cut into tiles. Attributes are fetched from the file when someone asks.
class VectorSource final : public LayerSource {
public:
    explicit VectorSource(VectorParts parts) : m_parts(std::move(parts)) {}

    [[nodiscard]] SourceKind kind() const override { return m_parts.kind; }
    [[nodiscard]] Extent extent() const override { return m_parts.store.extent(); }
    [[nodiscard]] double nativeResolution() const override { return m_parts.grid ? m_parts.grid->cellMetres() : 0; }
    [[nodiscard]] Result<TileContent> read(const TileScheme& scheme, const TileId& id, std::stop_token stop) const override;
    [[nodiscard]] std::shared_ptr<const ClassTable> classes() const override { return m_parts.classes; }
    [[nodiscard]] std::optional<ValueRange> valueRange() const override { return m_parts.range; }
    [[nodiscard]] const RankTable* ranks() const override { return m_parts.ranks; }
    [[nodiscard]] std::shared_ptr<const FeatureTable> features() const override { return m_parts.table; }
    [[nodiscard]] std::vector<Identified> identify(Point at, double tolerance, const IsDrawn& isDrawn) const override;
    [[nodiscard]] const std::string& attribution() const override { return m_parts.attribution; }
    [[nodiscard]] Diagnostics diagnostics() const override { return m_parts.diagnostics; }

    [[nodiscard]] const FeatureStore& store() const { return m_parts.store; }

private:
    [[nodiscard]] Identified identified(uint32_t feature) const;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> attributesOf(uint32_t feature) const;
    [[nodiscard]] std::vector<Identified> identifyCell(Point at) const;

    VectorParts m_parts;
    mutable std::mutex m_datasetGuard;  // over m_parts.dataset: a GDAL handle serves one thread at a time
    mutable std::shared_ptr<VectorDataset> m_dataset;
};

/// Whether a polygon feature contains a point of the map (even-odd).
[[nodiscard]] bool polygonContains(const FeatureStore& store, uint32_t feature, Point at);
/// Metres from a point of the map to the nearest line or point of a feature.
[[nodiscard]] double distanceTo(const FeatureStore& store, uint32_t feature, Point at);

}  // namespace geo
