"""What a deck's second page says: each item with its finding, those without figures too.

A figure that can show nothing but its title has its line here instead of an empty slide.
"""

from collections.abc import Sequence
from math import ceil

import pandas as pd

from views.model.figure import Column, Figure
from words import Words

WORDS = Words(
    ja={
        "topic": "議題",
        "title": "議題と要点",
        "title_silent": "議題と要点（{count}件はまだ示す数値がない）",
        "continued": "{title}（続き）",
        "item": "議題",
        "finding": "要点",
    }
)
#: Lines that one slide holds in readable type.
MOST_LINES = 12


def list_contents(figures: Sequence[Figure]) -> list[Figure]:
    """The items but for forms as tables, as even as they get; one shown in parts has one line."""
    told = [figure for figure in figures if not figure.form]
    items = dict.fromkeys(figure.part_of or (figure.topic, figure.title) for figure in told)
    rows = [
        {"number": str(number), "item": item, "finding": finding}
        for number, (item, finding) in enumerate(items, 1)
    ]
    columns = {"number": Column(""), **{name: Column(WORDS[name]) for name in ("item", "finding")}}
    silent = sum(figure.is_silent for figure in told)
    title = WORDS["title_silent"].format(count=silent) if silent else WORDS["title"]
    pages = ceil(len(rows) / MOST_LINES)
    size = ceil(len(rows) / pages)
    return [
        Figure(
            key=f"contents-{number}" if number > 1 else "contents",
            title=WORDS["continued"].format(title=title) if number > 1 else title,
            topic=WORDS["topic"],
            frame=pd.DataFrame(rows[(number - 1) * size : number * size]),
            columns=columns,
            as_of=told[0].as_of,
            is_practice=told[0].is_practice,
        )
        for number in range(1, pages + 1)
    ]
