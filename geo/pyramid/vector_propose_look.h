#pragma once

#include <string>

#include "geo/pyramid/open_layer.h"
#include "geo/pyramid/vector_sample.h"

namespace geo {

/// Soft colours of the six dimensions' classes, for maps of areas under streets and names; the full ones are for diagrams.
[[nodiscard]] std::map<std::string, Colour> softColours(const std::string& dimension);

/// The one colour that a publisher wrote into a field such as COLOR, if all features agree.
[[nodiscard]] std::optional<Colour> publishedColour(const LayerSample& sample);

/// A colour that fits what a title speaks of, in the languages of the members: water blue, parks green; nothing where it is
/// silent.
[[nodiscard]] std::optional<Colour> colourOfSubject(const std::string& title);

/// Colours from light to dark for grades: values that count up, such as "r1" to "r4", in a field whose name speaks of a degree.
/// Empty: the values are no grades.
[[nodiscard]] std::map<std::string, Colour> coloursOfGrades(const SampledField& field);

}  // namespace geo
