"""Real files of many cities, as they were published: each is explained, each is drawn, and no picture is blank."""

import concurrent.futures
import json
import sys

from support import SOURCE, Workplace, expect, read_png, skip

DATA = SOURCE.parent / "shared" / "data"
SIZE = "480x300"
FEWEST_COLOURS = 3  # the background and two more: classes, or a fill and its outline
MAP_SHARE = 0.85    # of the picture's rows: above the sources

# What is opened together; everything else in the folder stands for itself.
TOGETHER = [["moscow-west"], ["berlin/osm-geofabrik"], ["mumbai/BMC_Wards.geojson", "mumbai/slumClusters.geojson"],
            ["berlin/berlin_lcz_100m.tif", "berlin/RBS_OD_ORT_1412.shp"]]
MUST_SAY = {  # what a planner must read in the first paragraph
    "ghs_pop_250m_sao_paulo.tif": "inhabitants per km²",
    "berlin_lcz_100m.tif": "Local Climate Zones",
    "shanghai_lcz_100m.tif": "Local Climate Zones",
    "sydney_global_lcz_3band.tif": "Local Climate Zones",
    "vaud_g100_clc00_V18_5.tif": "2 classes",
    "pylandstats_ls100_06.tif": "CORINE",
    "census2021_grid_1km.gpkg": "true area",
    "juso2015_dong.shp": "EMD_KOR_NM",
    "slumClusters.geojson": "polygons",
    "spo_osm_centre.osm.pbf": "Roads and railways",
}


def files():
    endings = {".tif", ".shp", ".geojson", ".gpkg", ".pbf"}
    found = sorted(path for path in DATA.rglob("*") if path.suffix in endings and "osm-geofabrik" not in path.parts)
    return found + [DATA / "sao-paulo" / "spo_hexgrid.csv"]


def check(work, index, paths):
    """Nothing, or a sentence about what went wrong."""
    name = paths[0].name
    code, out, err = work.run("info", "--json", *paths)
    if code != 0:
        return "info %s ends with %d: %s" % (name, code, err)
    answer = json.loads(out)
    summary = " ".join(part["summary"] for part in (answer if isinstance(answer, list) else [answer]))
    if name in MUST_SAY and len(paths) == 1 and MUST_SAY[name] not in summary + json.dumps(answer, ensure_ascii=False):
        return "info %s does not speak of '%s': %s" % (name, MUST_SAY[name], summary)
    picture = work.folder / ("%d.png" % index)
    code, _, err = work.run("snapshot", *paths, "--size", SIZE, "--map-only", "-o", picture)
    if code != 0:
        return "snapshot %s ends with %d: %s" % (name, code, err)
    drawn = read_png(picture)
    colours = len({bytes(row[x:x + 3]) for row in drawn.rows[:int(drawn.height * MAP_SHARE)] for x in range(0, len(row), 3)})
    return None if colours >= FEWEST_COLOURS else "the picture of %s is blank: %d colours" % (name, colours)


def main():
    if not DATA.is_dir():
        skip("the real data are not here: no folder shared/data beside the source")
    work = Workplace(sys.argv[1])
    jobs = [[path] for path in files()] + [[DATA / name for name in names] for names in TOGETHER]
    jobs.append(sorted((DATA / "sao-paulo" / "pde").glob("0[245]*.geojson")))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda job: check(work, *job), enumerate(jobs)))
    work.close()
    failures = [answer for answer in answers if answer]
    expect(not failures, "; ".join(failures))
    print("%d explained and drawn" % len(jobs))


main()
