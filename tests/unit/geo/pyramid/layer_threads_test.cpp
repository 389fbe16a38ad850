#include <algorithm>
#include <thread>

#include "tests/unit/geo/pyramid/raster_fixture.h"

// One source asked from many threads at once, as tile workers and main do; the thread sanitizer watches these.
namespace geo {
namespace {

class LayerThreads : public raster_tests::RasterFiles {
protected:
    static std::vector<TileId> tilesOf(const LayerSource& source, const TileScheme& scheme, int level) {
        const auto box = source.extent();
        const auto first = scheme.at({box.minX, box.maxY}, level), last = scheme.at({box.maxX, box.minY}, level);
        std::vector<TileId> tiles;
        for (int y = std::min(first.y, last.y); y <= std::max(first.y, last.y); ++y)
            for (int x = first.x; x <= last.x; ++x) tiles.push_back({level, x, y});
        return tiles;
    }
    // The tiles of a level read by one thread, and then by four, each of which reads all and asks what lies in the middle.
    template <class Content>
    static void expectTheSame(const LayerSource& source, int level,
                              const std::function<bool(const Content&, const Content&)>& same) {
        const TileScheme scheme;
        const auto tiles = tilesOf(source, scheme, level);
        ASSERT_GE(tiles.size(), 4u);
        std::vector<TileContent> alone;
        for (const auto& id : tiles) alone.push_back(source.read(scheme, id, {}).value());
        std::array<size_t, 4> equal{}, found{}, compared{};
        {
            std::vector<std::jthread> threads;
            for (size_t t = 0; t < equal.size(); ++t)
                threads.emplace_back([&, t] {
                    for (size_t k = 0; k < tiles.size(); ++k) {
                        const size_t i = (k + t) % tiles.size();
                        const auto content = source.read(scheme, tiles[i], {});
                        if (!content || content->data.index() != alone[i].data.index()) continue;
                        const auto *a = std::get_if<Content>(&content->data), *b = std::get_if<Content>(&alone[i].data);
                        equal[t] += a == nullptr || same(*a, *b);
                        compared[t] += a != nullptr;
                        found[t] += source.identify(source.extent().centre(), 1).size();
                    }
                });
        }
        for (size_t t = 0; t < equal.size(); ++t) {
            EXPECT_EQ(equal[t], tiles.size());
            EXPECT_GT(compared[t], 0u);
            EXPECT_EQ(found[t], tiles.size());
        }
    }
};

TEST_F(LayerThreads, ReadARasterAtOnce) {
    raster_tests::Written what;
    what.columns = what.rows = 300;
    for (int i = 0; i < 300 * 300; ++i) what.cells.push_back(1 + (i % 300 / 30 + i / 9000) % 5);
    const auto source = open(write("classes.tif", what));
    ASSERT_TRUE(source) << describe(source.error());
    expectTheSame<CodeContent>(**source, 13, [](const auto& a, const auto& b) { return a.codes8 == b.codes8; });
}

TEST_F(LayerThreads, ReadAVectorAtOnce) {
    const auto path = (m_folder / "blocks.csv").string();
    {
        std::unique_ptr<FILE, decltype(&std::fclose)> file(std::fopen(path.c_str(), "w"), std::fclose);
        std::fprintf(file.get(), "wkt,use\n");
        for (int y = 0; y < 9; ++y)
            for (int x = 0; x < 9; ++x) {
                const double west = -56.2 + x * 0.01, south = -34.9 + y * 0.01, east = west + 0.009999, north = south + 0.009999;
                std::fprintf(file.get(), "\"POLYGON((%f %f,%f %f,%f %f,%f %f))\",%d\n", west, south, east, south, east, north,
                             west, north, x % 3);
            }
    }
    SourceSpec spec;
    spec.path = path, spec.crs = "EPSG:4326", spec.classField = "use";
    const auto source = openLayer(spec, Crs::cityEqualArea({-56.155, -34.855}), {}, {});
    ASSERT_TRUE(source) << describe(source.error());
    expectTheSame<AreaContent>(**source, 14,
                               [](const auto& a, const auto& b) { return a.first == b.first && a.second == b.second; });
}

}  // namespace
}  // namespace geo
