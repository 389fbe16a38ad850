#pragma once

#include "viewer/text/furniture.h"

namespace exporting {

/// Joins blocks of one entry each whose labels begin with the same word into one block under what their labels have in common, in
/// the place of the topmost: "APA Estadual" and "APA Capivari" become "APA" with Estadual and Capivari. Labels that would be
/// nothing without it stay as they are; numbers are put in order.
void groupSeries(text::LegendSpec& legend);

}  // namespace exporting
