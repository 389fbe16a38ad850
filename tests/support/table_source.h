#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/pyramid/layer_source.h"

namespace support {

/// A source that has tables to be asked, and nothing to be read: a raster, or a vector layer where it has objects.
class TableSource : public geo::LayerSource {
public:
    std::shared_ptr<geo::ClassTable> table = std::make_shared<geo::ClassTable>();
    std::shared_ptr<geo::FeatureTable> objects;
    geo::RankTable rankTable;
    std::optional<geo::SourceKind> is;  ///< instead of what follows from the objects
    std::optional<geo::ValueRange> range;

    [[nodiscard]] geo::SourceKind kind() const override {
        return is.value_or(objects ? geo::SourceKind::Areas : geo::SourceKind::Classes);
    }
    [[nodiscard]] geo::Extent extent() const override { return {}; }
    [[nodiscard]] geo::Result<geo::TileContent> read(const geo::TileScheme&, const geo::TileId&, std::stop_token) const override {
        return geo::TileContent{geo::EmptyContent{}};
    }
    [[nodiscard]] std::shared_ptr<const geo::ClassTable> classes() const override { return table; }
    [[nodiscard]] std::optional<geo::ValueRange> valueRange() const override { return range; }
    [[nodiscard]] const geo::RankTable* ranks() const override { return rankTable.ranks.empty() ? nullptr : &rankTable; }
    [[nodiscard]] std::shared_ptr<const geo::FeatureTable> features() const override { return objects; }
    [[nodiscard]] std::vector<geo::Identified> identify(geo::Point, double, const geo::IsDrawn&) const override { return {}; }
    [[nodiscard]] const std::string& attribution() const override { return m_attribution; }
    [[nodiscard]] geo::Diagnostics diagnostics() const override { return {}; }

private:
    std::string m_attribution;
};

}  // namespace support
