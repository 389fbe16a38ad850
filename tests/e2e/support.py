"""What the end-to-end tests share: a small town to open, a data folder of its own, and pictures as rows of pixels."""

import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77

# Two blocks of about 1 km, side by side in Montevideo: a park in the west, houses in the east.
PARK, HOUSES = (46, 139, 87), (214, 102, 51)
WEST, MIDDLE, EAST, SOUTH, NORTH = -56.20, -56.19, -56.18, -34.90, -34.89


def skip(sentence):
    print("skipped:", sentence)
    sys.exit(SKIPPED)


def expect(true, sentence):
    if not true:
        print("FAILED:", sentence)
        sys.exit(1)


def hex_of(colour):
    return "#%02x%02x%02x" % colour


def town():
    """Two polygons as GeoJSON, with the attribute `use`."""

    def block(use, west, east):
        ring = [[west, SOUTH], [east, SOUTH], [east, NORTH], [west, NORTH], [west, SOUTH]]
        return {"type": "Feature", "properties": {"use": use}, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    return {"type": "FeatureCollection", "features": [block("park", WEST, MIDDLE), block("houses", MIDDLE, EAST)]}


class Workplace:
    """A folder of the test's own with a data folder whose only city scene is the town, as Montevideo."""

    def __init__(self, program):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="metromosaic-e2e-"))
        self.data = self.folder / "data"
        (self.data / "scenes").mkdir(parents=True)
        for entry in (SOURCE / "data").iterdir():
            if entry.name not in ("scenes", "demo"):
                (self.data / entry.name).symlink_to(entry)
        self.town = self.folder / "town.geojson"
        self.town.write_text(json.dumps(town()))
        self.write_scene("world", {"title": "World", "view": "world", "centre": [0, 0], "widthKm": 40000, "layers": []})
        self.write_scene("montevideo", {
            "title": "Montevideo", "view": "city", "centre": [MIDDLE, (SOUTH + NORTH) / 2], "widthKm": 4, "background": "#ffffff",
            "layers": [{
                "id": "blocks", "title": "Blocks",
                "source": {"path": str(self.town), "draw": "areas", "classField": "use"},
                "style": {"colours": {"park": hex_of(PARK), "houses": hex_of(HOUSES)}}}]})
        self.environment = dict(os.environ, METROMOSAIC_DATA=str(self.data), XDG_CACHE_HOME=str(self.folder / "cache"),
                                LIBGL_ALWAYS_SOFTWARE="1")
        self.environment.pop("DISPLAY", None)
        self.environment.pop("WAYLAND_DISPLAY", None)

    def write_scene(self, name, scene):
        (self.data / "scenes" / (name + ".json")).write_text(json.dumps(dict({"version": 1}, **scene)))

    def run(self, *words, text=None, timeout=120):
        """The program to its end: exit status, stdout, stderr."""
        done = subprocess.run([self.program, *map(str, words)], input=text, capture_output=True, text=True, timeout=timeout,
                              env=self.environment, cwd=self.folder)
        return done.returncode, done.stdout, done.stderr

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Picture:
    """Pixels as (r, g, b), row 0 on top."""

    def __init__(self, width, height, rows):
        self.width, self.height, self.rows = width, height, rows

    def at(self, x, y):
        row = self.rows[y]
        return row[3 * x], row[3 * x + 1], row[3 * x + 2]

    def count(self, colour, within=6, box=None):
        """Pixels that differ from a colour by at most `within` in each channel."""
        return sum(1 for _ in self.places(colour, within, box))

    def places(self, colour, within=6, box=None):
        left, top, right, bottom = box or (0, 0, self.width, self.height)
        for y in range(max(0, top), min(self.height, bottom)):
            row = self.rows[y]
            for x in range(max(0, left), min(self.width, right)):
                if all(abs(row[3 * x + c] - colour[c]) <= within for c in range(3)):
                    yield x, y


def read_png(path):
    """8-bit RGB or RGBA, not interlaced: what the program writes."""
    data = pathlib.Path(path).read_bytes()
    expect(data[:8] == b"\x89PNG\r\n\x1a\n", "%s is a PNG" % path)
    at, packed, header = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    width, height, depth, colour_type = header[:4]
    expect(depth == 8 and colour_type in (2, 6) and header[6] == 0, "%s has 8 bits a channel" % path)
    channels = 3 if colour_type == 2 else 4
    raw, stride, rows = zlib.decompress(packed), width * channels, []
    previous = bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        row = unfiltered(raw[start], bytearray(raw[start + 1:start + 1 + stride]), previous, channels)
        previous = row
        rows.append(row if channels == 3 else drop_alpha(row))
    return Picture(width, height, rows)


def drop_alpha(row):
    out = bytearray(len(row) // 4 * 3)
    for c in range(3):
        out[c::3] = row[c::4]
    return out


def unfiltered(kind, row, above, channels):
    """PNG 1.2, section 6."""
    for i in range(len(row) if kind else 0):
        left = row[i - channels] if i >= channels else 0
        up = above[i]
        corner = above[i - channels] if i >= channels else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        else:
            p = left + up - corner
            guess = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))[2]
        row[i] = (row[i] + guess) & 255
    return row


def read_xwd(path):
    """The frame buffer file of Xvfb -fbdir: 32 bits a pixel, little endian."""
    data = pathlib.Path(path).read_bytes()
    head = struct.unpack(">25I", data[:100])
    width, height, stride, start = head[4], head[5], head[12], head[0] + head[19] * 12
    rows = []
    for y in range(height):
        line = data[start + y * stride:start + y * stride + width * 4]
        row = bytearray(width * 3)
        row[0::3], row[1::3], row[2::3] = line[2::4], line[1::4], line[0::4]
        rows.append(row)
    return Picture(width, height, rows)
