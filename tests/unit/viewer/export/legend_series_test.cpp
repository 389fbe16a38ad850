#include "viewer/export/legend_series.h"

#include <gtest/gtest.h>

namespace {

text::LegendBlock single(const std::string& label) {
    text::LegendBlock block;
    block.rows.push_back({text::LegendRow::Key::Fill, {1, 2, 3, 255}, {}, 2, label});
    return block;
}

std::string written(const text::LegendSpec& legend) {
    std::string text;
    for (const auto& block : legend.blocks) {
        text += "[" + block.title;
        for (const auto& row : block.rows) text += "|" + row.label;
        text += "]";
    }
    return text;
}

TEST(LegendSeries, LayersOfOneSeriesStandUnderWhatTheyHaveInCommon) {
    text::LegendSpec legend;
    for (const char* label : {"Terra Indigena Existente", "APA Estadual", "Rodoanel", "APA Capivari Monos", "ZEIS 2",
                              "Terra Indigena Homologacao", "ZEIS 1", "Parques municipais", "Parques municipais novos"})
        legend.blocks.push_back(single(label));
    exporting::groupSeries(legend);
    EXPECT_EQ(written(legend),
              "[Terra Indigena|Existente|Homologacao][APA|Estadual|Capivari Monos][|Rodoanel][ZEIS|1|2]"
              "[Parques|Municipais|Municipais novos]");
}

TEST(LegendSeries, CommasDivideBeforeWordsDo) {
    text::LegendSpec legend;
    for (const char* label : {"Bus stops, points", "Green infrastructure, lines", "Bus stops, lines", "Green infrastructure"})
        legend.blocks.push_back(single(label));
    exporting::groupSeries(legend);
    EXPECT_EQ(written(legend), "[Bus stops|Points|Lines][|Green infrastructure, lines][|Green infrastructure]");
}

TEST(LegendSeries, NothingElseIsTouched) {
    text::LegendSpec legend;
    legend.blocks = {single("Wards"), single("Wards"), single("Slum clusters"), single("")};
    legend.blocks.push_back(single("Wards of old"));
    legend.blocks.back().title = "Classes";
    const auto before = written(legend);
    exporting::groupSeries(legend);
    EXPECT_EQ(written(legend), before);
}

}  // namespace
