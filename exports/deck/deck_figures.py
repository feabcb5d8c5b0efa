"""The figures of an agenda's items, built from the metrics: one builder an item.

Where a view of the screen has the figure, it is the very same (`exports.views`); the
others are built here from what the store knows. Nothing is invented: what nobody has
reported says so, and an item that meetings fill in is an empty form.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

import texts
from charts import event_plans_by_forum
from charts.headlines import find_headline
from exports import views
from exports.views import Context
from metrics.forums.plans import list_events, name_forums, read_block_tiles, read_forums, read_plans
from metrics.forums.submissions import read_submissions
from metrics.history.changes import read_batches_between, read_changes
from metrics.history.data_state import render_japan_time
from metrics.history.meetings import Meeting, find_last_meeting
from metrics.kpi.figures import read_figures, read_stages
from metrics.kpi.reconciliation import read_cards
from metrics.membership import read_block_counts, read_membership
from store.database import Database
from texts import DECK_TEXTS as WORDS
from views.model.figure import Column, Figure, NativeChart, SourceRecord
from words.figures import render_value

#: Lines of the time axis that stay readable on one slide.
MOST_LINES = 12
#: Batches that a slide lists; the others are counted in its last line.
MOST_BATCHES = 7
#: Rows of the empty form for decisions.
FORM_ROWS = 5
DENOMINATOR = "governments"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where an item's figures come from, and what they are narrowed to."""

    database: Database
    context: Context
    as_of: datetime | None = None
    since: datetime | None = None
    #: The ISO day of the meeting that asks; "": the one after all that left a record.
    held_on: str = ""

    @property
    def year(self) -> int:
        return self.context.fiscal_year

    @property
    def wide(self) -> Context:
        """For figures that have no scope: all forums."""
        return replace(self.context, scope="")


def build_kpi_summary(sources: Sources) -> list[Figure]:
    """Every indicator as a table: value, target, gap, status, last and next year."""
    figures = read_figures(sources.database, sources.year, sources.context.scope, sources.as_of)
    attainment = _describe_attainment(figures, sources.context)
    columns = {name: column for name, column in attainment.columns.items() if name != "share"}
    return [
        replace(
            attainment,
            key="kpi_summary",
            topic=WORDS["topic_kpi_summary"],
            title=find_headline(figures),
            columns=columns,
            chart=None,
            native=None,
        )
    ]


def build_kpi_attainment(sources: Sources) -> list[Figure]:
    figures = read_figures(sources.database, sources.year, sources.context.scope, sources.as_of)
    return [_describe_attainment(figures, sources.context)]


def _describe_attainment(figures: pd.DataFrame, context: Context) -> Figure:
    """The view, with a definition for the footer; each indicator's own is in the notes."""
    figure = views.describe_kpi_attainment(figures, context)
    return replace(figure, definition=figure.definition or WORDS["attainment_definition"])


def build_matching_stages(sources: Sources) -> list[Figure]:
    stages = read_stages(sources.database, sources.year, sources.context.scope, sources.as_of)
    return [views.describe_matching_stages(stages, sources.context)]


def build_stage_ladder(sources: Sources) -> list[Figure]:
    """How many cases reached each stage or a later one: the same numbers, added up."""
    stages = read_stages(sources.database, sources.year, sources.context.scope, sources.as_of)
    figure = views.describe_matching_stages(stages, sources.context)
    reached = add_up_stages(stages)
    return [
        replace(
            figure,
            key="stage_ladder",
            topic=WORDS["topic_stage_ladder"],
            title=render_ladder(reached),
            frame=reached,
            columns={
                "name": Column(WORDS["reached_stage"]),
                "reached": Column(WORDS["reached"], "count", texts.CHART_TEXTS["cases"]),
            },
            definition=WORDS["ladder_definition"],
            native=NativeChart("bar", "name", ("reached",)),
            chart=None,
        )
    ]


def add_up_stages(stages: pd.DataFrame) -> pd.DataFrame:
    """Adds `reached`: the stage's cases and those of all later ones; null where one of them
    is not reported."""
    ordered = stages.sort_values("stage_order")
    values = ordered["value"].astype(float)
    reached = values[::-1].cumsum(skipna=False)[::-1]
    return ordered.assign(
        reached=reached.where(values[::-1].isna().cumsum()[::-1] == 0),
        name=_name_reached(list(ordered["name"])),
    )


