"""Many blank forms at once, asked of a child process: they take seconds, and viewers come first."""

import json
from collections.abc import Sequence
from contextlib import closing

from store.child.limits import Limits
from store.child.process import Child

LIMITS = Limits(answer_seconds=120.0, niceness=5)
#: A layout, a forum and a fiscal year.
Wanted = tuple[str, str, int]


def build_forms(wanted: Sequence[Wanted]) -> dict[Wanted, bytes]:
    """The forms as xlsx. Raises ChildError."""
    with closing(Child(("-m", "loaders.returning.forms.forms_process"), LIMITS)) as child:
        forms: list[bytes] = child.ask(json.dumps(wanted).encode(), list)
    return dict(zip(wanted, forms, strict=True))
