"""Who starts the reading process, waits no longer than the limit, and ends it when it does not answer."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from impd.submission.stages import Seen, merge

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from impd.submission.worker import serve; serve()"
)  # fmt: skip
_GRACE = 10.0
"""Seconds for a process to start, beside those for the file."""


class Reader:
    """A reading process, started when first needed and started again after it was ended; used with ``with``."""

    def __init__(self, seconds: float, memory_megabytes: int) -> None:
        self.seconds = seconds
        self.memory_megabytes = memory_megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    def read(self, path: Path) -> tuple[Seen, str]:
        """What was seen in a file, and how the reading ended: ``done``, ``time``, ``memory`` or ``crash``."""
        started = self._process is None
        process = self._process or self._start()
        order = {"path": str(path.absolute()), "seconds": self.seconds, "memory": self.memory_megabytes}
        try:
            _stream(process.stdin).write(json.dumps(order).encode() + b"\n")
            _stream(process.stdin).flush()
        except OSError:
            self.end()
            return {}, "crash"
        return self._collect(time.monotonic() + self.seconds + (_GRACE if started else 0))

    def _collect(self, deadline: float) -> tuple[Seen, str]:
        seen: Seen = {}
        while True:
            try:
                line = self._answers.get(timeout=max(deadline - time.monotonic(), 0.001))
                answer: dict[str, Any] = json.loads(line)
            except queue.Empty:
                self.end()
                return seen, "time"
            except ValueError:  # the process is gone; its last line is empty or cut off
                self.end()
                return seen, "crash"
            if "end" in answer:
                return seen, str(answer["end"])
            merge(seen, answer["seen"])

    def _start(self) -> subprocess.Popen[bytes]:
        # Never the current folder: it may be the folder of the files, with a module of a stranger in it.
        known = [*(one for one in sys.path if one), str(Path(__file__).resolve().parents[2])]
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, json.dumps(known)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._process, self._answers = process, queue.Queue()
        threading.Thread(target=_listen, args=(_stream(process.stdout), self._answers), daemon=True).start()
        return process

    def end(self) -> None:
        """End the process and the child in which it reads."""
        process, self._process = self._process, None
        if process is None:
            return
        if sys.platform == "win32":
            process.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with suppress(OSError):
            _stream(process.stdin).close()


def _stream(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the process was started without pipes")
    return pipe


def _listen(stream: IO[bytes], answers: queue.Queue[bytes]) -> None:
    """Hand on each line; the end of the stream is an empty one."""
    with stream:
        for line in stream:
            answers.put(line)
    answers.put(b"")