def _name_reached(names: Sequence[str]) -> list[str]:
    """A stage or any later one; after the last there is none."""
    return [WORDS["at_least"].format(name=name) for name in names[:-1]] + list(names[-1:])


def render_ladder(reached: pd.DataFrame) -> str:
    """How many of all cases went beyond being considered, and how many to the end."""
    values = [None if pd.isna(value) else float(value) for value in reached["reached"]]
    if None in values or not values:
        return WORDS["ladder_missing"]
    unit = texts.CHART_TEXTS["cases"]
    counts = [render_value(value, unit) for value in values]
    return WORDS["ladder_finding"].format(total=counts[0], agreed=counts[1], last=counts[-1])


def build_membership(sources: Sources) -> list[Figure]:
    span = read_membership(sources.database, sources.year, DENOMINATOR, sources.as_of)
    return [views.describe_membership(span, sources.wide)]


def build_governments(sources: Sources) -> list[Figure]:
    counts = read_block_counts(sources.database, sources.year, sources.as_of)
    figure = views.describe_government_counts(counts, sources.wide)
    return [replace(figure, sources=figure.sources or (WORDS["governments_source"],))]


def build_blocks(sources: Sources) -> list[Figure]:
    """The tile map, with the block that plans most in the frame."""
    tiles = read_block_tiles(sources.database, sources.year, sources.as_of)
    counted = tiles.dropna(subset=["event_count"])
    ordered = (tiles if counted.empty else counted).sort_values("event_count", ascending=False)
    figure = views.describe_block_map(tiles, ordered["block"].iloc[0], sources.wide)
    plans = read_plans(sources.database, sources.year, sources.as_of)
    records = views.list_records(list_events(plans), sources.context.cells)
    return [replace(figure, records=records, sources=_list_sources(records))]


def build_schedule(sources: Sources) -> list[Figure]:
    """The time axis in parts of so many forums as stay readable, each with its table."""
    plans = read_plans(sources.database, sources.year, sources.as_of)
    forums = read_forums(sources.database, sources.year, sources.as_of)
    whole = views.describe_event_plans(plans, forums, sources.wide)
    if plans.empty:
        return [whole]
    groups = split_forums(plans)
    names = name_forums(forums)
    return [
        _describe_schedule(whole, plans[plans["forum"].isin(group)], group, number, names)
        for number, group in enumerate(groups, 1)
    ]


def split_forums(plans: pd.DataFrame) -> list[list[str]]:
    """The forums in order, in groups of no more lines than one slide shows well."""
    groups: list[list[str]] = [[]]
    used = 0
    for _, rows in plans.groupby("forum_order", sort=True):
        dated = rows[rows["period_from"].notna()]["event"].nunique()
        lines = max(1, dated)
        if groups[-1] and used + lines > MOST_LINES:
            groups.append([])
            used = 0
        groups[-1].append(str(rows["forum"].iloc[0]))
        used += lines
    return groups


def _describe_schedule(
    whole: Figure, part: pd.DataFrame, group: Sequence[str], number: int, names: Mapping[str, str]
) -> Figure:
    year = whole.fiscal_year
    assert year is not None
    shown = ("forum_name", "name", "scheduled_text", "content")
    first, last = names[group[0]], names[group[-1]]
    span = first if first == last else f"{first}～{last}"
    return replace(
        whole,
        key=f"schedule-{number}",
        topic=WORDS["topic_schedule"].format(topic=whole.topic, forums=span),
        title=event_plans_by_forum.find(part),
        frame=list_events(part).reset_index(drop=True),
        columns={name: whole.columns[name] for name in shown},
        chart=lambda: event_plans_by_forum.build(part, year),
        records=views.list_records(part, pd.DataFrame()),
        code=f"{whole.code}-{number}",
    )


