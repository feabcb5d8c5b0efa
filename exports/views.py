"""The screen's charts as figures: which columns leave the house, and how they are told.

One function a view: the frames of the page in, a `Figure` out. Pages hand over what they
show, the deck reads the same frames itself (`VIEWS`), so both give the same figure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

import texts
from charts import (
    block_by_prefecture,
    event_plans_by_forum,
    government_count_by_block,
    kpi_attainment_by_indicator,
    matching_stages,
    membership_span,
)
from data.figures import Figure as Indicator
from data.figures import load_kpis
from metrics.tracing.figure_codes import encode_figure
from views.model.figure import Column, Figure, NativeChart, SourceRecord
from words import terms
from words.figures import render_block, render_value

WORDS = texts.EXPORT_TEXTS
GOVERNMENTS = texts.CHART_TEXTS["governments"]
CASES = texts.CHART_TEXTS["cases"]
#: Where a view of figures without a code of their own is found again: the page's address.
PAGES = {
    "government_count_by_block": "members",
    "event_plans_by_forum": "schedule",
    "event_plans_by_month": "schedule",
    "figures_by_forum": "blocks",
    "events_held_by_forum": "blocks",
    "know_how_by_forum": "blocks",
    "block_by_prefecture": "blocks",
    "member_ratio_by_block": "members",
    "member_ratio_by_kind": "members",
    "member_ratio_by_prefecture": "members",
    "government_membership_by_block": "members",
    "member_changes_by_year": "members",
    "non_members": "members",
    "matchings_reached_by_stage": "matchings",
    "conversion_by_step": "matchings",
    "matchings_needed_by_stage": "matchings",
    "days_by_stage": "matchings",
    "matchings_by_obstacle": "matchings",
    "matchings_by_block": "matchings",
    "matchings_by_field": "matchings",
    "plan_steps_by_body": "national",
    "workshops_by_scope": "citizens",
    "citizen_activities_by_forum": "citizens",
    "kpi_by_year": "trends",
    "all_members_by_date": "trends",
    "implementations_by_period": "trends",
}


@dataclass(frozen=True, eq=False)
class Context:
    """What the figures are narrowed to and how far they reach.

    `scope`: total, national, regional, or "" where the figure has none; `block`: the block's
    name where the figure is narrowed to one. `as_of` and `version` tell the last batch;
    `read_cells` gives, when asked, rows of the question figure_sources (workbook, sheet, cell,
    written), for the text as it stands in each cell.
    """

    fiscal_year: int
    scope: str = "total"
    as_of: str = ""
    version: int = 0
    is_practice: bool = False
    notes: tuple[str, ...] = ()
    block: str = ""
    read_cells: Callable[[], pd.DataFrame] = pd.DataFrame

    @property
    def cells(self) -> pd.DataFrame:
        return self.read_cells()


def describe_matching_stages(stages: pd.DataFrame, context: Context) -> Figure:
    """The four stages up to the published total."""
    total, target = (_first_number(stages, name) for name in ("total", "target"))
    goal = WORDS["no_target"] if target is None else render_value(target, CASES)
    whole = WORDS["stages_total"].format(total=render_value(total, CASES), target=goal)
    return describe_figure(
        "matching_stages",
        context,
        stages,
        title=matching_stages.find(stages),
        chart=partial(matching_stages.build, stages),
        columns={
            "name": Column(WORDS["stage"]),
            "value": Column(WORDS["actual"], "count", CASES, state="value_state"),
        },
        definition=_kpi("matchings").definition,
        completeness=count_reported("stages_reported", stages["value"]),
        notes=(whole, matching_stages.WORDS["note"], *context.notes),
        native=NativeChart("ladder", "name", ("value",)),
        indicators=["matchings"],
        definitions=define_kpis(list(stages["indicator"])),
    )


def describe_kpi_attainment(figures: pd.DataFrame, context: Context) -> Figure:
    """Every indicator against its target; units differ by row."""
    share = (figures["value"] / figures["target"].where(figures["target"] > 0)).astype(float)
    return describe_figure(
        "kpi_attainment",
        context,
        figures.assign(share=share),
        title=kpi_attainment_by_indicator.find(figures),
        chart=partial(kpi_attainment_by_indicator.build, figures),
        columns={
            "name": Column(WORDS["indicator"]),
            "value": Column(WORDS["actual"], "number", state="value_state", unit_from="unit"),
            "target": _target_column("target"),
            "share": Column(WORDS["attainment"], "ratio", missing="―"),
            "gap_text": Column(WORDS["gap"]),
            "status_label": Column(WORDS["status"]),
            "previous_value": Column(WORDS["previous"], "number", unit_from="unit"),
            "next_target": _target_column("next_target"),
        },
        completeness=count_reported("indicators_reported", figures["value"]),
        native=NativeChart("bar", "name", ("share",)),
        indicators=list(figures[figures["target"] > 0]["indicator"]),
        definitions=define_kpis(list(figures["indicator"])),
    )


def describe_membership(span: pd.DataFrame, context: Context) -> Figure:
    """The published ratio as a span of governments, the target and the distance."""
    kpi = _kpi("member_government_ratio")
    return describe_figure(
        "membership_span",
        context,
        _lay_out_span(span),
        title=membership_span.find(span),
        chart=partial(membership_span.build, span),
        columns={
            "item": Column(WORDS["item"]),
            "least": Column(WORDS["least"], "count", GOVERNMENTS),
            "most": Column(WORDS["most"], "count", GOVERNMENTS),
        },
        definition=f"{kpi.definition}{membership_span.WORDS['note']}",
        native=NativeChart("bar", "item", ("least", "most")),
        indicators=[kpi.id],
        definitions=define_kpis([kpi.id]),
    )


def describe_government_counts(counts: pd.DataFrame, context: Context) -> Figure:
    """Each block's denominator, and its members where a roster says so."""
    counted = counts["member_count"].notna().any()
    return describe_figure(
        "government_count_by_block",
        context,
        counts.sort_values("block_order"),
        title=government_count_by_block.find(counts),
        chart=partial(government_count_by_block.build, counts),
        columns={
            "block_name": Column(WORDS["block"]),
            "government_count": Column(WORDS["government_count"], "count", GOVERNMENTS),
            "prefecture_count": Column(WORDS["prefecture_count"], "count", GOVERNMENTS),
            "municipality_count": Column(WORDS["municipality_count"], "count", GOVERNMENTS),
            "member_count": Column(WORDS["member_count"], "count", GOVERNMENTS),
            "member_ratio": Column(WORDS["member_ratio"], "ratio"),
        },
        definition=WORDS["governments_definition"],
        completeness=count_reported("blocks_reported", counts["member_count"]),
        native=NativeChart(
            "bar", "block_name", ("government_count", "member_count")[: 1 + counted]
        ),
    )


