#include "viewer/engine/parts.h"

#include <algorithm>
#include <thread>

#include "viewer/gfx/graveyard.h"

namespace engine {
namespace {

using render::Resident;

int workersFor(int wanted) {
    return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 2);
}

std::array<geo::Point, 4> cornersOf(const plan::Screen& screen, const plan::DeviceRect& rect, double grownPx) {
    const double x0 = -grownPx, y0 = -grownPx, x1 = rect.width + grownPx, y1 = rect.height + grownPx;
    return {screen.toMap({x0, y0}), screen.toMap({x1, y0}), screen.toMap({x1, y1}), screen.toMap({x0, y1})};
}

}  // namespace

MapEngine::Parts::Parts(const EngineOptions& engineOptions, std::function<void()> wake)
    : options(engineOptions), loader(workersFor(engineOptions.workers), std::move(wake)) {}

MapEngine::Parts::~Parts() = default;

FrameStatus MapEngine::Parts::update(const FrameInput& input, const Budget& budget) {
    const auto start = Clock::now();
    gfx::Graveyard::ofThisThread()->bury();
    ++m_frame;
    m_input = input;
    m_layers = m_book.update(*input.scene, input.view.camera.metresPerPixel);
    for (const auto source : m_book.takeForgotten()) m_store.dropSource(source);
    for (auto& loaded : loader.take()) m_arrived.push_back(std::move(loaded)), ++statistics.tilesLoaded;

    plan(input, budget.unlimited);
    const bool uploadsLeft = upload(budget, start);
    m_tiles.clear();
    for (const auto& tile : m_cover) m_tiles.push_back(viewTile(m_layers, m_scheme, tile, m_store, m_frame));
    m_pointTiles = viewPoints();
    wishTiles(budget.unlimited);

    for (const auto& active : m_layers)
        if (active.layer->source->kind() == geo::SourceKind::Lines)
            active.textures->updateLines(*active.layer, input.view.camera.metresPerPixel, input.view.pixelRatio);
    // A graticule lies below the layers: then they stay translucent.
    const auto ground = input.scene->graticule ? std::nullopt : std::optional(input.scene->background);
    const auto edition = mixed(std::hash<std::string>()(input.scene->crsKey), input.scene->revision);
    auto composed = m_composer.update({m_layers, m_tiles, m_scheme, edition, ground, input.view.pixelRatio,
                                       input.view.metresPerDevicePixel(), input.moving, m_frame, budget, start},
                                      m_counters);
    m_quads = std::move(composed.quads);
    const bool labelsLeft = updateLabels(budget);
    evict();
    keepStatistics(start);
    return status(uploadsLeft || composed.workLeft || labelsLeft, composed.upToDate && !labelsLeft);
}

void MapEngine::Parts::plan(const FrameInput& input, bool settling) {
    constexpr double kMarginPx = 128;
    m_scheme = input.exact ? geo::TileScheme::exactFor(input.view.metresPerDevicePixel()) : geo::TileScheme{};
    const bool snapped = input.exact && input.view.camera.rotationRad == 0;
    m_screen = plan::Screen(input.view, input.piece, snapped);
    m_page = plan::Screen(input.view, {}, snapped);
    const double marginMetres = settling ? 0 : kMarginPx * m_screen.metresPerPixel();
    const auto corners = cornersOf(m_screen, m_screen.piece(), 0);
    m_cover = tiles::planCover({corners, m_screen.metresPerPixel(), marginMetres}, m_scheme).tiles;
}

std::vector<TileView> MapEngine::Parts::viewPoints() {
    m_pointLayers.clear();
    double reachPx = 0;  // how far a symbol extends from its centre
    for (const auto& active : m_layers) {
        if (!active.points()) continue;
        m_pointLayers.push_back(active);
        reachPx = std::max({reachPx, active.layer->style.radiusPx + 2, active.layer->style.radiusMaxPx + 2});
    }
    std::vector<TileView> views;
    if (m_pointLayers.empty()) return views;
    const auto corners = cornersOf(m_page, m_page.piece(), reachPx * m_input.view.symbolRatio());
    auto cover = tiles::planCover({corners, m_page.metresPerPixel(), 0}, m_scheme).tiles;
    std::ranges::sort(cover, {}, &tiles::CoverTile::id);  // symbols overlap in the same order wherever the view is
    for (const auto& tile : cover) views.push_back(viewTile(m_pointLayers, m_scheme, tile, m_store, m_frame));
    return views;
}

