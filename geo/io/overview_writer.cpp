#include <fcntl.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "geo/io/gdal_session.h"
#include "geo/io/overview_files.h"
#include "geo/io/overview_store.h"
#include "geo/raster/raster_grid.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

constexpr int kBlock = 256;

GDALDataType gdalTypeOf(OverviewCells cells) {
    switch (cells) {
        case OverviewCells::UInt8:
            return GDT_Byte;
        case OverviewCells::Int32:
            return GDT_Int32;
        case OverviewCells::Float32:
            return GDT_Float32;
        case OverviewCells::Float64:
            return GDT_Float64;
    }
    return GDT_Float64;
}

/// A file locked for as long as this lives; the system lets go of it when the process is killed.
class FileLock {
public:
    FileLock() = default;
    explicit FileLock(const fs::path& file, int flags = 0) : m_file(::open(file.c_str(), O_RDWR | O_CLOEXEC | flags, 0600)) {
        m_held = m_file >= 0 && ::flock(m_file, LOCK_EX | LOCK_NB) == 0;
    }
    ~FileLock() {
        if (m_file >= 0) ::close(m_file);
    }
    FileLock(FileLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)), m_held(other.m_held) {}
    FileLock& operator=(FileLock&& other) noexcept {
        std::swap(m_file, other.m_file), std::swap(m_held, other.m_held);
        return *this;
    }
    [[nodiscard]] bool held() const { return m_held; }

private:
    int m_file = -1;
    bool m_held = false;
};

/// Removes the folders of writers that were killed: those whose lock nobody holds any more.
void sweepUnfinished(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> unfinished;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.path().filename().string().find(overview_files::kUnfinished) != std::string::npos)
            unfinished.push_back(entry.path());
    for (const auto& path : unfinished)
        if (FileLock(path / overview_files::kLock).held()) fs::remove_all(path, error);
}

/// A level being written: rows are gathered until they fill a row of blocks.
struct LevelFile {
    struct Close {
        void operator()(GDALDataset* closed) const { GDALClose(closed); }
    };
    std::unique_ptr<GDALDataset, Close> dataset;
    int columns = 0, rows = 0;
    int written = 0, gathered = 0;
    std::vector<std::byte> cells;
};

class GeoTiffOverviewWriter final : public OverviewWriter {
public:
    GeoTiffOverviewWriter(OverviewKey key, OverviewCells cells) : m_key(std::move(key)), m_type(gdalTypeOf(cells)) {
        m_temporary = m_key.folder;
        m_temporary += fmt::format("{}{}-{:x}", overview_files::kUnfinished, getpid(), reinterpret_cast<uintptr_t>(this));
    }
    ~GeoTiffOverviewWriter() override {
        m_levels.clear();
        std::error_code error;
        fs::remove_all(m_temporary, error);
    }

    Result<void> start(int columns, int rows, int levels, std::optional<double> nothing);
    Result<void> addRow(int level, std::span<const double> cells) override;
    Result<void> commit() override;

private:
    Result<void> flush(LevelFile& level);
    [[nodiscard]] Failure cannotWrite(const std::string& cause) const {
        return fail(ErrorCode::Output, "Overviews cannot be written to the cache folder; check its free space and permissions.",
                    m_key.folder.parent_path().string(), cause);
    }

    OverviewKey m_key;
    GDALDataType m_type;
    fs::path m_temporary;
    FileLock m_lock;                  // on m_temporary
    std::vector<LevelFile> m_levels;  // m_levels[0] is level 1
};

