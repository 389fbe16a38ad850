#include "geo/pyramid/vector_layer.h"
#include "geo/pyramid/vector_names.h"
namespace geo {
Result<std::vector<LayerProposal>> proposeVectorLayers(const std::string& path) {
    const auto dataset = VectorDataset::open(path);
    if (!dataset) return Failure(dataset.error());
    std::vector<LayerProposal> all;
    for (const auto& layer : dataset->layers()) { SourceSpec spec; spec.path = path; spec.layer = layer.name; all.push_back({readableTitle(layer.name), spec}); }
    return all;
}
Result<Explanation> explainVector(const std::string& path) { return fail(ErrorCode::Unsupported, "Not yet.", path); }
}
