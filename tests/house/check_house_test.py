#!/usr/bin/python3
"""The house's own rules are worth something only if breaking one is noticed."""
import contextlib
import io
import pathlib
import shutil
import tempfile
import unittest

import check_house


class HouseTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("geo/base/CMakeLists.txt", "metromosaic_module(geo_base DEPENDS fmt::fmt)")
        self.write("geo/io/CMakeLists.txt", "metromosaic_module(geo_io DEPENDS geo_base PRIVATE GDAL::GDAL)")
        self.write("viewer/map/CMakeLists.txt", "metromosaic_module(viewer_map DEPENDS geo_io)")
        self.write("geo/base/a.h", "")
        self.write("geo/io/b.h", '#include "geo/base/a.h"\n')
        self.write("viewer/map/c.h", "")
        self.write("tests/house/long_files.txt", "")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run_check(self, check):
        self.printed = io.StringIO()
        with contextlib.redirect_stdout(self.printed):
            return check(self.root)

    def assert_one(self, check, part):
        problems = self.run_check(check)
        self.assertEqual(len(problems), 1, problems)
        self.assertIn(part, problems[0])

    def test_a_tidy_house_passes_and_is_drawn(self):
        self.write("viewer/map/d.cpp", '#include "geo/io/b.h"\n#include "geo/base/a.h"\n')
        for check in (check_house.check_includes, check_house.check_layout, check_house.check_sources):
            self.assertEqual(self.run_check(check), [])
        self.run_check(check_house.check_includes)
        self.assertIn("viewer/map       ──► geo/io\n", self.printed.getvalue() + "\n")

    def test_geo_must_not_know_the_viewer(self):
        self.write("geo/io/e.cpp", '#include "viewer/map/c.h"\n')
        self.assert_one(check_house.check_includes, "geo/io/e.cpp:1: geo must not know the viewer")

    def test_an_undeclared_dependency_and_the_circle_it_makes(self):
        self.write("geo/base/f.cpp", '#include "geo/io/b.h"\n')
        problems = self.run_check(check_house.check_includes)
        self.assertIn("geo/base does not depend on geo/io", problems[0])
        self.assertIn("geo/base -> geo/io -> geo/base", problems[1])

    def test_gdal_stays_in_cpp_files_of_its_folders(self):
        self.write("geo/io/g.cpp", "#include <gdal_priv.h>\n")
        self.assertEqual(self.run_check(check_house.check_includes), [])
        self.write("geo/io/g.h", "#include <ogr_api.h>\n")
        self.assert_one(check_house.check_includes, "must stay inside .cpp files")
        self.write("geo/io/g.h", "")
        self.write("viewer/map/g.cpp", "#include <cpl_conv.h>\n")
        self.assert_one(check_house.check_includes, "belongs to geo/io, geo/pyramid")

    def test_geos_has_one_header_that_only_its_folders_see(self):
        self.write("geo/vector/CMakeLists.txt", "metromosaic_module(geo_vector DEPENDS geo_base PRIVATE PkgConfig::GEOS)")
        self.write("geo/vector/geos.h", "#include <geos_c.h>\n")
        self.write("geo/vector/c.cpp", '#include "geo/vector/geos.h"\n')
        self.assertEqual(self.run_check(check_house.check_includes), [])
        self.write("geo/vector/c.h", '#include "geo/vector/geos.h"\n')
        self.assert_one(check_house.check_includes, "must stay inside .cpp files")
        self.write("geo/vector/c.h", "")
        self.write("geo/io/CMakeLists.txt", "metromosaic_module(geo_io DEPENDS geo_base geo_vector PRIVATE GDAL::GDAL)")
        self.write("geo/io/h.cpp", '#include "geo/vector/geos.h"\n')
        self.assert_one(check_house.check_includes, "GEOS (geo/vector/geos.h) belongs to")

    def test_imgui_and_opengl_have_their_folders(self):
        self.write("viewer/map/h.cpp", "#include <imgui.h>\n#include <glad/gl.h>\n")
        self.assertEqual(len(self.run_check(check_house.check_includes)), 2)

    def test_the_top_level_is_closed(self):
        self.write("scripts/x.sh", "")
        self.assert_one(check_house.check_layout, "scripts: the top level holds only")

    def test_copied_libraries_are_seen(self):
        self.write("geo/third_party/README", "")
        self.write("viewer/map/stb_image.h", "")
        self.assertEqual(len(self.run_check(check_house.check_layout)), 2)

    def test_long_files_need_a_reason(self):
        self.write("geo/io/long.cpp", "\n" * 451)
        self.assert_one(check_house.check_sources, "geo/io/long.cpp: 451 lines")
        self.write("tests/house/long_files.txt", "geo/io/long.cpp: one table\n")
        self.assertEqual(self.run_check(check_house.check_sources), [])
        self.write("geo/io/long.cpp", "\n")
        self.assert_one(check_house.check_sources, "needs no exception any more")

    def test_unfinished_work_is_seen(self):
        self.write("geo/io/later.cpp", "// TO" + "DO: think\n")
        self.assert_one(check_house.check_sources, "later.cpp:1: finish it")

    @unittest.skipUnless(shutil.which("clang-format-" + check_house.FORMATTER_VERSION), "no clang-format of the deciding version")
    def test_unformatted_code_is_seen(self):
        self.write(".clang-format", "BasedOnStyle: Google\n")
        self.write("geo/io/tidy.cpp", "int x = 1;\n")
        self.assertEqual(self.run_check(check_house.check_format), [])
        self.write("geo/io/untidy.cpp", "int  x=1;\n")
        self.assert_one(check_house.check_format, "geo/io/untidy.cpp: run clang-format")


if __name__ == "__main__":
    unittest.main()
