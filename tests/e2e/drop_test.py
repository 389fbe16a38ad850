"""A file dragged from another window and dropped on the map, by the XDND protocol as file managers speak it."""

import pathlib
import shutil
import sys
import time

from desktop import HEIGHT, WIDTH, Desktop
from support import Workplace, expect, skip

try:
    from Xlib import X, Xatom, display
    from Xlib.protocol import event
except ImportError:
    skip("python3-xlib is not installed.")

XDND_VERSION = 5
PATIENCE_SECONDS = 60


class DragSource:
    """A window of its own that offers files; speaks to the window under the pointer."""

    def __init__(self, name, paths):
        self.display = display.Display(name)
        self.root = self.display.screen().root
        self.window = self.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self.paths = paths

    def atom(self, name):
        return self.display.intern_atom(name)

    def tell(self, target, kind, *data):
        message = event.ClientMessage(window=target, client_type=self.atom(kind), data=(32, list(data) + [0] * (5 - len(data))))
        target.send_event(message)
        self.display.flush()

    def target(self):
        """The window that takes drops, where a window manager frames it or not."""
        waiting = [self.root]
        while waiting:
            window = waiting.pop()
            if window.get_full_property(self.atom("XdndAware"), X.AnyPropertyType):
                return window
            waiting.extend(window.query_tree().children)
        return None

    def wait_for(self, kind):
        """Until the target says `kind`; gives it the list of files when it asks."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if not self.display.pending_events():
                time.sleep(0.02)
                continue
            news = self.display.next_event()
            if news.type == X.SelectionRequest:
                self.hand_over(news)
            elif news.type == X.ClientMessage and news.client_type == self.atom(kind):
                return news.data[1]
        expect(False, "the window answers with %s" % kind)

    def hand_over(self, request):
        uris = "".join(path.as_uri() + "\r\n" for path in self.paths)
        request.requestor.change_property(request.property, request.target, 8, uris.encode())
        request.requestor.send_event(event.SelectionNotify(
            time=request.time, requestor=request.requestor, selection=request.selection, target=request.target,
            property=request.property))
        self.display.flush()

    def drop_at(self, x, y):
        target = self.target()
        expect(target, "the window says that it takes drops")
        uris = self.atom("text/uri-list")
        self.window.set_selection_owner(self.atom("XdndSelection"), X.CurrentTime)
        self.window.change_property(self.atom("XdndActionList"), Xatom.ATOM, 32, [self.atom("XdndActionCopy")])
        self.tell(target, "XdndEnter", self.window.id, XDND_VERSION << 24, uris)
        self.tell(target, "XdndPosition", self.window.id, 0, x << 16 | y, X.CurrentTime, self.atom("XdndActionCopy"))
        expect(self.wait_for("XdndStatus")[1] & 1, "the window takes the file at this point")
        self.tell(target, "XdndDrop", self.window.id, 0, X.CurrentTime)
        expect(self.wait_for("XdndFinished")[1] != 0, "the window has taken the file")  # GLFW: the length of the list


def layers_of(state):
    return [layer["id"] for layer in state["layers"]]


def main():
    for tool in ("Xvfb", "xdotool"):
        if not shutil.which(tool):
            skip("%s is not installed." % tool)
    work = Workplace(sys.argv[1])
    # Names as people give them: with blanks, and in other scripts.
    file = work.folder / "Uso do solo São Paulo 서울.geojson"
    shutil.copy(work.town, file)
    desktop = Desktop(work)
    try:
        desktop.wait_until("the world is shown", lambda s: s["world"] and s["layers"])
        DragSource(desktop.environment["DISPLAY"], [pathlib.Path(file)]).drop_at(WIDTH * 2 // 3, HEIGHT // 2)
        state = desktop.wait_until("the file is on the map of its city",
                                   lambda s: not s["world"] and not s["busy"] and any("uso-do-solo" in i for i in layers_of(s)))
        expect(state["member"] == "montevideo", "the map is that of the city where the file lies")
        expect(all(layer["status"] == "ready" for layer in state["layers"]), "the dropped file is open: %s" % state["layers"])
    finally:
        desktop.close()
    work.close()


main()