Result<void> GeoTiffOverviewWriter::start(int columns, int rows, int levels, std::optional<double> nothing) {
    std::error_code error;
    sweepUnfinished(m_key.folder.parent_path());
    fs::create_directories(m_temporary, error);
    if (error) return cannotWrite(error.message());
    m_lock = FileLock(m_temporary / overview_files::kLock, O_CREAT);  // where a file system has no locks, nobody sweeps either
    const GdalMessages messages;
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    const auto size = std::to_string(kBlock);
    CPLStringList options;
    options.SetNameValue("TILED", "YES");
    options.SetNameValue("BLOCKXSIZE", size.c_str());
    options.SetNameValue("BLOCKYSIZE", size.c_str());
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("ZLEVEL", "1");
    options.SetNameValue("BIGTIFF", "IF_SAFER");
    for (int level = 1; level <= levels; ++level) {
        LevelFile file;
        file.columns = halved(columns, level);
        file.rows = halved(rows, level);
        const auto path = m_temporary / overview_files::levelName(level);
        file.dataset.reset(driver->Create(path.c_str(), file.columns, file.rows, 1, m_type, options.List()));
        if (!file.dataset) return cannotWrite(messages.text());
        if (nothing) file.dataset->GetRasterBand(1)->SetNoDataValue(*nothing);
        double identity[6] = {0, 1, 0, 0, 0, -1};
        file.dataset->SetGeoTransform(identity);
        file.cells.resize(static_cast<size_t>(file.columns) * kBlock * static_cast<size_t>(GDALGetDataTypeSizeBytes(m_type)));
        m_levels.push_back(std::move(file));
    }
    return {};
}

Result<void> GeoTiffOverviewWriter::flush(LevelFile& level) {
    if (level.gathered == 0) return {};
    const GdalMessages messages;
    if (level.dataset->GetRasterBand(1)->RasterIO(GF_Write, 0, level.written, level.columns, level.gathered, level.cells.data(),
                                                  level.columns, level.gathered, m_type, 0, 0, nullptr) != CE_None)
        return cannotWrite(messages.text());
    level.written += level.gathered;
    level.gathered = 0;
    return {};
}

Result<void> GeoTiffOverviewWriter::addRow(int levelNumber, std::span<const double> cells) {
    LevelFile& level = m_levels[static_cast<size_t>(levelNumber) - 1];
    const int size = GDALGetDataTypeSizeBytes(m_type);
    std::byte* row = level.cells.data() + static_cast<size_t>(level.gathered) * level.columns * size;
    GDALCopyWords64(cells.data(), GDT_Float64, sizeof(double), row, m_type, size, static_cast<GPtrDiff_t>(cells.size()));
    if (++level.gathered == kBlock) return flush(level);
    return {};
}

Result<void> GeoTiffOverviewWriter::commit() {
    nlohmann::json manifest{{"stamp", m_key.stamp}, {"levels", nlohmann::json::array()}};
    for (size_t i = 0; i < m_levels.size(); ++i) {
        if (auto done = flush(m_levels[i]); !done) return done;
        const GdalMessages messages;
        m_levels[i].dataset.reset();
        const auto name = overview_files::levelName(static_cast<int>(i) + 1);
        std::error_code error;
        const auto bytes = fs::file_size(m_temporary / name, error);
        if (error || messages.sawError()) return cannotWrite(messages.text());
        manifest["levels"].push_back({{"file", name}, {"bytes", bytes}});
    }
    std::ofstream out(m_temporary / overview_files::kManifest);
    out << manifest.dump(1) << "\n";
    out.close();
    if (!out) return cannotWrite("the manifest");
    const int levels = static_cast<int>(m_levels.size());
    if (holdsOverviews(m_key, levels)) return {};  // another writer was first; what it wrote may be in use
    std::error_code error;
    fs::remove(m_temporary / overview_files::kLock, error);
    fs::remove_all(m_key.folder, error);
    fs::rename(m_temporary, m_key.folder, error);
    if (error && !holdsOverviews(m_key, levels)) return cannotWrite(error.message());
    return {};
}

}  // namespace

Result<std::unique_ptr<OverviewWriter>> OverviewWriter::create(OverviewKey key, int columns, int rows, int levels,
                                                               OverviewCells cells, std::optional<double> nothing) {
    startGdal();
    auto writer = std::make_unique<GeoTiffOverviewWriter>(std::move(key), cells);
    if (auto started = writer->start(columns, rows, levels, nothing); !started) return tl::make_unexpected(started.error());
    return std::unique_ptr<OverviewWriter>(std::move(writer));
}

}  // namespace geo
