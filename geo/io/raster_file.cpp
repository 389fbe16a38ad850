#include "geo/io/raster_file.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>

#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "geo/io/gdal_session.h"
#include "geo/io/raster_facts.h"

namespace geo {
namespace {

/// GDAL's settings while a raster is opened: sidecars (.ovr, .tfw, .aux.xml) are read where looking for them is cheap. Nothing is
/// ever written beside the file: no call that would make GDAL do so is used.
class OpenScope {
public:
    explicit OpenScope(bool alone) {
        if (alone) return;
        CPLSetThreadLocalConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE");
        CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", "YES");
    }
    ~OpenScope() {
        CPLSetThreadLocalConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", nullptr);
        CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", nullptr);
    }
    OpenScope(const OpenScope&) = delete;
    OpenScope& operator=(const OpenScope&) = delete;
};

// 4 cm at the equator, if it went round the Earth. Counts of cells are int, and steps of 2^20 are added to them.
constexpr int kMostCellsOfASide = 1 << 30;
constexpr const char* const kGuestRasterDrivers[] = {"GTiff", "PNG", "JPEG", nullptr};

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using DatasetPtr = std::unique_ptr<GDALDataset, CloseDataset>;

DatasetPtr openGdal(const std::string& name, bool guest = false) {
    constexpr unsigned kFlags = GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    if (!guest) return DatasetPtr(GDALDataset::Open(name.c_str(), kFlags));
    DatasetPtr dataset(GDALDataset::Open(name.c_str(), kFlags, kGuestRasterDrivers));
    // A GeoTIFF's own metadata may send GDAL for overviews to any other name.
    if (dataset && dataset->GetMetadataItem("OVERVIEW_FILE", "OVERVIEWS")) {
        CPLError(CE_Failure, CPLE_NotSupported, "it refers to another file for its overviews");
        return nullptr;
    }
    return dataset;
}

bool startsWith(const std::string& text, const char* prefix) { return text.rfind(prefix, 0) == 0; }

/// The one GeoTIFF of a local archive, as publishers pack their tiles; empty where there is none, or more. A city pack is none.
std::string onlyRasterIn(const std::string& archive) {
    const CPLStringList entries(VSIReadDirRecursive(("/vsizip/" + archive).c_str()));
    std::string only;
    for (int i = 0; i < entries.size(); ++i) {
        const auto name = lowered(entries[i]);
        if (name == "item.json") return {};
        if (!name.ends_with(".tif") && !name.ends_with(".tiff")) continue;
        if (!only.empty()) return {};
        only = entries[i];
    }
    return only.empty() ? only : "/vsizip/" + archive + "/" + only;
}

std::string gdalNameOf(const std::string& path, bool guest) {
    if (startsWith(path, "http://") || startsWith(path, "https://")) return "/vsicurl/" + path;
    if (guest || !lowered(path).ends_with(".zip") || startsWith(path, "/vsi")) return path;
    const auto raster = onlyRasterIn(path);
    return raster.empty() ? path : raster;
}

/// Whether a driver claims this name for rasters alone, so that failing to open it is an error and no reason to ask others.
bool claimedAsRaster(const std::string& name, bool guest) {
    auto* driver = static_cast<GDALDriver*>(
        GDALIdentifyDriverEx(name.c_str(), GDAL_OF_RASTER, guest ? kGuestRasterDrivers : nullptr, nullptr));
    return driver && !driver->GetMetadataItem(GDAL_DCAP_VECTOR);
}

/// Whether this process, or the system, has run out of file handles: then failing to open a file says nothing about it.
bool noFileCanBeOpened() {
    const int probe = ::open("/", O_RDONLY | O_CLOEXEC);
    if (probe < 0) return errno == EMFILE || errno == ENFILE;
    ::close(probe);
    return false;
}

bool isMap(const RasterFacts& facts) { return facts.columns > 1 && facts.rows > 1 && !facts.bands.empty() && facts.transform; }

/// The first part of a container (NetCDF, HDF) that is a map.
DatasetPtr chooseSubdataset(GDALDataset& container, std::string& name, RasterFacts& facts) {
    char** list = container.GetMetadata("SUBDATASETS");
    DatasetPtr chosen;
    std::vector<std::string> others;
    constexpr int kMost = 256;
    for (int i = 1; i <= kMost; ++i) {
        const char* part = CSLFetchNameValue(list, CPLSPrintf("SUBDATASET_%d_NAME", i));
        if (!part) break;
        const char* said = CSLFetchNameValue(list, CPLSPrintf("SUBDATASET_%d_DESC", i));
        const std::string partName = part, description = said ? said : part;
        if (!chosen) {
            if (auto dataset = openGdal(partName)) {
                auto partFacts = readRasterFacts(*dataset);
                if (isMap(partFacts)) {
                    facts = std::move(partFacts);
                    facts.subdataset = description;
                    name = partName;
                    chosen = std::move(dataset);
                    continue;
                }
            }
        }
        others.push_back(partName);
    }
    facts.otherSubdatasets = std::move(others);
    return chosen;
}

}  // namespace

Result<std::shared_ptr<const RasterFile>> RasterFile::open(const std::string& path, bool guest) {
    startGdal();
    if (auto readable = checkReadable(path); !readable) return tl::make_unexpected(readable.error());
    std::shared_ptr<RasterFile> file(new RasterFile);
    file->m_path = path;
    file->m_gdalName = gdalNameOf(path, guest);
    file->m_remote = file->m_gdalName.find("/vsicurl") != std::string::npos;
    file->m_guest = guest;
    const OpenScope scope(file->m_remote || guest);
    const GdalMessages messages;
    auto dataset = openGdal(file->m_gdalName, guest);
    if (!dataset) {
        if (file->m_remote && messages.text().find("not recognized") == std::string::npos)
            return tl::make_unexpected(messages.error(
                ErrorCode::Network,
                "This address did not give a file that can be read; check it and the connection, then try again.", path));
        if (!claimedAsRaster(file->m_gdalName, guest)) return std::shared_ptr<const RasterFile>();
        return tl::make_unexpected(messages.error(
            ErrorCode::Unreadable, "This raster cannot be opened: it is damaged or incomplete; get a fresh copy of it.", path));
    }
    if (!guest && dataset->GetRasterCount() == 0 && dataset->GetMetadata("SUBDATASETS")) {
        dataset = chooseSubdataset(*dataset, file->m_gdalName, file->m_facts);
        if (!dataset)
            return fail(ErrorCode::Unsupported,
                        "None of the parts of this file is a map on a regular grid; convert it to GeoTIFF.", path);
    } else {
        file->m_facts = readRasterFacts(*dataset);
    }
    if (file->m_facts.bands.empty()) {
        if (dataset->GetDriver() && dataset->GetDriver()->GetMetadataItem(GDAL_DCAP_VECTOR))
            return std::shared_ptr<const RasterFile>();
        return fail(ErrorCode::Unsupported, "This raster has no bands: there is nothing to draw.", path);
    }
    if (const int side = std::max(file->m_facts.columns, file->m_facts.rows); side > kMostCellsOfASide)
        return fail(
            ErrorCode::TooLarge,
            fmt::format("This raster claims {} x {} cells, and a side may have {} at most: it is damaged, or no map; cut the "
                        "part that matters with gdal_translate -projwin.",
                        file->m_facts.columns, file->m_facts.rows, kMostCellsOfASide),
            path);
    file->m_idle.push_back(dataset.release());
    return std::shared_ptr<const RasterFile>(std::move(file));
}

RasterFile::~RasterFile() {
    for (void* dataset : m_idle) GDALClose(dataset);
}

Result<RasterReader> RasterFile::reader() const {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            void* dataset = m_idle.back();
            m_idle.pop_back();
            return RasterReader(*this, dataset);
        }
    }
    const OpenScope scope(m_remote || m_guest);
    const GdalMessages messages;
    auto dataset = openGdal(m_gdalName, m_guest);
    if (!dataset && noFileCanBeOpened())
        return fail(ErrorCode::TooLarge, "Too many files are open at once; close some layers, or raise the limit with ulimit -n.",
                    m_path);
    if (!dataset || dataset->GetRasterCount() < static_cast<int>(m_facts.bands.size()) ||
        dataset->GetRasterXSize() != m_facts.columns || dataset->GetRasterYSize() != m_facts.rows)
        return tl::make_unexpected(messages.error(m_remote ? ErrorCode::Network : ErrorCode::Unreadable,
                                                  "This raster is gone or has changed since it was opened; reload the layer.",
                                                  m_path));
    for (int i = 1; i <= dataset->GetRasterCount(); ++i) {
        (void)dataset->GetRasterBand(i)->GetOverviewCount();  // looks for .ovr now, while the scope allows it
        if (i >= 8) break;
    }
    return RasterReader(*this, dataset.release());
}