def describe_event_plans(plans: pd.DataFrame, forums: pd.DataFrame, context: Context) -> Figure:
    """The planned events over the year; `forums`: all ten, for who has not reported."""
    return describe_figure(
        "event_plans_by_forum",
        context,
        plans,
        title=event_plans_by_forum.find(plans),
        chart=partial(event_plans_by_forum.build, plans, context.fiscal_year),
        columns={
            "forum_name": Column(WORDS["forum"]),
            "name": Column(WORDS["event"]),
            "scheduled_text": Column(WORDS["scheduled"]),
            "period_from": Column(WORDS["period_from"], "date"),
            "period_to": Column(WORDS["period_to"], "date"),
            "content": Column(WORDS["content"]),
        },
        definition=WORDS["events_definition"],
        completeness=count_reported("forums_reported", forums["event_count"]),
    )


def describe_block_map(tiles: pd.DataFrame, block: str, context: Context) -> Figure:
    """Planned events a block on the tile map; `block` is the framed one."""
    blocks = tiles.groupby(["block_order", "block_name"], as_index=False).agg(
        government_count=("government_count", "sum"), event_count=("event_count", "first")
    )
    return describe_figure(
        "block_by_prefecture",
        context,
        blocks,
        title=block_by_prefecture.find(tiles, block),
        chart=partial(block_by_prefecture.build, tiles, block),
        columns={
            "block_name": Column(WORDS["block"]),
            "event_count": Column(WORDS["event_count"], "count", CASES),
            "government_count": Column(WORDS["government_count"], "count", GOVERNMENTS),
        },
        definition=WORDS["events_definition"],
        completeness=count_reported("forums_reported", blocks["event_count"]),
    )


# ------------------------------------------------------------------ parts


