"""Open any workbook without trusting it: the parsing happens in a limited child process.

    with WorkbookReader() as reader:
        workbook = reader.read(Path("報告.xlsx"))

`read` never raises for a bad file: what it could not read is one problem that says what
to do. The child serves file after file and is started anew after it died.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from loaders.checking.problems import Problem
from loaders.grid import Grid, Value
from loaders.opening import grid_transport, limits
from loaders.opening.file_kind import find_kind
from loaders.opening.refusals import RefusalError, build_problem
from store.child.pool import Pool
from store.child.process import Child, ChildError
from store.events import tell

#: A child that is at rest answers within so many seconds, also on a busy machine.
PROOF_SECONDS = 10.0


@dataclass
class Workbook:
    """A workbook's worksheets, or the one problem why there are none.

    `sha256` is of the bytes as sent ("" where the file could not be opened at all).
    """

    name: str
    sha256: str = ""
    grids: list[Grid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        return not self.problems

    def find_grid(self, sheet: str) -> Grid:
        """A worksheet by name; raises KeyError."""
        for grid in self.grids:
            if grid.sheet == sheet:
                return grid
        raise KeyError(f"{self.name} has no sheet {sheet!r}")


def make_reader() -> Child:
    return Child(("-m", "loaders.opening.reader_process"), limits.CHILD)


class WorkbookReader:
    """Child processes, reused over files. Safe to share between threads: `count` at a time."""

    def __init__(self, make: Callable[[], Child] = make_reader, count: int = 1) -> None:
        self._children = Pool(make, count)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children; a later `read` starts another."""
        self._children.close()

    def start(self) -> None:
        """Start a child ahead of the first file, so that its start-up costs no wait."""
        self._children.start()

    @property
    def waiting_count(self) -> int:
        """How many files wait for a child."""
        return self._children.waiting_count

    def is_answering(self) -> bool:
        """Whether a child answers, be it that nothing is no workbook; those at work do, within
        their limits."""
        with self._children.lend_idle() as child:
            try:
                if child is not None:
                    child.ask(b"1", collect_grids, PROOF_SECONDS)
            except ChildError as refused:
                return refused.reason not in ("crashed", "memory", "time")
        return True

    def read(self, source: Path | bytes, name: str | None = None) -> Workbook:
        """The workbook of a file or of uploaded bytes; `name` is what problems call it."""
        if name is None:
            name = source.name if isinstance(source, Path) else ""
        began = time.monotonic()
        workbook = self._read(source, name)
        outcome = workbook.problems[0].code if workbook.problems else "read"
        seconds = round(time.monotonic() - began, 3)
        tell("workbook", sha256=workbook.sha256[:12], outcome=outcome, seconds=seconds)
        return workbook

    def _read(self, source: Path | bytes, name: str) -> Workbook:
        workbook = Workbook(name)
        try:
            data = source if isinstance(source, bytes) else read_capped(source)
            workbook.sha256 = hashlib.sha256(data).hexdigest()
            check_size(len(data))
            find_kind(data)
            workbook.grids = self._ask_child(data)
        except RefusalError as refused:
            workbook.problems = [build_problem(refused.reason, name, refused.details)]
        except ChildError as refused:
            workbook.problems = [build_problem(refused.reason, name, _describe(refused))]
        return workbook

    def _ask_child(self, data: bytes) -> list[Grid]:
        """Two readings; when that brings the child down, ours alone in a new child."""
        with self._children.lend() as child:
            expires = time.monotonic() + limits.CHILD.answer_seconds
            try:
                return child.ask(b"2" + data, collect_grids)
            except ChildError as refused:
                if refused.reason not in ("crashed", "memory"):
                    raise
            return child.ask(b"1" + data, collect_grids, expires - time.monotonic())


def _describe(refused: ChildError) -> dict[str, Any]:
    """What fills the sentence's placeholders: the child's own words, or the time it had."""
    if refused.reason == "time":
        return {"limit": round(limits.CHILD.answer_seconds)}
    return refused.details


def collect_grids(parts: Iterable[bytes]) -> list[Grid]:
    """The child's answer to one file. Raises ValueError when it is more than there can be."""
    grids: list[Grid] = []
    values: list[Value] = []
    for kind, said, numbers in map(grid_transport.load_message, parts):
        if kind == "sheet":
            grids.append(grid_transport.load_head(said))
            values = []
        else:
            new, lengths = said
            values += new
            grids[-1].rows += grid_transport.load_rows(values, lengths, numbers)
        if len(grids) > limits.SHEETS or len(grids[-1].rows) > limits.EXCEL_ROWS:
            raise ValueError("more than the child may answer")
    return grids


def read_capped(path: Path) -> bytes:
    """A file's bytes, one more than the limit at most. Raises RefusalError("missing")."""
    try:
        with path.open("rb") as file:
            return file.read(limits.FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RefusalError("missing") from error


def check_size(size: int) -> None:
    if size > limits.FILE_BYTES:
        raise RefusalError("file_size", limit=limits.FILE_BYTES // limits.MEBIBYTE)
