"""A confined child reads, computes and answers; whatever reaches further is refused to it."""

import os
import platform
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.child.limits import Limits
from store.child.pool import Pool
from store.child.process import Child, ChildError

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses system calls")
#: Serves whatever expression it is sent, and sends its value's `repr` back.
SERVING = """
import ctypes, mmap, os, resource, socket, subprocess, sys, threading, time
from store.child.limits import Limits
from store.child.serving import serve

def answer(request):
    yield repr(eval(request)).encode()

def start():
    threading.Thread(target=time.sleep, args=(0,)).start()
    return answer

serve(start, lambda error: (type(error).__name__, {{}}), {limits!r})
"""


@contextmanager
def run_child(is_confined: bool) -> Iterator[Child]:
    limits = Limits(60.0, is_confined=True) if is_confined else Limits(60.0)
    child = Child(("-c", SERVING.format(limits=limits)), limits)
    try:
        yield child
    finally:
        child.close()


@pytest.fixture(scope="module")
def confined() -> Iterator[Child]:
    with run_child(is_confined=True) as child:
        yield child


@pytest.fixture(scope="module")
def free() -> Iterator[Child]:
    with run_child(is_confined=False) as child:
        yield child


def ask(child: Child, expression: str) -> str:
    return child.ask(expression.encode(), b"".join).decode()


@LINUX
@pytest.mark.parametrize(
    "deed",
    [
        "socket.socket().close()",
        "socket.socket(socket.AF_UNIX).close()",
        "open({folder!r} + '/written', 'w').close()",
        "open({folder!r} + '/here', 'a').close()",
        "os.remove({folder!r} + '/here')",
        "os.rename({folder!r} + '/here', {folder!r} + '/there')",
        "os.mkdir({folder!r} + '/made')",
        "os.chmod({folder!r} + '/here', 0o600)",
        "subprocess.run([sys.executable, '-c', '1'], check=True) and None",
        "os.kill(os.fork() or os._exit(0), 0)",
        "os.execv(sys.executable, [sys.executable, '-c', '1'])",
    ],
)
def test_deed_is_refused_to_a_confined_child(
    deed: str, tmp_path: Path, confined: Child, free: Child
) -> None:
    (tmp_path / "here").write_text("")
    with pytest.raises(ChildError) as refused:
        ask(confined, deed.format(folder=str(tmp_path)))
    assert refused.value.reason in ("PermissionError", "OSError")
    assert sorted(os.listdir(tmp_path)) == ["here"]
    if "execv" not in deed:  # it would go on as another program
        assert ask(free, deed.format(folder=str(tmp_path))) == "None"


@LINUX
@pytest.mark.skipif(platform.machine() != "x86_64", reason="others have openat alone")
@pytest.mark.parametrize(
    ("flags", "is_refused"),
    [(os.O_RDONLY, False), (os.O_WRONLY, True), (os.O_RDWR, True), (os.O_CREAT, True)],
)
def test_older_call_opens_for_reading_alone(
    flags: int, is_refused: bool, tmp_path: Path, confined: Child, free: Child
) -> None:
    (tmp_path / "here").write_text("")
    path = str(tmp_path / "here").encode()
    opening = f"ctypes.CDLL(None).syscall(2, {path!r}, {flags}, 0o600)"
    assert (ask(confined, opening) == "-1") is is_refused
    assert ask(free, opening) != "-1"


def test_confined_child_still_reads_files_and_imports(tmp_path: Path, confined: Child) -> None:
    (tmp_path / "read").write_text("そのまま", encoding="utf-8")
    reading = f"open({str(tmp_path / 'read')!r}, encoding='utf-8').read()"
    assert ask(confined, reading) == "'そのまま'"
    assert ask(confined, "__import__('openpyxl').__name__") == "'openpyxl'"


def test_confined_child_is_told_nothing_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("A_SECRET", "x")
    with run_child(is_confined=True) as confined, run_child(is_confined=False) as free:
        assert ask(confined, "os.environ.get('A_SECRET')") == "None"
        assert ask(free, "os.environ.get('A_SECRET')") == "'x'"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_confined_child_may_write_and_start_nothing_by_its_limits(confined: Child) -> None:
    for limit in ("FSIZE", "NPROC"):
        assert ask(confined, f"resource.getrlimit(resource.RLIMIT_{limit})") == "(0, 0)"


@LINUX
def test_confined_child_gains_no_rights(confined: Child, free: Child) -> None:
    asked = "'NoNewPrivs:\\t1' in open('/proc/self/status').read()"
    assert ask(confined, asked) == "True"
    assert ask(free, asked) == "False"


def test_slow_request_holds_up_nobody_while_another_child_is_idle(tmp_path: Path) -> None:
    limits = Limits(answer_seconds=60.0)
    waits = f"[time.sleep(0.01) for _ in iter(lambda: os.path.exists({str(tmp_path / 'go')!r}), 1)]"
    pool = Pool(lambda: Child(("-c", SERVING.format(limits=limits)), limits), 2)

    def wait() -> None:
        with pool.lend() as child:
            ask(child, waits)

    slow = threading.Thread(target=wait)
    slow.start()
    with pool.lend() as child:
        assert ask(child, "1 + 1") == "2"  # the slow one still waits for the line below
        (tmp_path / "go").write_text("")
    slow.join()
    pool.close()


def test_pool_of_one_is_used_one_after_the_other() -> None:
    pool = Pool(lambda: Child(("-c", "pass"), Limits(answer_seconds=1.0)), 1)
    with pool.lend():
        second = threading.Thread(target=lambda: pool.lend().__enter__(), daemon=True)
        second.start()
        second.join(timeout=0.2)
        assert second.is_alive()
    second.join(timeout=30)
    assert not second.is_alive()
