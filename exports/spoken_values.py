"""A figure's numbers as sentences: for speaker notes, and for those who can't see its chart."""

from collections.abc import Iterator

from exports.pictures.text_fit import clean_text
from views.model.figure import Figure
from words import Words, terms

WORDS = Words(
    ja={
        "spoken": "{title}（{topic}）。{values}",
        "more": "ほか{count}行",
    }
)
#: A chart's alternative text says so many rows; nobody listens to more of them in a row.
MOST_ROWS = 20


def list_values(figure: Figure) -> Iterator[str]:
    """One text a row of the table: its first column names the row, the others follow under their
    titles."""
    table = figure.table
    for name, *texts in table.rows:
        pairs = zip(table.titles[1:], texts, strict=True)
        facts = "、".join(f"{title} {text}" for title, text in pairs if text)
        yield f"{name}: {facts}" if facts else name


def speak_figure(figure: Figure) -> str:
    """The alternative text of a figure's chart: its finding and its values."""
    said = list(list_values(figure)) or [terms.STATES["blank"]]
    more = [WORDS["more"].format(count=len(said) - MOST_ROWS)] if len(said) > MOST_ROWS else []
    values = "／".join([*said[:MOST_ROWS], *more])
    spoken = WORDS["spoken"].format(title=figure.title, topic=figure.topic, values=values)
    return clean_text(spoken).replace("\n", " ")
