"""A child process: asked again and again, bounded, replaced after a death, never believed."""

import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from store.child.frames import END, PART, read_frame, write_frame
from store.child.limits import Limits
from store.child.process import Child, ChildError
from tests.store.killing import kill_and_wait

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds the clock alone")
LIMITS = Limits(answer_seconds=30.0)
MEBIBYTE = 1 << 20

#: Serves `answer`, which each test writes; {limits} are the child's own.
SERVING = """
import os, signal, sys, time
from store.child.limits import Limits
from store.child.serving import serve

def answer(request):
    {answer}

def start():
    {start}
    return answer

serve(start, lambda error: (type(error).__name__, {{"said": str(error)}}), {limits!r})
"""


@contextmanager
def run_child(
    answer: str = "yield request", start: str = "pass", limits: Limits = LIMITS
) -> Iterator[Child]:
    script = SERVING.format(answer=answer, start=start, limits=limits)
    child = Child(("-c", script), limits)
    try:
        yield child
    finally:
        child.close()


def ask(child: Child, request: bytes = b"x") -> bytes:
    return child.ask(request, b"".join)


def refusal(child: Child, request: bytes = b"x") -> tuple[str, dict[str, object]]:
    with pytest.raises(ChildError) as caught:
        ask(child, request)
    return caught.value.reason, caught.value.details


def test_one_child_answers_many_requests_in_parts() -> None:
    with run_child("yield request; yield b''; yield request.upper()") as child:
        assert child.ask(b"a", list) == [b"a", b"", b"A"]
        first = child.process_id
        assert child.ask(b"", list) == [b"", b"", b""]
        assert child.process_id == first


def test_what_a_child_prints_is_nobodys_to_read(capfd: pytest.CaptureFixture[str]) -> None:
    """It might be words of a workbook, and the server's standard error is its log."""
    with run_child(
        "print('佐藤'); print('佐藤', file=sys.stderr, flush=True); yield b'ok'"
    ) as child:
        assert ask(child) == b"ok"
    assert capfd.readouterr() == ("", "")


def test_threads_get_each_their_own_answer() -> None:
    found: dict[bytes, bytes] = {}

    def put(request: bytes) -> None:
        found[request] = ask(child, request)

    with run_child("time.sleep(0.01); yield request * 3") as child:
        threads = [threading.Thread(target=put, args=(b"%d" % n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {b"%d" % n: b"%d" % n * 3 for n in range(8)}


def test_what_goes_wrong_with_one_request_is_told_and_the_next_is_answered() -> None:
    with run_child("yield b'begun'; yield b'%d' % (1 // int(request))") as child:
        assert ask(child, b"1") == b"begun1"
        first = child.process_id
        reason, details = refusal(child, b"0")
        assert (reason, "by zero" in str(details["said"])) == ("ZeroDivisionError", True)
        assert ask(child, b"1") == b"begun1"
        assert child.process_id == first


def test_child_that_can_not_start_says_why_each_time() -> None:
    with run_child(start="raise ValueError('no fonts')") as child:
        for _ in range(2):
            assert refusal(child) == ("ValueError", {"said": "no fonts"})
        with pytest.raises(ChildError):
            child.wait_until_started()


def test_python_that_can_not_be_run_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "no-such-python")
    with run_child() as child:
        assert refusal(child) == ("crashed", {})


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("sys.exit(3)", "crashed"),
        ("yield request; os._exit(0)", "crashed"),
        pytest.param("os.kill(os.getpid(), signal.SIGKILL)", "memory", marks=POSIX),
        pytest.param("os.abort()", "memory", marks=POSIX),
        pytest.param("os.kill(os.getpid(), signal.SIGXCPU)", "time", marks=POSIX),
        ("yield request; raise MemoryError", "memory"),
    ],
)
def test_death_while_answering_is_named_and_the_next_child_answers(
    answer: str, reason: str
) -> None:
    with run_child(f"if request == b'good': yield b'well'; return\n    {answer}") as child:
        assert ask(child, b"good") == b"well"
        assert refusal(child) == (reason, {})
        assert ask(child, b"good") == b"well"


@POSIX
def test_child_killed_between_two_requests_is_replaced() -> None:
    with run_child() as child:
        ask(child)
        first = child.process_id
        assert first is not None
        kill_and_wait(first)
        assert ask(child) == b"x"
        assert child.process_id != first


def test_late_answer_and_late_start_are_stopped() -> None:
    with run_child("time.sleep(600)", limits=Limits(answer_seconds=0.5)) as child:
        assert refusal(child) == ("time", {})
    with run_child(start="time.sleep(600)", limits=Limits(30.0, start_seconds=0.5)) as child:
        assert refusal(child) == ("time", {})


def test_seconds_that_are_left_bound_a_further_request() -> None:
    with run_child("time.sleep(600)") as child:
        with pytest.raises(ChildError, match="time"):
            child.ask(b"x", list, seconds=0.2)
        with pytest.raises(ChildError, match="time"):
            child.ask(b"x", list, seconds=-1.0)


