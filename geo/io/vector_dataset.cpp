#include "geo/io/vector_dataset.h"

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <limits>
#include <map>
#include <mutex>

#include "geo/base/text.h"
#include "geo/io/feature_ahead.h"
#include "geo/io/gdal_session.h"
#include "geo/io/tagged_reader.h"
#include "geo/io/vector_path.h"
#include "geo/io/vector_tags.h"

namespace geo {
namespace {

std::optional<Crs> crsOf(const OGRSpatialReference* reference) {
    if (!reference) return std::nullopt;
    const char *authority = reference->GetAuthorityName(nullptr), *code = reference->GetAuthorityCode(nullptr);
    if (authority && code)
        if (auto crs = Crs::parse(std::string(authority) + ":" + code)) return *crs;
    char* wkt = nullptr;
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    if (reference->exportToWkt(&wkt, options) != OGRERR_NONE) wkt = nullptr;
    const std::string text = wkt ? wkt : "";
    CPLFree(wkt);
    auto crs = text.empty() ? Result<Crs>(Failure(Error{})) : Crs::parse(text);
    return crs ? std::optional(*crs) : std::nullopt;
}

FieldType typeOf(OGRFieldType type) {
    switch (type) {
        case OFTString:
            return FieldType::Text;
        case OFTInteger:
        case OFTInteger64:
            return FieldType::Integer;
        case OFTReal:
            return FieldType::Real;
        default:
            return FieldType::Other;
    }
}

Extent extentOf(const OGREnvelope& box) {
    const bool finite = box.IsInit() && std::isfinite(box.MinX + box.MaxX + box.MinY + box.MaxY);
    return finite ? Extent{box.MinX, box.MinY, box.MaxX, box.MaxY} : Extent{};
}

// What is cheap to know: a driver without an index would go through the whole file, and could not be stopped.
VectorLayerInfo describeLayer(OGRLayer& layer, bool tagged, const Extent& tiles) {
    VectorLayerInfo info;
    info.name = layer.GetName();
    for (const char* key : {"TITLE", "IDENTIFIER"})
        if (const char* title = layer.GetMetadataItem(key); title && info.title.empty()) info.title = title;
    info.geometry = OGRGeometryTypeToName(layer.GetGeomType());
    info.tagged = tagged;
    info.crs = crsOf(layer.GetSpatialRef());
    if (!tiles.empty()) {
        info.extent = tiles;
    } else {
        if (layer.TestCapability(OLCFastFeatureCount)) info.features = layer.GetFeatureCount();
        OGREnvelope box;
        if (layer.TestCapability(OLCFastGetExtent) && layer.GetExtent(&box) == OGRERR_NONE) info.extent = extentOf(box);
    }
    const auto* definition = layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i)
        info.fields.push_back({definition->GetFieldDefn(i)->GetNameRef(), typeOf(definition->GetFieldDefn(i)->GetType())});
    if (const char* encoding = layer.GetMetadataItem("SOURCE_ENCODING", "SHAPEFILE")) info.encoding = encoding;
    return info;
}

// These drivers go through the whole text before they open it: what they say of a feature later is about its shape.
bool isReadWholeToOpen(const std::string& driver) { return driver == "GeoJSON" || driver == "TopoJSON" || driver == "ESRIJSON"; }

// The fields of the OGRFeature at hand.
class OgrAttributes : public VectorAttributes {
public:
    explicit OgrAttributes(const OGRFeatureDefn& definition) : m_scratch(static_cast<size_t>(definition.GetFieldCount())) {
        for (int i = 0; i < definition.GetFieldCount(); ++i) {
            m_names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
            m_ignored.push_back(definition.GetFieldDefn(i)->IsIgnored());
            if (m_names.back() == "other_tags") m_hstore = i;
        }
    }
    void show(const OGRFeature* feature) {
        m_feature = feature;
        m_tags.clear();
        if (m_hstore >= 0 && !m_ignored[static_cast<size_t>(m_hstore)] && feature->IsFieldSetAndNotNull(m_hstore))
            m_tags.appendHstore(feature->GetFieldAsString(m_hstore));
    }

