#!/usr/bin/python3
"""Keeps the house true: who may include whom, what the top level holds, how long a file may be.

    check_house.py includes|layout|sources|format [--root FOLDER]

`includes` prints the drawing of the dependencies as the #include lines have them. Every broken rule is one line; the exit
status is 1 if there is any, 77 if the check cannot be made here.
"""
import argparse
import dataclasses
import pathlib
import re
import shutil
import subprocess
import sys

LONGEST_FILE = 450  # lines; longer ones need a reason in long_files.txt
TOP_FOLDERS = {"viewer", "geo", "shaders", "data", "assets", "tests", "docs"}
TOP_FILES = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "run.sh", "test.sh"}
NOT_OURS = {"build", ".git", "node_modules", "__pycache__"}
FORMATTER_VERSION = "14"  # clang-format's of Debian 12; others break lines differently
SKIPPED = 77
CODE = {".h", ".cpp", ".c", ".py", ".sh", ".glsl", ".vert", ".frag", ".cmake"}


@dataclasses.dataclass
class Fence:
    """A library that only some folders may include; in_headers: also from their headers, or only from those named."""
    library: str
    pattern: str
    folders: set
    in_headers: bool = False
    only_headers: tuple = ()


FENCES = [
    Fence("OpenGL", r"(glad|GL|GLES\d)/", {"viewer/gfx", "viewer/render"}, in_headers=True),
    Fence("EGL", r"EGL/", {"viewer/gfx"}),
    Fence("Dear ImGui", r"(backends/)?imgui", {"viewer/ui", "viewer/app"}, in_headers=True),
    Fence("GLFW", r"GLFW/", {"viewer/app", "viewer/ui"}, in_headers=True),
    Fence("GDAL", r"(gdal|ogr|ogrsf|cpl|vrtdataset)[_a-z]*\.h", {"geo/io", "geo/pyramid"}),
    Fence("PROJ", r"proj\.h|geodesic\.h", {"geo/space"}, in_headers=True),
    Fence("GEOS", r"(geos|geo/vector/geos\.h)", {"geo/vector", "geo/pyramid", "geo/mosaic"}, only_headers=("geo/vector/geos.h",)),
    Fence("Pango and Cairo", r"(pango|cairo)", {"viewer/text", "viewer/export"}, in_headers=True),
    Fence("JSON", r"nlohmann/json\.hpp", set()),  # any folder, never a header
    Fence("spdlog", r"spdlog/", {"viewer/base"}),
    Fence("the command line parser", r"CLI/", {"viewer/app"}, in_headers=True),
]


def ours(root, *, suffixes=None):
    """All files of the tree that are written here, sorted."""
    found = []
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if not path.is_file() or any(part in NOT_OURS for part in parts):
            continue
        if suffixes is None or path.suffix in suffixes:
            found.append(path)
    return found


def declared(root):
    """Folder -> folders it may include, by the DEPENDS and PRIVATE of the CMake targets and what those pass on."""
    direct, public, folder_of = {}, {}, {}
    for path in sorted(root.glob("*/*/CMakeLists.txt")) + sorted(root.glob("*/CMakeLists.txt")):
        text = re.sub(r"#.*", "", path.read_text())
        folder = str(path.parent.relative_to(root))
        if match := re.search(r"metromosaic_module\(\s*(\w+)([^)]*)\)", text):
            name, words = match[1], match[2].split()
            cut = words.index("PRIVATE") if "PRIVATE" in words else len(words)
            public[name] = [w for w in words[:cut] if w != "DEPENDS"]
            direct[name] = public[name] + words[cut + 1:]
        elif match := re.search(r"target_link_libraries\(\s*(\w+)\s+(?:PRIVATE|PUBLIC)([^)]*)\)", text):
            name, public[match[1]], direct[match[1]] = match[1], [], match[2].split()
        else:
            continue
        if folder not in ("geo", "viewer", "tests"):
            folder_of[name] = folder

    def passed_on(name, seen):
        for other in public.get(name, []):
            if other not in seen:
                seen.add(other)
                passed_on(other, seen)
        return seen

    allowed = {}
    for name, folder in folder_of.items():
        names = set(direct[name])
        for other in direct[name]:
            names |= passed_on(other, set())
        allowed[folder] = {folder_of[n] for n in names if n in folder_of}
    return allowed


def includes(root):
    """(file, line number, included name) of every #include below geo/ and viewer/."""
    for top in ("geo", "viewer"):
        for path in ours(root / top, suffixes={".h", ".cpp", ".c"}):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if match := re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line):
                    yield path.relative_to(root), number, match[1]


def folder_of(path):
    """'geo/io/raster/x.cpp' -> 'geo/io': the second level is a target, deeper folders belong to it."""
    return "/".join(pathlib.PurePath(path).parts[:2])


def find_cycle(edges):
    """One cycle of the graph as a list of folders, or None."""
    state, trail = {}, []

    def visit(node):
        state[node] = "open"
        trail.append(node)
        for other in sorted(edges.get(node, ())):
            if state.get(other) == "open":
                return trail[trail.index(other):] + [other]
            if other not in state and (cycle := visit(other)):
                return cycle
        trail.pop()
        state[node] = "done"
        return None

    for node in sorted(edges):
        if node not in state and (cycle := visit(node)):
            return cycle
    return None


