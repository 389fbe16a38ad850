#pragma once

#include <memory>
#include <string>

#include "geo/pyramid/layer_source.h"
#include "geo/registry/members.h"

namespace app {

/// The path that stands for the registry in a layer's SourceSpec.
inline constexpr const char* kMembersPath = "members:";
/// The class of governments that are not members; the others are the regions.
inline constexpr const char* kCandidateClass = "candidate";

enum class Language { English, French, Spanish, Native };
/// "en", "fr", "es" or "native".
[[nodiscard]] std::optional<Language> parseLanguage(const std::string& word);
[[nodiscard]] const std::string& nameIn(const geo::Member& member, Language language);

/// The registry as a layer of points: one per territory, sized by population, classed by region, candidates a class apart.
class MemberSource final : public geo::LayerSource {
public:
    MemberSource(const geo::Members& members, const geo::Crs& mapCrs, Language language);

    [[nodiscard]] geo::SourceKind kind() const override { return geo::SourceKind::Points; }
    [[nodiscard]] geo::Extent extent() const override { return m_extent; }
    [[nodiscard]] geo::Result<geo::TileContent> read(const geo::TileScheme& scheme, const geo::TileId& id,
                                                     std::stop_token stop) const override;
    [[nodiscard]] std::shared_ptr<const geo::ClassTable> classes() const override { return m_classes; }
    [[nodiscard]] std::optional<geo::ValueRange> valueRange() const override { return m_range; }
    [[nodiscard]] std::shared_ptr<const geo::FeatureTable> features() const override { return m_features; }
    [[nodiscard]] std::vector<geo::Identified> identify(geo::Point at, double tolerance,
                                                        const geo::IsDrawn& isDrawn) const override;
    [[nodiscard]] const std::string& attribution() const override { return m_attribution; }
    [[nodiscard]] geo::Diagnostics diagnostics() const override { return {}; }

    /// Id of the member nearest to a point of the map within `tolerance` metres, of those that are drawn; empty: none.
    [[nodiscard]] std::string memberAt(geo::Point at, double tolerance, const geo::IsDrawn& isDrawn) const;

private:
    struct Spot {
        geo::Point at;
        std::vector<const geo::Member*> governments;  ///< of one territory; the first gives name and class
    };
    [[nodiscard]] const Spot* nearest(geo::Point at, double tolerance, const geo::IsDrawn& isDrawn) const;
    void gather(const geo::Members& members, const geo::Crs& mapCrs);
    void tabulate(const geo::Members& members, Language language);

    std::vector<Spot> m_spots;  // most populous first; index is the feature index
    geo::Extent m_extent;
    geo::ValueRange m_range;
    std::shared_ptr<const geo::ClassTable> m_classes;
    std::shared_ptr<const geo::FeatureTable> m_features;
    std::string m_attribution = "Population: UN World Urbanization Prospects 2018 · Places: GeoNames";
};

}  // namespace app
