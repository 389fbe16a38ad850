#include "geo/prepare/mosaic_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/io/flatgeobuf_writer.h"
#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

using Values = std::vector<FieldValue>;

FieldValue number(double value) { return std::isnan(value) ? FieldValue() : FieldValue(value); }
FieldValue text(std::string value) { return value.empty() ? FieldValue() : FieldValue(std::move(value)); }
double rounded(double value, double step) { return std::round(value / step) * step; }

std::string wordOf(PackRole role) { return std::string(kPackRoles[static_cast<size_t>(role)]); }

// Opens a file for features of one kind, hands the writer to `fill`, and lists what came of it.
template <class Fill>
Result<void> writeFile(const std::filesystem::path& folder, PackRole role, const std::string& file, GeometryKind kind,
                       const Crs& plane, std::vector<VectorField> columns, std::vector<MosaicFile>& written, const Fill& fill) {
    auto writer =
        FlatGeobufWriter::create((folder / file).string(), {wordOf(role), kind, std::move(columns), plane, Crs::wgs84()});
    if (!writer) return Failure(writer.error());
    if (const auto filled = fill(*writer); !filled) return Failure(filled.error());
    const size_t features = writer->features();
    if (features == 0) return {};
    if (const auto finished = writer->finish(); !finished) return Failure(finished.error());
    written.push_back({role, file, features});
    return {};
}

/// A measure that is written beside the classes it led to.
struct ShareColumn {
    std::string name;
    const Measure* measure;
};

// Shares of ground by use, surface and infrastructure, and what is built, as far as any tessera has some.
std::vector<ShareColumn> shareColumns(const EvidenceTable& evidence) {
    std::vector<ShareColumn> columns;
    for (const auto& measure : evidence.measures()) {
        const auto& name = measure.name;
        const bool share = name.find(".use.") != std::string::npos || name.find(".surface.") != std::string::npos ||
                           name.find(".infrastructure.") != std::string::npos || name == "osm.building.cover" ||
                           name == "built.share" || name == "tenure.informal";
        if (!share || name.ends_with(".cover") != (name == "osm.building.cover")) continue;
        if (std::ranges::none_of(measure.values, [](float value) { return value > 0; })) continue;
        std::string column = "share_" + name;
        std::ranges::replace(column, '.', '_');
        columns.push_back({std::move(column), &measure});
    }
    return columns;
}

std::vector<VectorField> tesseraColumns(const std::vector<ShareColumn>& shares) {
    std::vector<VectorField> columns{{"id", FieldType::Text}, {"kind", FieldType::Text}, {"area_m2", FieldType::Real}};
    for (int d = 0; d < kDimensions; ++d) {
        const std::string name(dimensionId(static_cast<Dimension>(d)));
        columns.push_back({name, FieldType::Text});
        columns.push_back({name + "_confidence", FieldType::Real});
        columns.push_back({name + "_evidence", FieldType::Text});
    }
    columns.push_back({"population", FieldType::Real});
    columns.push_back({"addresses", FieldType::Integer});
    columns.push_back({"density_value", FieldType::Real});
    columns.push_back({"density_unit", FieldType::Text});
    for (const auto& share : shares) columns.push_back({share.name, FieldType::Real});
    columns.push_back({"sources", FieldType::Text});
    return columns;
}

constexpr std::array<const char*, 3> kKinds{"block", "grid", "water"};