@POSIX
@pytest.mark.parametrize(("mebibytes", "fits"), [(100, True), (600, False)])
def test_memory_is_bounded(mebibytes: int, fits: bool) -> None:
    limits = Limits(30.0, memory_bytes=512 * MEBIBYTE)
    with run_child(f"yield b'%d' % len(bytes({mebibytes} << 20))", limits=limits) as child:
        if fits:
            assert ask(child) == b"%d" % (mebibytes * MEBIBYTE)
        else:
            assert refusal(child) == ("memory", {})


@POSIX
def test_processor_time_is_bounded_for_each_answer_anew() -> None:
    busy = "until = time.process_time() + float(request)\n    "
    busy += "while time.process_time() < until: pass\n    yield request"
    with run_child(busy, limits=Limits(120.0, processor_seconds=1)) as child:
        ask(child, b"0")
        first = child.process_id
        for _ in range(4):
            assert ask(child, b"0.8") == b"0.8"
        assert child.process_id == first
        assert refusal(child, b"60") == ("time", {})


@POSIX
def test_niceness_is_the_childs_own() -> None:
    with run_child("yield b'%d' % os.nice(0)", limits=Limits(30.0, niceness=3)) as child:
        assert int(ask(child)) == min(os.nice(0) + 3, 19)


@pytest.mark.parametrize(("length", "is_believed"), [(99, True), (100, False)])
def test_frame_beyond_the_limit_is_not_believed(length: int, is_believed: bool) -> None:
    limits = Limits(30.0, frame_bytes=100)
    script = SERVING.format(answer=f"yield b'x' * {length}", start="pass", limits=LIMITS)
    child = Child(("-c", script), limits)
    if is_believed:
        assert len(ask(child)) == length
    else:
        assert refusal(child) == ("crashed", {})
    child.close()


def test_answer_of_megabytes_is_believed_where_nothing_else_is_said() -> None:
    with run_child("yield bytes(int(request))") as child:
        assert len(ask(child, b"%d" % (2 * MEBIBYTE))) == 2 * MEBIBYTE
    assert LIMITS.frame_bytes == 64 * MEBIBYTE


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\0" * 7,
        b"\0" * 7 + b"\x05+abc",
        b"\0" * 7 + b"\x01?",
        b"\0" * 7 + b"\x02-x",
        b"\0" * 7 + b"\x05-[1]\n",
        b"\0\0\1" + b"\0" * 5,
    ],
)
def test_nonsense_is_a_crash(written: bytes) -> None:
    script = f"import sys; sys.stdout.buffer.write({written!r})"
    child = Child(("-c", script), LIMITS)
    assert refusal(child) == ("crashed", {})


def test_parts_that_nobody_takes_are_nonsense() -> None:
    with run_child("yield request; yield request") as child, pytest.raises(ChildError):
        child.ask(b"x", next)


@pytest.mark.parametrize(("limit", "found"), [(5, b"+abcd"), (4, None)])
def test_frame_comes_back_up_to_the_limit(limit: int, found: bytes | None) -> None:
    pipe = io.BytesIO()
    write_frame(pipe, b"abcd", PART)
    write_frame(pipe, b"", END)
    pipe.seek(0)
    assert read_frame(pipe, limit) == found


def test_half_a_frame_is_none() -> None:
    pipe = io.BytesIO()
    write_frame(pipe, b"abcd")
    for length in range(len(pipe.getvalue())):
        assert read_frame(io.BytesIO(pipe.getvalue()[:length]), 100) is None


class LeftPage(BaseException):
    """As what Streamlit ends a run of a page with."""


def fail_with(error: BaseException) -> Any:
    def fail(*_: object) -> Any:
        raise error

    return fail


@pytest.mark.parametrize(
    "error", [AttributeError("x"), OverflowError(), RecursionError(), LeftPage()]
)
@pytest.mark.parametrize("where", ["collect", "hear"])
def test_whoever_fails_while_an_answer_comes_leaves_nothing_of_it_to_the_next(
    error: BaseException, where: str
) -> None:
    telling = "tell_parent(b'half'); yield b'of ' + request; yield b'the rest'"
    with run_child(f"from store.child.serving import tell_parent; {telling}") as child:
        fail = fail_with(error)
        collect, hear = (fail, bytes) if where == "collect" else (b"".join, fail)
        with pytest.raises((ChildError, LeftPage)):
            child.ask(b"A", collect, hear=hear)
        for person in (b"B", b"C"):
            assert ask(child, person) == b"of " + person + b"the rest"


def test_what_a_child_says_after_its_answer_is_nobodys() -> None:
    forging = """import store.child.serving as s
    old = s._end_answer
    def end(pipe, reason, number=b''):
        old(pipe, reason, number)
        if number:
            s.write_frame(pipe, b'forged', s.PART)
            old(pipe, reason, number)
    s._end_answer = end"""
    with run_child(start=forging) as child:
        answers = []
        for person in (b"A", b"B", b"C", b"D"):
            with suppress(ChildError):
                answers.append((person, ask(child, person)))
        assert answers
        assert all(person == answer for person, answer in answers)
