#include "geo/io/tagged_reader.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

#include "geo/io/gdal_session.h"
#include "geo/io/vector_geometry.h"
#include "geo/io/vector_tags.h"

namespace geo {
namespace {

constexpr GeometryKind kKinds[] = {GeometryKind::Polygon, GeometryKind::Line, GeometryKind::Point};
constexpr int64_t kLookEvery = 1024;    // features between looks at the stop token
constexpr size_t kMostInPart = 65'536;  // features of an extract: the table of their texts stays in the processor's cache

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

class TileReader {
public:
    TileReader(TaggedPart& part, OGRLayer& layer) : m_part(part), m_layer(layer) {
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
    std::vector<Column> m_columns;
    RawGeometry m_geometry;
    TagNumbers m_tags;
};

void readTile(const std::string& file, const std::string& layer, TaggedPart& part, const std::stop_token& stop) {
    const GdalMessages messages;
    const char* const drivers[] = {"MVT", nullptr};
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers, nullptr, nullptr));
    if (dataset)
        if (auto* found = dataset->GetLayerByName(layer.c_str())) TileReader(part, *found).read(stop);
    if (messages.sawError()) part.facts.complaint = messages.text();
    part.seal();
}

}  // namespace

Result<std::shared_ptr<const TaggedFeatures>> readTiles(const std::vector<std::string>& files, const std::string& layer,
                                                        const std::string& path, const std::stop_token& stop) {
    std::vector<TaggedPart> parts(files.size());
    std::atomic<size_t> next{0};
    const auto work = [&] {
        for (size_t i = next++; i < files.size() && !stop.stop_requested(); i = next++) readTile(files[i], layer, parts[i], stop);
    };
    std::vector<std::future<void>> others;  // their exceptions come out of get()
    for (size_t i = 1; i < std::min<size_t>(files.size(), std::thread::hardware_concurrency()); ++i)
        others.push_back(std::async(std::launch::async, work));
    work();
    for (auto& other : others) other.get();
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading was cancelled.", path);
    return std::make_shared<const TaggedFeatures>(std::move(parts));
}

Result<std::shared_ptr<const TaggedFeatures>> readExtract(GDALDataset& dataset, const std::string& path,
                                                          const std::stop_token& stop) {
    const GdalMessages messages;
    std::vector<TaggedPart> parts(1);
    RawGeometry geometry;
    TagList tags;
    TagNumbers numbers;
    dataset.ResetReading();
    for (;;) {
        if (parts.back().facts.features % kLookEvery == 0 && stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Reading was cancelled.", path);
        OGRLayer* layer = nullptr;
        const OGRFeatureUniquePtr feature(dataset.GetNextFeature(&layer, nullptr, nullptr, nullptr));
        if (!feature) break;
        if (parts.back().size() >= kMostInPart) {
            parts.back().seal();
            parts.emplace_back();
        }
        auto& part = parts.back();
        if (!counts(part, *feature)) continue;
        numbers.clear();
        for (int i = 0; i < feature->GetFieldCount(); ++i) {
            if (!feature->IsFieldSetAndNotNull(i)) continue;
            const char *name = feature->GetFieldDefnRef(i)->GetNameRef(), *text = feature->GetFieldAsString(i);
            if (!EQUAL(name, "other_tags")) {
                numbers.emplace_back(part.intern(name), part.intern(text));
                continue;
            }
            tags.clear();
            tags.appendHstore(text);
            for (const auto& [key, value] : tags.all()) numbers.emplace_back(part.intern(key), part.intern(value));
        }
        addFeature(part, *feature, geometry, numbers);
    }
    parts.back().seal();
    if (messages.sawError()) parts.back().facts.complaint = messages.text();
    return std::make_shared<const TaggedFeatures>(std::move(parts));
}

}  // namespace geo
