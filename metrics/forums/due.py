"""What each forum owes of a year, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.forums.submissions import OTHERS


@dataclass(frozen=True, slots=True)
class Due:
    """`texts`: what is owed, a line a sheet; `due_on`: None where no day was named."""

    forum: str
    name: str
    texts: tuple[str, ...]
    due_on: date | None


def list_due(submissions: pd.DataFrame, deadlines: Mapping[str, date]) -> list[Due]:
    """Every forum that owes anything, in the frame's order; `submissions`: read_submissions."""
    owing = submissions[(submissions["owed_text"] != "") & (submissions["forum_kind"] != OTHERS)]
    due = []
    for forum in dict.fromkeys(owing["forum"]):
        rows = owing[owing["forum"] == forum]
        name, texts = rows["forum_name"].iloc[0], tuple(rows["owed_text"])
        due.append(Due(forum, name, texts, deadlines.get(forum)))
    return due
