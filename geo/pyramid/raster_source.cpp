#include "geo/pyramid/raster_source.h"

#include <fmt/format.h>

#include <charconv>

#include "geo/pyramid/raster_overviews.h"

namespace geo {
namespace {

constexpr int kSmallSide = 1024;  // up to here coarser levels are computed in memory when the layer opens
constexpr int kWidest = 1 << 22;  // columns a background build carries rows of
constexpr int64_t kMostCells = int64_t{1} << 36;

// "code|#rrggbb|label", as SourceSpec::legend has it.
std::optional<LegendEntry> legendEntry(std::string_view text) {
    const auto first = text.find('|'), second = first == std::string_view::npos ? first : text.find('|', first + 1);
    LegendEntry entry;
    const auto [end, error] = std::from_chars(text.data(), text.data() + std::min(first, text.size()), entry.code);
    if (second == std::string_view::npos || error != std::errc() || end != text.data() + first) return std::nullopt;
    entry.colour = Colour::parse(text.substr(first + 1, second - first - 1));
    entry.label = text.substr(second + 1);
    return entry;
}

}  // namespace

Result<std::shared_ptr<const LayerSource>> RasterSource::create(RasterMeaning meaning, const SourceSpec& spec, const Crs& mapCrs,
                                                                std::stop_token stop) {
    std::shared_ptr<RasterSource> source(new RasterSource(std::move(meaning)));
    RasterMeaning& known = source->m_meaning;
    auto locator = RasterLocator::create(known.decoder.grid, known.crs, mapCrs);
    if (!locator) return tl::make_unexpected(locator.error());
    source->m_locator = std::move(*locator);
    source->m_attribution = spec.attribution.empty() ? rasterAttribution(known) : spec.attribution;
    source->m_remarks = known.remarks;
    if (known.rule() == CellRule::Classes) {
        if (auto done = source->prepareClasses(spec); !done) return tl::make_unexpected(done.error());
    } else if (!spec.dimension.empty()) {
        return fail(ErrorCode::Unsupported,
                    "Colouring by a dimension needs classes, and this raster holds values; leave the dimension out.", spec.path);
    } else {
        source->m_range = rangeOf(known.sample, known.unit);
    }
    if (auto done = source->prepareLevels(stop); !done) return tl::make_unexpected(done.error());
    known.sample = {};  // has served
    return std::shared_ptr<const LayerSource>(std::move(source));
}

Result<void> RasterSource::prepareClasses(const SourceSpec& spec) {
    const Scheme* scheme = nullptr;
    if (!m_meaning.scheme.empty()) {
        const auto loaded = loadScheme(m_meaning.scheme);
        if (loaded)
            scheme = *loaded;
        else if (!spec.scheme.empty())
            return tl::make_unexpected(loaded.error());
        else
            m_remarks.add(loaded.error().message);
    }
    std::optional<Dimension> dimension;
    if (!spec.dimension.empty()) {
        dimension = parseDimension(spec.dimension);
        if (!dimension)
            return fail(ErrorCode::Malformed,
                        "There is no such dimension: choose density, use, settlement, surface, tenure or infrastructure.",
                        spec.dimension);
        if (!scheme)
            return fail(ErrorCode::Unsupported,
                        "No crosswalk is known for the codes of this raster; name its scheme to colour it by a dimension.",
                        spec.path);
    }
    const auto codes = m_meaning.sampledCodes();
    auto legend = m_meaning.decoder.facts().legend;
    for (const auto& text : spec.legend)
        if (auto entry = legendEntry(text)) legend.push_back(std::move(*entry));  // later ones hold
    m_classes = std::make_unique<RasterClasses>(scheme, m_meaning.scheme, legend, codes, dimension, shortName(spec.path));
    m_meaning.decoder.merging = m_classes->merging();
    return {};
}

Result<void> RasterSource::prepareLevels(std::stop_token stop) {
    const CellDecoder& decoder = m_meaning.decoder;
    const auto& facts = decoder.file->facts();
    if (decoder.file->isRemote()) return useOfRemote();
    if (facts.columns <= kSmallSide && facts.rows <= kSmallSide) {
        auto made = levelsInMemory(decoder, stop);
        if (!made) return tl::make_unexpected(made.error());
        use(std::move(*made));
        return {};
    }
    const bool hasOwn = !decoder.facts().overviews.empty();
    const auto hold = ownOverviewsHold(decoder);
    if (!hold) return tl::make_unexpected(hold.error());
    auto own = fileLevels(decoder, *hold);
    if (hasOwn && *hold && !decoder.merging && isQuicklyCounted(own.back())) {
        use(std::move(own));
        return {};
    }
    if (facts.columns > kWidest || int64_t{facts.columns} * facts.rows > kMostCells) {
        useOfTooLarge(hasOwn, *hold);
        return {};
    }
    m_key = overviewKeyOf(decoder, m_meaning.crs);
    if (!m_key)
        remark(
            "The cache keeps no overviews of this raster, as it cannot tell when it changes: in the window, coarse views show "
            "single cells.");
    else if (hasOwn && !*hold)
        remark(whyOverviewsAreNotTrusted(decoder.rule) + " Better ones are kept in the cache.");
    auto kept = m_key ? levelsInCache(decoder, *m_key) : RasterLevels();
    m_wantsOverviews = m_key && kept.size() == 1;
    if (kept.size() > 1) {
        use(std::move(kept));
        return {};
    }
    for (size_t i = 1; i < own.size(); ++i) own[i].provisional = true;
    use(std::move(own));
    return {};
}

/// Of a raster that is read over the network: what it has; nothing is built from all of it.
Result<void> RasterSource::useOfRemote() {
    const CellDecoder& decoder = m_meaning.decoder;
    const auto& facts = decoder.file->facts();
    use(fileLevels(decoder, true));
    const bool hasOwn = !decoder.facts().overviews.empty();
    if (hasOwn && decoder.rule == CellRule::Densities)
        remark("Coarse views of this remote raster come from its own overviews, taken as means of its counts.");
    else if (hasOwn && decoder.merging)
        remark(
            "Coarse views of this remote raster come from its own overviews: a cell shows the dimension of its most frequent "
            "code, where codes that share a class are not added up; a copy on this computer is counted right.");
    else if (const auto hold = ownOverviewsHold(decoder); !hold)
        return tl::make_unexpected(hold.error());
    else if (!*hold)
        remark(whyOverviewsAreNotTrusted(decoder.rule) + " A copy on this computer is counted right.");
    else if (!hasOwn && std::max(facts.columns, facts.rows) > kSmallSide)
        remark(
            "This remote raster has no overviews: coarse views need all of it and are slow, and in the window they show single "
            "cells; a cloud-optimised copy would be better.");
    return {};
}

/// Of a raster that no overviews are built for: what the file has, and how to give it what is missing.
void RasterSource::useOfTooLarge(bool hasOwn, bool hold) {
    const CellDecoder& decoder = m_meaning.decoder;
    const bool densities = decoder.rule == CellRule::Densities;
    const char* method = decoder.rule == CellRule::Classes ? "mode" : "average";
    use(fileLevels(decoder, densities || hold));
    if (hasOwn && densities)
        remark(
            "Coarse views of this raster come from its own overviews, taken as means of its counts; build them with "
            "gdaladdo -r average if they are others.");
    else if (hasOwn && hold && decoder.merging)
        remark(
            "This raster is too large to count again: coarse views show the dimension of the most frequent code, where codes "
            "that share a class are not added up.");
    else if (!hasOwn || !hold)
        remark(fmt::format("{}This raster is too large to build overviews for; give it some with gdaladdo -r {}.",
                           hasOwn ? whyOverviewsAreNotTrusted(decoder.rule) + " " : "", method));
}

std::shared_ptr<const RasterLevels> RasterSource::levels() const {
    const std::lock_guard lock(m_mutex);
    return m_levels;
}

void RasterSource::use(RasterLevels fresh) const {
    const std::lock_guard lock(m_mutex);
    m_levels = std::make_shared<const RasterLevels>(std::move(fresh));
}

void RasterSource::remark(std::string text) const {
    const std::lock_guard lock(m_mutex);
    m_remarks.add(std::move(text));
}

Diagnostics RasterSource::diagnostics() const {
    Diagnostics all;
    {
        const std::lock_guard lock(m_mutex);
        all = m_remarks;
    }
    if (m_classes)
        for (auto& text : m_classes->diagnostics().remarks) all.add(std::move(text));
    return all;
}

BackgroundWork RasterSource::backgroundWork() const {
    if (!m_wantsOverviews || levels()->back().kept) return {};
    return [self = shared_from_this()](const Progress& progress, std::stop_token stop) { return self->build(progress, stop); };
}

Result<void> RasterSource::build(const Progress& progress, std::stop_token stop) const {
    auto fresh = levelsInCache(m_meaning.decoder, *m_key);  // another layer of this raster may have built them by now
    if (fresh.size() < 2) {
        if (auto done = buildOverviews(m_meaning.decoder, *m_key, progress, stop); !done) return done;
        fresh = levelsInCache(m_meaning.decoder, *m_key);
    }
    if (fresh.size() < 2)
        return fail(ErrorCode::Output, "The overviews just written cannot be read back; check the disk under the cache folder.",
                    m_key->folder.string());
    use(std::move(fresh));
    ++m_revision;
    if (progress) progress(1, "building overviews");
    return {};
}

std::vector<Identified> RasterSource::identify(Point at, double, const IsDrawn& isDrawn) const {
    const Point position = m_locator->cellAt(at);
    if (!(position.x >= 0)) return {};
    const CellWindow cell{static_cast<int>(position.x), static_cast<int>(position.y), 1, 1};
    CellReader reader(m_meaning.decoder);
    double value = 0;
    if (!reader.read(levels()->front(), cell, {&value, 1}, {}) || std::isnan(value)) return {};
    Identified found;
    if (m_classes) {
        const auto code = static_cast<int64_t>(value);
        if (static_cast<double>(code) != value) return {};
        const auto number = m_classes->index()->find(code);
        const auto table = m_classes->table();
        if (number == 0 || !isDrawn(number, kNoFeature)) return {};
        const bool known = number < table->size();
        found.title = known ? table->classes[number].label : "Class " + std::to_string(code);
        found.attributes.push_back({"class", found.title});
        found.attributes.push_back({"code", std::to_string(code)});
        if (known && !table->classes[number].note.empty()) found.attributes.push_back({"note", table->classes[number].note});
    } else {
        found.title = m_range->unit.empty() ? fmt::format("{:.6g}", value) : fmt::format("{:.6g} {}", value, m_range->unit);
        found.attributes.push_back({m_meaning.rule() == CellRule::Densities ? "density" : "value", found.title});
    }
    double count = 0;
    if (m_meaning.rule() == CellRule::Densities && reader.readCounts(cell, {&count, 1})) {
        found.attributes.push_back({"count in this cell", fmt::format("{:.6g}", count)});
        found.attributes.push_back(
            {"area of this cell",
             fmt::format("{:.6g} km²", m_meaning.decoder.areas->at(cell.column + 0.5, cell.row + 0.5) / 1e6)});
    }
    found.attributes.push_back({"column", std::to_string(cell.column)});
    found.attributes.push_back({"row", std::to_string(cell.row)});
    found.outline.push_back(m_locator->outline(cell.column, cell.row, 1, 1));
    return {found};
}

}  // namespace geo
