"""A raster at an address: read by ranges, a small part of it; a server that falls silent ends in one sentence, and soon."""

import http.server
import json
import random
import re
import shutil
import subprocess
import sys
import threading

from support import Workplace, expect, read_png, skip

CELLS = 4096
COLOURS = [(230, 25, 75), (60, 180, 75), (255, 225, 25), (0, 130, 200)]
MOST_SHARE = 0.25    # of the file, for a picture of the whole
SILENCE_SECONDS = 2  # after which the program gives a connection up, in this test
MOST_SECONDS = 80    # GDAL asks three times, in three ways


class Server(http.server.ThreadingHTTPServer):
    """Answers ranges of one file and counts what it sent; after `patience` answers it stops in the middle of the next."""

    daemon_threads = True

    def __init__(self, data, patience=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.data, self.patience = data, patience
        self.sent, self.answers, self.lock, self.over = 0, 0, threading.Lock(), threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return "http://127.0.0.1:%d/cover.tif" % self.server_address[1]

    def close(self):
        self.over.set()
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.start(0, len(self.server.data))

    def do_GET(self):
        server = self.server
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        first = int(wanted.group(1)) if wanted else 0
        last = min(int(wanted.group(2) or len(server.data)), len(server.data) - 1) if wanted else len(server.data) - 1
        body = server.data[first:last + 1]
        self.start(first, len(body), 206 if wanted else 200)
        with server.lock:
            server.answers += 1
            silent = server.patience is not None and server.answers > server.patience
            server.sent += len(body)
        try:
            self.wfile.write(body[:len(body) // 2] if silent else body)
            if silent:
                self.wfile.flush()
                server.over.wait()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def start(self, first, length, status=200):
        if self.path != "/cover.tif":
            return self.send_error(404)
        self.send_response(status)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(length))
        if status == 206:
            self.send_header("Content-Range", "bytes %d-%d/%d" % (first, first + length - 1, len(self.server.data)))
        self.end_headers()

    def log_message(self, *words):
        pass


def write_cog(folder):
    """Patches of 2 x 2 cells of four classes, as a cloud-optimised GeoTIFF with mode overviews."""
    chance = random.Random(4)
    with open(folder / "cover.bin", "wb") as cells:
        for _ in range(CELLS // 2):
            patches = bytes(b % 4 + 1 for b in chance.randbytes(CELLS // 2))
            cells.write(b"".join(bytes((p, p)) for p in patches) * 2)
    (folder / "cover.hdr").write_text("""ENVI
samples = %d\nlines = %d\nbands = 1\ndata type = 1\ninterleave = bsq\nfile type = ENVI Classification\nclasses = 5
class lookup = {0, 0, 0, %s}
class names = {outside, built, green, bare, water}
map info = {UTM, 1, 1, 560000, 6150000, 10, 10, 21, South, WGS-84}
""" % (CELLS, CELLS, ", ".join(str(c) for colour in COLOURS for c in colour)))
    done = subprocess.run(["gdal_translate", "-q", "-of", "COG", "-co", "COMPRESS=DEFLATE", "-co", "OVERVIEW_RESAMPLING=MODE",
                           "-co", "BLOCKSIZE=256", str(folder / "cover.bin"), str(folder / "cover.tif")], capture_output=True, text=True)
    if done.returncode != 0:
        skip("gdal_translate cannot write a cloud-optimised GeoTIFF here: " + done.stderr)
    return (folder / "cover.tif").read_bytes()


def check_answering(work, data):
    server = Server(data)
    code, out, err = work.run("info", "--json", server.address)
    expect(code == 0, "info reads an address: " + err)
    answer = json.loads(out)
    expect(answer["columns"] == CELLS and answer["drawn_as"] == "classes", "and knows what lies there: " + out)
    expect(not answer["remarks"], "and has nothing to object: %s" % answer["remarks"])
    expect(server.sent < MOST_SHARE * len(data), "info fetched %d of %d bytes" % (server.sent, len(data)))
    server.sent = 0
    code, _, err = work.run("snapshot", server.address, "--map-only", "--size", "480x400", "-o", "remote.png")
    expect(code == 0, "snapshot draws an address: " + err)
    expect(server.sent < MOST_SHARE * len(data), "the picture took %d of %d bytes" % (server.sent, len(data)))
    picture = read_png(work.folder / "remote.png")
    code, _, err = work.run("snapshot", work.folder / "cover.tif", "--map-only", "--size", "480x400", "-o", "local.png")
    expect(code == 0, "the same file lies here: " + err)
    local = read_png(work.folder / "local.png")
    expect(picture.rows[:360] == local.rows[:360], "the picture is that of the same file on this computer")  # sources lie below
    for colour in COLOURS:
        expect(picture.count(colour, box=(0, 0, 480, 360)) > 3000, "the picture shows the class of colour %s" % (colour,))
    code, _, err = work.run("info", server.address.replace("cover", "other"))
    expect(code == 1 and "check it and the connection" in err and err.count("\n") == 1, "a file that is not there: " + err)
    server.close()


def check_falling_silent(work, data):
    server = Server(data)
    work.run("snapshot", server.address, "--map-only", "--size", "480x400", "-o", "whole.png")
    answers = server.answers
    server.close()
    for patience in (0, answers // 2, answers - 1):
        server = Server(data, patience)
        code, _, err = work.run("snapshot", server.address, "--map-only", "--size", "480x400", "-o", "silent.png",
                                timeout=MOST_SECONDS)
        expect(code == 1, "silent after %d of %d answers ends with %d: %s" % (patience, answers, code, err))
        expect("connection" in err and len([line for line in err.splitlines() if "was not written" not in line]) == 1,
               "silent after %d answers is one sentence: %s" % (patience, err))
        expect(not (work.folder / "silent.png").exists(), "and leaves no picture")
        server.close()


def main():
    if not shutil.which("gdal_translate"):
        skip("no gdal_translate to write a cloud-optimised GeoTIFF with")
    work = Workplace(sys.argv[1])
    work.environment["GDAL_HTTP_LOW_SPEED_TIME"] = str(SILENCE_SECONDS)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "GDAL_HTTP_PROXY"):
        work.environment.pop(name, None)
    data = write_cog(work.folder)
    check_answering(work, data)
    check_falling_silent(work, data)
    work.close()


main()
