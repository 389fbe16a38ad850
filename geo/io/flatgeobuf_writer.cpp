#include "geo/io/flatgeobuf_writer.h"

#include <cpl_string.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <cassert>
#include <cmath>

#include "geo/io/gdal_part.h"
#include "geo/io/gdal_session.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

OGRwkbGeometryType geometryOf(GeometryKind kind) {
    return kind == GeometryKind::Polygon ? wkbMultiPolygon : kind == GeometryKind::Line ? wkbMultiLineString : wkbPoint;
}

OGRFieldType fieldOf(FieldType type) {
    return type == FieldType::Integer ? OFTInteger64 : type == FieldType::Real ? OFTReal : OFTString;
}

bool fits(const FieldValue& value, FieldType type) {
    if (std::holds_alternative<std::monostate>(value)) return true;
    if (std::holds_alternative<std::string>(value)) return type == FieldType::Text;
    if (std::holds_alternative<int64_t>(value)) return type == FieldType::Integer;
    return type == FieldType::Real && std::isfinite(std::get<double>(value));
}

void append(OGRSimpleCurve& curve, std::span<const Point> points, bool closed) {
    curve.setNumPoints(static_cast<int>(points.size()) + (closed ? 1 : 0), FALSE);
    int at = 0;
    for (const auto& p : points) curve.setPoint(at++, p.x, p.y);
    if (closed) curve.setPoint(at, points.front().x, points.front().y);
}

}  // namespace

struct FlatGeobufWriter::State {
    FlatGeobufSpec spec;
    GdalPart part;
    std::optional<Transform> transform;  // none where both CRSs are one
    GDALDatasetUniquePtr dataset;
    OGRLayer* layer = nullptr;
    size_t features = 0;

    Failure trouble(const GdalMessages& messages) const {
        return Failure(
            messages.error(ErrorCode::Output, "The file cannot be written; check the folder and its free space.", part.target()));
    }
    Failure malformed(const std::string& sentence) const {
        return fail(ErrorCode::Malformed, fmt::format("Feature {}: {}", features, sentence), part.target());
    }

    Result<std::vector<Point>> placed(std::span<const Point> points) const {
        std::vector<Point> moved(points.begin(), points.end());
        if (transform) transform->forward(moved);
        for (const auto& p : moved)
            if (!std::isfinite(p.x) || !std::isfinite(p.y)) return malformed("a vertex cannot be placed in the file's CRS.");
        return moved;
    }

    // Given up, the file is not written, and what GDAL says of that is of no use.
    ~State() {
        const GdalMessages quiet;
        dataset.reset();
    }

    Result<void> add(OGRGeometryUniquePtr shape, std::span<const FieldValue> values) {
        if (values.size() != spec.columns.size())
            return malformed(fmt::format("{} values for {} columns.", values.size(), spec.columns.size()));
        GdalMessages messages;
        const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
        for (size_t i = 0; i < values.size(); ++i) {
            if (!fits(values[i], spec.columns[i].type))
                return malformed("the value does not fit the column " + spec.columns[i].name + ".");
            const int field = static_cast<int>(i);
            if (const auto* text = std::get_if<std::string>(&values[i])) feature->SetField(field, text->c_str());
            if (const auto* whole = std::get_if<int64_t>(&values[i])) feature->SetField(field, static_cast<GIntBig>(*whole));
            if (const auto* real = std::get_if<double>(&values[i])) feature->SetField(field, *real);
        }
        feature->SetGeometryDirectly(shape.release());
        if (layer->CreateFeature(feature.get()) != OGRERR_NONE) return trouble(messages);
        ++features;
        return {};
    }
};

FlatGeobufWriter::FlatGeobufWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
FlatGeobufWriter::FlatGeobufWriter(FlatGeobufWriter&&) noexcept = default;
FlatGeobufWriter::~FlatGeobufWriter() = default;

size_t FlatGeobufWriter::features() const { return m_state->features; }

