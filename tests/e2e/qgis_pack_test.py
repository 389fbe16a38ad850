"""QGIS, without a screen, loads every asset of a pack with its CRS."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from support import expect, skip

os.environ["QT_QPA_PLATFORM"] = "offscreen"
try:
    from qgis.core import QgsApplication, QgsRasterLayer, QgsVectorLayer
except ImportError:
    skip("QGIS is not installed: sudo apt-get install python3-qgis")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="metromosaic-qgis-"))
    pack = folder / "sample"
    subprocess.run([sys.argv[2], pack], check=True)
    os.environ["XDG_RUNTIME_DIR"] = os.environ["HOME"] = str(folder)
    QgsApplication.setPrefixPath("/usr", True)
    qgis = QgsApplication([], False)
    qgis.initQgis()
    for key, asset in sorted(json.loads((pack / "item.json").read_text())["assets"].items()):
        path = str(pack / asset["href"])
        raster = asset["type"].startswith("image/tiff")
        layer = QgsRasterLayer(path, key) if raster else QgsVectorLayer(path, key, "ogr")
        expect(layer.isValid(), "QGIS opens " + key)
        expect(layer.crs().isValid() and layer.crs().authid() == "EPSG:%d" % asset["proj:epsg"],
               "QGIS knows the CRS of %s: %s" % (key, layer.crs().authid()))
        if raster:
            expect([layer.height(), layer.width()] == asset["proj:shape"], "and the size of " + key)
        else:
            expect(layer.featureCount() > 0, "and the features of " + key)
        print(key, layer.crs().authid(), "ok", flush=True)
        del layer  # before its providers go
    qgis.exitQgis()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)  # Qt's own objects are taken apart in no good order by Python


main()
