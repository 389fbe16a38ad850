#include "geo/pyramid/area_tile.h"

#include "geo/pyramid/area_scratch.h"

namespace geo {

AreaRaster& areaScratch(int sizePx) {
    thread_local AreaRaster raster;  // some 5 MB of working memory, kept from tile to tile
    raster.begin(sizePx);
    return raster;
}

TileContent toAreaContent(AreaRaster& raster) {
    if (raster.empty()) return {};
    auto tile = raster.finish();
    return {AreaContent{std::move(tile.first), std::move(tile.second)}};
}

Result<TileContent> areaTile(const FeatureStore& store, const TileScheme& scheme, const TileId& id, const std::stop_token& stop) {
    const Extent box = scheme.extent(id);
    std::vector<uint32_t> found;
    store.query(box, found);
    if (found.empty()) return TileContent{};
    const TexelFrame frame(box, scheme.tilePx, store);
    auto& raster = areaScratch(scheme.tilePx);
    for (size_t i = 0; i < found.size(); ++i) {
        if (i % 1024 == 0 && stop.stop_requested()) return fail(ErrorCode::Cancelled, "Drawing this tile was cancelled.");
        raster.addPolygon(store, found[i], frame);
    }
    return toAreaContent(raster);
}

}  // namespace geo
