#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "geo/base/diagnostics.h"
#include "geo/io/raster_file.h"
#include "geo/pyramid/raster_levels.h"
#include "geo/raster/code_index.h"
#include "geo/taxonomy/scheme.h"

namespace geo {

/// From a raster's codes to the classes of its legend. Codes that nothing announced become classes when tiles meet them.
/// Safe from any thread; the tables handed out are frozen.
class RasterClasses {
public:
    /// `scheme` may be null; `legend` is what the file says; `codes` those found in a sample. With `dimension` the classes are
    /// those of that dimension, found through the scheme's crosswalk.
    RasterClasses(const Scheme* scheme, std::string schemeId, std::span<const LegendEntry> legend, std::span<const int64_t> codes,
                  std::optional<Dimension> dimension, const std::string& title);

    [[nodiscard]] std::shared_ptr<const ClassTable> table() const;
    [[nodiscard]] std::shared_ptr<const CodeIndex> index() const;
    [[nodiscard]] uint64_t revision() const { return m_revision; }
    /// Gives numbers to codes that had none. TooLarge where there are more than a class table can hold.
    [[nodiscard]] Result<void> learn(std::span<const int64_t> codes);
    /// Which codes are one class of the dimension; null where each is its own. Keeps nothing of this alive but needs it.
    [[nodiscard]] std::shared_ptr<const CodeMerging> merging() const;
    /// About codes that the scheme lacks.
    [[nodiscard]] Diagnostics diagnostics() const;

private:
    bool addTo(ClassTable& table, CodeIndex& index, int64_t code);
    bool addOwnClass(ClassTable& table, CodeIndex& index, int64_t code);
    [[nodiscard]] const ClassEntry* schemeEntry(int64_t code) const;
    [[nodiscard]] bool meansNothing(int64_t code) const;
    [[nodiscard]] uint16_t classOfDimension(int64_t code) const;

    const Scheme* m_scheme;
    std::string m_schemeId;
    std::map<int64_t, LegendEntry> m_legend;
    bool m_hasPalette = false;
    std::optional<Dimension> m_dimension;  // what stands above is never changed
    mutable std::mutex m_mutex;
    std::shared_ptr<const ClassTable> m_table;
    std::shared_ptr<const CodeIndex> m_index;
    std::vector<int64_t> m_foreign;  // codes the scheme lacks
    std::atomic<uint64_t> m_revision{0};
};

}  // namespace geo
