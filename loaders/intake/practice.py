"""The practice data set: invented workbooks, loaded into a store of their own."""

from collections.abc import Sequence
from pathlib import Path

from loaders.intake.handling import Handling
from loaders.intake.load import load_files
from loaders.values.dates.fiscal_years import parse_fiscal_year
from store.actor import run_as
from store.batches import list_batches
from store.database import Database, is_practice_root
from store.disk.archive import compute_sha256

PRACTICE_FOLDER = Path(__file__).parents[2] / "data" / "practice"

#: Who stands in the history for what is loaded by itself.
PRACTICE_LOADER = "演習データ（架空）"


def ensure_practice_loaded(database: Database, folder: Path = PRACTICE_FOLDER) -> int:
    """Load the practice workbooks that the store has never held; returns the batches.

    What was interrupted is taken up again; what somebody has undone stays undone. Raises
    ValueError for a store that is not the practice store: real and invented never mix.
    """
    if not is_practice_root(database.root):
        raise ValueError(f"{database.root} is not the practice store")
    known = {batch.entry.sha256 for batch in list_batches(database)}
    paths = [path for path in list_workbooks(folder) if _hash(path) not in known]
    loaded = list(load_files(database, paths, Handling(), run_as(PRACTICE_LOADER))) if paths else []
    return sum(1 for each in loaded if each.batch is not None)


def list_workbooks(folder: Path = PRACTICE_FOLDER) -> Sequence[Path]:
    """The practice workbooks, the earliest fiscal year first, as they would have come in."""
    found = folder.glob("*.xlsx")
    return sorted(found, key=lambda path: (parse_fiscal_year(path.name) or 0, path.name))


def _hash(path: Path) -> str:
    return compute_sha256(path.read_bytes())
