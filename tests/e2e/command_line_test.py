"""What the command line promises: exit status 0, 1, 2, one sentence on stderr, nothing half written."""

import array
import json
import os
import shutil
import sys
import zipfile

from support import PARK, Workplace, expect, read_png


def many_codes(work):
    """A raster of 122,500 parcel numbers: values of its own accord, refused as classes, and drawn as the refusal says."""
    side = 700
    numbers = array.array("i", (1 + x // 2 + y // 2 * (side // 2) for y in range(side) for x in range(side)))
    (work.folder / "parcels.bin").write_bytes(numbers.tobytes())
    (work.folder / "parcels.hdr").write_text(
        "ENVI\nsamples = %d\nlines = %d\nbands = 1\ndata type = 3\nbyte order = %d\ninterleave = bsq\n"
        "map info = {UTM, 1, 1, 560000, 6150000, 10, 10, 21, South, WGS-84}\n" % (side, side, sys.byteorder == "big"))
    code, _, err = work.run("snapshot", "parcels.bin", "-o", "parcels.png", "--size", "200x200", "--map-only")
    expect(code == 0 and not err, "parcel numbers are drawn as values: " + err)
    code, _, err = work.run("snapshot", "parcels.bin", "-o", "small.png", "--size", "100x100")
    expect(code == 0 and "legend is left out" in err and "empty" not in err, "a small picture has no legend, and says so: " + err)
    for draw, status in (("classes", 1), ("values", 0)):
        scene = {"version": 1, "title": "Parcels", "view": "city", "centre": [-56.3, -34.8], "widthKm": 10,
                 "layers": [{"id": "p", "title": "P", "source": {"path": str(work.folder / "parcels.bin"), "draw": draw}}]}
        (work.folder / (draw + ".json")).write_text(json.dumps(scene))
        code, _, err = work.run("snapshot", draw + ".json", "-o", draw + ".png", "--size", "200x200")
        expect(code == status, "drawn as %s: %s" % (draw, err))
        expect(('"draw": "values"' in err) == (status == 1), "the refusal names the option: " + err)


def hostile_texts(work):
    """A file that would colour the terminal, name its window and forge a line."""
    told = "red\u001b[31m\u001b]0;mine\u0007\u009b2J\u007f\nmetromosaic: forged"
    layer = {"type": "FeatureCollection", "name": "layer\u001b[2J", "features": [
        {"type": "Feature", "properties": {"use": told, "key\u001b[1m": told},
         "geometry": {"type": "Point", "coordinates": [-56.19, -34.895]}}]}
    (work.folder / "hostile.geojson").write_text(json.dumps(layer))
    answers = [work.run("info", "hostile.geojson"), work.run("info", "hostile.geojson", "--json"),
               work.run("run", "-", text="open hostile.geojson\nwait\nidentify -56.19 -34.895\nwait\n")]
    for code, out, err in answers:
        expect(code == 0 and "red" in out, "a hostile file is told of: " + repr(out + err))
        steering = [c for c in out + err if (c < " " and c != "\n") or "\u007f" <= c <= "\u009f"]
        expect(not steering and "\nmetromosaic: forged" not in out, "and steers no terminal: " + repr(out))
    expect(json.loads(answers[1][1])["layers"][0]["name"] == "layer\u001b[2J", "in JSON it keeps its words")


def main():
    work = Workplace(sys.argv[1])

    def fails(status, sentence, *words):
        code, _, err = work.run(*words)
        expect(code == status, "%s ends with %d, not %d: %s" % (words, status, code, err))
        expect(sentence in err, "%s says '%s', but said: %s" % (words, sentence, err))

    code, out, _ = work.run("--version")
    expect(code == 0 and out.startswith("metromosaic "), "--version names the program")
    for words in (["--help"], ["view", "--help"], ["snapshot", "--help"], ["members", "--help"], ["info", "--help"], ["run", "--help"]):
        code, out, _ = work.run(*words)
        expect(code == 0 and "--help" in out, "%s explains itself" % words)

    fails(2, "There is no option --no-such of members", "members", "--no-such")
    fails(2, "Did you mean --bbox?", "snapshot", work.town, "-o", "x.png", "--bbx", "1,2,3,4")
    fails(2, "What is to be shown?", "snapshot")
    fails(2, "-o OUT.png", "snapshot", work.town)
    fails(2, "Did you mean snapshot?", "snpshot", work.town, "-o", "x.png")
    fails(2, "Which script", "run")
    fails(2, "--center and --bbox exclude each other", "snapshot", work.town, "-o", "x.png", "--bbox", "1,2,3,4", "--center", "1,2")
    fails(2, "--bbox needs a value", "snapshot", work.town, "-o", "x.png", "--bbox")
    fails(2, "--size is to be given once", "snapshot", work.town, "-o", "x.png", "--size", "A4", "--size", "A3")
    fails(2, "--lang takes en, fr, es or native, not de", "snapshot", work.town, "-o", "x.png", "--lang", "de")
    fails(2, "from 10 to 2400, not 0", "snapshot", work.town, "-o", "x.png", "--dpi", "0")
    for size in ("0x100", "-5x100", "99999x99999"):
        fails(2, size + ": A picture is 16 to 40000 pixels", "snapshot", work.town, "-o", "x.png", "--size", size)
    fails(2, "LON,LAT", "members", "--near", "here")
    fails(2, "A size is", "snapshot", work.town, "-o", "x.png", "--size", "huge")
    fails(1, "missing.tif", "info", "missing.tif")
    fails(1, "missing.tif", "snapshot", "missing.tif", "-o", "x.png")
    fails(1, ".png", "snapshot", work.town, "-o", "x.svg")
    fails(1, "no folder no/such; make it with: mkdir -p no/such", "snapshot", work.town, "-o", "no/such/x.png")
    fails(1, "This is a folder; name a picture in it", "snapshot", work.town, "-o", work.folder)
    fails(1, "cannot be written here", "snapshot", work.town, "-o", "/proc/x.png")
    fails(1, "neither a file nor a scene of this name. Did you mean montevideo?", "snapshot", "montevidio", "-o", "x.png")
    fails(1, "The scenes are montevideo and world", "snapshot", "atlantis", "-o", "x.png")
    fails(1, "no layer of this name. There are: blocks", "snapshot", "montevideo", "-o", "x.png", "--layers", "nothing")
    fails(1, "no layer of this name. Did you mean blocks?", "snapshot", "montevideo", "-o", "x.png", "--layers", "bloks")
    for line, sentence in (("layer.hide blocks prk", "Did you mean park?"), ("layer.filter blocks us urban", "The dimensions are"),
                           ("layer.filter blocks use comercial", "Did you mean commercial?")):
        code, _, err = work.run("run", "-", text="scene.load montevideo\nwait\n%s\n" % line)
        expect(code == 1 and sentence in err and "line 3" in err, "%s is explained: %s" % (line, err))
    fails(1, "No member matches", "members", "--search", "Atlantis")
    expect(not list(work.folder.glob("x.*")), "a failed snapshot leaves no picture behind")

    # A folder and an archive of several files: what can be read is drawn, and what cannot is named.
    folder = work.folder / "mixed"
    (folder / "more").mkdir(parents=True)
    (work.folder / "nested" / "scenes").mkdir(parents=True)
    shutil.copy(work.town, folder / "town.geojson")
    (folder / "broken.geojson").write_text("{")
    (folder / "notes.txt").write_text("notes")
    code, _, err = work.run("snapshot", folder, "-o", "mixed.png", "--size", "400x300")
    expect(code == 0 and "Taken from this folder: town.geojson; left out: more/, notes.txt and broken.geojson" in err,
           "the folder's content is sorted: %d %s" % (code, err))
    expect(len(err.strip().splitlines()) == 1, "in one sentence: " + err)
    archive = work.folder / "mixed.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(work.town, "town.geojson")
        packed.writestr("notes.txt", "notes")
    code, _, err = work.run("snapshot", archive, "-o", "mixed.png", "--size", "400x300")
    expect(code == 0 and "Taken from this archive: town.geojson; left out: notes.txt" in err, "and the archive's: " + err)
    # info knows the same files of both as opening them does, and says what it leaves out.
    code, out, err = work.run("info", folder)
    expect(code == 1 and "town.geojson" in out and "broken.geojson" in err and "Left out: more/ and notes.txt" in err,
           "info tells of a folder what opening it opens: " + out + err)
    (folder / "broken.geojson").unlink()
    shutil.copy(work.town, folder / "town.topojson")  # an ending that only opening knew
    (folder / "more" / "deep.geojson").write_text(work.town.read_text())
    code, out, err = work.run("info", folder)
    expect("town.topojson" in out + err and "deep.geojson" not in out, "no more and no less: " + out + err)
    (folder / "town.topojson").unlink()
    (folder / "more" / "deep.geojson").unlink()
    code, out, err = work.run("info", archive)
    expect(code == 0 and "A vector dataset" in out and "Left out: notes.txt" in err, "nor of an archive: " + out + err)
    with zipfile.ZipFile(work.folder / "many.zip", "w") as packed:
        packed.writestr("town.geojson", work.town.read_text())
        for number in range(10_004):
            packed.writestr("note%d.txt" % number, "")
    for words in (("info", "many.zip"), ("snapshot", "many.zip", "-o", "mixed.png", "--size", "400x300")):
        code, out, err = work.run(*words)
        expect(code == 0 and "eft out: 5 entries beyond the first 10,000, note0.txt" in err, "what is too much is said: " + err)

    fails(1, "holds no raster or vector that can be read, only scenes/", "snapshot", folder.parent / "nested", "-o", "x.png")
    fails(1, "This folder is empty", "snapshot", folder / "more", "-o", "x.png")
    expect(not list(work.folder.glob("x.*")), "a failed snapshot leaves no picture behind")

    # A pipe would be waited for without end; a folder is no script, and a pipe may be one.
    os.mkfifo(work.folder / "pipe.tif")
    for words in (("snapshot", "pipe.tif", "-o", "x.png"), ("info", "pipe.tif")):
        fails(1, "pipe.tif: This is a pipe or a device", *words)
    fails(1, "no such script that can be read", "run", folder)
    fails(1, "could not be read to its end", "run", "/proc/self/mem")
    code, _, err = work.run("run", "-", text="camera.look 0 0 1e300 0\n")
    expect(code == 1 and "line 1" in err and "from 0.02 to 100000" in err, "the Earth is not left: " + err)

    # What is cut short is no whole map: no picture, and info says the same.
    (work.folder / "cut.asc").write_text("ncols 40\nnrows 40\nxllcorner -56.2\nyllcorner -34.9\ncellsize 0.001\n" + "1 2 3 4 " * 100)
    for words in (("snapshot", "cut.asc", "-o", "x.png"), ("info", "cut.asc")):
        fails(1, "cut.asc: A part of this raster cannot be read", *words)

    code, out, _ = work.run("members", "--search", "sao paulo", "--json")
    expect(code == 0 and json.loads(out)[0]["name_en"].startswith("São Paulo"), "members are found without accents")
    code, out, _ = work.run("members", "--candidates", "--region", "Africa")
    expect(code == 0 and "? candidate" in out and "nobody has confirmed" in out, "candidates are visibly apart")
    code, out, _ = work.run("info", work.town, "--json")
    expect(code == 0 and json.loads(out), "info answers in JSON")

    code, _, err = work.run("snapshot", "montevideo", "-o", "town.png", "--size", "400x300", "--map-only", "--world-file")
    expect(code == 0, "the town's scene is drawn: " + err)
    picture = read_png(work.folder / "town.png")
    expect((picture.width, picture.height) == (400, 300), "the picture has the size that was asked for")
    expect(picture.count(PARK) > 2000, "the park is in the picture")
    expect((work.folder / "town.pgw").exists(), "the world file lies beside it")

    # A picture of nothing is what was asked for, but not without a word.
    code, _, err = work.run("snapshot", work.town, "-o", "beside.png", "--size", "300x200", "--bbox=-56.0,-34.5,-55.9,-34.4")
    expect(code == 0 and (work.folder / "beside.png").exists(), "a view beside the data is drawn: " + err)
    expect("beside all data, which lie around -56.1900,-34.8950" in err and len(err.strip().splitlines()) == 1, "and remarked: " + err)
    (work.folder / "void.asc").write_text("ncols 4\nnrows 4\nxllcorner -56.2\nyllcorner -34.9\ncellsize 0.01\nNODATA_value -9\n"
                                          + "-9 -9 -9 -9\n" * 3 + "-9 -9 -9 1\n")
    code, _, err = work.run("snapshot", work.folder / "void.asc", "-o", "void.png", "--bbox=-56.2,-34.88,-56.18,-34.87")
    expect(code == 0 and "The picture is empty" in err and (work.folder / "void.png").exists(), "nodata alone is remarked: " + err)
    code, _, err = work.run("snapshot", work.town, "-o", "seen.png", "--size", "300x200")
    expect(code == 0 and err == "", "nothing is said of a picture that shows the data: " + err)

    # Without a display the viewer draws the same view into a picture, and that is no failure.
    code, out, err = work.run("view", "montevideo")
    expect(code == 0 and out.strip().endswith("last-view.png"), "view without a display names a picture: " + err)
    expect(read_png(out.strip()).count(PARK) > 2000, "and that picture shows the town")
    many_codes(work)
    hostile_texts(work)

    # A name that means a published data set is not taken for a file because the table of names is gone.
    (work.data / "sources").unlink()
    fails(1, "sources.csv", "prepare", "montevideo", "--landcover", "worldcover:2021", "-o", "never")
    work.close()


main()
