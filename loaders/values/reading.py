"""What one cell was understood as: the value, or why there is none.

Coercion returns a `Reading` and knows no cell; whoever holds the cell turns a reading
with a `code` into a `Problem`.
"""

from typing import Any, Literal, NamedTuple

#: Four things that must never run together (DESIGN.md §2, rule 1). A zero is "reported".
State = Literal["reported", "blank", "undecided", "not_applicable"]


class Reading(NamedTuple):
    """`value` is None unless `state` is "reported"; `code` names a problem, if any.

    A warning may stand beside a value (a renamed government); an error never does.
    `expected` says, for the sender, what would have been understood.
    """

    value: Any = None
    state: State = "reported"
    code: str | None = None
    expected: str = ""


BLANK = Reading(state="blank")
UNDECIDED = Reading(state="undecided")
NOT_APPLICABLE = Reading(state="not_applicable")
