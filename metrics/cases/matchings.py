"""マッチング: the ladder, its conversions, where cases stop, and what a target would take."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from data.figures import load_kpis
from metrics.cases.conversion import (
    Conversion,
    add_up_reached,
    measure_conversions,
    plan_volumes,
    require_rate,
)
from metrics.query import Readable, run, to_number
from words import Words, terms
from words.figures import (
    NOTHING,
    render_fiscal_year,
    render_percent,
    render_reporters,
    render_value,
)

WORDS = Words(
    ja={
        "all": "すべて",
        "step": "{before} → {after}",
        "at_least": "{name}以上",
        "of": "{tried}件中 {passed}件",
        "no_rate": "対象なし",
        "impossible": "届かない",
        "unknown": "計算できない",
        "days": "{days}日",
        "undated": "日付なし",
        "no_field": "分野の記入なし",
        "no_obstacle": "（課題・支障の記入なし）",
        "waiting_considered": "検討で止まる",
        "waiting_agreed": "成立で止まる",
        "waiting_field_trial": "現場試行で止まる",
        "passed_considered": "検討 → 成立に要した",
        "passed_agreed": "成立 → 現場試行に要した",
        "passed_field_trial": "現場試行 → 社会実装に要した",
        "basis_published": "{year}の公表値（段階別の件数）から計算。案件ごとの台帳は未報告です。",
        "basis_missing": "{year}の段階別の件数は、公表値・台帳とも未報告です。",
        "basis_counted": "{year}の案件台帳（{forums}）から集計。段階別の公表値は未報告です。",
        "basis_equal": "{year}の公表値から計算。案件台帳（{forums}、{counted}件）の集計と一致します。",
        "basis_differs": "{year}の公表値から計算。案件台帳（{forums}）の集計は{counted}件で、段階別の件数は公表値と一致しません。",
        "required": "件数が今のまま（現場試行以上 {trials}件）なら、社会実装{target}件には現場試行から社会実装への率が{rate}必要です。",
        "required_impossible": "現場試行以上が{trials}件のままでは、すべてが実装されても社会実装{target}件には届きません。",
        "required_missing": "現場試行の件数が未報告のため、必要な率は計算できません。",
    }
)


def read_ladder(
    database: Readable, fiscal_year: int, scope: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """The four stages with `reached`, the cases at the stage or a later one.

    From the published figures where all four are published, else from the ledgers; `basis`
    says which (published, counted, or "" where neither).

    Columns: those of matching_ladder; name, basis, value:number, reached:number, value_text,
    reached_text, published_text, counted_text.
    """
    answer = run(database, "matching_ladder", fiscal_year=fiscal_year, scope=scope, as_of=as_of)
    basis = _choose_basis(answer)
    values = [to_number(value) for value in answer[f"{basis or 'published'}_count"]]
    reached = add_up_reached(values)
    return answer.assign(
        name=[load_kpis()[indicator].name for indicator in answer["indicator"]],
        basis=basis,
        value=pd.Series(values, dtype="float64"),
        reached=pd.Series(reached, dtype="float64"),
        value_text=_render(values),
        reached_text=_render(reached),
        published_text=_render(answer["published_count"]),
        counted_text=_render(answer["counted_count"]),
    )


def name_reached(names: Sequence[str]) -> list[str]:
    """A stage or any later one, as it is called where those are counted; after the last there
    is none."""
    return [WORDS["at_least"].format(name=name) for name in names[:-1]] + list(names[-1:])


def _choose_basis(answer: pd.DataFrame) -> str:
    if answer["published_count"].notna().all():
        return "published"
    return "counted" if answer["counted_count"].notna().all() else ""


def _render(values: Any) -> list[str]:
    return [render_value(to_number(value), terms.UNITS["cases"]) for value in values]


def describe_basis(ladder: pd.DataFrame, fiscal_year: int, scope: str) -> str:
    """What the ladder is made of, and whether published figures and ledgers agree."""
    basis = ladder["basis"].iloc[0]
    counts = ("regional_count", "whole_count", "national_count")
    reported, whole, national = (int(ladder[name].iloc[0]) for name in counts)
    forums = render_reporters(reported, whole, national)
    facts = {"forums": forums, "year": render_fiscal_year(fiscal_year)}
    if basis == "counted":
        return WORDS["basis_counted"].format(**facts)
    if not (reported or national) or not basis:
        return WORDS["basis_published" if basis else "basis_missing"].format(**facts)
    same = (ladder["published_count"] == ladder["counted_count"]).all()
    counted = f"{ladder['counted_count'].sum():,.0f}"
    return WORDS["basis_equal" if same else "basis_differs"].format(counted=counted, **facts)


def measure_steps(ladder: pd.DataFrame) -> pd.DataFrame:
    """One row a step from a stage to the next; numbers are null where it is not reported.

    Columns: name, tried:count, passed:count, rate:ratio, lower:ratio, upper:ratio, rate_text,
    count_text, interval_text.
    """
    reached = [to_number(value) for value in ladder["reached"]]
    names = list(ladder["name"])
    conversions = measure_conversions(reached)
    rows = [
        {"name": WORDS["step"].format(before=before, after=after), **_describe_step(conversion)}
        for before, after, conversion in zip(names[:-1], names[1:], conversions, strict=True)
    ]
    return pd.DataFrame(rows)


def _describe_step(conversion: Conversion | None) -> dict[str, Any]:
    if conversion is None:
        blank = terms.STATES["blank"]
        numbers = dict.fromkeys(("tried", "passed", "rate", "lower", "upper"), float("nan"))
        return {**numbers, "rate_text": blank, "count_text": blank, "interval_text": blank}
    return {
        "tried": conversion.tried,
        "passed": conversion.passed,
        "rate": float("nan") if conversion.rate is None else conversion.rate,
        "lower": conversion.lower,
        "upper": conversion.upper,
        "rate_text": WORDS["no_rate"]
        if conversion.rate is None
        else render_percent(conversion.rate),
        "count_text": WORDS["of"].format(passed=conversion.passed, tried=conversion.tried),
        "interval_text": f"{render_percent(conversion.lower)}～{render_percent(conversion.upper)}",
    }


def plan_target(ladder: pd.DataFrame, target: int) -> pd.DataFrame:
    """What `target` implementations take, one row a stage: cases now, at the present rates, and
    with the last rate at the upper end of its interval (null: no volume suffices, or not known).

    Columns: name, now:count, at_present:count, at_best:count, now_text, at_present_text,
    at_best_text.
    """
    steps = measure_steps(ladder)
    rates = [to_number(rate) for rate in steps["rate"]]
    hopeful = [*rates[:-1], to_number(steps["upper"].iloc[-1])]
    at_present, at_best = plan_volumes(target, rates), plan_volumes(target, hopeful)
    return pd.DataFrame(
        {
            "name": name_reached(list(ladder["name"])),
            "now": ladder["reached"],
            "at_present": pd.Series(at_present, dtype="float64"),
            "at_best": pd.Series(at_best, dtype="float64"),
            "now_text": ladder["reached_text"],
            "at_present_text": _render_needed(at_present, rates),
            "at_best_text": _render_needed(at_best, hopeful),
        }
    )


def _render_needed(volumes: list[int | None], rates: list[float | None]) -> list[str]:
    """A volume, or why there is none: a rate of 0, or one that nobody knows."""
    none = WORDS["unknown" if None in rates else "impossible"]
    return [
        none if volume is None else render_value(volume, terms.UNITS["cases"]) for volume in volumes
    ]


def render_required_rate(ladder: pd.DataFrame, target: int) -> str:
    """The rate of the last step that `target` needs with as many trials as now, in words."""
    trials = to_number(ladder["reached"].iloc[-2])
    if trials is None:
        return WORDS["required_missing"]
    facts = {"target": target, "trials": f"{trials:,.0f}"}
    rate = require_rate(target, int(trials))
    if rate is None:
        return WORDS["required_impossible"].format(**facts)
    return WORDS["required"].format(rate=render_percent(rate), **facts)


def read_by_block(
    database: Readable, fiscal_year: int, scope: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """Cases by forum and furthest stage; a forum without a ledger has null counts.

    Columns: those of matchings_by_block; stage_name, count_text.
    """
    answer = run(database, "matchings_by_block", fiscal_year=fiscal_year, scope=scope, as_of=as_of)
    return _name_stages(answer)


def read_by_field(
    database: Readable,
    fiscal_year: int,
    scope: str,
    block: str = "",
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Cases by technical field and furthest stage; a case of two fields is in both.

    Columns: those of matchings_by_field; stage_name, count_text.
    """
    narrowed = {"fiscal_year": fiscal_year, "scope": scope, "block": block}
    return _name_stages(run(database, "matchings_by_field", as_of=as_of, **narrowed))


