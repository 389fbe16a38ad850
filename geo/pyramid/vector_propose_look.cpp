#include "geo/pyramid/vector_propose_look.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <initializer_list>

#include "geo/base/names.h"
#include "geo/taxonomy/ramp.h"

namespace geo {
namespace {

struct Subject {
    Colour colour;
    std::initializer_list<const char*> beginnings;  // of words, lower case; up to four letters: the whole word
};

const std::array kSubjects{
    Subject{{0xe8, 0x8b, 0x3c, 255}, {"slum", "favela", "informal", "precari", "irregular", "villas", "asentamiento", "zeis"}},
    Subject{{0x9f, 0xc6, 0xe4, 255},
            {"water", "agua", "eau", "wasser", "manancia", "hidro", "hydro", "rio", "rios", "river", "lago", "lagoa", "lake",
             "represa"}},
    Subject{{0x5b, 0x93, 0xc4, 255}, {"adutor", "esgoto", "sewage", "canal"}},
    Subject{{0xae, 0xcf, 0x9b, 255},
            {"park", "parque", "parc", "green", "verde", "forest", "floresta", "bosque", "wald", "apa", "rppn", "nature",
             "jardin", "garden"}},
    Subject{{0x5a, 0x64, 0x86, 255}, {"metro", "subway", "trem", "train", "rail", "ferrocarril", "bahn"}},
    Subject{{0xc0, 0x6a, 0x45, 255}, {"onibus", "bus", "brt"}},
    Subject{{0xc9, 0xbd, 0xac, 255}, {"build", "gebaeude", "edific", "predio", "batiment"}},
    Subject{{0x86, 0x7a, 0x6d, 255}, {"viario", "road", "street", "rodoanel", "calle", "strasse", "voie"}},
    Subject{{0xa8, 0x6b, 0x4f, 255}, {"indigena", "indigenous"}},
};

std::vector<std::string> wordsOf(const std::string& title) {
    std::vector<std::string> words{""};
    for (const char c : lowered(title)) {
        if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80)
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

// The number a grade ends with: 3 of "r3", "3" and "Grau 3"; -1 for none.
int gradeOf(const std::string& value) {
    size_t start = value.size();
    while (start > 0 && std::isdigit(static_cast<unsigned char>(value[start - 1]))) --start;
    int grade = -1;
    if (value.size() - start > 2 || start > 6) return -1;
    std::from_chars(value.data() + start, value.data() + value.size(), grade);
    return grade;
}

}  // namespace

std::map<std::string, Colour> softColours(const std::string& dimension) {
    if (dimension == "use")
        return {{"residential", {0xf3, 0xe7, 0xa0, 255}},
                {"industrial", {0xb3, 0x9c, 0xc9, 255}},
                {"commercial", {0xe7, 0x9a, 0x7d, 255}},
                {"recreational", {0x9f, 0xd9, 0xc4, 255}},
                {"unknown", {0xd9, 0xd6, 0xcf, 255}}};
    if (dimension == "infrastructure")
        return {{"green", {0xc3, 0xdc, 0xb4, 255}},
                {"blue", {0xa9, 0xca, 0xe6, 255}},
                {"grey", {0xcf, 0xcc, 0xc6, 255}},
                {"unknown", {0xdf, 0xdc, 0xd5, 255}}};
    return {};
}

std::optional<Colour> publishedColour(const LayerSample& sample) {
    for (const auto& field : sample.fields) {
        const auto name = lowered(field.name);
        if (name != "color" && name != "colour" && name != "cor" && name != "couleur" && name != "fill") continue;
        if (field.values.size() == 1 && field.present * 2 > sample.features) return Colour::parse(field.values.begin()->first);
    }
    return std::nullopt;
}

std::optional<Colour> colourOfSubject(const std::string& title) {
    const auto words = wordsOf(title);
    for (const auto& subject : kSubjects)
        for (const std::string_view beginning : subject.beginnings)
            for (const auto& word : words)
                if (beginning.size() <= 4 ? word == beginning || word == std::string(beginning) + "s"
                                          : word.rfind(beginning, 0) == 0)
                    return subject.colour;
    return std::nullopt;
}

std::map<std::string, Colour> coloursOfGrades(const SampledField& field) {
    const auto name = lowered(field.name);
    const auto speaks = [&](const char* word) { return name.find(word) != std::string::npos; };
    if (!speaks("grau") && !speaks("grad") && !speaks("risk") && !speaks("risco") && !speaks("riesgo") && !speaks("level") &&
        !speaks("nivel"))
        return {};
    std::map<int, std::string> order;
    for (const auto& [value, count] : field.values) order[gradeOf(value)] = value;
    if (order.size() < 2 || order.size() != field.values.size() || order.begin()->first < 0) return {};
    const Ramp* ramp = findRamp("ember");
    std::map<std::string, Colour> colours;
    size_t step = 0;
    for (const auto& [grade, value] : order)
        colours[value] = ramp->at(0.2 + 0.6 * static_cast<double>(step++) / static_cast<double>(order.size() - 1));
    return colours;
}

}  // namespace geo
