#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/pyramid/tile_content.h"
#include "geo/space/crs.h"
#include "geo/taxonomy/class_table.h"
#include "geo/taxonomy/ramp.h"
#include "geo/taxonomy/rank_table.h"
#include "geo/tile/tile_scheme.h"

namespace geo {

/// Work that improves a layer while it is already in use; run it once, on a worker, as a task a person can see and cancel.
using BackgroundWork = std::function<Result<void>(const Progress&, std::stop_token)>;

/// Between the credits of data that come from several sources.
inline constexpr std::string_view kCreditMark = " · ";

enum class SourceKind {
    Classes,  ///< class raster: CodeContent
    Values,   ///< continuous raster, or point density: ValueContent
    Areas,    ///< polygons: AreaContent
    Lines,    ///< lines: LineContent, or AreaContent where they are too dense to draw one by one
    Points,   ///< points: PointContent, or AreaContent (discs) where they are too dense
};

/// What a continuous layer's legend needs. low/high are robust (2nd and 98th percentile), not the extremes.
struct ValueRange {
    double low = 0, high = 1;
    double minimum = 0, maximum = 1;
    std::string unit;  ///< "inhabitants per km²", "addresses per ha", "m"; empty if unknown
    Spread spread = Spread::Linear;
};

/// Per feature of a vector source, what styling and filtering need; columns have one entry per feature index.
/// Becomes a small texture: restyling never touches a tile.
struct FeatureTable {
    size_t features = 0;
    std::vector<uint16_t> classOf;                  ///< index into the source's class table; empty: all features are class 1
    std::vector<DimensionClasses> dimensionsOf;     ///< through the crosswalk, for filters; empty: the source has none
    std::vector<DimensionConfidence> confidenceOf;  ///< of dimensionsOf; empty: the source does not tell
    std::vector<float> valueOf;        ///< continuous column (choropleth, symbol size), NaN where unknown; empty: none
    std::vector<std::string> labelOf;  ///< label text, UTF-8; empty: no labels
};

struct Attribute {
    std::string name, value;
};

/// The answer to "what is here": one object or cell.
struct Identified {
    std::string title;                        ///< class label, or the feature's name
    std::vector<Attribute> attributes;        ///< as the source has them, in its order; class and value first
    std::vector<std::vector<Point>> outline;  ///< map CRS; rings or lines of the feature, or the cell; for the highlight
    std::vector<std::string> sentences{};     ///< what there is to say of it, for people; empty: the attributes say it
};

/// Whether an object or cell is drawn, by its class (index into classes(); 1 in sources without classes, 0 where it has none)
/// and, in vector sources, by its feature index; kNoFeature in rasters. Called from the thread that identifies.
using IsDrawn = std::function<bool(uint16_t classIndex, uint32_t feature)>;
inline constexpr uint32_t kNoFeature = UINT32_MAX;

/// One dataset, ready to be drawn in one map CRS: the only door from geo to the viewer.
/// All functions are const and safe from any thread at once, unless said otherwise.
class LayerSource {
public:
    virtual ~LayerSource() = default;

    [[nodiscard]] virtual SourceKind kind() const = 0;
    /// In the map CRS. Empty if nothing of the dataset can be shown there.
    [[nodiscard]] virtual Extent extent() const = 0;
    /// Metres per pixel of the data itself; finer tiles only enlarge it. 0 for vectors.
    [[nodiscard]] virtual double nativeResolution() const { return 0; }
    /// Reads one tile. Looks at `stop` before long steps and then fails with Cancelled.
    [[nodiscard]] virtual Result<TileContent> read(const TileScheme& scheme, const TileId& id, std::stop_token stop) const = 0;

    /// Classes for the palette; nullptr for purely continuous sources. May grow while tiles are read (codes that no table
    /// announced): then classesRevision() rises and a fresh table is returned.
    [[nodiscard]] virtual std::shared_ptr<const ClassTable> classes() const { return nullptr; }
    [[nodiscard]] virtual uint64_t classesRevision() const { return 0; }
    /// Range of the continuous values; nullopt for class-only sources.
    [[nodiscard]] virtual std::optional<ValueRange> valueRange() const { return std::nullopt; }
    /// Line and place ranks with widths, sizes and scales; class index i is rank i - 1. nullptr where the layer has none.
    [[nodiscard]] virtual const RankTable* ranks() const { return nullptr; }
    /// Vector sources only; nullptr for rasters.
    [[nodiscard]] virtual std::shared_ptr<const FeatureTable> features() const { return nullptr; }

    /// Objects or cells at a point of the map, nearest or topmost first; of those that are drawn. `tolerance` in metres.
    [[nodiscard]] virtual std::vector<Identified> identify(Point at, double tolerance, const IsDrawn& isDrawn) const = 0;
    /// Of all that there are.
    [[nodiscard]] std::vector<Identified> identify(Point at, double tolerance) const {
        return identify(at, tolerance, [](uint16_t, uint32_t) { return true; });
    }

    /// What is said of the data: text to print on the map, several credits with kCreditMark between, and remarks from loading.
    [[nodiscard]] virtual const std::string& attribution() const = 0;
    [[nodiscard]] virtual Diagnostics diagnostics() const = 0;
    /// Rises when tiles read before are no longer the best answer (overviews finished in the background).
    [[nodiscard]] virtual uint64_t dataRevision() const { return 0; }
    /// What remains to be done in the background (building overviews), or an empty function. It keeps the source alive.
    [[nodiscard]] virtual BackgroundWork backgroundWork() const { return {}; }
};

}  // namespace geo
