#include "geo/pyramid/tile_content.h"

namespace geo {
namespace {

template <class T>
size_t bytesOf(const std::vector<T>& items) {
    return items.size() * sizeof(T);
}

struct Bytes {
    size_t operator()(const EmptyContent&) const { return 0; }
    size_t operator()(const CodeContent& c) const { return bytesOf(c.codes8) + bytesOf(c.codes16); }
    size_t operator()(const ValueContent& c) const { return bytesOf(c.values); }
    size_t operator()(const AreaContent& c) const { return bytesOf(c.first) + bytesOf(c.second); }
    size_t operator()(const LineContent& c) const { return bytesOf(c.segments); }
    size_t operator()(const PointContent& c) const { return bytesOf(c.points); }
};

}  // namespace

size_t TileContent::byteSize() const { return std::visit(Bytes{}, data); }

}  // namespace geo
