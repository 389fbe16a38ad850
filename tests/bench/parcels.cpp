#include <ogrsf_frmts.h>

#include <array>
#include <cmath>
#include <memory>
#include <string_view>

#include "geo/io/gdal_session.h"
#include "geo/space/types.h"
#include "tests/bench/bench_data.h"
#include "tests/bench/noise.h"

namespace bench {
namespace {

using geo::Point;

constexpr double kCentreEast = 575'000, kCentreNorth = 6'140'000;  // Montevideo, EPSG:32721
constexpr int kLots = 10;                                          // in a row; a block has two rows, back to back
constexpr int kSteps = 4;                                          // pieces of one side of a parcel: 4 x 4 + 1 vertices
constexpr double kLotWidth = 18, kLotDepth = 40, kStreet = 14;     // metres
constexpr double kBlockWidth = kLots * kLotWidth + kStreet, kBlockDepth = 2 * kLotDepth + kStreet;
constexpr uint32_t kCut = 11, kWobbleX = 12, kWobbleY = 13, kBend = 14, kUse = 15, kDense = 16;

constexpr std::array<std::string_view, 8> kUses{"residential",   "mixed",        "commercial", "industrial",
                                                "institutional", "recreational", "vacant",     "agricultural"};

/// The town's plan before it is bent: blocks in columns and rows, filled from the middle's north-west corner on.
struct Plan {
    int64_t columns, rows;

    explicit Plan(int64_t parcels) {
        const int64_t blocks = (parcels + 2 * kLots - 1) / (2 * kLots);
        columns = std::max<int64_t>(1, std::llround(std::sqrt(static_cast<double>(blocks) * kBlockDepth / kBlockWidth)));
        rows = (blocks + columns - 1) / columns;
    }
    [[nodiscard]] double width() const { return static_cast<double>(columns) * kBlockWidth; }
    [[nodiscard]] double depth() const { return static_cast<double>(rows) * kBlockDepth; }
};

/// Streets bend gently: a smooth displacement of the plan, at two wavelengths.
Point bend(Point p) {
    const double dx = (noiseAt(p.x, p.y, 2600, kBend) - 0.5) * 640 + (noiseAt(p.x, p.y, 420, kBend + 1) - 0.5) * 40;
    const double dy = (noiseAt(p.x, p.y, 2600, kBend + 2) - 0.5) * 640 + (noiseAt(p.x, p.y, 420, kBend + 3) - 0.5) * 40;
    return {p.x + dx, p.y + dy};
}

/// Boundary points of one block on a lattice of 41 x 9: every fourth line is a parcel boundary, and neighbours share its points.
class Block {
public:
    Block(const Plan& plan, int64_t index) {
        const int64_t column = index % plan.columns, row = index / plan.columns;
        const double left = static_cast<double>(column) * kBlockWidth - plan.width() / 2;
        const double top = plan.depth() / 2 - static_cast<double>(row) * kBlockDepth;
        for (int j = 0; j <= 2 * kSteps; ++j)
            for (int i = 0; i <= kLots * kSteps; ++i) {
                const double wobbleX = (unit(hash(index, j * 64 + i, kWobbleX)) - 0.5) * 1.6;
                const double wobbleY = (unit(hash(index, j * 64 + i, kWobbleY)) - 0.5) * 1.6;
                const Point flat{left + cut(index, i) + wobbleX, top - j * kLotDepth / kSteps + wobbleY};
                const Point bent = bend(flat);
                at(i, j) = {kCentreEast + bent.x, kCentreNorth + bent.y};
            }
    }
    [[nodiscard]] Point& at(int i, int j) { return m_points[static_cast<size_t>(j) * (kLots * kSteps + 1) + i]; }

