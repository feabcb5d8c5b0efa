"""Hostile and broken files: a clear problem or a right read, and this process lives on."""

import io
import random
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.opening import limits
from loaders.opening.safe_open import WorkbookReader
from store.child.process import Child
from tests.samples import hostile
from tests.store.killing import kill_and_wait

MUTANTS_A_FORMAT = 600
ROOT = Path(__file__).parents[2]


def reads_well(reader: WorkbookReader) -> bool:
    grids = reader.read(hostile.good_xlsx(), "次.xlsx").grids
    return [grid.value(2, 1) for grid in grids] == ["橋梁 1 & 橋"]


@pytest.mark.parametrize("build", hostile.REFUSED, ids=lambda build: build.__name__)
def test_hostile_file_becomes_one_clear_problem(
    reader: WorkbookReader, build: Callable[[], bytes]
) -> None:
    workbook = reader.read(build(), "届いた.xlsx")
    assert [problem.code for problem in workbook.problems] == [hostile.REFUSED[build]]
    assert not workbook.readable
    assert not workbook.grids
    problem = workbook.problems[0]
    assert problem.file == "届いた.xlsx"
    assert problem.found
    assert problem.expected.endswith("ください")
    assert reads_well(reader)


@pytest.mark.parametrize("build", hostile.HARMLESS, ids=lambda build: build.__name__)
def test_formatted_emptiness_reads_as_its_few_values(
    reader: WorkbookReader, build: Callable[[], bytes]
) -> None:
    workbook = reader.read(build())
    assert not workbook.problems
    assert [len(grid.rows) for grid in workbook.grids] == [1]


def test_stray_cell_is_named_with_its_sheet(reader: WorkbookReader) -> None:
    problem = reader.read(hostile.far_corner()).problems[0]
    assert (problem.sheet, problem.cell) == ("報告", "XFD1048576")
    assert "削除" in problem.expected


def test_file_above_the_size_limit_is_not_sent_on(reader: WorkbookReader, tmp_path: Path) -> None:
    big = tmp_path / "大きい.xlsx"
    big.write_bytes(b"PK\x03\x04" + bytes(limits.FILE_BYTES))
    assert reader.read(big).problems[0].code == "limit_exceeded"


def test_missing_file_and_folder_are_problems(reader: WorkbookReader, tmp_path: Path) -> None:
    for path in (tmp_path / "ない.xlsx", tmp_path):
        assert reader.read(path).problems[0].code == "unreadable_file"


#: Says that it has started, hears the length of a request, and then …
READY = (
    "import sys; sys.stdout.buffer.write(b'\\0' * 7 + b'\\1.'); sys.stdout.flush();"
    " sys.stdin.buffer.read(8); "
)
CHILDREN = {
    "aborts": ("import os; os.abort()", "limit_exceeded"),
    "exits": ("raise SystemExit(3)", "unreadable_file"),
    "hangs": ("import time; time.sleep(60)", "limit_exceeded"),
    "writes_nonsense": (
        "sys.stdout.buffer.write(b'\\0' * 7 + b'\\x0a' + b'+not json!');"
        "sys.stdout.flush(); import time; time.sleep(60)",
        "unreadable_file",
    ),
    "sends_rows_without_a_sheet": (
        "sys.stdout.buffer.write(b'\\0' * 7 + b'\\x0d' + b'+[\"rows\", []]');"
        "sys.stdout.flush(); import time; time.sleep(60)",
        "unreadable_file",
    ),
}


@pytest.mark.parametrize("name", CHILDREN)
def test_child_that_misbehaves_is_one_clear_problem(name: str) -> None:
    code, expected = CHILDREN[name]
    child = Child(("-c", READY + code), replace(limits.CHILD, answer_seconds=2.5))
    with WorkbookReader(lambda: child) as reader:
        workbook = reader.read(hostile.good_xlsx(), "報告.xlsx")
    assert [problem.code for problem in workbook.problems] == [expected]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to kill with")
