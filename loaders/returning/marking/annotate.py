"""The sender's own workbook back, marked: asked of a child process, as its bytes are not ours.

A child that dies or is late over a crafted file gets a second, plainer order; the last one
is the list of problems alone, which opens nothing of the file.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from loaders.checking.problems import LEVELS, Problem
from loaders.grid import Position
from loaders.opening import limits
from loaders.returning.remedies import Mended
from store.child.pool import Pool
from store.child.process import Child, ChildError
from store.child.work import count_workers

#: The child's orders, from the best answer to the one that is always there (`mark_book`).
READINGS = (2, 1, 0)


def make_marker() -> Child:
    return Child(("-m", "loaders.returning.marking.marking_process"), limits.MARKING)


#: So many are marked at a time, each by a process of its own.
MARKERS = Pool(make_marker, count_workers())


def annotate(
    content: bytes,
    name: str,
    problems: Sequence[Problem | Mapping[str, Any]],
    unread: Mapping[str, Collection[Position]] = MappingProxyType({}),
    mended: Sequence[Mended] = (),
) -> bytes:
    """The workbook `content` (called `name`), marked. Never raises for a bad file.

    `problems` are the reader's, or the contract's JSON objects with their "sheet" added
    (`remedies.collect_problems` makes Problems of a whole answer); `unread` is what no
    account has an entry for (`FileResult.list_unread`); `mended` what was mended on screen, which
    is written into its cells.
    """
    order = {
        "name": name,
        "problems": [_dump_problem(each) for each in problems],
        "mended": [asdict(each) for each in mended],
        "unread": {sheet: sorted(places) for sheet, places in unread.items()},
    }
    with MARKERS.lend() as child:
        for readings in READINGS:
            head = json.dumps({**order, "readings": readings}).encode()
            try:
                return child.ask(head + b"\n" + content * bool(readings), b"".join)
            except ChildError:
                if not readings:
                    raise
    raise AssertionError("the last order is answered or raised")


def _dump_problem(each: Problem | Mapping[str, Any]) -> dict[str, Any]:
    """What `Problem` is made of, but for the file's name."""
    parts = each.to_json() if isinstance(each, Problem) else each
    texts = {key: str(parts.get(key) or "") for key in ("cell", "title", "found", "expected")}
    sheet = each.sheet if isinstance(each, Problem) else str(each.get("sheet") or "")
    level = LEVELS[parts["code"]]
    is_turned = parts.get("level", level) != level
    texts["cell"] = texts["cell"].partition(":")[0]
    also = [str(cell) for cell in parts.get("also", ())]
    return {"code": parts["code"], "sheet": sheet, "is_turned": is_turned, "also": also, **texts}
