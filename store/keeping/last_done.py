"""When a store was last backed up and last verified: a mark beside it, for who watches over it."""

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from store.disk.files import write_file

Care = Literal["backup", "verify"]


@dataclass(frozen=True, slots=True)
class Done:
    """Seconds since 1970, and a sentence for each thing found that is not as it was written."""

    at: float
    found: tuple[str, ...]


def note_done(root: Path, care: Care, found: Sequence[str] = ()) -> None:
    """Leave the mark; a disk that refuses it takes nothing from what was done."""
    with suppress(OSError):
        mark = Done(time.time(), tuple(found))
        write_file(_name(root, care), json.dumps(asdict(mark), ensure_ascii=False).encode())


def read_done(root: Path, care: Care) -> Done | None:
    """None where it was never done, or the mark can't be read."""
    try:
        mark = json.loads(_name(root, care).read_bytes())
        return Done(float(mark["at"]), tuple(map(str, mark["found"])))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _name(root: Path, care: Care) -> Path:
    return root / f"last_{care}.json"
