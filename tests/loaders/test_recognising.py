"""What a worker understands of a workbook is what this process would, and it can say no more."""

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from loaders.check import FileResult
from loaders.intake import recognising
from loaders.intake.handling import Fix, Handling
from loaders.intake.recognising import recognise_beside, recognise_here
from loaders.intake.result_transport import dump_result, load_result
from loaders.intake.submission import make_submission
from loaders.intake.uploads import open_upload, read_as
from loaders.opening.safe_open import Workbook, WorkbookReader
from store.actor import claim
from store.child import work as working
from store.child.pool import WORKS_FOR
from store.child.process import ChildError
from store.child.stop import Stop
from store.child.work import open_workers
from store.errors import ReadingDied, ReadingFailed, ReadingStopped
from tests.loaders.test_samples import make_all
from tests.samples.sample import export_bytes
from tests.store import works
from tests.upload_books import BRIDGE, FAULTY, LESSON, SHEET, build_book, matchings_sheet
from words.store_errors import explain_error

MENDED = Handling(fixes=(Fix(SHEET, "G5", "令和2年12月1日", "佐藤"),))
#: A book of two sheets, whose second one is skipped, mapped, labelled and mended by hand.
HANDLED = Handling(
    2021,
    "shikoku",
    layouts=(("一覧", "matchings"),),
    titles=LESSON,
    skipped=("控え",),
    fixes=(Fix("一覧", "C3", "長寿命化", "佐藤"), Fix("一覧", "Z9", "欄外", "佐藤")),
)


@pytest.fixture(scope="module", autouse=True)
def _one_worker() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(working.VARIABLE, "1")
        open_workers.cache_clear()
        yield
        open_workers().close()
        open_workers.cache_clear()


@pytest.fixture(scope="module")
def faulty(reader: WorkbookReader) -> Workbook:
    return reader.read(FAULTY, "調査票.xlsx")


def list_shared(result: FileResult) -> list[object]:
    """Which objects of a result are the same: layouts, and whose the accounts and grids are."""
    numbers = {id(each): n for n, each in enumerate(result.sheets)}
    places = {id(each): n for n, each in enumerate(result.grids)}
    accounts = {id(each): n for n, each in enumerate(result.accounts)}
    return [
        (
            sheet.layout,
            [each.layout is sheet.layout for each in sheet.records],
            places.get(id(sheet.grid)),
            sheet.account
            and (
                accounts[id(sheet.account)],
                places[id(sheet.account.grid)],
                [numbers[id(each)] for each in sheet.account.results],
            ),
        )
        for sheet in result.sheets
    ]


def assert_same(beside: FileResult, here: FileResult) -> None:
    assert beside.to_json(with_cells=True) == here.to_json(with_cells=True)
    assert list_shared(beside) == list_shared(here)
    for one, other in zip(beside.sheets, here.sheets, strict=True):
        assert one.layout is other.layout
        assert one.records == other.records
        assert [one.problems, one.marks, one.regions] == [
            other.problems,
            other.marks,
            other.regions,
        ]
        assert (one.strangers, one.fiscal_year, one.forum) == (
            other.strangers,
            other.fiscal_year,
            other.forum,
        )
        assert one.grid == other.grid
        assert (one.account and one.account.entered) == (other.account and other.account.entered)


def test_every_sample_comes_back_as_it_was_understood(reader: WorkbookReader) -> None:
    layouts: set[str] = set()
    for book, handling in open_samples(reader):
        result = recognise_here(book, handling)
        assert_same(load_result(dump_result(result), book), result)
        layouts |= {sheet.layout.id for sheet in result.sheets if sheet.layout}
    assert len(layouts) > 5


def open_samples(reader: WorkbookReader) -> Iterator[tuple[Workbook, Handling]]:
    for sample in make_all().values():
        options = sample.options
        book = reader.read(export_bytes(sample.workbook), str(options["file"]))
        if book.readable:
            said = options.get("fiscal_year"), options.get("forum")
            yield replace(book, sha256=""), Handling(*said)


