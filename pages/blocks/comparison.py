"""Parts of ブロック別活動: the ten forums side by side; a click opens the forum's own part."""

import pandas as pd

import widgets
from metrics.forums.plans import read_plans
from metrics.forums.results import lay_out_figures, list_names
from pages.blocks.words import WORDS
from views import events_held_by_forum, figures_by_forum, know_how_by_forum
from widgets import BLOCK, Drill, Run

HELD_COLUMNS = {
    "forum_name": "forum_name",
    "planned_text": "planned_count",
    "held_text": "held_count",
    "cancelled_text": "cancelled_count",
    "postponed_text": "postponed_count",
}
OWED_COLUMNS = {
    "forum_name": "forum_name",
    "owed_text": "owed",
    "type_text": "know_how_type",
    "title": "know_how_title",
    "lesson": "lesson",
    "cell": "cell",
}


def _drill(forums: pd.DataFrame, run: Run) -> Drill:
    ids = dict(zip(forums["forum_name"], forums["forum"], strict=True))
    return Drill(
        *("forum_name", ids, BLOCK, WORDS["drill_forum"]),
        part=WORDS["part_forum"],
        chosen=run.block_text,
    )


def show_held(run: Run) -> None:
    """Events planned against events held."""
    held = widgets.ask_view(events_held_by_forum.VIEW, run)
    held.show(is_main=True, click=_drill(held.frame, run))
    widgets.show_table(held.frame, WORDS.pick(**HELD_COLUMNS))
    widgets.show_sources(run.fetch(read_plans, run.fiscal_year))


def show_figures(run: Run) -> None:
    """The matrix of forums and indicators."""
    figures = widgets.ask_view(figures_by_forum.VIEW, run)
    figures.show(is_main=True, click=_drill(figures.frame, run))
    names = {name: name for name in list_names(figures.frame)}
    widgets.show_table(lay_out_figures(figures.frame), {**WORDS.pick("forum_name"), **names})


def show_know_how(run: Run) -> None:
    """Who has given a case and who owes one."""
    cases = widgets.ask_view(know_how_by_forum.VIEW, run)
    cases.draw(is_main=True)
    widgets.show_rows(cases.frame, WORDS.pick(**OWED_COLUMNS))
    cases.offer_files()