    [[nodiscard]] std::optional<std::string_view> text(std::string_view key) const override {
        for (size_t i = 0; i < m_names.size(); ++i)
            if (m_names[i] == key)
                if (const auto value = textAt(static_cast<int>(i))) return value;
        return m_tags.find(key);
    }
    [[nodiscard]] double number(std::string_view key) const override {
        for (size_t i = 0; i < m_names.size(); ++i)
            if (m_names[i] == key && m_feature->IsFieldSetAndNotNull(static_cast<int>(i))) return numberAt(static_cast<int>(i));
        return std::numeric_limits<double>::quiet_NaN();
    }
    void each(const std::function<void(std::string_view, std::string_view)>& take) const override {
        for (size_t i = 0; i < m_names.size(); ++i)
            if (static_cast<int>(i) != m_hstore)
                if (const auto value = textAt(static_cast<int>(i))) take(m_names[i], *value);
        for (const auto& [key, value] : m_tags.all()) take(key, value);
    }

private:
    [[nodiscard]] double numberAt(int i) const {
        if (m_feature->GetFieldDefnRef(i)->GetType() != OFTString) return m_feature->GetFieldAsDouble(i);
        return wholeNumber(m_feature->GetFieldAsString(i)).value_or(std::numeric_limits<double>::quiet_NaN());
    }
    [[nodiscard]] std::optional<std::string_view> textAt(int i) const {
        if (m_ignored[static_cast<size_t>(i)] || !m_feature->IsFieldSetAndNotNull(i)) return std::nullopt;
        const char* text = m_feature->GetFieldAsString(i);
        if (*text == 0) return std::nullopt;
        if (m_feature->GetFieldDefnRef(i)->GetType() == OFTString) return text;
        return m_scratch[static_cast<size_t>(i)] = text;  // GDAL reuses its buffer for the next number
    }

    const OGRFeature* m_feature = nullptr;
    std::vector<std::string> m_names;
    std::vector<bool> m_ignored;
    mutable std::vector<std::string> m_scratch;
    int m_hstore = -1;
    TagList m_tags;
};

}  // namespace

Result<void> checkWhole(const ReadFacts& facts, const std::string& path) {
    if (facts.complaint.empty()) return {};
    if (path.starts_with("http"))
        return fail(ErrorCode::Network, "Part of this file did not arrive; check the connection, then try again.", path,
                    facts.complaint);
    return fail(ErrorCode::Unreadable,
                facts.features == 0 ? "No feature could be read: the file is damaged or cut; get a fresh copy of it."
                                    : "Part of this file is damaged or cut; get a fresh copy of it.",
                path, facts.complaint);
}

struct VectorDataset::Handle {
    GDALDatasetUniquePtr dataset;
    std::string path, driver;
    std::vector<VectorLayerInfo> layers;
    std::vector<TileFile> tileFiles;  // of vector tiles

    Result<std::shared_ptr<const TaggedFeatures>> loadTagged(const std::string& layer, const std::stop_token& stop) const;
    Result<ReadFacts> streamTagged(const std::string& layer, const std::function<bool(const RawFeature&)>& take,
                                   const std::stop_token& stop) const;

private:
    Result<void> eachPart(const std::string& layer, size_t most, const TakePart& take, const std::stop_token& stop) const;

    mutable std::mutex m_loading;  // tagged handles are shared between threads; GDAL is asked under it, the rest is immutable
    mutable std::map<std::string, std::shared_ptr<const TaggedFeatures>> m_tagged;  // by layer
};

// Work on one dataset that several want to open: they wait for each other, and for nobody else.
struct VectorDataset::Opening {
    std::mutex turn;
    std::weak_ptr<const Handle> handle;  // under `turn`
};

VectorDataset::VectorDataset(std::shared_ptr<const Handle> handle) : m_handle(std::move(handle)) {}
VectorDataset::VectorDataset(VectorDataset&&) noexcept = default;
VectorDataset& VectorDataset::operator=(VectorDataset&&) noexcept = default;
VectorDataset::~VectorDataset() = default;

const std::string& VectorDataset::driver() const { return m_handle->driver; }
const std::vector<VectorLayerInfo>& VectorDataset::layers() const { return m_handle->layers; }

const VectorLayerInfo* VectorDataset::find(std::string_view layer) const {
    for (const auto& info : m_handle->layers)
        if (info.name == layer) return &info;
    return nullptr;
}

Result<VectorLayerInfo> VectorDataset::measured(const VectorLayerInfo& layer, const std::stop_token& stop) const {
    if (layer.tagged || !layer.extent.empty()) return layer;
    const auto [known, isNew] = m_measured.try_emplace(layer.name, layer);
    if (!isNew) return known->second;
    const GdalMessages quiet;
    auto* source = m_handle->dataset->GetLayerByName(layer.name.c_str());
    CPLStringList ignored;
    for (const auto& field : layer.fields) ignored.AddString(field.name.c_str());
    source->SetIgnoredFields(const_cast<const char**>(ignored.List()));
    source->ResetReading();
    int64_t features = 0;
    Extent extent;
    while (const OGRFeatureUniquePtr feature{source->GetNextFeature()}) {
        if (features++ % 64 == 0 && stop.stop_requested()) {
            m_measured.erase(known);
            return fail(ErrorCode::Cancelled, "Reading was cancelled.", m_handle->path);
        }
        OGREnvelope box;
        if (const auto* geometry = feature->GetGeometryRef(); geometry && !geometry->IsEmpty()) geometry->getEnvelope(&box);
        extent.add(extentOf(box));
    }
    known->second.extent = extent, known->second.features = features;
    return known->second;
}

