"""A pack on a plain file server: opening a view fetches a small part of its bytes. nginx serves it, and its log counts."""

import json
import pathlib
import shutil
import socket
import subprocess
import sys
import time

from support import Workplace, expect, read_png, skip

RESIDENTIAL = (0xf4, 0xe4, 0x88)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """nginx with everything it writes in one folder; needs no rights of the system's own."""

    def __init__(self, program, folder, root):
        self.port, self.log = free_port(), folder / "access.log"
        config = folder / "nginx.conf"
        paths = "".join("%s_temp_path %s/%s;\n" % (kind, folder, kind) for kind in
                        ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        config.write_text("""daemon off; master_process off; pid %s/pid; error_log %s/error.log;
            events { worker_connections 64; }
            http { %s log_format bytes '$status $body_bytes_sent $uri'; access_log %s bytes;
                   server { listen 127.0.0.1:%d; root %s; } }""" % (folder, folder, paths, self.log, self.port, root))
        self.process = subprocess.Popen([program, "-p", folder, "-c", config, "-e", folder / "error.log"], stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        expect(False, "nginx answers")

    def fetched(self):
        """Bytes sent so far, by file."""
        total = {}
        for line in self.log.read_text().splitlines():
            _, count, name = line.split(" ", 2)
            total[name] = total.get(name, 0) + int(count)
        return total

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def main():
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        skip("nginx is not installed: sudo apt-get install nginx-light")
    work = Workplace(sys.argv[1])
    root = work.folder / "www"
    root.mkdir()
    subprocess.run([sys.argv[2], root / "sample", "6000"], check=True)
    size = sum(file.stat().st_size for file in (root / "sample").iterdir())
    server = Server(program, work.folder, root)
    try:
        address = "http://127.0.0.1:%d/sample/item.json" % server.port
        code, out, err = work.run("info", address)
        expect(code == 0 and "Sample city" in out, "info reads a pack by its address: " + err)
        told = sum(server.fetched().values())
        code, _, err = work.run("snapshot", address, "-o", "view.png", "--size", "400x300", "--map-only")
        expect(code == 0, "a served pack is drawn: " + err)
        expect(read_png(work.folder / "view.png").count(RESIDENTIAL, 12) > 1000, "and shows its tesserae")
        drawn = server.fetched()
        print("pack %d bytes; info fetched %d, the view %d: %s" % (size, told, sum(drawn.values()) - told, json.dumps(drawn)))
        expect(size > 10_000_000, "the pack is large enough to tell")
        expect(sum(drawn.values()) < size / 5, "opening fetches a small part of the bytes")

        code, _, err = work.run("snapshot", address, "-o", "cover.png", "--size", "400x300", "--map-only", "--layers", "landcover",
                                "--center=-56.19,-34.90", "--scale", "1:5000")
        expect(code == 0, "the land cover alone is drawn: " + err)
        whole, cover = (root / "sample" / "landcover.tif").stat().st_size, server.fetched()["/sample/landcover.tif"]
        print("land cover %d bytes, a view of it and two openings fetched %d" % (whole, cover))
        expect(cover < whole / 5, "a view of a large raster fetches a small part of it")

        before = cover
        code, out, err = work.run("prepare", "montevideo", "--bbox=-56.2,-34.91,-56.18,-34.89", "--scheme", "worldcover",
                                  "--landcover", "2021=http://127.0.0.1:%d/sample/landcover.tif" % server.port, "-o", "made")
        expect(code == 0 and "landcover-2021.tif" in out, "a served land cover makes a mosaic: " + err)
        cover = server.fetched()["/sample/landcover.tif"] - before
        print("preparing two kilometres of it fetched %d" % cover)
        expect(cover < whole / 5, "preparing reads what the territory needs")

        item = json.loads((root / "sample" / "item.json").read_text())
        item["assets"]["tesserae"]["href"] = "http://127.0.0.2:%d/sample/tesserae.fgb" % server.port
        (root / "sample" / "item.json").write_text(json.dumps(item))
        code, _, err = work.run("snapshot", address, "-o", "other.png")
        expect(code == 1 and "not encrypted" in err, "http to another place is refused: " + err)

        (root / "sample" / "item.json").write_text("x" * 9_000_000)
        code, _, err = work.run("snapshot", address, "-o", "other.png")
        expect(code == 1 and "larger than" in err, "an endless item is not read to its end: " + err)
        expect(server.fetched()["/sample/item.json"] < 40_000_000, "nor fetched again and again")
    finally:
        server.stop()
    work.close()


main()
