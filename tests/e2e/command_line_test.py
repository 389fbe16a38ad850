"""What the command line promises: exit status 0, 1, 2, one sentence on stderr, nothing half written."""

import json
import sys

from support import PARK, Workplace, expect, read_png


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
    work.close()


main()