void RasterFile::giveBack(void* dataset) const {
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(dataset);
}

RasterReader::RasterReader(RasterReader&& other) noexcept
    : m_file(other.m_file), m_dataset(std::exchange(other.m_dataset, nullptr)) {}

RasterReader::~RasterReader() {
    if (m_dataset) m_file->giveBack(m_dataset);
}

Result<void> RasterReader::readAs(int gdalType, bool mask, int band, int overview, const CellWindow& w, void* out) const {
    const GdalMessages messages;
    const auto trouble = [&] {
        return tl::make_unexpected(
            messages.error(m_file->m_remote ? ErrorCode::Network : ErrorCode::Unreadable,
                           m_file->m_remote ? "A part of this raster did not arrive; check the connection."
                                            : "A part of this raster cannot be read: the file is damaged or incomplete.",
                           m_file->m_path));
    };
    GDALRasterBand* source = static_cast<GDALDataset*>(m_dataset)->GetRasterBand(band);
    if (source && overview >= 0) source = source->GetOverview(overview);
    if (source && mask) source = source->GetMaskBand();
    if (!source) return trouble();
    assert(w.column >= 0 && w.row >= 0 && w.column + w.columns <= source->GetXSize() && w.row + w.rows <= source->GetYSize());
    if (source->RasterIO(GF_Read, w.column, w.row, w.columns, w.rows, out, w.columns, w.rows, static_cast<GDALDataType>(gdalType),
                         0, 0, nullptr) != CE_None)
        return trouble();
    return {};
}

Result<void> RasterReader::read(int band, int overview, const CellWindow& window, std::span<uint8_t> out) const {
    return readAs(GDT_Byte, false, band, overview, window, out.data());
}
Result<void> RasterReader::read(int band, int overview, const CellWindow& window, std::span<double> out) const {
    auto done = readAs(GDT_Float64, false, band, overview, window, out.data());
    if (done && m_file->m_facts.bands[static_cast<size_t>(band) - 1].type == CellType::Int8)
        for (double& value : out) value = value > 127 ? value - 256 : value;
    return done;
}
Result<void> RasterReader::readMask(int band, int overview, const CellWindow& window, std::span<uint8_t> out) const {
    return readAs(GDT_Byte, true, band, overview, window, out.data());
}

}  // namespace geo
