#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "geo/io/vector_dataset.h"
#include "geo/io/vector_geometry.h"

class OGRFeature;
class OGRLayer;

namespace geo {

/// The features of one layer, read by a thread of its own a few batches ahead of whoever takes them: GDAL's decoding and what is
/// made of the features then go on at once. For the io folder only.
///
/// While it lives, the layer and its dataset belong to it. One thread takes. Batches begin small, so that who wants few features
/// does not pay for many, and are bounded by vertices, so that a few huge ones do not fill the memory.
class FeatureAhead {
public:
    /// What a feature holds of one kind of geometry; geometry collections give one piece a kind.
    struct Piece {
        const OGRFeature* feature = nullptr;  ///< attributes only: its geometry has been taken out
        GeometryKind kind = GeometryKind::Point;
        std::span<const Point> points;
        std::span<const RawPart> parts;
    };

    /// Goes on where the layer stands.
    explicit FeatureAhead(OGRLayer& layer);
    /// Stops reading, and waits for the feature that is being read.
    ~FeatureAhead();
    FeatureAhead(const FeatureAhead&) = delete;
    FeatureAhead& operator=(const FeatureAhead&) = delete;

    /// The next piece in the layer's order; nullopt after the last. What it points to lives until the next call.
    [[nodiscard]] std::optional<Piece> next();
    /// What was read by now, which may be ahead of what was taken; the complaint after the last piece.
    [[nodiscard]] ReadFacts facts() const;

private:
    struct FeatureDelete {
        void operator()(OGRFeature* feature) const;
    };
    struct Run {
        size_t feature, lastPoint, lastPart;
        GeometryKind kind;
    };
    struct Batch {
        std::vector<std::unique_ptr<OGRFeature, FeatureDelete>> features;
        std::vector<Run> runs;  // each begins where the one before ends
        std::vector<Point> points;
        std::vector<RawPart> parts;  // ends are relative to the run's first point
        void clear();
    };
    void work(const std::stop_token& stop);
    [[nodiscard]] bool read(Batch& batch, size_t most);
    bool fetch();

    OGRLayer& m_layer;
    RawGeometry m_geometry;  // the reader's
    ReadFacts m_seen;        // the reader's
    Batch m_taken;           // the taker's
    size_t m_at = 0;         // run in m_taken

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Batch> m_ready;
    std::vector<Batch> m_spent;  // go back to the reader: what it made is freed where it was made, and buffers are used again
    bool m_ended = false;
    ReadFacts m_facts;
    std::exception_ptr m_failure;
    std::jthread m_thread;  // last: it uses the rest
};

}  // namespace geo
