"""A script opens a file, hides a class and takes pictures; a failing line stops it with its number."""

import sys

from support import HOUSES, MIDDLE, NORTH, PARK, SOUTH, Workplace, expect, hex_of, read_png

SCRIPT = """# colours, then one class away and back
open town.geojson
wait complete
layer.colour {layer} park {park}
layer.colour {layer} houses {houses}
layer.outline {layer} 0
snapshot before.png 320x240
layer.toggle {layer} park
snapshot hidden.png 320x240
layer.toggle {layer} park
snapshot after.png 320x240
identify {lon} {lat}
wait
"""


def main():
    work = Workplace(sys.argv[1])
    scene = work.data / "scenes" / "montevideo.json"
    code, _, err = work.run("run", "-", text="scene.load %s\nwait\nlayer.zoom nothing\n" % scene)
    expect(code == 1 and "line 3" in err and "blocks" in err, "the third line fails, and the layers there are get named: " + err)

    text = SCRIPT.format(layer="blocks", park=hex_of(PARK), houses=hex_of(HOUSES), lon=MIDDLE + 0.002, lat=(SOUTH + NORTH) / 2)
    code, _, err = work.run("run", "-", text=text.replace("open town.geojson", "scene.load montevideo"))
    expect(code == 0, "the script runs: " + err)
    before, hidden, after = (read_png(work.folder / (name + ".png")) for name in ("before", "hidden", "after"))
    expect((before.width, before.height) == (320, 240), "pictures have the size that was asked for")
    park, houses = before.count(PARK), before.count(HOUSES)
    expect(park > 1000 and houses > 1000, "both classes are drawn: %d and %d pixels" % (park, houses))
    expect(hidden.count(PARK, box=(0, 40, 320, 200)) < park / 50, "the hidden class is gone")
    expect(hidden.count(HOUSES, box=(0, 40, 320, 200)) >= before.count(HOUSES, box=(0, 40, 320, 200)) * 0.95, "the other class stays")
    expect(all(a == b for a, b in zip(before.rows, after.rows)), "shown again, the map is the same to the pixel")

    said = "scene.load %s\nwait\nidentify %f %f\nmember.search seoul\nmember.search nowhere-at-all\n" % (
        scene, MIDDLE + 0.002, (SOUTH + NORTH) / 2)
    code, out, err = work.run("run", "-", text=said)
    lines = out.splitlines()
    expect(code == 0 and any(line.endswith(": houses") for line in lines), "identify answers in text: " + out + err)
    expect(any(line.startswith("seoul: Seoul") for line in lines), "a search answers in text: " + out)
    expect(any("nowhere-at-all" in line for line in lines), "and says what it does not find: " + out)

    # Opened as a file, the town finds its own way onto a map.
    code, _, err = work.run("run", "-", text="open town.geojson\nwait\nsnapshot opened.png 320x240\n")
    expect(code == 0, "a file opens by name: " + err)
    opened = read_png(work.folder / "opened.png")
    ground = opened.at(3, 120)
    shown = sum(1 for y in range(60, 180) for x in range(100, 220) if opened.at(x, y) != ground)
    expect(shown > 10000, "the file fills the middle of the picture")

    # What a line opens is there for the next one, on the way to another place too; and a saved map is read again.
    code, _, err = work.run("run", "-", text="member.fly barcelona\nopen town.geojson\nlayer.opacity town 0.5\nwait\n"
                            "scene.save saved.json\nworld\nscene.save world.json\nscene.load world.json\n"
                            "scene.load saved.json\nlayer.opacity town 0.7\nwait\nsnapshot again.png 320x240\n")
    expect(code == 0, "a saved scene is read again: " + err)
    expect('"path": "town.geojson"' in (work.folder / "saved.json").read_text(), "files are named from the scene's folder")

    for lines, sentence in (("open missing.tif\nwait\n", "line 1"), ("layer.togle x\n", "Did you mean layer.toggle"),
                            ('open "half\n', "quotation mark"), ("camera.zoom much\n", "must be a number")):
        code, _, err = work.run("run", "-", text=lines)
        expect(code == 1 and sentence in err, "'%s' is explained: %s" % (lines.strip(), err))
    work.close()


main()
