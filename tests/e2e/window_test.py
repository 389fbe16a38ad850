"""The real window under Xvfb: type a city's name, press Enter, fly there, hide a class by a click, compare the screen."""

import shutil
import sys
import time

from desktop import HEIGHT, PATIENCE_SECONDS, WIDTH, Desktop
from support import HOUSES, PARK, Workplace, expect, skip


def hidden(state):
    return [code for layer in state["layers"] if layer["id"] == "blocks" for code in layer["hidden"]]


def free_box(state):
    free = state["free"]
    return int(free["left"]), int(free["top"]), int(free["right"]), int(free["bottom"])


def fly_by_typing(desktop):
    start = desktop.wait_until("the world is shown", lambda s: s["world"] and s["layers"])
    expect("members" in [layer["id"] for layer in start["layers"]], "the member cities are on the map")
    left, top, right, bottom = free_box(start)
    desktop.xdotool("mousemove", (left + right) // 2, bottom - 40)
    desktop.xdotool("key", "slash")
    time.sleep(0.5)
    desktop.xdotool("type", "--delay", "60", "montevideo")
    time.sleep(0.5)
    desktop.xdotool("key", "Return")
    return desktop.wait_until("the city is reached", lambda s: s["member"] == "montevideo" and not s["world"] and not s["busy"])


def toggle_by_clicking(desktop, state):
    box = free_box(state)
    before = desktop.screen()
    park, houses = before.count(PARK, box=box), before.count(HOUSES, box=box)
    expect(park > 5000 and houses > 5000, "both classes are on the map: %d and %d pixels" % (park, houses))
    # The legend's key of the class has the class's own colour; its label stands to the right of it.
    keys = list(before.places(PARK, box=(0, box[1], box[0], box[3])))
    expect(keys, "the legend shows the class's colour")
    x, y = sum(p[0] for p in keys) // len(keys), sum(p[1] for p in keys) // len(keys)
    desktop.xdotool("mousemove", x + 60, y, "click", 1)
    after_state = desktop.wait_until("the click hides the class", lambda s: hidden(s) == ["park"])
    after = desktop.screen()
    expect(after.count(PARK, box=free_box(after_state)) < park // 50, "the class is gone from the map")
    expect(after.count(HOUSES, box=free_box(after_state)) > houses * 0.95, "the other class stays")
    return after_state


def stays_still(desktop, state):
    desktop.xdotool("mousemove", free_box(state)[0] + 300, free_box(state)[1] + 200)
    time.sleep(1)
    first = desktop.state()["frames"]["all"]
    time.sleep(2)
    expect(desktop.state()["frames"]["all"] == first, "a still map draws no frame")


def quits_while_drawing(work):
    """A picture that would take a minute is given up at once, and nothing of it stays."""
    folder = work.folder / "pictures"
    folder.mkdir()
    script = work.folder / "large.txt"
    script.write_text("scene.load montevideo\nwait complete\nsnapshot %s 30000x30000\n" % (folder / "large.png"))
    desktop = Desktop(work, ("run", script, "--window"))
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while not any(title.startswith("Drawing") for title in (desktop.state() or {}).get("tasks", [])):
            expect(time.monotonic() < end and desktop.viewer.poll() is None, "the picture is being drawn")
            time.sleep(0.1)
        desktop.xdotool("mousemove", WIDTH // 2, HEIGHT // 2, "key", "ctrl+q")
        expect(desktop.viewer.wait(20) == 0, "Ctrl+Q closes the program while it draws a picture")
        expect(not list(folder.iterdir()), "nothing of the picture stays")
    finally:
        desktop.close()


def main():
    for tool in ("Xvfb", "xdotool"):
        if not shutil.which(tool):
            skip("%s is not installed." % tool)
    work = Workplace(sys.argv[1])
    desktop = Desktop(work)
    try:
        city = fly_by_typing(desktop)
        after = toggle_by_clicking(desktop, city)
        stays_still(desktop, after)
        desktop.xdotool("key", "ctrl+q")
        expect(desktop.viewer.wait(20) == 0, "Ctrl+Q closes the program")
    finally:
        desktop.close()
    quits_while_drawing(work)
    work.close()


main()
