"""What the command line promises: exit status 0, 1, 2, one sentence on stderr, nothing half written."""

import array
import json
import sys

from support import PARK, Workplace, expect, read_png


def many_codes(work):
    """A raster of 122,500 parcel numbers: values of its own accord, refused as classes, and drawn as the refusal says."""
    side = 700
    numbers = array.array("i", (1 + x // 2 + y // 2 * (side // 2) for y in range(side) for x in range(side)))
    (work.folder / "parcels.bin").write_bytes(numbers.tobytes())
    (work.folder / "parcels.hdr").write_text(
        "ENVI\nsamples = %d\nlines = %d\nbands = 1\ndata type = 3\nbyte order = %d\ninterleave = bsq\n"
        "map info = {UTM, 1, 1, 560000, 6150000, 10, 10, 21, South, WGS-84}\n" % (side, side, sys.byteorder == "big"))
    code, _, err = work.run("snapshot", "parcels.bin", "-o", "parcels.png", "--size", "200x200")
    expect(code == 0 and not err, "parcel numbers are drawn as values: " + err)
    for draw, status in (("classes", 1), ("values", 0)):
        scene = {"version": 1, "title": "Parcels", "view": "city", "centre": [-56.3, -34.8], "widthKm": 10,
                 "layers": [{"id": "p", "title": "P", "source": {"path": str(work.folder / "parcels.bin"), "draw": draw}}]}
        (work.folder / (draw + ".json")).write_text(json.dumps(scene))
        code, _, err = work.run("snapshot", draw + ".json", "-o", draw + ".png", "--size", "200x200")
        expect(code == status, "drawn as %s: %s" % (draw, err))
        expect(('"draw": "values"' in err) == (status == 1), "the refusal names the option: " + err)


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

    fails(2, "--no-such", "members", "--no-such")
    fails(2, "required", "snapshot")
    fails(2, "LON,LAT", "members", "--near", "here")
    fails(2, "A size is", "snapshot", work.town, "-o", "x.png", "--size", "huge")
    fails(1, "missing.tif", "info", "missing.tif")
    fails(1, "missing.tif", "snapshot", "missing.tif", "-o", "x.png")
    fails(1, ".png", "snapshot", work.town, "-o", "x.svg")
    fails(1, "no layer of this name", "snapshot", work.town, "-o", "x.png", "--layers", "nothing")
    fails(1, "No member matches", "members", "--search", "Atlantis")
    expect(not list(work.folder.glob("x.*")), "a failed snapshot leaves no picture behind")

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

    # Without a display the viewer draws the same view into a picture, and that is no failure.
    code, out, err = work.run("view", "montevideo")
    expect(code == 0 and out.strip().endswith("last-view.png"), "view without a display names a picture: " + err)
    expect(read_png(out.strip()).count(PARK) > 2000, "and that picture shows the town")
    many_codes(work)
    work.close()


main()
