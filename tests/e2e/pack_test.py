"""City packs from outside: info, pictures of a folder, an archive and an atlas, one dimension after another, refusals."""

import json
import shutil
import subprocess
import sys
import zipfile

from support import Workplace, expect, read_png

RESIDENTIAL, URBAN, FORMAL = (0xf4, 0xe4, 0x88), (0x8e, 0x25, 0x17), (0x1c, 0x61, 0xa3)
WHOLE = 400 * 300


def main():
    work = Workplace(sys.argv[1])
    pack = work.folder / "sample"
    subprocess.run([sys.argv[2], pack], check=True)

    for tool, asset in (("gdalinfo", "landcover.tif"), ("gdalinfo", "density.tif"), ("ogrinfo", "tesserae.fgb"), ("ogrinfo", "grey.fgb")):
        words = [tool, "-json", pack / asset] if tool == "gdalinfo" else [tool, "-ro", "-al", "-so", pack / asset]
        done = subprocess.run(words, capture_output=True, text=True)
        expect(done.returncode == 0 and "WGS 84" in done.stdout, "%s reads %s with its CRS: %s" % (tool, asset, done.stderr))
        if asset == "landcover.tif":
            told = json.loads(done.stdout)
            expect(told["metadata"]["IMAGE_STRUCTURE"]["LAYOUT"] == "COG", "land cover is cloud-optimised")
            expect(told["bands"][0]["overviews"], "and has overviews")
    expect(subprocess.run(["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"], cwd=pack).returncode == 0, "checksums hold")

    code, out, err = work.run("info", pack)
    expect(code == 0 and "A city pack of Sample city" in out and "coloured by use" in out, "info tells of the pack: " + out + err)
    code, out, _ = work.run("info", pack, "--json")
    expect(code == 0 and [a["key"] for a in json.loads(out)["assets"]] ==
           ["blue", "density", "districts", "green", "grey", "landcover", "places", "tesserae"], "info lists the assets in JSON")

    def picture(*words):
        code, _, err = work.run("snapshot", *words, "-o", "pack.png", "--size", "400x300", "--map-only")
        expect(code == 0 and not err, "%s is drawn: %s" % (words, err))
        return read_png(work.folder / "pack.png")

    expect(picture(pack).count(RESIDENTIAL, 12) > WHOLE / 50, "tesserae are coloured by use")
    with zipfile.ZipFile(work.folder / "sample.zip", "w") as archive:
        for file in sorted(pack.iterdir()):
            archive.write(file, "sample/" + file.name)
    expect(picture(work.folder / "sample.zip").count(RESIDENTIAL, 12) > WHOLE / 50, "an archive is read without being unpacked")
    expect(picture(pack / "item.json").count(RESIDENTIAL, 12) > WHOLE / 50, "item.json stands for its pack")

    script = "\n".join(["# one dimension after another", "open %s" % pack, "wait complete",
                        "layer.dimension tesserae settlement", "snapshot settlement.png 1200x800",
                        "layer.dimension tesserae tenure", "snapshot tenure.png 1200x800", "wait",
                        "layer.confidence tesserae on", "snapshot paler.png 1200x800", "wait"]) + "\n"
    (work.folder / "script.txt").write_text(script)
    code, _, err = work.run("run", "script.txt")
    expect(code == 0, "the script plays: " + err)
    for name, colour in (("settlement", URBAN), ("tenure", FORMAL)):
        drawn = read_png(work.folder / (name + ".png"))
        expect(drawn.count(colour, 12) > drawn.width * drawn.height / 60, "tesserae are coloured by " + name)
    expect((work.folder / "paler.png").read_bytes() != (work.folder / "tenure.png").read_bytes(), "what is less sure is paler")

    item = json.loads((pack / "item.json").read_text())
    item["assets"]["tesserae"]["href"] = "PG:dbname=secret"
    shutil.copytree(pack, work.folder / "bad")
    (work.folder / "bad" / "item.json").write_text(json.dumps(item))
    code, _, err = work.run("snapshot", work.folder / "bad", "-o", "bad.png")
    expect(code == 1 and "A link of this pack" in err and err.count("\n") <= 2, "a pack that names a database is refused: " + err)
    expect(not (work.folder / "bad.png").exists(), "and leaves no picture")

    for name, spoil in (("lacking", lambda file: file.unlink()), ("cut", lambda file: file.write_bytes(file.read_bytes()[:2000]))):
        shutil.copytree(pack, work.folder / name)
        spoil(work.folder / name / "tesserae.fgb")
        code, _, err = work.run("snapshot", work.folder / name, "-o", name + ".png")
        expect(code == 1 and "tesserae" in err and "was not written" in err, "no picture of a pack with a gap: " + err)
        expect(not (work.folder / (name + ".png")).exists(), "and nothing is left of it")

    for name, spoilt in (("torn", (pack / "item.json").read_text()[:900]), ("odd", json.dumps({**item, "bbox": [1, 2]}))):
        shutil.copytree(pack, work.folder / name)
        (work.folder / name / "item.json").write_text(spoilt)
        for path in (name, name + "/item.json"):
            said = {work.run(*words)[2].splitlines()[0] for words in (("snapshot", path, "-o", "bad.png"), ("info", path))}
            code, out, err = work.run("info", path)
            expect(code == 1 and out == "" and len(said) == 1 and name + "/item.json" in err,
                   "info and snapshot say the same of a broken item: %s %s" % (said, out))

    (work.folder / "catalog.json").write_text(json.dumps({
        "type": "Catalog", "stac_version": "1.0.0", "id": "atlas", "description": "two",
        "links": [{"rel": "item", "href": "./sample/item.json", "title": "Sample"}, {"rel": "item", "href": "./bad/item.json", "title": "Bad"}]}))
    code, out, _ = work.run("info", work.folder / "catalog.json")
    expect(code == 0 and "2 city packs" in out, "info lists an atlas")
    code, _, err = work.run("snapshot", work.folder / "catalog.json", "-o", "bad.png")
    expect(code == 1 and "Sample, Bad" in err, "an atlas of several names them: " + err)
    work.close()


main()
