#include "geo/io/feature_ahead.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <utility>

#include "geo/io/gdal_session.h"

namespace geo {
namespace {

constexpr size_t kFirstBatch = 16, kMostInBatch = 512, kMostPoints = size_t{1} << 16, kMostReady = 4;
constexpr GeometryKind kKinds[] = {GeometryKind::Polygon, GeometryKind::Line, GeometryKind::Point};

}  // namespace

void FeatureAhead::FeatureDelete::operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }

void FeatureAhead::Batch::clear() {
    features.clear();
    runs.clear();
    points.clear();
    parts.clear();
}

FeatureAhead::FeatureAhead(OGRLayer& layer) : m_layer(layer), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

FeatureAhead::~FeatureAhead() = default;  // the thread is asked to stop, and joined

void FeatureAhead::work(const std::stop_token& stop) {
    const GdalMessages messages;
    std::exception_ptr failure;
    try {
        Batch batch;
        for (size_t most = kFirstBatch; read(batch, most); most = std::min(2 * most, kMostInBatch)) {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [&] { return m_ready.size() < kMostReady; })) return;
            m_ready.push_back(std::move(batch));
            m_facts = m_seen;
            batch = {};
            if (!m_spent.empty()) batch = std::move(m_spent.back()), m_spent.pop_back();
            lock.unlock();
            m_changed.notify_all();
            batch.clear();
        }
    } catch (...) {
        failure = std::current_exception();  // the taker's next call throws it
    }
    const std::scoped_lock lock(m_mutex);
    m_facts = m_seen;
    if (messages.sawError()) m_facts.complaint = messages.text();
    m_failure = failure;
    m_ended = true;
    m_changed.notify_all();
}

// False where nothing was left to read.
bool FeatureAhead::read(Batch& batch, size_t most) {
    for (size_t count = 0; count < most && batch.points.size() < kMostPoints; ++count) {
        std::unique_ptr<OGRFeature, FeatureDelete> feature(m_layer.GetNextFeature());
        if (!feature) return count > 0;
        ++m_seen.features;
        const OGRGeometryUniquePtr shape(feature->StealGeometry());  // dies here, so that the heap can use its place at once
        if (!shape || shape->IsEmpty()) {
            ++m_seen.withoutGeometry;
            continue;
        }
        for (const auto kind : kKinds) {
            if (!m_geometry.take(*shape, kind)) continue;
            batch.points.insert(batch.points.end(), m_geometry.points().begin(), m_geometry.points().end());
            batch.parts.insert(batch.parts.end(), m_geometry.parts().begin(), m_geometry.parts().end());
            batch.runs.push_back({batch.features.size(), batch.points.size(), batch.parts.size(), kind});
        }
        batch.features.push_back(std::move(feature));
    }
    return true;
}

std::optional<FeatureAhead::Piece> FeatureAhead::next() {
    while (m_at >= m_taken.runs.size())
        if (!fetch()) return std::nullopt;
    const Run from = m_at == 0 ? Run{} : m_taken.runs[m_at - 1];
    const Run& run = m_taken.runs[m_at++];
    return Piece{m_taken.features[run.feature].get(),
                 run.kind,
                 {m_taken.points.data() + from.lastPoint, m_taken.points.data() + run.lastPoint},
                 {m_taken.parts.data() + from.lastPart, m_taken.parts.data() + run.lastPart}};
}

bool FeatureAhead::fetch() {
    std::unique_lock lock(m_mutex);
    if (!m_taken.features.empty()) m_spent.push_back(std::move(m_taken));
    m_taken = {};
    m_at = 0;
    m_changed.wait(lock, [&] { return !m_ready.empty() || m_ended; });
    if (m_ready.empty()) {
        if (m_failure) std::rethrow_exception(m_failure);
        return false;
    }
    m_taken = std::move(m_ready.front());
    m_ready.pop_front();
    lock.unlock();
    m_changed.notify_all();
    return true;
}

ReadFacts FeatureAhead::facts() const {
    const std::scoped_lock lock(m_mutex);
    return m_facts;
}

}  // namespace geo