Result<std::shared_ptr<const VectorDataset::Handle>> VectorDataset::openHandle(const std::string& path, const VectorPath& name,
                                                                               const std::string& encoding, bool guest) {
    CPLStringList options;
    for (const auto& option : name.options) options.AddString(option.c_str());
    if (!encoding.empty()) options.SetNameValue("ENCODING", encoding.c_str());
    GdalMessages messages;
    auto handle = std::make_unique<Handle>();
    handle->path = path;
    handle->tileFiles = name.tileFiles.empty() ? std::vector{TileFile{name.gdalName}} : name.tileFiles;
    constexpr const char* const kGuestDrivers[] = {"FlatGeobuf", nullptr};
    handle->dataset.reset(GDALDataset::Open(name.gdalName.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                            guest ? kGuestDrivers : nullptr, options.List(), nullptr));
    if (!handle->dataset && guest)
        return Failure(messages.error(name.gdalName.starts_with("/vsicurl/") ? ErrorCode::Network : ErrorCode::Unreadable,
                                      "This is none of the formats that a pack may hold: GeoTIFF, PNG, JPEG and FlatGeobuf.",
                                      path));
    if (!handle->dataset)
        return Failure(messages.error(
            ErrorCode::Unreadable,
            "GDAL cannot read this as raster or vector data; it may be damaged, truncated or of an unknown format.", path));
    handle->driver = handle->dataset->GetDriver() ? handle->dataset->GetDriver()->GetDescription() : "";
    const bool osm = handle->driver == "OSM", tagged = osm || handle->driver == "MVT";
    if (osm) {
        VectorLayerInfo info;
        info.name = "osm", info.geometry = "Geometry Collection", info.tagged = true, info.crs = Crs::wgs84();
        OGREnvelope box;
        if (auto* layer = handle->dataset->GetLayer(0); layer && layer->GetExtent(&box, FALSE) == OGRERR_NONE)
            info.extent = {box.MinX, box.MinY, box.MaxX, box.MaxY};
        handle->layers.push_back(std::move(info));
    } else {
        for (auto* layer : handle->dataset->GetLayers())
            if (layer->GetGeomType() != wkbNone) handle->layers.push_back(describeLayer(*layer, tagged, name.tiles));
    }
    if (handle->layers.empty())
        return fail(ErrorCode::Unsupported, "This file holds tables but no geometry; there is nothing to draw on a map.", path);
    return std::shared_ptr<const Handle>(std::move(handle));
}

// A dataset of tagged features takes seconds to open and to read, and a city is made of ten layers of one: those in use are
// shared, and the latest outlives the pause between proposing layers and opening them.
Result<VectorDataset> VectorDataset::open(const std::string& path, const std::string& encoding, bool guest) {
    static std::mutex guard;  // of the next two
    static std::map<std::string, std::shared_ptr<Opening>> openings;
    static std::shared_ptr<const Handle> latest;

    startGdal();
    const auto name = resolveVectorPath(path);
    if (!name) return Failure(name.error());
    const auto share = [](auto handle) { return VectorDataset(std::move(handle)); };
    const bool tagged = !guest && (!name->tiles.empty() || path.ends_with(".osm") || path.ends_with(".pbf"));
    if (!tagged) return openHandle(path, *name, encoding, guest).map(share);

    const auto opening = [&] {
        const std::scoped_lock lock(guard);
        std::erase_if(openings,
                      [](const auto& entry) { return entry.second.use_count() == 1 && entry.second->handle.expired(); });
        auto& entry = openings[path + '\n' + name->state];
        if (!entry) entry = std::make_shared<Opening>();
        return entry;
    }();
    const std::scoped_lock turn(opening->turn);
    if (auto shared = opening->handle.lock()) return share(std::move(shared));
    auto opened = openHandle(path, *name, encoding, false);
    if (!opened) return Failure(opened.error());
    opening->handle = *opened;
    std::shared_ptr<const Handle> former = *opened;
    {
        const std::scoped_lock lock(guard);
        std::swap(latest, former);
    }
    return share(std::move(*opened));
}