    /// Fills the 17 vertices of a lot's ring.
    void ring(int lot, OGRLinearRing& ring) {
        const int i = lot % kLots * kSteps, j = lot / kLots * kSteps;
        int n = 0;
        const auto put = [&](int x, int y) { ring.setPoint(n++, at(x, y).x, at(x, y).y); };
        for (int k = 0; k < kSteps; ++k) put(i + k, j);
        for (int k = 0; k < kSteps; ++k) put(i + kSteps, j + k);
        for (int k = 0; k < kSteps; ++k) put(i + kSteps - k, j + kSteps);
        for (int k = 0; k < kSteps; ++k) put(i, j + kSteps - k);
        put(i, j);
    }

private:
    /// Distance of lattice column i from the block's left side: lots are of unequal width.
    static double cut(int64_t index, int i) {
        const auto lotEdge = [&](int lot) {
            const double shift = lot == 0 || lot == kLots ? 0 : (unit(hash(index, lot, kCut)) - 0.5) * 8;
            return lot * kLotWidth + shift;
        };
        const int lot = std::min(i / kSteps, kLots - 1);
        const double t = static_cast<double>(i - lot * kSteps) / kSteps;
        return lotEdge(lot) * (1 - t) + lotEdge(lot + 1) * t;
    }
    std::array<Point, static_cast<size_t>((kLots * kSteps + 1) * (2 * kSteps + 1))> m_points;
};

/// Uses cluster: the block's quarter proposes, the lot decides. `centrality` is 1 in the middle of the town, 0 at its edge.
size_t useOf(int64_t block, int lot, Point where, double centrality) {
    const double quarter = noiseAt(where.x, where.y, 1800, kUse), small = noiseAt(where.x, where.y, 500, kUse + 1);
    const double pick = unit(hash(block, lot, kUse + 2));
    if (quarter > 0.80) return pick < 0.85 ? 3 : 2;
    if (small > 0.86) return 5;
    if (small < 0.12) return pick < 0.9 ? 4 : 0;
    if (centrality > 0.72) return pick < 0.42 ? 1 : pick < 0.72 ? 2 : pick < 0.92 ? 0 : 6;
    if (centrality < 0.12) return pick < 0.45 ? 7 : pick < 0.85 ? 0 : 6;
    return pick < 0.80 ? 0 : pick < 0.89 ? 1 : pick < 0.94 ? 2 : 6;
}

double densityOf(int64_t block, int lot, size_t use, double centrality) {
    constexpr std::array<double, 8> kShare{1, 0.8, 0.25, 0.04, 0.15, 0.01, 0, 0.02};
    const double spread = std::exp((unit(hash(block, lot, kDense)) - 0.5) * 1.6);
    return std::round(10 * kShare[use] * spread * (18 + 260 * centrality * centrality)) / 10;
}

}  // namespace

geo::Result<void> writeParcels(const std::filesystem::path& path, int64_t count) {
    geo::startGdal();
    const geo::GdalMessages messages;
    const auto fail = [&] {
        return tl::unexpected(messages.error(
            geo::ErrorCode::Output, "The benchmark's parcels cannot be written; is there room on the disk?", path.string()));
    };
    const std::string partPath = path.string() + ".part.fgb";
    std::filesystem::remove(partPath);
    std::unique_ptr<GDALDataset, decltype([](GDALDataset* d) { GDALClose(d); })> file(
        GetGDALDriverManager()->GetDriverByName("FlatGeobuf")->Create(partPath.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!file) return fail();
    OGRSpatialReference crs;
    crs.importFromEPSG(32721);
    auto* layer = file->CreateLayer("parcels", &crs, wkbPolygon, nullptr);
    if (!layer) return fail();
    OGRFieldDefn useField("use", OFTString), densityField("density", OFTReal);
    layer->CreateField(&useField);
    layer->CreateField(&densityField);

    const Plan plan(count);
    const double reach = std::max(plan.width(), plan.depth()) / 2;
    for (int64_t parcel = 0; parcel < count;) {
        const int64_t index = parcel / (2 * kLots);
        Block block(plan, index);
        for (int lot = 0; lot < 2 * kLots && parcel < count; ++lot, ++parcel) {
            auto ring = std::make_unique<OGRLinearRing>();
            block.ring(lot, *ring);
            const Point where{ring->getX(0) - kCentreEast, ring->getY(0) - kCentreNorth};
            auto polygon = std::make_unique<OGRPolygon>();
            polygon->addRingDirectly(ring.release());
            const double centrality = std::max(0.0, 1 - std::hypot(where.x, where.y) / reach);
            const size_t use = useOf(index, lot, where, centrality);
            OGRFeature feature(layer->GetLayerDefn());
            feature.SetField(0, std::string(kUses[use]).c_str());
            feature.SetField(1, densityOf(index, lot, use, centrality));
            feature.SetGeometryDirectly(polygon.release());
            if (layer->CreateFeature(&feature) != OGRERR_NONE) return fail();
        }
    }
    file.reset();  // FlatGeobuf writes its index and all features now
    if (messages.sawError()) return fail();
    std::filesystem::rename(partPath, path);
    return {};
}

}  // namespace bench
