#include "geo/io/tagged_reader.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <span>
#include <thread>

#include "geo/io/gdal_session.h"
#include "geo/io/vector_geometry.h"
#include "geo/io/vector_tags.h"

namespace geo {
namespace {

constexpr GeometryKind kKinds[] = {GeometryKind::Polygon, GeometryKind::Line, GeometryKind::Point};
constexpr int64_t kLookEvery = 64;  // features between looks at the stop token
constexpr size_t kMostPoints = 1'000'000;

using TagNumbers = std::vector<std::pair<uint32_t, uint32_t>>;

// Takes the geometry of a feature whose tags are known.
void addFeature(TaggedPart& part, const OGRFeature& feature, RawGeometry& geometry, const TagNumbers& tags) {
    const auto* shape = feature.GetGeometryRef();
    for (const auto kind : kKinds)
        if (geometry.take(*shape, kind)) part.add(kind, geometry.points(), geometry.parts(), tags);
}

// Counts a feature; false where it has no geometry.
bool counts(TaggedPart& part, const OGRFeature& feature) {
    ++part.facts.features;
    const auto* shape = feature.GetGeometryRef();
    const bool drawn = shape && !shape->IsEmpty();
    part.facts.withoutGeometry += !drawn;
    return drawn;
}

bool isPolygonal(const OGRGeometry& shape) {
    const auto type = wkbFlatten(shape.getGeometryType());
    return type == wkbPolygon || type == wkbMultiPolygon;
}

void takeAreas(const OGRGeometry& shape, OGRMultiPolygon& areas) {
    const auto type = wkbFlatten(shape.getGeometryType());
    if (type == wkbPolygon) areas.addGeometry(&shape);
    if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection))
        for (const auto* part : *shape.toGeometryCollection()) takeAreas(*part, areas);
}

// The areas of a shape whose outlines cross, within a tile: what GDAL cuts at the edge where they do not cross.
OGRGeometryUniquePtr mended(const OGRGeometry& shape, const Extent& tile) {
    OGRLinearRing edge;
    edge.addPoint(tile.minX, tile.minY);
    edge.addPoint(tile.maxX, tile.minY);
    edge.addPoint(tile.maxX, tile.maxY);
    edge.addPoint(tile.minX, tile.maxY);
    edge.closeRings();
    OGRPolygon box;
    box.addRing(&edge);
    const OGRGeometryUniquePtr valid(shape.MakeValid());
    const OGRGeometryUniquePtr within(valid ? valid->Intersection(&box) : nullptr);
    if (!within) return nullptr;
    auto areas = std::make_unique<OGRMultiPolygon>();  // spikes become lines beside them
    takeAreas(*within, *areas);
    return OGRGeometryUniquePtr(areas.release());
}

void keepComplaint(TaggedPart& part, const GdalMessages& messages) {
    if (messages.sawError() && part.facts.complaint.empty()) part.facts.complaint = messages.text();
}

/// Reads a layer of a tile. Of what GDAL says of single features, the first that was not mended is the part's complaint.
class TileReader {
public:
    TileReader(TaggedPart& part, OGRLayer& layer, const Extent& tile, GdalMessages& messages)
        : m_part(part), m_layer(layer), m_tile(tile), m_messages(messages) {
        const auto& definition = *layer.GetLayerDefn();
        for (int i = 0; i < definition.GetFieldCount(); ++i) {
            const auto& field = *definition.GetFieldDefn(i);
            if (EQUAL(field.GetNameRef(), "mvt_id")) continue;  // a number within the tile, no attribute
            m_columns.push_back({i, part.intern(field.GetNameRef()), field.GetType(), field.GetSubType() == OFSTBoolean});
        }
    }
    void read(const std::stop_token& stop) {
        while (m_part.facts.features % kLookEvery != 0 || !stop.stop_requested()) {
            const OGRFeatureUniquePtr feature(m_layer.GetNextFeature());
            if (m_messages.sawError() && !(feature && mend(*feature))) keepComplaint(m_part, m_messages);
            m_messages.forget();
            if (!feature) return;
            if (!counts(m_part, *feature)) continue;
            m_tags.clear();
            for (const auto& column : m_columns) addTag(*feature, column);
            addFeature(m_part, *feature, m_geometry, m_tags);
        }
    }

private:
    struct Column {
        int field;
        uint32_t key;
        OGRFieldType type;
        bool boolean;
    };
    // GDAL hands over uncut what it cannot cut, and complains: without its neighbours' tiles nothing is wrong with that. Whether
    // that is what it complained of.
    bool mend(OGRFeature& feature) {
        const auto* shape = feature.GetGeometryRef();
        if (!shape || !isPolygonal(*shape) || shape->IsValid()) return false;
        if (m_tile.empty()) return true;
        if (auto whole = mended(*shape, m_tile)) feature.SetGeometryDirectly(whole.release());
        return true;
    }
    void addTag(const OGRFeature& feature, const Column& column) {
        const auto* value = feature.GetRawFieldRef(column.field);
        if (OGR_RawField_IsUnset(value) || OGR_RawField_IsNull(value)) return;
        const char* text = column.type == OFTString ? value->String
                           : column.boolean         ? (value->Integer ? "true" : "false")
                                                    : feature.GetFieldAsString(column.field);
        if (*text) m_tags.emplace_back(column.key, m_part.intern(text));
    }