std::string sourcesOf(const Mosaic& mosaic, size_t tessera) {
    std::vector<std::string> names;
    for (const auto& used : mosaic.sources) {
        if (!used.believed[tessera]) continue;
        std::string name = used.source.title;
        const auto year = std::to_string(used.source.year);
        if (used.source.year > 0 && name.find(year) == std::string::npos) name += " (" + year + ")";
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return fmt::format("{}", fmt::join(names, "; "));
}

Values tesseraValues(const Mosaic& mosaic, const PrepareCity& city, const std::vector<ShareColumn>& shares, size_t i) {
    const auto& tessera = mosaic.tesserae[i];
    Values values{fmt::format("{}-{}", city.id, i + 1), std::string(kKinds[static_cast<size_t>(tessera.kind)]),
                  rounded(tessera.areaM2, 0.01)};
    for (int d = 0; d < kDimensions; ++d) {
        const auto& verdict = mosaic.verdicts[i][static_cast<size_t>(d)];
        const auto ids = classIds(static_cast<Dimension>(d));
        const size_t index = verdict.classIndex == 0 ? ids.size() : verdict.classIndex;
        values.emplace_back(std::string(index <= ids.size() ? ids[index - 1] : "unknown"));
        values.emplace_back(rounded(double{verdict.confidence}, 0.001));
        values.push_back(text(verdict.evidence));
    }
    // People in full: thousandths that are rounded away would be missing from their sum.
    values.push_back(number(mosaic.inhabitants.empty() ? double{kNotCovered} : mosaic.inhabitants[i]));
    const double addresses = mosaic.addresses.empty() ? double{kNotCovered} : mosaic.addresses[i];
    values.push_back(std::isnan(addresses) ? FieldValue() : FieldValue(static_cast<int64_t>(addresses)));
    values.push_back(number(rounded(mosaic.density[i].value, 0.001)));
    values.push_back(text(mosaic.density[i].unit));
    for (const auto& share : shares) values.push_back(number(rounded(double{share.measure->values[i]}, 0.001)));
    values.push_back(text(sourcesOf(mosaic, i)));
    return values;
}

// A stadium is sealed, and no transport or utility: where people spend their free time nothing is drawn over the mosaic as grey.
bool isRecreational(const DimensionClasses& classes) {
    const auto index = classes[static_cast<size_t>(Dimension::Use)];
    return index > 0 && dimensionTable(Dimension::Use).classes[index].code == "recreational";
}

// Whether something belongs to a network: the roles are called as the classes of the dimension.
bool inNetwork(const DimensionClasses& classes, PackRole network) {
    const auto index = classes[static_cast<size_t>(Dimension::Infrastructure)];
    return index > 0 && classIds(Dimension::Infrastructure)[index - 1] == kPackRoles[static_cast<size_t>(network)];
}

std::string tagOf(const OsmObjects& osm, const std::array<uint16_t, kDimensions>& tag) {
    const auto row = tag[static_cast<size_t>(Dimension::Infrastructure)];
    return row < osm.labels.size() ? osm.labels[row] : std::string();
}

Result<void> writeNetwork(const Mosaic& mosaic, PackRole network, const std::filesystem::path& folder,
                          std::vector<MosaicFile>& written) {
    const std::string word = wordOf(network);
    const auto areas = [&](FlatGeobufWriter& writer) -> Result<void> {
        for (const auto& area : mosaic.osm.areas) {
            if (area.building || !inNetwork(area.classes, network)) continue;
            if (network == PackRole::Grey && isRecreational(area.classes)) continue;
            const Values values{text(area.name), text(tagOf(mosaic.osm, area.tag)), rounded(area.areaM2, 0.01)};
            if (auto added = writer.addPolygons(area.polygons, values); !added) return added;
        }
        const Values ofSea{FieldValue(), mosaic.sea.tag, FieldValue()};
        for (const auto& rings : network == PackRole::Blue ? mosaic.sea.polygons : std::vector<Rings>())
            if (auto added = writer.addPolygons(std::span(&rings, 1), ofSea); !added) return added;
        return {};
    };
    const auto lines = [&](FlatGeobufWriter& writer) -> Result<void> {
        for (const auto& line : mosaic.osm.lines) {
            if (line.network == OsmNetwork::None || !inNetwork(line.classes, network)) continue;
            const Values values{text(line.name), text(tagOf(mosaic.osm, line.tag)),
                                line.rank < 0 ? FieldValue() : FieldValue(int64_t{line.rank})};
            if (auto added = writer.addLines(std::span(&line.points, 1), values); !added) return added;
        }
        return {};
    };
    const std::vector<VectorField> ofAreas{{"name", FieldType::Text}, {"tag", FieldType::Text}, {"area_m2", FieldType::Real}};
    const std::vector<VectorField> ofLines{{"name", FieldType::Text}, {"tag", FieldType::Text}, {"rank", FieldType::Integer}};
    if (auto done = writeFile(folder, network, word + ".fgb", GeometryKind::Polygon, mosaic.plane, ofAreas, written, areas);
        !done)
        return done;
    return writeFile(folder, network, word + "-lines.fgb", GeometryKind::Line, mosaic.plane, ofLines, written, lines);
}

Result<void> writeDistricts(const Mosaic& mosaic, const std::filesystem::path& folder, std::vector<MosaicFile>& written) {
    return writeFile(folder, PackRole::Districts, "districts.fgb", GeometryKind::Polygon, mosaic.plane,
                     {{"name", FieldType::Text}}, written, [&](FlatGeobufWriter& writer) -> Result<void> {
                         for (const auto& zone : mosaic.districts.zones)
                             if (auto added = writer.addPolygons(zone.polygons, Values{text(zone.name)}); !added) return added;
                         return {};
                     });
}

Result<void> writePlaces(const Mosaic& mosaic, const std::filesystem::path& folder, std::vector<MosaicFile>& written) {
    const std::vector<VectorField> columns{{"name", FieldType::Text}, {"rank", FieldType::Integer}};
    return writeFile(folder, PackRole::Places, "places.fgb", GeometryKind::Point, mosaic.plane, columns, written,
                     [&](FlatGeobufWriter& writer) -> Result<void> {
                         for (const auto& place : mosaic.osm.places) {
                             if (place.name.empty()) continue;
                             const Values values{place.name, place.rank < 0 ? FieldValue() : FieldValue(int64_t{place.rank})};
                             if (auto added = writer.addPoint(place.position, values); !added) return added;
                         }
                         return {};
                     });
}

}  // namespace

Result<std::vector<MosaicFile>> writeMosaic(const Mosaic& mosaic, const PrepareCity& city, const std::filesystem::path& folder) {
    std::vector<MosaicFile> written;
    const auto shares = shareColumns(mosaic.evidence);
    const auto tesserae = writeFile(folder, PackRole::Tesserae, "tesserae.fgb", GeometryKind::Polygon, mosaic.plane,
                                    tesseraColumns(shares), written, [&](FlatGeobufWriter& writer) -> Result<void> {
                                        for (size_t i = 0; i < mosaic.tesserae.size(); ++i) {
                                            const auto& rings = mosaic.tesserae[i].rings;
                                            const auto values = tesseraValues(mosaic, city, shares, i);
                                            if (auto added = writer.addPolygons(std::span(&rings, 1), values); !added)
                                                return added;
                                        }
                                        return {};
                                    });
    if (!tesserae) return Failure(tesserae.error());
    for (const auto network : {PackRole::Green, PackRole::Blue, PackRole::Grey})
        if (const auto done = writeNetwork(mosaic, network, folder, written); !done) return Failure(done.error());
    if (const auto done = writeDistricts(mosaic, folder, written); !done) return Failure(done.error());
    if (const auto done = writePlaces(mosaic, folder, written); !done) return Failure(done.error());
    return written;
}

}  // namespace geo
