#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/mosaic/evidence.h"
#include "geo/mosaic/rules.h"

namespace geo {

/// The class of one tessera in one dimension.
struct Verdict {
    static constexpr uint16_t kNoRule = 0xFFFF;
    uint8_t classIndex = 0;   ///< into dimensionTable(dimension); unknown is its last
    float confidence = 0;     ///< 0..1; 0 where no rule fired
    uint16_t rule = kNoRule;  ///< into RuleBook::rules
    bool inferred = false;
    std::string evidence;  ///< short, for a person: "OSM landuse=residential on 83 %; but land cover 60 % green"
};
using Verdicts = std::array<Verdict, kDimensions>;

/// What the rules say of every tessera. Per dimension the first rule that fires decides. Then the first rule to fire of every
/// other speaker is heard: with confidence q of its own it raises the decider's confidence c to c + (1 - c) q / 2 where it says
/// the same class, and lowers it to c (1 - q / 2) where it says another. Rules for `unknown` state that no class applies. What
/// was heard stands in the evidence. Pure; safe from any thread.
[[nodiscard]] std::vector<Verdicts> classify(const EvidenceTable& evidence, const RuleBook& rules);

}  // namespace geo