def _name_stages(answer: pd.DataFrame) -> pd.DataFrame:
    return answer.assign(
        group_name=answer["group_name"].fillna(WORDS["no_field"]),
        stage_name=[terms.STAGES[stage] for stage in answer["stage"]],
        count_text=_render(answer["case_count"]),
    )


def read_days(
    database: Readable,
    fiscal_year: int,
    scope: str,
    block: str = "",
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """How long cases wait at a stage, and how long they took to leave it.

    Columns: those of matching_days; name, median_text, middle_text, longest_text.
    """
    narrowed = {"fiscal_year": fiscal_year, "scope": scope, "block": block}
    answer = run(database, "matching_days", as_of=as_of, **narrowed)
    rows = answer.to_dict("records")
    return answer.assign(
        name=[_name_span(row) for row in rows],
        median_text=[_render_days(row["median_days"]) for row in rows],
        middle_text=[_render_middle(row) for row in rows],
        longest_text=[_render_days(row["longest_days"]) for row in rows],
    )


def _name_span(row: Any) -> str:
    is_waiting = row["kind"] == "waiting"
    return WORDS[f"waiting_{row['stage']}" if is_waiting else f"passed_{row['stage']}"]


def _render_days(days: Any) -> str:
    return WORDS["undated"] if pd.isna(days) else WORDS["days"].format(days=render_value(days, ""))


def _render_middle(row: Any) -> str:
    if pd.isna(row["lower_days"]):
        return WORDS["undated"]
    return f"{render_value(row['lower_days'], '')}～{_render_days(row['upper_days'])}"


def read_obstacles(
    database: Readable,
    fiscal_year: int,
    scope: str,
    block: str = "",
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """What keeps cases back, as written, the most frequent first.

    Columns: those of matchings_by_obstacle; name.
    """
    narrowed = {"fiscal_year": fiscal_year, "scope": scope, "block": block}
    answer = run(database, "matchings_by_obstacle", as_of=as_of, **narrowed)
    return answer.assign(name=answer["obstacle"].fillna(WORDS["no_obstacle"]))


def read_cases(
    database: Readable,
    fiscal_year: int,
    scope: str,
    block: str = "",
    field: str = "",
    stage: str = "",
    obstacle: str = "",
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """The cases that have not moved for longest first, narrowed ("" : all).

    `obstacle`: as written, of cases short of implementation (as the chart counts them).

    Columns: those of matching_cases; stage_name, waiting_text.
    """
    narrowed = {"block": block, "field": field, "stage": stage, "obstacle": obstacle}
    answer = run(
        database, "matching_cases", fiscal_year=fiscal_year, scope=scope, as_of=as_of, **narrowed
    )
    return answer.assign(
        stage_name=[terms.STAGES.get(stage, stage) for stage in answer["stage"]],
        waiting_text=[
            NOTHING if pd.isna(days) else _render_days(days) for days in answer["waiting_days"]
        ],
    )


def pick_groups(groups: pd.DataFrame, group_id: str) -> pd.DataFrame:
    """The rows of one group; "": all of them.

    Columns: those of groups.
    """
    return groups[groups["group_id"] == group_id] if group_id else groups


def name_obstacles(obstacles: pd.DataFrame) -> dict[str, str]:
    """The obstacles that are stated, each its own name, in their order."""
    return {name: name for name in obstacles["obstacle"].dropna()}


def name_groups(groups: pd.DataFrame) -> dict[str, str]:
    """Group id -> name of the groups that have an id, in their order; "" for all first."""
    known = groups[groups["group_id"].notna()].drop_duplicates("group_id")
    return {"": WORDS["all"], **dict(zip(known["group_id"], known["group_name"], strict=True))}
