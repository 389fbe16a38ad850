"""Making city packs: one of rasters alone, the same again, an atlas whose failures are named and tried again, refusals."""

import json
import shutil
import signal
import subprocess
import sys
import time

from support import Workplace, expect, read_png


def main():
    work = Workplace(sys.argv[1])
    sources = work.folder / "sources"
    subprocess.run([sys.argv[2], sources], check=True)
    cover, people, districts = (sources / name for name in ("landcover.tif", "density.tif", "districts.fgb"))
    words = ["--scheme", "worldcover", "--landcover", "2021=%s" % cover, "--population", "2020=%s" % people, "--districts", "2020=%s" % districts]

    code, out, err = work.run("prepare", "montevideo", *words, "--attribution", "© Somebody", "-o", "pack")
    expect(code == 0 and "inhabitants inside the territory" in out, "a pack is made: " + out + err)
    pack = work.folder / "pack"
    item = json.loads((pack / "item.json").read_text())
    expect(sorted(item["assets"]) == ["districts", "landcover-2021", "population-2020", "tesserae", "thumbnail"],
           "it has every source: %s" % sorted(item["assets"]))
    expect(subprocess.run(["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"], cwd=pack).returncode == 0, "checksums hold")
    picture = read_png(pack / "thumbnail.png")
    expect((picture.width, picture.height) == (640, 400), "the thumbnail is a picture")
    sums = (pack / "SHA256SUMS").read_text()
    code, _, err = work.run("prepare", "montevideo", *words, "--attribution", "© Somebody", "-o", "pack")
    expect(code == 0 and (pack / "SHA256SUMS").read_text() == sums, "the same again, byte for byte: " + err)
    (pack / "tesserae.fgb").write_bytes((pack / "tesserae.fgb").read_bytes() + b"mine")
    code, _, err = work.run("prepare", "montevideo", *words, "-o", "pack")
    expect(code == 1 and "tesserae.fgb was changed" in err and "--replace" in err and err.count("\n") == 1, "a changed pack stays: " + err)
    code, _, err = work.run("prepare", "montevideo", *words, "--attribution", "© Somebody", "-o", "pack", "--replace")
    expect(code == 0 and "pack-former" in err and (pack / "SHA256SUMS").read_text() == sums, "or makes room and is kept: " + err)
    expect((work.folder / "pack-former" / "tesserae.fgb").read_bytes().endswith(b"mine"), "as it was")
    code, out, err = work.run("info", "pack")
    expect(code == 0 and "A city pack of Montevideo" in out and "Grid squares" in out, "info tells of it: " + out + err)

    # An atlas: two members have files, one of them is damaged.
    files = work.folder / "files"
    files.mkdir()
    shutil.copy(cover, files / "montevideo.tif")
    (files / "berlin.tif").write_bytes(cover.read_bytes()[:5000])
    atlas = ["prepare", "--all", "--scheme", "worldcover", "--landcover", "2021=%s/{id}.tif" % files, "-o", "atlas"]
    code, out, err = work.run(*atlas)
    expect(code == 1 and "Berlin" in err and "1 packs made, 0 kept, 1 failed" in out, "a failure names its city: " + out + err)
    catalogue = json.loads((work.folder / "atlas" / "catalog.json").read_text())
    expect([link["href"] for link in catalogue["links"] if link["rel"] == "item"] == ["./montevideo/item.json"],
           "the catalogue lists what there is")
    (files / "berlin.tif").unlink()
    code, out, err = work.run(*atlas)
    expect(code == 0 and "0 packs made, 1 kept" in out, "the same again keeps what is done: " + out + err)
    code, _, err = work.run("info", "atlas")
    expect(code == 0, "the atlas is read: " + err)

    def refused(status, what, *command):
        code, out, err = work.run(*command)
        expect(code == status and err.count("\n") == 1 and what in err, "%s: %d %s" % (command, code, err))

    refused(2, "Which city?", "prepare", "-o", "x")
    refused(2, "-o FOLDER", "prepare", "montevideo")
    refused(2, "-o FOLDER", "prepare", "montevideo", "-o", "")
    refused(2, "from 1 to 300", "prepare", "montevideo", *words, "--around", "nan", "-o", "x")
    refused(2, "no legend", "prepare", "montevideo", "--landcover", cover, "--scheme", "rainbow", "-o", "x")
    refused(1, "put the year before", "prepare", "montevideo", "--landcover", cover, "-o", "x")
    refused(1, "no such version", "prepare", "montevideo", "--landcover", "worldcover:1999", "-o", "x")
    refused(1, "--landcover", "prepare", "montevideo", "--population", "worldcover:2021", "-o", "x")
    refused(1, "no-such.tif", "prepare", "montevideo", "--landcover", "2021=no-such.tif", "-o", "x")
    refused(1, "lies elsewhere", "prepare", "berlin", "--bbox=13,52,13.1,52.1", "--scheme", "worldcover",
            "--landcover", "2021=%s" % cover, "-o", "x")
    refused(1, "nothing to make a mosaic of", "prepare", "nairobi", "-o", "x")
    refused(1, "km from Montevideo", "prepare", "montevideo", "--bbox=13,52,13.1,52.1", *words, "-o", "x")
    refused(2, "western edge first", "prepare", "montevideo", "--bbox=14,52,13,53", *words, "-o", "x")
    refused(2, "1800 to 2100", "prepare", "montevideo", "--landcover", "3000=%s" % cover, "-o", "x")
    refused(2, "--epoch is for", "prepare", "montevideo", *words, "--epoch", "1990", "-o", "x")
    refused(1, "This is a raster", "prepare", "montevideo", "--landcover", "2021=%s" % cover, "--districts", cover, "-o", "x")
    refused(1, "holds the pack of Montevideo", "prepare", "Elsewhere", "--bbox=-56.2,-34.92,-56.18,-34.9", *words, "-o", "pack")
    refused(1, "No member has data", "prepare", "--all", "--landcover", "2021=%s/{id}-nothing.tif" % files, "-o", "x")
    refused(1, "no-such.tif", "prepare", "--all", "--around", "20", "--landcover", "2021=no-such.tif", "-o", "x")
    (work.folder / "full").mkdir()
    (work.folder / "full" / "letter.txt").write_text("mine")
    refused(1, "other than a pack", "prepare", "montevideo", *words, "-o", "full")
    expect((work.folder / "full" / "letter.txt").read_text() == "mine", "nothing of the person's is touched")

    process = subprocess.Popen([work.program, "prepare", "montevideo", *words, "-o", "x"], cwd=work.folder, stderr=subprocess.PIPE)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    expect(process.wait(60) in (0, 1), "an interrupt ends it in good order: %s" % process.returncode)
    if process.returncode == 0:  # it was quicker
        shutil.rmtree(work.folder / "x")
    left = [path.name for path in work.folder.iterdir() if path.name.startswith(".")]
    expect(not left and not (work.folder / "x").exists(), "nothing is left behind: %s" % left)


main()