def describe_figure(
    key: str,
    context: Context,
    frame: pd.DataFrame,
    *,
    title: str,
    chart: Callable[[], object] | None,
    columns: Mapping[str, Column],
    notes: tuple[str, ...] | None = None,
    indicators: Sequence[str] = (),
    **parts: object,
) -> Figure:
    records = list_records(frame, context.cells)
    return Figure(
        key=key,
        title=title,
        topic=WORDS[f"topic_{key}"],
        frame=frame.reset_index(drop=True),
        columns=columns,
        chart=chart,  # type: ignore[arg-type]
        sources=tuple(dict.fromkeys(f"{one.workbook}・{one.sheet}" for one in records)),
        as_of=context.as_of,
        version=context.version,
        code=_encode(indicators, context) or _find_address(key, context),
        scope_text=_name_scope(context),
        fiscal_year=context.fiscal_year,
        is_practice=context.is_practice,
        notes=context.notes if notes is None else notes,
        records=records,
        **parts,  # type: ignore[arg-type]
    )


def _name_scope(context: Context) -> str:
    """合計, 全国, 地方 and, where it is narrowed to one, the block."""
    scope = terms.SCOPES.get(context.scope, context.scope)
    block = render_block(context.block) if context.block else ""
    return "・".join(part for part in (scope, block) if part)


def _encode(indicators: Sequence[str], context: Context) -> str:
    """The codes that lead back to the figures on the screen; "" where none has one."""
    scope = context.scope or "total"
    codes = (encode_figure(one, scope, context.fiscal_year) for one in indicators)
    return " ".join(codes)


def _find_address(key: str, context: Context) -> str:
    """Path of the page that shows the view, after the server's own address."""
    block = f"&block={context.block}" if context.block else ""
    return f"/{PAGES.get(key, '')}?fiscal_year={context.fiscal_year}{block}#{key}"


def list_records(frame: pd.DataFrame, cells: pd.DataFrame) -> tuple[SourceRecord, ...]:
    """The cells that a frame's rows name (columns workbook, sheet, cell), each once."""
    if "cell" not in frame or frame.empty:
        return ()
    named = frame[frame["cell"].notna()]
    names = named["name"] if "name" in named else [""] * len(named)
    found: dict[tuple[str, str, str], str] = {}
    for place, name in zip(_list_places(named), names, strict=True):
        found.setdefault(place, str(name))
    written = _index_written(cells) if found else {}
    return tuple(
        SourceRecord(*place, written.get(place, ""), name) for place, name in found.items()
    )


def _index_written(cells: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    if cells.empty:
        return {}
    said = ("" if pd.isna(text) else str(text) for text in cells["written"].tolist())
    return dict(zip(_list_places(cells), said, strict=True))


def _list_places(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    columns = (frame[name].tolist() for name in ("workbook", "sheet", "cell"))
    return list(zip(*columns, strict=True))


def _lay_out_span(span: pd.DataFrame) -> pd.DataFrame:
    """One row an item: the least and most governments that the rounded ratio allows."""
    rows = []
    for row in span.dropna(subset=["ratio"]).to_dict("records"):
        rows.append(_span_row(row, "member_now", "member_count_from", "member_count_to"))
        if not pd.isna(row["target_ratio"]):
            rows.append(_span_row(row, "member_needed", "needed_count", "needed_count"))
            rows.append(_span_row(row, "member_missing", "missing_count_from", "missing_count_to"))
    places = ["item", "least", "most", "workbook", "sheet", "cell"]
    return pd.DataFrame(rows, columns=places)


def _span_row(row: Mapping[object, object], key: str, least: str, most: str) -> dict[str, object]:
    place = {name: row[name] for name in ("workbook", "sheet", "cell")}
    return {"item": WORDS[key], "least": row[least], "most": row[most], **place}


def _target_column(key: str) -> Column:
    return Column(WORDS[key], "number", unit_from="unit", missing=WORDS["no_target"])


def count_reported(key: str, values: "pd.Series[float]") -> str:
    return WORDS[key].format(reported=int(values.notna().sum()), count=len(values))


def _first_number(frame: pd.DataFrame, column: str) -> float | None:
    values = frame[column].dropna()
    return None if values.empty else float(values.iloc[0])


def _kpi(indicator: str) -> Indicator:
    return load_kpis()[indicator]


def define_kpis(indicators: list[str]) -> dict[str, str]:
    """Name -> definition of the indicators, for the workbook's definitions sheet."""
    kpis = [_kpi(indicator) for indicator in indicators]
    return {kpi.name: f"{kpi.definition}{kpi.remark}" for kpi in kpis}