bool MapEngine::Parts::upload(const Budget& budget, Clock::time_point start) {
    std::erase_if(m_arrived, [this](const tiles::LoadedTile& loaded) {
        const auto* resident = m_store.find(loaded.key);
        return !m_book.knows(loaded.key.source) || (resident && resident->revision > loaded.revision);
    });
    size_t bytes = 0, done = 0;
    for (auto& loaded : m_arrived) {
        const std::chrono::duration<double, std::milli> used = Clock::now() - start;
        if (!budget.unlimited && done > 0 && (used.count() >= budget.milliseconds || bytes >= budget.bytes)) break;
        bytes += m_store.put(std::move(loaded), m_frame, m_counters);
        ++done;
    }
    m_arrived.erase(m_arrived.begin(), m_arrived.begin() + static_cast<std::ptrdiff_t>(done));
    return !m_arrived.empty();
}

void MapEngine::Parts::wishTiles(bool settling) {
    constexpr double kMarginPriority = 1000;
    constexpr int kOverviewUp = 3;
    constexpr size_t kMostArrived = 16;  // contents of up to 2 MiB
    std::vector<tiles::TileWish> wishes;
    std::unordered_set<tiles::TileKey, tiles::TileKeyHash> asked, here;
    for (const auto& loaded : m_arrived) here.insert(loaded.key);
    const auto wish = [&](const ActiveLayer& active, const geo::TileId& id, double priority) {
        const tiles::TileKey key{active.source, m_scheme.resolution0, id};
        if (asked.insert(key).second && !here.contains(key))
            wishes.push_back({key, m_scheme, active.layer->source, active.revision, priority});
    };
    const auto wishLayers = [&](const TileView& tile, std::span<const ActiveLayer> layers) {
        for (size_t i = 0; i < layers.size(); ++i) {
            const auto& on = tile.layers[i];
            if (on.final) continue;
            wish(layers[i], on.wanted, tile.distance + (tile.visible ? 0 : kMarginPriority));
            // Nothing at all to show: one coarse tile covers many, and comes first.
            if (!settling && on.count == 0 && tile.visible && on.wanted.level >= kOverviewUp)
                wish(layers[i], on.wanted.ancestor(kOverviewUp), -1);
        }
    };
    for (const auto& tile : m_tiles) wishLayers(tile, m_layers);
    for (const auto& tile : m_pointTiles) wishLayers(tile, m_pointLayers);
    std::erase_if(m_arrived, [&](const tiles::LoadedTile& loaded) { return !asked.contains(loaded.key); });
    loader.wish(std::move(wishes), kMostArrived - std::min(kMostArrived, m_arrived.size()));
}

bool MapEngine::Parts::updateLabels(const Budget& budget) {
    m_labels.trim();
    uint64_t contents = styleOf(m_pointLayers) ^ m_input.scene->revision * 31;
    bool loading = false;
    for (const auto& tile : m_pointTiles) {
        contents = contents * 0x100000001B3ull + tile.contents;
        loading = loading || !tile.final;
    }
    if (budget.unlimited && loading) return true;  // placed once, when all are known
    if (!m_labels.wantsWishes(contents, m_input.view, m_input.moving)) return false;
    Labels::Input input{{}, m_input.view, m_page, contents, m_input.moving, budget.milliseconds, budget.unlimited};
    const double metresPerPixel = m_input.view.camera.metresPerPixel;
    for (const auto& tile : m_pointTiles)
        for (size_t i = 0; i < m_pointLayers.size(); ++i)
            for (const auto& piece : tile.layers[i].shown()) {
                if (piece.content->kind != Resident::Kind::Points) continue;
                const auto& active = m_pointLayers[i];
                plan::addLabelWishes({active.layer, active.source, piece.content->points, m_scheme.extent(piece.from),
                                      overlapOf(piece.from, tile.id).source, m_input.scene.get()},
                                     metresPerPixel, active.textures->largestValue(), input.wishes);
            }
    return !m_labels.place(std::move(input));
}

