#include "geo/mosaic/linework.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace geo {
namespace {

constexpr double kPieceSteps = 32768;  // some 300 m at 1 cm
constexpr double kMostPieces = 256;

size_t piecesOf(const Segment& s) { return static_cast<size_t>(std::clamp(lengthOf(s.a, s.b) / kPieceSteps, 1.0, kMostPieces)); }

}  // namespace

double lengthOf(StoredPoint a, StoredPoint b) {
    return std::hypot(static_cast<double>(b.x) - a.x, static_cast<double>(b.y) - a.y);
}

void tidy(std::vector<Segment>& segments) {
    for (auto& s : segments)
        if (before(s.b, s.a)) s = {s.b, s.a, s.carries.reversed()};
    std::erase_if(segments, [](const Segment& s) { return s.a == s.b; });
    const auto ends = [](const Segment& s) { return std::tie(s.a.x, s.a.y, s.b.x, s.b.y); };
    std::sort(segments.begin(), segments.end(), [&](const Segment& s, const Segment& o) { return ends(s) < ends(o); });
    size_t kept = 0;
    for (size_t i = 0; i < segments.size();) {
        Segment united = segments[i];
        for (++i; i < segments.size() && ends(segments[i]) == ends(united); ++i) united.carries.add(segments[i].carries);
        if (!united.carries.nothing()) segments[kept++] = united;
    }
    segments.resize(kept);
}

SegmentIndex::SegmentIndex(const std::vector<Segment>& segments) {
    m_boxes.reserve(segments.size());
    m_firstPiece.reserve(segments.size() + 1);
    for (const auto& s : segments) {
        m_firstPiece.push_back(static_cast<uint32_t>(m_boxes.size()));
        const size_t pieces = piecesOf(s);
        if (pieces == 1) {
            auto& box = m_boxes.emplace_back();
            box.add(s.a), box.add(s.b);
        }
        for (size_t i = 0; pieces > 1 && i < pieces; ++i) {
            auto& box = m_boxes.emplace_back();
            for (const size_t k : {i, i + 1}) {
                const double t = static_cast<double>(k) / static_cast<double>(pieces);
                const double x = s.a.x + t * (static_cast<double>(s.b.x) - s.a.x);
                const double y = s.a.y + t * (static_cast<double>(s.b.y) - s.a.y);
                box.add(StoredPoint{static_cast<int32_t>(std::floor(x)) - 1, static_cast<int32_t>(std::floor(y)) - 1});
                box.add(StoredPoint{static_cast<int32_t>(std::ceil(x)) + 1, static_cast<int32_t>(std::ceil(y)) + 1});
            }
        }
    }
    m_firstPiece.push_back(static_cast<uint32_t>(m_boxes.size()));
    if (m_boxes.size() > segments.size()) {
        m_owner.reserve(m_boxes.size());
        for (uint32_t i = 0; i < segments.size(); ++i) m_owner.insert(m_owner.end(), m_firstPiece[i + 1] - m_firstPiece[i], i);
    }
    m_index = PackedIndex(m_boxes);
}

void SegmentIndex::query(const StoredBox& box, std::vector<uint32_t>& found) const {
    m_index.query(m_boxes, box, found);
    if (m_owner.empty()) return;
    for (auto& piece : found) piece = m_owner[piece];  // ascending still, for pieces follow their owners
    found.erase(std::unique(found.begin(), found.end()), found.end());
}

void SegmentIndex::neighbours(uint32_t i, std::vector<uint32_t>& found) const {
    if (m_firstPiece[i + 1] - m_firstPiece[i] == 1) return query(m_boxes[m_firstPiece[i]], found);
    found.clear();
    for (uint32_t piece = m_firstPiece[i]; piece < m_firstPiece[i + 1]; ++piece) {
        query(m_boxes[piece], m_scratch);
        found.insert(found.end(), m_scratch.begin(), m_scratch.end());
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
}

}  // namespace geo
