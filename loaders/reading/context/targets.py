"""What titles over figures make of them: targets (KPI目標 over 数値), or sums of several years."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.checking.problems import Problem
from loaders.reading.headers.header_match import Header
from loaders.values.text import LONGEST_WORD, normalise
from loaders.values.vocabulary import get_words


def read_as_targets(header: Header, texts: Iterable[str]) -> None:
    """Let a figure's column under a title that says neither answer the target, where the nearest
    of the texts above the table that speaks of targets or results speaks of targets alone."""
    value = header.find("value")
    if not header.layout.has("target") or value is None or header.find("target"):
        return
    if _says(value.title, "results") or not _speak_of_targets(texts):
        return
    target = replace(value, field=header.layout.field("target"))
    header.columns = [target if each is value else each for each in header.columns]


def doubt_sums_of_years(header: Header, sheet: str, texts: Iterable[str]) -> Iterator[Problem]:
    """A year's results under a title that calls them 累計: one problem at their column."""
    value = header.find("value")
    if value is None or value.field.type != "measure":
        return
    for text in (value.title, *texts):
        if len(text) <= LONGEST_WORD and _says(text, "sums_of_years"):
            said = text.strip(), value.field.title
            yield Problem("uncertain_column", "", sheet, value.cell, value.title, *said)
            return


def _speak_of_targets(texts: Iterable[str]) -> bool:
    for text in texts:
        if len(text) <= LONGEST_WORD and (_says(text, "targets") or _says(text, "results")):
            return not _says(text, "results")
    return False


def _says(text: str, words: str) -> bool:
    plain = normalise(text)
    return any(word in plain for word in get_words("measures", words))