void MapEngine::Parts::evict() {
    const auto excess = [this](size_t idle) {
        const size_t all = m_store.bytes() + m_composer.store().bytes() + m_labels.bytes() + idle;
        return all - std::min(all, options.gpuBytes);
    };
    if (excess(m_pool.idleBytes()) == 0) return;
    // Composites are cheap to make again, contents are not: they give way first.
    const size_t composites = m_composer.store().bytes();
    m_composer.store().evict(composites - std::min(composites, excess(0)), m_frame);
    const size_t contents = m_store.bytes();
    m_store.evict(contents - std::min(contents, excess(0)), m_frame);
    m_pool.clear();
}

bool MapEngine::Parts::anythingInView() const {
    const auto view = m_input.view.visible();
    const auto holdsSomething = [](const LayerOnTile& on) {
        return std::ranges::any_of(on.shown(), [](const auto& piece) { return piece.content->kind != Resident::Kind::Empty; });
    };
    for (size_t i = 0; i < m_layers.size(); ++i) {
        const auto& layer = *m_layers[i].layer;
        if (!layer.legend || !layer.source->extent().intersects(view)) continue;
        for (const auto& tile : m_tiles)
            if (tile.visible && holdsSomething(tile.layers[i])) return true;
    }
    return false;
}

FrameStatus MapEngine::Parts::status(bool workLeft, bool upToDate) const {
    FrameStatus status;
    std::set<std::string> problems;
    std::unordered_set<tiles::TileKey, tiles::TileKeyHash> wanted, loading, failed;  // points are in both lists
    const auto count = [&](const TileView& tile, std::span<const ActiveLayer> layers) {
        for (size_t i = 0; i < layers.size(); ++i) {
            const auto& on = tile.layers[i];
            if (on.final && on.count == 0) continue;  // outside the layer
            const tiles::TileKey key{layers[i].source, m_scheme.resolution0, on.wanted};
            wanted.insert(key);
            if (!on.final) loading.insert(key);
            if (!on.final || on.shown().front().content->kind != Resident::Kind::Failed) continue;
            failed.insert(key);
            problems.insert(layers[i].layer->title + ": " + on.shown().front().content->problem);
        }
    };
    for (const auto& tile : m_tiles)
        if (tile.visible) count(tile, m_layers);
    for (const auto& tile : m_pointTiles)
        if (!tile.final) count(tile, m_pointLayers);
    const auto sizeOf = [](const auto& keys) { return static_cast<int>(keys.size()); };
    status.tilesWanted = sizeOf(wanted), status.tilesLoading = sizeOf(loading), status.tilesFailed = sizeOf(failed);
    status.anythingInView = anythingInView();
    status.problems.assign(problems.begin(), problems.end());
    status.complete = status.tilesLoading == 0 && upToDate;
    status.needsRedraw = workLeft;
    return status;
}

std::vector<uint16_t> MapEngine::Parts::classesShown(const std::string& layerId) const {
    std::set<uint16_t> classes;
    for (size_t i = 0; i < m_layers.size(); ++i) {
        if (m_layers[i].layer->id != layerId) continue;
        for (const auto& tile : m_tiles)
            if (tile.visible)
                for (const auto& piece : tile.layers[i].shown()) {
                    const auto& layer = *m_layers[i].layer;
                    const auto& present = piece.content->present;
                    const auto shown = plan::shownClasses(*layer.source, layer.style, present.classes, present.dimensions);
                    classes.insert(shown.begin(), shown.end());
                }
    }
    return {classes.begin(), classes.end()};
}

void MapEngine::Parts::keepStatistics(Clock::time_point start) {
    statistics.tilesUploaded = m_counters.tilesUploaded;
    statistics.bytesUploaded = m_counters.bytesUploaded;
    statistics.tilesComposed = m_counters.tilesComposed;
    statistics.drawCalls = m_counters.drawCalls;
    statistics.gpuBytes = m_store.bytes() + m_composer.store().bytes() + m_pool.idleBytes() + m_labels.bytes();
    statistics.textures = m_store.textures() + m_composer.store().textures();
    statistics.lastUpdateMs = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace engine
