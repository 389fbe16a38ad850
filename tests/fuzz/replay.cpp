// Runs a fuzz target over its corpus, then over mutations of it: the same ones every time, on every machine.
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace {

using Bytes = std::vector<uint8_t>;
constexpr size_t kLongestInput = 1 << 16;

/// splitmix64: small, fast, and the same everywhere.
class Dice {
public:
    explicit Dice(uint64_t seed) : m_state(seed) {}
    uint64_t roll() {
        uint64_t z = (m_state += 0x9E3779B97F4A7C15ull);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    /// 0 <= below < limit; 0 where there is no room.
    size_t below(size_t limit) { return limit == 0 ? 0 : static_cast<size_t>(roll() % limit); }

private:
    uint64_t m_state;
};

const std::vector<std::string> kNasty{"-1",
                                      "0",
                                      "1e999",
                                      "-1e308",
                                      "nan",
                                      "2147483648",
                                      "4294967296",
                                      "18446744073709551616",
                                      "\"",
                                      "\\",
                                      "{",
                                      "[[[[",
                                      "]",
                                      "}",
                                      "\r\n",
                                      "\n\n",
                                      "|",
                                      "=",
                                      "*",
                                      ",,",
                                      "\xff\xfe",
                                      "\xef\xbb\xbf",
                                      "\xc3",
                                      std::string(1, '\0'),
                                      "%s",
                                      "../",
                                      "null",
                                      "\\u0000",
                                      "\xf4\x8f\xbf\xbf",
                                      "e",
                                      "-",
                                      "#"};

void mutateOnce(Bytes& bytes, const std::vector<Bytes>& corpus, Dice& dice) {
    const size_t at = dice.below(bytes.size() + 1);
    const auto here = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    const size_t length = std::min(bytes.size() - at, 1 + dice.below(16));
    switch (dice.below(8)) {
        case 0:
            if (at < bytes.size()) bytes[at] ^= static_cast<uint8_t>(1u << dice.below(8));
            break;
        case 1:
            if (at < bytes.size()) bytes[at] = static_cast<uint8_t>(dice.roll());
            break;
        case 2:
            bytes.erase(here, here + static_cast<std::ptrdiff_t>(length));
            break;
        case 3: {
            const Bytes piece(here, here + static_cast<std::ptrdiff_t>(length));
            bytes.insert(here, piece.begin(), piece.end());
            break;
        }
        case 4: {
            const auto& word = kNasty[dice.below(kNasty.size())];
            bytes.insert(here, word.begin(), word.end());
            break;
        }
        case 5:
            bytes.resize(at);
            break;
        case 6: {
            const auto& other = corpus[dice.below(corpus.size())];
            const size_t from = dice.below(other.size() + 1), count = std::min(other.size() - from, dice.below(64));
            const Bytes piece(other.begin() + static_cast<std::ptrdiff_t>(from),
                              other.begin() + static_cast<std::ptrdiff_t>(from + count));
            bytes.insert(here, piece.begin(), piece.end());
            break;
        }
        default:
            std::fill(here, here + static_cast<std::ptrdiff_t>(length), static_cast<uint8_t>(dice.roll()));
            break;
    }
    if (bytes.size() > kLongestInput) bytes.resize(kLongestInput);
}

// The input under way, for the handlers below: what crashed must be found again.
const Bytes* g_input = nullptr;
std::string g_crashPath;

void keepInput() {
    if (!g_input) return;
    if (FILE* file = std::fopen(g_crashPath.c_str(), "wb")) {
        std::fwrite(g_input->data(), 1, g_input->size(), file);
        std::fclose(file);
        std::fprintf(stderr, "The input that did this is kept in %s\n", g_crashPath.c_str());
    }
}

void onSignal(int signal) {
    keepInput();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void run(const Bytes& bytes) {
    g_input = &bytes;
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    g_input = nullptr;
}

std::vector<Bytes> readCorpus(const std::filesystem::path& path) {
    std::vector<std::filesystem::path> files;
    if (std::filesystem::is_directory(path)) {
        for (const auto& entry : std::filesystem::directory_iterator(path)) files.push_back(entry.path());
    } else if (std::filesystem::exists(path)) {
        files.push_back(path);
    }
    std::sort(files.begin(), files.end());
    std::vector<Bytes> corpus;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return corpus;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s CORPUS_FOLDER|FILE [MUTATIONS_PER_SEED]\n", argv[0]);
        return 2;
    }
    const auto corpus = readCorpus(argv[1]);
    if (corpus.empty()) {
        std::fprintf(stderr, "%s holds no seeds.\n", argv[1]);
        return 1;
    }
    g_crashPath = std::filesystem::path(argv[0]).string() + ".crash";
    std::signal(SIGSEGV, onSignal);
    std::signal(SIGABRT, onSignal);
    std::signal(SIGFPE, onSignal);
    if (__sanitizer_set_death_callback) __sanitizer_set_death_callback(keepInput);

    const int mutations = argc > 2 ? std::atoi(argv[2]) : 0;
    for (const auto& seed : corpus) run(seed);
    for (size_t s = 0; s < corpus.size(); ++s)
        for (int m = 0; m < mutations; ++m) {
            Dice dice(s << 32 | static_cast<uint64_t>(m));
            Bytes bytes = corpus[s];
            for (size_t n = 1 + dice.below(6); n > 0; --n) mutateOnce(bytes, corpus, dice);
            run(bytes);
        }
    std::printf("%zu seeds, %d mutations each: no trouble.\n", corpus.size(), mutations);
    return 0;
}
