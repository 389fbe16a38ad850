#include "geo/mosaic/tessellate.h"

#include <fmt/format.h>

#include "geo/mosaic/face_cuts.h"
#include "geo/mosaic/gather_linework.h"
#include "geo/mosaic/group_outline.h"
#include "geo/mosaic/slivers.h"
#include "geo/mosaic/snap_rounding.h"

namespace geo {
namespace {

constexpr double kMostCells = 5e6;             // 1,250,000 km² of countryside in cells of 500 m
constexpr size_t kMostSegments = 200'000'000;  // half-edges are counted in 32 bits, and memory ends earlier

Result<void> check(const TessellationRules& rules) {
    const auto wrong = [](const char* what) {
        return fail(ErrorCode::Malformed, std::string(what) + "; correct the rules.", "tesserae");
    };
    if (!(rules.precisionM > 0)) return wrong("The precision must be above 0 m");
    if (!(rules.joinM >= 0 && rules.joinM <= 100)) return wrong("The reach of line ends must lie between 0 and 100 m");
    if (!(rules.gridM >= 100 * rules.precisionM)) return wrong("The grid must be at least 100 times as coarse as the precision");
    if (!(rules.largestBlockM2 > 0)) return wrong("The largest block must have an area above 0 m²");
    return {};
}

// One tessellation under way.
class Tessellator {
public:
    Tessellator(const TessellationRules& rules, const Progress& progress, std::stop_token stop)
        : m_rules(rules), m_progress(progress), m_stop(std::move(stop)) {}

    Result<Tessellation> run(const std::vector<Rings>& territory, const std::vector<Barrier>& barriers,
                             const std::vector<Rings>& water) {
        Tessellation done;
        if (!step(0, "collecting barriers")) return cancelled();
        auto segments = gatherLinework(territory, barriers, water, m_rules, done.remarks, m_stop);
        if (segments.empty())
            return fail(ErrorCode::Malformed, "The territory has no area; give at least one ring of three points.", "tesserae");
        if (segments.size() > kMostSegments)
            return fail(ErrorCode::TooLarge, "The barriers have too many points; choose a smaller territory.", "tesserae");
        if (!step(0.1, "crossing barriers")) return cancelled();
        segments = snapRounded(std::move(segments), m_stop);
        if (!step(0.4, "finding faces")) return cancelled();
        const auto cuts = findCuts(segments);
        if (!cuts) return Failure(cuts.error());
        if (!cuts->empty()) {
            segments.insert(segments.end(), cuts->begin(), cuts->end());
            if (!step(0.55, "cutting large faces and strips")) return cancelled();
            segments = snapRounded(std::move(segments), m_stop);
        }
        if (!step(0.8, "joining slivers")) return cancelled();
        const PlanarMap map(std::move(segments));
        FaceGroups groups(map, m_rules);
        const auto grid = joinSlivers(map, groups, m_rules, m_stop);
        if (!step(0.9, "drawing outlines")) return cancelled();
        done.tesserae = tesseraeOf(map, groups, grid, m_rules.precisionM);
        if (done.tesserae.empty())
            return fail(ErrorCode::Malformed, "The territory has no area; its parts are thinner than the precision.", "tesserae");
        if (!step(1, "tesserae done")) return cancelled();
        return done;
    }

private:
    // False: stop.
    bool step(double fraction, const char* phrase) const {
        if (m_stop.stop_requested()) return false;
        if (m_progress) m_progress(fraction, phrase);
        return true;
    }

    [[nodiscard]] static Failure cancelled() { return fail(ErrorCode::Cancelled, "Stopped.", "tesserae"); }

    [[nodiscard]] Result<std::vector<Segment>> findCuts(const std::vector<Segment>& segments) const {
        const PlanarMap map(segments);
        const FaceGroups groups(map, m_rules);
        const auto shapes = shapesOf(map, groups, m_rules);
        double cells = 0;
        for (const auto& shape : shapes)
            if (shape.areaM2 > m_rules.largestBlockM2) cells += shape.areaM2 / (m_rules.gridM * m_rules.gridM);
        if (cells > kMostCells)
            return fail(
                ErrorCode::TooLarge,
                fmt::format("The grid would cut open land into {:.0f} million cells; choose a smaller territory.", cells / 1e6),
                "tesserae");
        return cutsThrough(map, groups, shapes, m_rules);
    }

    const TessellationRules& m_rules;
    const Progress& m_progress;
    std::stop_token m_stop;
};

}  // namespace

Result<Tessellation> tessellate(const std::vector<Rings>& territory, const std::vector<Barrier>& barriers,
                                const std::vector<Rings>& water, const TessellationRules& rules, const Progress& progress,
                                std::stop_token stop) {
    if (auto fit = check(rules); !fit) return Failure(fit.error());
    return Tessellator(rules, progress, std::move(stop)).run(territory, barriers, water);
}

}  // namespace geo
