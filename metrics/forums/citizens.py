"""市民参画: school visits and workshops against their target, and every activity reported."""

from datetime import datetime

import pandas as pd

from data.figures import find_role
from metrics.forums.reporters import count_forums
from metrics.kpi.figures import read_figures
from metrics.query import Readable, run, to_number
from words import Words, terms
from words.figures import render_value

SCOPES = ("total", "national", "regional")

WORDS = Words(
    ja={
        "ledger_missing": "取組ごとの報告は未報告です（0ではありません）。様式「市民参画活動」が取り込まれると、一覧を示します。",
        "ledger_alone": "取組ごとの報告（{forums}）では{counted}件。公表値は未報告です。",
        "ledger_equal": "取組ごとの報告（{forums}）では{counted}件で、公表値{published}回と一致します。",
        "ledger_differs": "取組ごとの報告（{forums}）では{counted}件で、公表値{published}回と一致しません。",
        "people_whole": "{people}",
        "people_part": "{people}（{activities}件のうち人数の報告は{known}件）",
    }
)


def read_workshops(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """The published workshops, one row a scope that has any.

    Columns: those of read_figures; scope_text.
    """
    frames = [read_figures(database, fiscal_year, scope, as_of) for scope in SCOPES]
    known = [frame[frame["role"] == "citizen_sessions"] for frame in frames]
    rows = pd.concat(known, ignore_index=True)
    return rows.assign(scope_text=[terms.SCOPES[scope] for scope in rows["scope"]])


def read_activity_counts(
    database: Readable,
    fiscal_year: int,
    scope: str,
    block: str = "",
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Activities by forum and kind; null where the forum has reported none.

    Columns: those of citizen_activities_by_forum; kind_name, count_text.
    """
    narrowed = {"fiscal_year": fiscal_year, "scope": scope, "block": block}
    answer = run(database, "citizen_activities_by_forum", as_of=as_of, **narrowed)
    return answer.assign(
        kind_name=[terms.ACTIVITY_KINDS[kind] for kind in answer["kind"]],
        count_text=[
            render_value(to_number(count), terms.UNITS["cases"])
            for count in answer["activity_count"]
        ],
    )


def read_activities(
    database: Readable,
    fiscal_year: int,
    scope: str,
    block: str = "",
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """The year's activities by date.

    Columns: those of citizen_activities_of_year; kind_name, participants_text.
    """
    narrowed = {"fiscal_year": fiscal_year, "scope": scope, "block": block}
    answer = run(database, "citizen_activities_of_year", as_of=as_of, **narrowed)
    return answer.assign(
        kind_name=[
            terms.ACTIVITY_KINDS.get(str(kind), terms.STATES["blank"]) for kind in answer["kind"]
        ],
        participants_text=[
            render_value(to_number(count), terms.UNITS["people"])
            for count in answer["participants"]
        ],
    )


def describe_ledger(counts: pd.DataFrame, workshops: pd.DataFrame, scope: str) -> str:
    """Whether the activities reported agree with the published workshops, in words."""
    if counts["activity_count"].isna().all():
        return WORDS["ledger_missing"]
    is_counted = counts["kind"].isin(list_counted_kinds())
    counted = int(counts[is_counted]["activity_count"].sum())
    published = workshops[workshops["scope"] == scope]["value"].dropna()
    facts = {"counted": counted, "forums": count_reporting(counts)}
    if published.empty:
        return WORDS["ledger_alone"].format(**facts)
    same = counted == published.iloc[0]
    return WORDS["ledger_equal" if same else "ledger_differs"].format(
        published=f"{published.iloc[0]:,.0f}", **facts
    )


def list_counted_kinds() -> tuple[str, ...]:
    """The kinds of activity that the published figure counts; others are only shown."""
    counted = find_role("citizen_sessions").counted
    return counted.where["kind"] if counted else ()


def count_reporting(counts: pd.DataFrame) -> str:
    """How many of the forums have reported: 9/10 フォーラム報告."""
    return count_forums("activity_count", "forum", counts)


def render_people(counts: pd.DataFrame) -> str:
    """Participants as far as reported: a sum that leaves activities out says how many."""
    activities = counts["activity_count"].sum()
    known = counts["people_known_count"].sum()
    if not known:
        return terms.STATES["blank"]
    people = render_value(float(counts["people_count"].sum()), terms.UNITS["people"])
    whole = WORDS["people_whole"] if known == activities else WORDS["people_part"]
    return whole.format(people=people, known=f"{known:,.0f}", activities=f"{activities:,.0f}")
