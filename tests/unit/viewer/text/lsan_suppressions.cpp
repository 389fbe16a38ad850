// Fontconfig keeps 288 bytes of a pattern that it built for itself (2.14, Debian 12). LeakSanitizer asks this function by name.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