def test_child_killed_between_files_is_started_anew() -> None:
    child = Child(("-m", "loaders.opening.reader_process"), limits.CHILD)
    with WorkbookReader(lambda: child) as reader:
        assert reads_well(reader)
        first = child.process_id
        assert first is not None
        kill_and_wait(first)
        assert reads_well(reader)
        assert child.process_id != first


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to four of: flip a byte, cut the end, double, drop or zero a block."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place, length = chance.randrange(len(changed) or 1), chance.randint(1, 64)
        block = changed[place : place + length]
        match chance.randrange(6):
            case 0 | 1:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case 2:
                del changed[place + length * 8 :]
            case 3:
                changed[place:place] = block * chance.randint(1, 4)
            case 4:
                changed[place : place + length] = b""
            case 5:
                changed[place : place + length] = bytes(len(block))
    return bytes(changed)


def mutate_inside(data: bytes, chance: random.Random) -> bytes:
    """Mutate one inflated part and zip it again, so that the parsers see the damage."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(parts))
    return hostile.zip_parts(parts | {name: mutate(parts[name], chance)})


@pytest.mark.parametrize("kind", hostile.GOOD)
def test_every_mutant_reads_or_is_one_problem(kind: str, reader: WorkbookReader) -> None:
    chance = random.Random(f"mutants of {kind}")  # noqa: S311 (the same mutants each time)
    good = hostile.GOOD[kind]()
    for number in range(MUTANTS_A_FORMAT):
        inside = kind != "xls" and number % 3
        mutant = mutate_inside(good, chance) if inside else mutate(good, chance)
        workbook = reader.read(mutant, f"{number}.{kind}")
        assert bool(workbook.grids) != bool(workbook.problems)
        assert len(workbook.problems) <= 1
    assert reads_well(reader)


def test_nothing_of_a_workbook_is_executed_fetched_or_written(tmp_path: Path) -> None:
    files = write_tempting_files(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WATCH), *map(str, files)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["watching", "1 sheet", "1 sheet", "refused", "1 sheet"]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


#: reads each file once unwatched, for the imports, then again under an audit hook
WATCH = """
    import sys
    from pathlib import Path
    from loaders.opening.book_reading import read_grids
    from loaders.opening.refusals import RefusalError

    def read(data):
        try:
            return f"{len(list(read_grids(data)))} sheet"
        except RefusalError:
            return "refused"

    def note(event, arguments):
        if event == "open" or event.partition(".")[0] in FORBIDDEN:
            print("did", event, arguments)

    FORBIDDEN = {"socket", "subprocess", "os", "shutil", "tempfile", "ctypes", "urllib", "exec"}
    files = [Path(name).read_bytes() for name in sys.argv[1:]]
    for data in files:
        read(data)
    sys.addaudithook(note)
    print("watching")
    for data in files:
        print(read(data))
"""


def write_tempting_files(folder: Path) -> list[Path]:
    """A macro book, one with external links and a DDE formula, one with an entity, an xls."""
    parts = hostile.build_parts(
        hostile.build_sheet(
            '<row r="1"><c r="A1" t="str"><f>cmd|\' /C calc\'!A0</f><v>1</v></c>'
            '<c r="B1" t="str"><f>WEBSERVICE("http://localhost:9/")</f><v>2</v></c></row>'
        )
    )
    linked = parts | {
        "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>",
            b'<Relationship Id="rId9" TargetMode="External" Target="http://localhost:9/x" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            b'externalLink"/></Relationships>',
        )
    }
    contents = {
        "macro.xlsm": hostile.zip_parts(parts | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}),
        "linked.xlsx": hostile.zip_parts(linked | {"../../evil.txt": b"out of the folder"}),
        "entity.xlsx": hostile.external_entity(),
        "old.xls": hostile.good_xls(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]
