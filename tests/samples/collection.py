"""Find every hand-made sample: each function ok… or ng… of each module of this folder."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.samples.sample import Sample

#: modules that make samples rather than being one
MACHINERY = {
    *("sample", "ledger", "compare", "example", "collection", "score", "patch", "hostile"),
}


def list_samples() -> Iterator[tuple[str, Callable[[], Sample]]]:
    """("merged_downward.ok", its function) for every hand-made sample, by name."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem in MACHINERY or path.stem.startswith("clerk"):
            continue
        module = importlib.import_module(f"tests.samples.{path.stem}")
        for name, function in vars(module).items():
            if name.startswith(("ok", "ng")) and inspect.isfunction(function):
                yield f"{path.stem}.{name}", function
