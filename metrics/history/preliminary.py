"""How much of a figure is 確定 and how much 速報, where a deployment tells them apart."""

from datetime import datetime

from metrics.history.impact import FigureChange, compare_figures
from metrics.tracing.trace import list_figures
from store.database import Database
from store.release import ConfirmedStore
from words import Words
from words.figures import render_value

WORDS = Words(
    ja={
        "more": "確定 {confirmed} ＋ 速報 {preliminary}",
        "first": "速報 {both}（確定は未報告）",
        "other": "確定 {confirmed}・速報を含めると {both}",
        "named": "{name}（{basis}）: {text}",
    }
)


def read_apart(database: Database, as_of: datetime | None = None) -> dict[str, FigureChange]:
    """By their codes the figures that are other with 速報 than without: from 確定 alone to both."""
    confirmed = list_figures(ConfirmedStore(database), as_of)
    changes = compare_figures(confirmed, list_figures(database, as_of))
    return {change.code: change for change in changes}


def name_apart(change: FigureChange) -> str:
    return WORDS["named"].format(name=change.name, basis=change.basis, text=render_apart(change))


def render_apart(change: FigureChange) -> str:
    """「確定 119件 ＋ 速報 14件」; a share, and what 速報 makes less, stand side by side."""
    confirmed, both, unit = change.before, change.after, change.unit
    if confirmed is None:
        return WORDS["first"].format(both=render_value(both, unit))
    if both is None or both < confirmed or unit == "%":
        shown = {"confirmed": render_value(confirmed, unit), "both": render_value(both, unit)}
        return WORDS["other"].format(**shown)
    added = render_value(both - confirmed, unit)
    return WORDS["more"].format(confirmed=render_value(confirmed, unit), preliminary=added)
