"""Tesserae from a PostGIS connection that a person gives: in a cluster of the test's own, run without rights of the system's."""

import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile

from support import Workplace, expect, read_png, skip

RESIDENTIAL = (0xf4, 0xe4, 0x88)


def tools():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found or not shutil.which("ogr2ogr"):
        skip("PostgreSQL is not installed: sudo apt-get install postgresql-15-postgis-3 gdal-bin")
    if not list(pathlib.Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        skip("PostGIS is not installed: sudo apt-get install postgresql-15-postgis-3")
    return found[-1].parent


def main():
    binaries = tools()
    work = Workplace(sys.argv[1])
    pack = work.folder / "sample"
    subprocess.run([sys.argv[2], pack], check=True)
    cluster = pathlib.Path(tempfile.mkdtemp(prefix="metromosaic-pg-"))
    become = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        try:
            nobody = pwd.getpwnam("postgres")
        except KeyError:
            skip("there is no user to run PostgreSQL as")
        os.chown(cluster, nobody.pw_uid, nobody.pw_gid)
        become = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def tool(name, *words, **more):
        done = subprocess.run([binaries / name, *words], capture_output=True, text=True, cwd=cluster, **become, **more)
        expect(done.returncode == 0, "%s: %s" % (name, done.stderr))
        return done

    tool("initdb", "-D", cluster / "data", "-U", "mosaic", "--auth=trust", "--no-sync")
    with open(cluster / "log", "w") as log:
        server = subprocess.Popen([binaries / "postgres", "-D", cluster / "data", "-c", "listen_addresses=", "-c", "fsync=off",
                                   "-k", cluster], stdout=log, stderr=log, cwd=cluster, **become)
    try:
        for _ in range(300):
            if subprocess.run([binaries / "pg_isready", "-q", "-h", cluster, "-U", "mosaic"]).returncode == 0:
                break
            expect(server.poll() is None, "PostgreSQL runs: " + (cluster / "log").read_text())
            subprocess.run(["sleep", "0.1"])
        tool("createdb", "-h", cluster, "-U", "mosaic", "city")
        tool("psql", "-h", cluster, "-U", "mosaic", "-d", "city", "-qc", "CREATE EXTENSION postgis")
        connection = "PG:host=%s dbname=city user=mosaic password=hush" % cluster
        done = subprocess.run(["ogr2ogr", "-f", "PostgreSQL", connection, pack / "tesserae.fgb", "-nln", "blocks", "-lco", "LAUNDER=NO"],
                              capture_output=True, text=True)
        expect(done.returncode == 0, "the tesserae are loaded: " + done.stderr)

        code, out, err = work.run("info", connection)
        expect(code == 0 and "tesserae of the mosaic" in out, "info tells of the table: " + out + err)
        expect("hush" not in out + err, "and keeps the password to itself")
        for careless in (connection.replace("password=hush", "password = hush"),
                         "PG:postgresql://mosaic:hush@/city?host=" + str(cluster).replace("/", "%2F")):
            code, out, err = work.run("info", careless)
            expect(code == 0 and "tesserae of the mosaic" in out, "however it is written: " + out + err)
            expect("hush" not in out + err, "and never repeated: " + out + err)
        script = work.folder / "open.txt"
        script.write_text('open "%s"\nscript.save done.txt\n' % connection.replace("password=hush", "password = 'hush'"))
        code, out, err = work.run("run", script)
        expect(code == 0, "a script opens it: " + out + err)
        kept = (work.folder / "done.txt").read_text()
        expect("dbname=city" in kept and "hush" not in out + err + kept, "and what was done is kept without it: " + kept)
        code, _, err = work.run("snapshot", connection, "-o", "pg.png", "--size", "400x300", "--map-only")
        expect(code == 0, "the table is drawn: " + err)
        expect(read_png(work.folder / "pg.png").count(RESIDENTIAL, 12) > 2000, "with its tesserae coloured by use")
        code, _, err = work.run("info", "PG:host=%s dbname=nothing user=mosaic password=hush" % cluster)
        expect(code == 1 and err.count("\n") == 1 and "hush" not in err, "a database that is not there is said in one line: " + err)
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(cluster, ignore_errors=True)
    work.close()


main()
