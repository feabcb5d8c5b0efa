"""What a chart's figures say, in words: its title. Pure; nothing is claimed that is missing.

Each function takes the same frame as its chart and returns one Japanese sentence.
"""

import pandas as pd

from texts import FINDING_TEXTS
from words.figures import render_span, render_value


def find_headline(figures: pd.DataFrame) -> str:
    """Matchings against their target, with the outcome beside."""
    value, target = _pick(figures, "matchings", "value"), _pick(figures, "matchings", "target")
    if value is None:
        return FINDING_TEXTS["headline_missing"]
    outcome = render_value(_pick(figures, "implementations", "value"), "")
    key = "headline" if target else "headline_no_target"
    return FINDING_TEXTS[key].format(
        value=f"{value:,.0f}",
        target=f"{target or 0:,.0f}",
        percent=percent_of(value, target),
        implementations=outcome,
    )


def find_attainment(figures: pd.DataFrame) -> str:
    """How many indicators with a target reach it, and which one is furthest."""
    aimed = figures[figures["target"].fillna(0) > 0]
    if aimed.empty:
        return FINDING_TEXTS["attainment_empty" if figures.empty else "attainment_no_target"]
    reported = aimed[aimed["value"].notna()]
    share = reported["value"] / reported["target"]
    met = int((reported["value"] >= reported["target"]).sum())
    facts = {"count": len(aimed), "met": met, "reported": len(reported)}
    if reported.empty or len(reported) < len(aimed):
        key = "attainment_missing" if reported.empty else "attainment_partial"
        return FINDING_TEXTS[key].format(**facts)
    if met == len(aimed):
        return FINDING_TEXTS["attainment_all_met"].format(**facts)
    worst = reported.iloc[int(share.argmin())]
    percent = percent_of(worst["value"], worst["target"])
    return FINDING_TEXTS["attainment"].format(worst=worst["name"], percent=percent, **facts)


def find_stages(stages: pd.DataFrame) -> str:
    """Which part of the matchings is only considered, and how many are implemented."""
    total = _first(stages, "total")
    considered = _pick(stages, "matchings_considered", "value")
    if total is None or considered is None:
        return FINDING_TEXTS["stages_missing"]
    if total == 0:
        return FINDING_TEXTS["stages_zero"]
    implemented = _pick(stages, "implementations", "value")
    return FINDING_TEXTS["stages"].format(
        total=f"{total:,.0f}",
        percent=percent_of(considered, total),
        implementations=render_value(implemented, "件"),
    )


def find_membership(span: pd.DataFrame) -> str:
    """The distance to the target in governments; one row (one denominator)."""
    row = span.iloc[0] if len(span) else None
    if row is None or pd.isna(row["ratio"]):
        return FINDING_TEXTS["members_missing"]
    count = render_span(int(row["member_count_from"]), int(row["member_count_to"]))
    if pd.isna(row["target_ratio"]):
        return FINDING_TEXTS["members_no_target"].format(count=count)
    first, last = int(row["missing_count_from"]), int(row["missing_count_to"])
    key = "members" if first > 0 else "members_maybe" if last > 0 else "members_met"
    return FINDING_TEXTS[key].format(
        target=render_value(row["target_ratio"], "%"),
        missing=render_span(first, last) if first else f"{last:,}",
        count=count,
        needed=f"{int(row['needed_count']):,}",
    )


def find_government_counts(counts: pd.DataFrame) -> str:
    """The blocks' member ratios, or their denominators while no roster is loaded."""
    counted = counts[counts["member_ratio"].notna()]
    column = "government_count" if counted.empty else "member_ratio"
    ordered = (counts if counted.empty else counted).sort_values(column)
    least, most = ordered.iloc[0], ordered.iloc[-1]
    scale = 1 if counted.empty else 100
    key = "governments" if counted.empty else "governments_counted"
    return FINDING_TEXTS[key].format(
        smallest=least["block_name"],
        least=f"{least[column] * scale:,.0f}",
        largest=most["block_name"],
        most=f"{most[column] * scale:,.0f}",
    )


def find_events(plans: pd.DataFrame) -> str:
    """How many events are planned, and how many have no date yet; one row a period."""
    events = plans.drop_duplicates("event")
    if events.empty:
        return FINDING_TEXTS["events_missing"]
    undated = int(events["period_from"].isna().sum())
    return FINDING_TEXTS["events" if undated else "events_all_dated"].format(
        forums=events["forum"].nunique(), count=len(events), undated=undated
    )


def find_block(tiles: pd.DataFrame, block: str) -> str:
    """What one block of the map plans; one row a prefecture."""
    chosen = tiles[tiles["block"] == block]
    events = _first(chosen, "event_count")
    return FINDING_TEXTS["map_missing" if events is None else "map"].format(
        block=chosen["block_name"].iloc[0],
        count=f"{events or 0:,.0f}",
        prefectures=len(chosen),
        governments=f"{chosen['government_count'].sum():,}",
    )


def find_totals(totals: pd.DataFrame, stage_totals: pd.DataFrame) -> str:
    """Whether the sums that can be checked come out (column check_result of both)."""
    results = pd.concat([totals["check_result"], stage_totals["check_result"]])
    equal, differs = (int((results == result).sum()) for result in ("equal", "differs"))
    key = "totals_differ" if differs else "totals_equal" if equal else "totals_missing"
    return FINDING_TEXTS[key].format(count=differs or equal)


def find_definitions(kpi_count: int, sources: pd.DataFrame) -> str:
    return FINDING_TEXTS["definitions"].format(kpis=kpi_count, cells=f"{len(sources):,}")


def percent_of(value: float, target: float | None) -> int:
    """A rounded percentage that never claims a target not reached (149.5 of 150: 99).

    >>> percent_of(133, 150), percent_of(149.5, 150), percent_of(0, 5), percent_of(3, 0)
    (89, 99, 0, 0)
    """
    if not target:
        return 0
    percent = round(100 * value / target)
    return min(percent, 99) if value < target else percent


def _pick(frame: pd.DataFrame, indicator: str, column: str) -> float | None:
    return _first(frame[frame["indicator"] == indicator], column)


def _first(frame: pd.DataFrame, column: str) -> float | None:
    values = frame[column].dropna()
    return None if values.empty else float(values.iloc[0])