def build_reconciliation(sources: Sources) -> list[Figure]:
    """Where the plan says two things: what, and how it is treated here."""
    cards = read_cards(sources.database, sources.year, sources.as_of)
    shown = [card for card in cards if card.kind == "mismatch" and card.is_complete]
    rows = [{"title": card.title, "says": card.says, "treatment": card.treatment} for card in shown]
    cells = pd.concat([card.sources for card in shown]) if shown else pd.DataFrame()
    title = WORDS["reconciliation_finding"].format(count=len(shown))
    return [
        describe_table(
            "reconciliation",
            sources.wide,
            pd.DataFrame(rows, columns=["title", "says", "treatment"]),
            title=title if shown else texts.FINDING_TEXTS["totals_missing"],
            columns={
                "title": Column(WORDS["mismatch"]),
                "says": Column(WORDS["says"]),
                "treatment": Column(texts.SCREEN_TEXTS["treatment"]),
            },
            records=views.list_records(cells, sources.context.cells),
        )
    ]


def build_changes(sources: Sources) -> list[Figure]:
    """What moved since the last meeting (the day given, else the last one frozen); without
    any, what has been loaded at all."""
    meeting = find_last_meeting(sources.database, sources.as_of)
    since = sources.since or (meeting.frozen_at if meeting else None)
    if since is None:
        return [_describe_batches(sources, None, WORDS["changes_unknown"])]
    changes = read_changes(sources.database, since, sources.as_of)
    moment = render_japan_time(since)
    if changes.empty:
        title = WORDS["changes_none"].format(moment=moment)
        return [_describe_batches(sources, since, title)]
    titles = {
        "name": texts.SCREEN_TEXTS["figure"],
        "scope_text": texts.SCREEN_TEXTS["scope"],
        "year_text": texts.SCREEN_TEXTS["fiscal_year"],
        "before_text": WORDS["then"],
        "after_text": WORDS["now"],
        "cause": WORDS["cause"],
    }
    return [
        describe_table(
            "changes",
            sources.wide,
            changes,
            title=WORDS["changes_finding"].format(moment=moment, count=len(changes)),
            columns={name: Column(title) for name, title in titles.items()},
            definition=WORDS["changes_definition"].format(moment=moment),
        )
    ]


def _describe_batches(sources: Sources, since: datetime | None, title: str) -> Figure:
    batches = _keep_newest(read_batches_between(sources.database, since, sources.as_of))
    nothing = dict.fromkeys(batches.columns, "") | {"content_text": WORDS["no_batches"]}
    titles = ("batch", "when", "what", "content", "by")
    return describe_table(
        "changes",
        sources.wide,
        batches if len(batches) else pd.DataFrame([nothing]),
        title=title,
        columns={
            name: Column(WORDS[f"batch_{key}"])
            for name, key in zip(batches.columns, titles, strict=True)
        },
    )


def _keep_newest(batches: pd.DataFrame) -> pd.DataFrame:
    """As many batches as one slide takes; the last line counts the others."""
    if len(batches) <= MOST_BATCHES:
        return batches.astype(str)
    rest = dict.fromkeys(batches.columns, "") | {
        "content_text": WORDS["more_batches"].format(count=len(batches) - MOST_BATCHES)
    }
    return pd.concat([batches.head(MOST_BATCHES).astype(str), pd.DataFrame([rest])])


def build_submissions(sources: Sources) -> list[Figure]:
    """Who has reported which form: the regional forums as a matrix, the others as a list."""
    states = read_submissions(sources.database, sources.year, sources.as_of)
    marked = states.assign(mark=[_mark_state(row) for row in states.to_dict("records")])
    regional = marked[marked["forum_kind"] == "regional"]
    others = marked[marked["forum_kind"] != "regional"]
    columns = {"forum_name": "forum", "layout_text": "layout", "mark": "state"}
    return [
        _describe_submissions(sources, regional, "regional", *_spread_layouts(regional)),
        _describe_submissions(
            sources,
            others,
            "others",
            others,
            {name: Column(WORDS[key]) for name, key in columns.items()},
        ),
    ]


def _spread_layouts(states: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Column]]:
    """A row a forum, a column a layout, both in the order they come in."""
    table = states.pivot(index="forum_name", columns="layout_text", values="mark")
    forums, layouts = (list(dict.fromkeys(states[n])) for n in ("forum_name", "layout_text"))
    ordered = table.loc[forums, layouts].fillna(WORDS["not_owed"]).reset_index()
    titles = {"forum_name": WORDS["forum"]} | {name: name for name in layouts}
    return ordered, {name: Column(title) for name, title in titles.items()}