def drawing(edges):
    """The graph from the bottom up, without arrows that follow from others."""
    below = {}

    def reach(node):
        if node not in below:
            below[node] = set()
            for other in edges.get(node, ()):
                below[node] |= {other} | reach(other)
        return below[node]

    lines = []
    nodes = set(edges) | {other for others in edges.values() for other in others}
    for node in sorted(nodes, key=lambda n: (len(reach(n)), n)):
        needed = [o for o in sorted(edges.get(node, ())) if not any(o in reach(p) for p in edges[node] if p != o)]
        lines.append(f"{node:<16}" + (" ──► " + ", ".join(needed) if needed else ""))
    return "\n".join(lines)


def check_includes(root):
    problems, edges, allowed = [], {}, declared(root)
    for path, number, name in includes(root):
        here, where = folder_of(path), f"{path}:{number}"
        if name.startswith(("geo/", "viewer/")):
            there = folder_of(name)
            if not (root / name).is_file():
                problems.append(f"{where}: {name} does not exist")
            if there != here:
                edges.setdefault(here, set()).add(there)
            if here.startswith("geo/") and there.startswith("viewer/"):
                problems.append(f"{where}: geo must not know the viewer ({name})")
            elif there != here and there not in allowed.get(here, set()):
                problems.append(f"{where}: {here} does not depend on {there} in its CMakeLists.txt")
        elif name.startswith(("tests/", "../")):
            problems.append(f"{where}: {name} must not be included from here")
        for fence in FENCES:
            if not re.match(fence.pattern, name):
                continue
            if fence.folders and here not in fence.folders:
                problems.append(f"{where}: {fence.library} ({name}) belongs to {', '.join(sorted(fence.folders))}")
            elif path.suffix == ".h" and not fence.in_headers and str(path) not in fence.only_headers:
                problems.append(f"{where}: {fence.library} ({name}) must stay inside .cpp files")
    if cycle := find_cycle(edges):
        problems.append("the folders depend on each other in a circle: " + " -> ".join(cycle))
    print(drawing(edges))
    return problems


def check_layout(root):
    problems = []
    for entry in sorted(root.iterdir()):
        known = TOP_FOLDERS | {"build"} if entry.is_dir() else TOP_FILES
        if entry.name not in known and not entry.name.startswith("."):
            problems.append(f"{entry.name}: the top level holds only {', '.join(sorted(TOP_FOLDERS | TOP_FILES))}")
    foreign = r"(third[_-]?party|vendor|external|extern|deps|submodules)"
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if any(part in NOT_OURS for part in parts):
            continue
        if path.is_dir() and re.fullmatch(foreign, path.name, re.IGNORECASE):
            problems.append(f"{path.relative_to(root)}: other people's source does not live in this tree; use a Debian package")
        if re.fullmatch(r"(stb_\w+|json|glad|imgui|imgui_(draw|tables|widgets|impl_\w+)|imstb_\w+|catch|miniz|lodepng)\.(h|hpp|c|cpp)", path.name):
            problems.append(f"{path.relative_to(root)}: looks like a copied library; use a Debian package")
    return problems


def long_files(root):
    """path -> reason, from the allow list."""
    listed = {}
    for line in (root / "tests/house/long_files.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            path, _, reason = line.partition(":")
            listed[path.strip()] = reason.strip()
    return listed


def check_sources(root):
    problems, allowed, used = [], long_files(root), set()
    unfinished = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b")
    foreign = re.compile(r"copyright\s+(\(c\)|©|\d{4})|SPDX-License-Identifier", re.IGNORECASE)
    for path in ours(root, suffixes=CODE | {".txt"}):
        name = str(path.relative_to(root))
        if path.suffix == ".txt" and path.name != "CMakeLists.txt":
            continue
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines, 1):
            if unfinished.search(line):
                problems.append(f"{name}:{number}: finish it, or write an issue")
            if foreign.search(line) and name != "tests/house/check_house.py":
                problems.append(f"{name}:{number}: a foreign copyright notice")
        if len(lines) <= LONGEST_FILE:
            continue
        if allowed.get(name):
            used.add(name)
        else:
            problems.append(f"{name}: {len(lines)} lines; look for the second thing inside it")
    for name in sorted(set(allowed) - used):
        problems.append(f"tests/house/long_files.txt: {name} needs no exception any more")
    return problems


def check_format(root):
    formatter = shutil.which("clang-format-" + FORMATTER_VERSION) or shutil.which("clang-format")
    if not formatter:
        print("Skipped: clang-format is not installed.")
        sys.exit(SKIPPED)
    version = subprocess.run([formatter, "--version"], check=True, capture_output=True, text=True).stdout
    if f"version {FORMATTER_VERSION}." not in version:
        print(f"Skipped: clang-format {FORMATTER_VERSION} decides; this is {version.strip()}.")
        sys.exit(SKIPPED)
    problems = []
    for path in ours(root, suffixes={".h", ".cpp", ".c"}):
        done = subprocess.run([formatter, "--style=file", path], check=True, capture_output=True)
        if done.stdout != path.read_bytes():
            problems.append(f"{path.relative_to(root)}: run clang-format {FORMATTER_VERSION} on it")
    return problems


CHECKS = {"includes": check_includes, "layout": check_layout, "sources": check_sources, "format": check_format}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("check", choices=CHECKS)
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    options = parser.parse_args()
    problems = CHECKS[options.check](options.root)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
