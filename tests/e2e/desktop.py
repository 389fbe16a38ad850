"""The window under a display of its own, driven by xdotool and watched through its state file."""

import json
import os
import subprocess
import time

from support import expect, read_xwd, skip

WIDTH, HEIGHT = 1280, 800
PATIENCE_SECONDS = 90


class Desktop:
    def __init__(self, work, words=("view", "--size", "%dx%d" % (WIDTH, HEIGHT))):
        self.work = work
        self.state_path = work.folder / "state.json"
        read_end, write_end = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "%dx%dx24" % (WIDTH, HEIGHT), "-fbdir", str(work.folder), "-nolisten", "tcp"],
            pass_fds=[write_end], stderr=subprocess.DEVNULL)
        os.close(write_end)
        number = os.read(read_end, 16).decode().strip()
        if not number:
            skip("Xvfb does not start here.")
        self.environment = dict(work.environment, DISPLAY=":" + number)
        self.viewer = subprocess.Popen([work.program, *words, "--state-file", str(self.state_path)],
                                       env=self.environment, cwd=work.folder, stderr=subprocess.PIPE, text=True)

    def xdotool(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def state(self):
        try:
            return json.loads(self.state_path.read_text())
        except (OSError, ValueError):
            return None

    def wait_until(self, sentence, true):
        """Waits for an idle window whose state satisfies `true`."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if self.viewer.poll() is not None:
                expect(False, "the viewer ended: " + self.viewer.stderr.read())
            state = self.state()
            if state and state["idle"] and state["complete"] and true(state):
                return state
            time.sleep(0.1)
        expect(False, "%s; last state: %s" % (sentence, json.dumps(self.state())))

    def screen(self):
        return read_xwd(self.work.folder / "Xvfb_screen0")

    def close(self):
        for process in (self.viewer, self.server):
            process.terminate()
            process.wait(20)