    TaggedPart& m_part;
    OGRLayer& m_layer;
    const Extent& m_tile;
    GdalMessages& m_messages;
    std::vector<Column> m_columns;
    RawGeometry m_geometry;
    TagNumbers m_tags;
};

void readTile(const TileFile& file, const std::string& layer, TaggedPart& part, const std::stop_token& stop) {
    GdalMessages messages;
    const char* const drivers[] = {"MVT", nullptr};
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(
        file.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers, nullptr, nullptr));
    if (dataset)
        if (auto* found = dataset->GetLayerByName(layer.c_str())) {
            keepComplaint(part, messages);
            TileReader(part, *found, file.box, messages).read(stop);
        }
    keepComplaint(part, messages);
}

// Reads all of them, several at once.
void readBatch(std::span<const TileFile> files, const std::string& layer, std::span<TaggedPart> parts,
               const std::stop_token& stop) {
    std::atomic<size_t> next{0};
    const auto work = [&] {
        for (size_t i = next++; i < files.size() && !stop.stop_requested(); i = next++) readTile(files[i], layer, parts[i], stop);
    };
    std::vector<std::future<void>> others;  // their exceptions come out of get()
    for (size_t i = 1; i < std::min<size_t>(files.size(), std::thread::hardware_concurrency()); ++i)
        others.push_back(std::async(std::launch::async, work));
    work();
    for (auto& other : others) other.get();
}

// The tags of a feature of the driver for OpenStreetMap, by number.
void numberTags(const OGRFeature& feature, TaggedPart& part, TagList& tags, TagNumbers& numbers) {
    numbers.clear();
    for (int i = 0; i < feature.GetFieldCount(); ++i) {
        if (!feature.IsFieldSetAndNotNull(i)) continue;
        const char *name = feature.GetFieldDefnRef(i)->GetNameRef(), *text = feature.GetFieldAsString(i);
        if (!EQUAL(name, "other_tags")) {
            numbers.emplace_back(part.intern(name), part.intern(text));
            continue;
        }
        tags.clear();
        tags.appendHstore(text);
        for (const auto& [key, value] : tags.all()) numbers.emplace_back(part.intern(key), part.intern(value));
    }
}

}  // namespace

Result<void> readTiles(const std::vector<TileFile>& files, const std::string& layer, const std::string& path,
                       const TakePart& take, const std::stop_token& stop) {
    const size_t atOnce = 4 * std::max<size_t>(1, std::thread::hardware_concurrency());
    for (size_t first = 0; first < files.size(); first += atOnce) {
        const auto batch = std::span(files).subspan(first, std::min(atOnce, files.size() - first));
        std::vector<TaggedPart> parts(batch.size());
        readBatch(batch, layer, parts, stop);
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading was cancelled.", path);
        for (auto& part : parts)
            if (!take(std::move(part))) return {};
    }
    return {};
}

Result<void> readExtract(GDALDataset& dataset, const std::string& path, size_t most, const TakePart& take,
                         const std::stop_token& stop) {
    const GdalMessages messages;
    TaggedPart part;
    RawGeometry geometry;
    TagList tags;
    TagNumbers numbers;
    // The driver reads all nodes before it hands out the first road: it is asked in between.
    const auto goOn = [](double, const char*, void* token) -> int {
        return !static_cast<const std::stop_token*>(token)->stop_requested();
    };
    auto stopping = stop;
    dataset.ResetReading();
    for (int64_t seen = 0;; ++seen) {
        if (seen % kLookEvery == 0 && stop.stop_requested()) break;
        OGRLayer* layer = nullptr;
        const OGRFeatureUniquePtr feature(dataset.GetNextFeature(&layer, nullptr, goOn, &stopping));
        if (!feature) break;
        if (part.size() >= most || part.points() >= kMostPoints) {
            if (!take(std::move(part))) return {};
            part = {};
        }
        if (!counts(part, *feature)) continue;
        numberTags(*feature, part, tags, numbers);
        addFeature(part, *feature, geometry, numbers);
    }
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading was cancelled.", path);
    if (messages.sawError()) part.facts.complaint = messages.text();
    take(std::move(part));
    return {};
}

}  // namespace geo