Result<FlatGeobufWriter> FlatGeobufWriter::create(const std::string& target, const FlatGeobufSpec& spec) {
    startGdal();
    auto part = GdalPart::create(target);
    if (!part) return Failure(part.error());
    std::unique_ptr<State> state(new State{spec, std::move(*part), {}, {}});
    if (!(spec.given == spec.written)) {
        auto transform = Transform::between(spec.given, spec.written);
        if (!transform) return Failure(transform.error());
        state->transform.emplace(std::move(*transform));
    }
    GdalMessages messages;
    auto* driver = GetGDALDriverManager()->GetDriverByName("FlatGeobuf");
    if (driver) state->dataset.reset(driver->Create(state->part.name().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference reference;
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::string code = spec.written == Crs::wgs84() ? "EPSG:4326" : spec.written.authorityCode();  // readers know it
    if (!state->dataset || reference.SetFromUserInput((code.empty() ? spec.written.definition() : code).c_str()) != OGRERR_NONE)
        return state->trouble(messages);
    CPLStringList options;
    options.SetNameValue("SPATIAL_INDEX", "YES");
    state->layer = state->dataset->CreateLayer(spec.layer.c_str(), &reference, geometryOf(spec.kind), options.List());
    if (!state->layer) return state->trouble(messages);
    for (const auto& column : spec.columns) {
        OGRFieldDefn field(column.name.c_str(), fieldOf(column.type));
        if (state->layer->CreateField(&field) != OGRERR_NONE) return state->trouble(messages);
    }
    return FlatGeobufWriter(std::move(state));
}

Result<void> FlatGeobufWriter::addPolygons(std::span<const Rings> polygons, std::span<const FieldValue> values) {
    assert(m_state->spec.kind == GeometryKind::Polygon);
    auto shape = std::make_unique<OGRMultiPolygon>();
    for (const auto& rings : polygons) {
        auto polygon = std::make_unique<OGRPolygon>();
        for (const auto& ring : rings) {
            if (ring.size() < 3) return m_state->malformed("a ring has fewer than three vertices.");
            const auto points = m_state->placed(ring);
            if (!points) return Failure(points.error());
            auto line = std::make_unique<OGRLinearRing>();
            append(*line, *points, true);
            polygon->addRingDirectly(line.release());
        }
        shape->addGeometryDirectly(polygon.release());
    }
    if (shape->IsEmpty()) return m_state->malformed("it has no geometry.");
    return m_state->add(OGRGeometryUniquePtr(shape.release()), values);
}

Result<void> FlatGeobufWriter::addLines(std::span<const std::vector<Point>> lines, std::span<const FieldValue> values) {
    assert(m_state->spec.kind == GeometryKind::Line);
    auto shape = std::make_unique<OGRMultiLineString>();
    for (const auto& vertices : lines) {
        if (vertices.size() < 2) return m_state->malformed("a line has fewer than two vertices.");
        const auto points = m_state->placed(vertices);
        if (!points) return Failure(points.error());
        auto line = std::make_unique<OGRLineString>();
        append(*line, *points, false);
        shape->addGeometryDirectly(line.release());
    }
    if (shape->IsEmpty()) return m_state->malformed("it has no geometry.");
    return m_state->add(OGRGeometryUniquePtr(shape.release()), values);
}

Result<void> FlatGeobufWriter::addPoint(Point point, std::span<const FieldValue> values) {
    assert(m_state->spec.kind == GeometryKind::Point);
    const auto at = m_state->placed({&point, 1});
    if (!at) return Failure(at.error());
    return m_state->add(OGRGeometryUniquePtr(new OGRPoint(at->front().x, at->front().y)), values);
}

Result<void> FlatGeobufWriter::finish() {
    GdalMessages messages;
    m_state->layer = nullptr;
    m_state->dataset.reset();  // writes index and features
    if (messages.sawError()) return m_state->trouble(messages);
    return m_state->part.commit();
}

}  // namespace geo