def _describe_submissions(
    sources: Sources,
    states: pd.DataFrame,
    group: str,
    table: pd.DataFrame,
    columns: Mapping[str, Column],
) -> Figure:
    missing, whole = int((states["state"] == "missing").sum()), len(states)
    name = WORDS[f"submissions_{group}"]
    wording = WORDS["submissions_finding" if missing else "submissions_all"]
    figure = describe_table(
        "submissions",
        sources.wide,
        table,
        title=wording.format(group=name, missing=missing, whole=whole),
        columns=columns,
        definition=WORDS["submissions_definition"],
        completeness=WORDS["submitted"].format(reported=whole - missing, whole=whole),
    )
    topic = WORDS["submissions_topic"].format(group=name)
    return replace(figure, key=f"submissions-{group}", topic=topic)


def _mark_state(row: Mapping[Any, Any]) -> str:
    return WORDS["not_reported"] if row["state"] == "missing" else str(row["count_text"])


def build_decisions(sources: Sources) -> list[Figure]:
    """What the last frozen meeting decided, and an empty form: what this one decides stands
    nowhere before it."""
    meeting = find_last_meeting(sources.database, sources.as_of)
    last = [_describe_last_decisions(sources, meeting)] if meeting and meeting.decisions else []
    titles = {"number": "number", "text": "decision", "who": "who", "when": "due"}
    empty = dict.fromkeys(titles, " ")
    rows = [empty | {"number": str(number)} for number in range(1, FORM_ROWS + 1)]
    form = describe_table(
        "decisions",
        sources.wide,
        pd.DataFrame(rows),
        title=WORDS["decisions_finding"],
        columns={name: Column(WORDS[f"form_{key}"]) for name, key in titles.items()},
    )
    return [*last, replace(form, sources=(), definition="")]


def _describe_last_decisions(sources: Sources, meeting: Meeting) -> Figure:
    lines = list(enumerate(meeting.decisions, 1))
    figure = describe_table(
        "decisions",
        sources.wide,
        pd.DataFrame([{"number": str(number), "text": text} for number, text in lines]),
        title=WORDS["last_decisions"].format(name=meeting.name, count=len(lines)),
        columns={"number": Column(WORDS["form_number"]), "text": Column(WORDS["form_decision"])},
        notes=(meeting.remarks,) if meeting.remarks else (),
    )
    held = WORDS["meeting_source"].format(name=meeting.name, held_on=meeting.held_on)
    return replace(figure, key="last_decisions", sources=(held,))


BUILDERS: dict[str, Callable[[Sources], list[Figure]]] = {
    "kpi_summary": build_kpi_summary,
    "kpi_attainment": build_kpi_attainment,
    "matching_stages": build_matching_stages,
    "stage_ladder": build_stage_ladder,
    "membership": build_membership,
    "governments": build_governments,
    "blocks": build_blocks,
    "schedule": build_schedule,
    "reconciliation": build_reconciliation,
    "changes": build_changes,
    "submissions": build_submissions,
    "decisions": build_decisions,
}


def describe_table(
    key: str,
    context: Context,
    frame: pd.DataFrame,
    *,
    title: str,
    columns: Mapping[str, Column],
    **parts: Any,
) -> Figure:
    """A figure that is a table only."""
    records = parts.pop("records", ())
    return Figure(
        key=key,
        title=title,
        topic=WORDS[f"topic_{key}"],
        frame=frame.reset_index(drop=True),
        columns=columns,
        sources=_list_sources(records) or (WORDS["journal_source"],),
        as_of=context.as_of,
        version=context.version,
        code=_render_code(key, context),
        fiscal_year=context.fiscal_year,
        is_practice=context.is_practice,
        records=records,
        **parts,
    )


def _list_sources(records: Sequence[SourceRecord]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{one.workbook}・{one.sheet}" for one in records))


def _render_code(key: str, context: Context) -> str:
    scope = f"-{context.scope}" if context.scope else ""
    return f"{key}-{context.fiscal_year}{scope}-v{context.version}"