Result<ReadFacts> VectorDataset::read(const ReadRequest& request, const std::function<bool(const RawFeature&)>& take,
                                      const std::stop_token& stop) const {
    const auto* info = find(request.layer);
    if (!info)
        return fail(ErrorCode::NotFound, "There is no layer named \"" + request.layer + "\" in this file.", m_handle->path);
    if (info->tagged && request.keepNothing) return m_handle->streamTagged(request.layer, take, stop);
    if (info->tagged) {
        auto tagged = m_handle->loadTagged(request.layer, stop);
        if (!tagged) return Failure(tagged.error());
        (*tagged)->hand(take, stop);
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading was cancelled.", m_handle->path);
        return (*tagged)->facts();
    }
    GdalMessages messages;
    auto* layer = m_handle->dataset->GetLayerByName(request.layer.c_str());
    CPLStringList ignored;
    if (request.fields) {
        for (const auto& field : info->fields)
            if (std::find(request.fields->begin(), request.fields->end(), field.name) == request.fields->end())
                ignored.AddString(field.name.c_str());
        ignored.AddString("OGR_STYLE");
    }
    layer->SetIgnoredFields(const_cast<const char**>(ignored.List()));
    layer->ResetReading();
    OgrAttributes attributes(*layer->GetLayerDefn());
    FeatureAhead ahead(*layer);
    size_t taken = 0;
    bool toTheEnd = true;
    while (const auto piece = ahead.next()) {
        if (taken++ % 64 == 0 && stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Reading was cancelled.", m_handle->path);
        attributes.show(piece->feature);
        toTheEnd = take({piece->feature->GetFID(), piece->kind, piece->points, piece->parts, &attributes});
        if (!toTheEnd) break;
    }
    auto facts = ahead.facts();
    if (facts.complaint.empty() && messages.sawError()) facts.complaint = messages.text();
    // Cut between two features a FlatGeobuf merely ends, but it says how many it was written with.
    if (facts.complaint.empty() && toTheEnd && m_handle->driver == "FlatGeobuf" && facts.features < info->features)
        facts.complaint = std::to_string(facts.features) + " of its " + std::to_string(info->features) + " features are there";
    if (isReadWholeToOpen(m_handle->driver)) facts.fault = std::exchange(facts.complaint, {});
    return facts;
}

Result<std::shared_ptr<const TaggedFeatures>> VectorDataset::Handle::loadTagged(const std::string& layer,
                                                                                const std::stop_token& stop) const {
    const std::scoped_lock lock(m_loading);
    if (const auto found = m_tagged.find(layer); found != m_tagged.end()) return found->second;
    std::vector<TaggedPart> parts;
    const auto keep = [&](TaggedPart&& part) {
        part.seal();
        parts.push_back(std::move(part));
        return true;
    };
    if (const auto done = eachPart(layer, 65'536, keep, stop); !done) return Failure(done.error());
    return m_tagged[layer] = std::make_shared<const TaggedFeatures>(std::move(parts));
}

Result<ReadFacts> VectorDataset::Handle::streamTagged(const std::string& layer,
                                                      const std::function<bool(const RawFeature&)>& take,
                                                      const std::stop_token& stop) const {
    const std::scoped_lock lock(m_loading);
    ReadFacts facts;
    int64_t firstId = 0;
    const auto handOver = [&](TaggedPart&& part) {
        facts.add(part.facts);
        const bool more = part.hand(firstId, take, stop);
        firstId += static_cast<int64_t>(part.size());
        return more;
    };
    if (const auto done = eachPart(layer, 4096, handOver, stop); !done) return Failure(done.error());
    return facts;
}

Result<void> VectorDataset::Handle::eachPart(const std::string& layer, size_t most, const TakePart& take,
                                             const std::stop_token& stop) const {
    auto done = driver == "OSM" ? readExtract(*dataset, path, most, take, stop) : readTiles(tileFiles, layer, path, take, stop);
    if (done && stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading was cancelled.", path);
    return done;
}

std::vector<std::pair<std::string, std::string>> VectorDataset::attributesOf(const std::string& layer, int64_t id) const {
    std::vector<std::pair<std::string, std::string>> all;
    const auto* info = find(layer);
    if (!info) return all;
    if (info->tagged) {
        const auto tagged = m_handle->loadTagged(layer, {});
        return tagged ? (*tagged)->attributesOf(id) : all;
    }
    const GdalMessages quiet;
    auto* source = m_handle->dataset->GetLayerByName(layer.c_str());
    source->SetIgnoredFields(nullptr);
    const OGRFeatureUniquePtr feature(source->GetFeature(id));
    if (!feature) return all;
    OgrAttributes attributes(*source->GetLayerDefn());
    attributes.show(feature.get());
    attributes.each([&](std::string_view key, std::string_view value) { all.emplace_back(key, value); });
    return all;
}

}  // namespace geo
