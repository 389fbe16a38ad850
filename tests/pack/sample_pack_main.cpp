// sample_pack FOLDER [COVER_CELLS]: writes the made-up city of the tests as a city pack.
#include <cstdio>
#include <cstdlib>

#include "tests/pack/sample_pack.h"

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: sample_pack FOLDER [COVER_CELLS]\n");
        return 2;
    }
    sample::Size size;
    if (argc > 2) size.coverCells = std::atoi(argv[2]);
    const auto written = sample::write(argv[1], size);
    if (!written) std::fprintf(stderr, "%s\n", geo::describe(written.error()).c_str());
    return written ? 0 : 1;
}
