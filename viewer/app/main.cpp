#include <clocale>
#include <cstdio>
#include <exception>

#include "viewer/app/cli/cli.h"

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");  // for the widths of characters in tables; numbers keep the C locale
    try {
        return app::runCommandLine(argc, argv);
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "metromosaic: Something unforeseen went wrong (%s).\n", trouble.what());
        return app::kWorldFailed;
    }
}