@pytest.mark.parametrize("handling", [MENDED, HANDLED])
def test_workbook_as_handled_is_understood_the_same(
    reader: WorkbookReader, handling: Handling
) -> None:
    rows = matchings_sheet(BRIDGE, extra=["ひとこと"])
    content = FAULTY if handling is MENDED else build_book({"一覧": rows, "控え": rows})
    here = open_upload(reader, content, "調査票.xlsx", handling)
    beside = open_upload(reader, content, "調査票.xlsx", handling, recognise_beside)
    assert_same(beside.result, here.result)
    assert beside.handling == here.handling
    made = [make_submission(each, claim("佐藤")) for each in (beside, here)]
    assert made[0] == made[1]


def test_correction_on_file_is_made_in_the_worker_too(
    faulty: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grid that both sides read is one that neither was sent."""
    from loaders.checking.corrections import Correction

    mend = Correction(faulty.sha256, SHEET, "G5", "令和2年13月", "R2.12.1", "reason", "reporter")
    monkeypatch.setattr("loaders.check.load_corrections", lambda: (mend,))
    here = recognise_here(faulty, Handling())
    assert here.grids[0] is not faulty.grids[0]
    assert_same(load_result(dump_result(here), faulty), here)


# ------------------------------------------------------------------ what a worker keeps


def count_sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the workbooks whose cells are sent to a worker."""
    sent, real = list[str](), working.work

    def watch(*args: Any, lacks: Callable[[], tuple[Any, ...]], **kwargs: Any) -> list[bytes]:
        def send() -> tuple[Any, ...]:
            sent.append(args[2])
            return lacks()

        return real(*args, lacks=send, **kwargs)

    monkeypatch.setattr(recognising, "work", watch)
    return sent


def test_fix_alone_is_sent_to_the_worker_that_has_the_workbook(
    reader: WorkbookReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = count_sent(monkeypatch)
    upload = open_upload(reader, FAULTY, "一冊.xlsx", recognise=recognise_beside)
    again = read_as(upload, MENDED, recognise_beside)
    assert sent == ["一冊.xlsx"]
    assert upload.error_count - again.error_count == 1
    open_workers().close()
    assert read_as(upload, MENDED, recognise_beside).error_count == again.error_count
    assert sent == ["一冊.xlsx", "一冊.xlsx"], "a new worker has nothing"


@pytest.mark.parametrize(("most", "kept"), [(60, ["b", "c"]), (59, ["c"]), (1, ["c"])])
def test_worker_keeps_so_many_cells_and_always_the_last_workbook(
    most: int, kept: list[str], faulty: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = sum(len(row) for grid in faulty.grids for row in grid.rows)
    grids = [replace(faulty.grids[0], rows=[[None] * 30])]
    assert cells > 1
    monkeypatch.setattr(recognising, "_KEPT", type(recognising._KEPT)())
    monkeypatch.setattr(recognising, "MOST_CELLS", most)
    for name in ("a", "b", "c"):
        assert list(recognising.tell_result("0" * 64, name, Handling(), grids))
    known = [n for n in "abc" if list(recognising.tell_result("0" * 64, n, Handling()))]
    assert known == kept


# ------------------------------------------------------------------ what may go wrong


def break_message(parts: list[bytes], number: int, change: Callable[[Any], object]) -> list[bytes]:
    told = msgspec.msgpack.decode(parts[number], strict=False)
    change(told)
    return [*parts[:number], msgspec.msgpack.encode(told), *parts[number + 1 :]]


@pytest.mark.parametrize(
    "harm",
    [
        lambda parts: [pickle.dumps(os.getcwd), *parts[1:]],
        lambda parts: [works.tell_nonsense()],
        lambda parts: [],
        lambda parts: parts[:-1],
        lambda parts: [*parts, parts[-1]],
        lambda parts: [parts[0], b"\x93\x90\x90\x90", *parts[2:]],  # a message of no records
        lambda parts: [parts[0], *reversed(parts[1:])],
        lambda parts: break_message(parts, 0, lambda told: told[3][0].__setitem__(1, "builtins")),
        lambda parts: break_message(parts, 0, lambda told: told[3][0].__setitem__(8, -1)),
        lambda parts: break_message(parts, 0, lambda told: told[3][0].__setitem__(7, 5)),
        lambda parts: break_message(parts, 0, lambda told: told.append(1)),
        lambda parts: break_message(parts, 1, lambda told: told[2][0].__setitem__(0, "row")),
        lambda parts: break_message(parts, 1, lambda told: told[1].__setitem__(0, {"a": 1})),
        lambda parts: break_message(parts, 1, lambda told: told[2][0][3].__setitem__(0, 999)),
        lambda parts: break_message(parts, 1, lambda told: told[2][0][3].__setitem__(0, -1)),
        lambda parts: break_message(parts, 1, lambda told: told[2][0][3].pop()),
        lambda parts: break_message(parts, 1, lambda told: told[2][0].__setitem__(2, 5)),
        lambda parts: break_message(parts, 2, lambda told: told[4].pop()),
        lambda parts: break_message(parts, 2, lambda told: told[5].clear()),
        lambda parts: break_message(parts, 2, lambda told: told.__setitem__(1, [7])),
    ],
)
def test_anything_but_a_reading_of_this_workbook_is_refused(
    harm: Callable[[list[bytes]], list[bytes]], faulty: Workbook
) -> None:
    parts = list(dump_result(recognise_here(faulty, Handling())))
    assert len(parts) == 3
    assert_same(load_result(parts, faulty), recognise_here(faulty, Handling()))
    with pytest.raises(ValueError, match=r"reading|account"):
        load_result(harm(parts), faulty)


def test_nonsense_of_a_worker_is_a_named_error(
    faulty: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising, "tell_result", works.tell_nonsense)
    with pytest.raises(ReadingFailed) as caught:
        recognise_beside(faulty, Handling())
    assert "プログラムの誤り" in explain_error(caught.value)


def test_worker_that_dies_is_told_and_the_next_reading_is_whole(
    faulty: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(recognising, "tell_result", works.die)
        with pytest.raises(ReadingDied) as caught:
            recognise_beside(faulty, Handling())
    assert "残っています" in explain_error(caught.value)
    assert_same(recognise_beside(faulty, MENDED), recognise_here(faulty, MENDED))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills by other means")
def test_worker_that_is_killed_between_two_readings_is_another(faulty: Workbook) -> None:
    recognise_beside(faulty, Handling())
    with open_workers().lend() as child:
        assert child.process_id
        os.kill(child.process_id, signal.SIGKILL)
    with suppress(ReadingFailed):  # unless its end was noticed first
        recognise_beside(faulty, MENDED)
    assert_same(recognise_beside(faulty, MENDED), recognise_here(faulty, MENDED))


def test_reading_under_way_is_stopped_by_who_asked_for_it(
    faulty: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = Stop()
    monkeypatch.setattr(recognising, "tell_result", works.sleep)
    timer = threading.Timer(0.2, stop.ask)
    timer.start()
    with pytest.raises(ReadingStopped):
        recognise_beside(faulty, Handling(), stop)


@pytest.mark.parametrize("reason", [*recognising._FATES, "KeyError"])
def test_each_fate_of_a_reading_has_words_that_say_what_is_left(
    reason: str, faulty: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> list[bytes]:
        raise ChildError(reason, {"at": "check.py:1"})

    monkeypatch.setattr(recognising, "work", refuse)
    with pytest.raises(ReadingFailed) as caught:
        recognise_beside(faulty, Handling())
    assert "残っています" in explain_error(caught.value)
    assert type(caught.value) is recognising._FATES.get(reason, ReadingFailed)


def test_file_that_can_not_be_opened_asks_no_worker(
    reader: WorkbookReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = count_sent(monkeypatch)
    upload = open_upload(reader, b"none", "a.xlsx", recognise=recognise_beside)
    assert (upload.readable, upload.error_count, sent) == (False, 1, [])


def test_workers_read_in_turn_for_people(faulty: Workbook) -> None:
    """Whoever has brought many workbooks lets another's one in between."""
    done: list[str] = []

    def read(person: str) -> None:
        WORKS_FOR.set(person)
        recognise_beside(faulty, Handling())
        done.append(person)

    asked: Sequence[str] = ("many", "many", "many", "one")
    with ThreadPoolExecutor(len(asked)) as threads, open_workers().lend():
        for number, person in enumerate(asked, 1):
            threads.submit(read, person)
            while open_workers().waiting_count < number:
                threading.Event().wait(0.001)
    assert done.index("one") == 1
