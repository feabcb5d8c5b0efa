"""What a meeting said of a figure: the figure then, now, and which meeting was the last."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics.history.meetings import freeze_figures
from metrics.history.remarks import (
    find_last_word,
    find_meeting_of,
    find_previous_day,
    list_subjects,
    name_figure,
    read_remarks,
)
from metrics.tracing.trace import list_figures
from store.actor import claim
from store.batches import undo
from store.database import Database, data_version
from store.decisions.remarks import RemarkKind, Subject, list_remarks, record_remark
from tests.metrics.test_meetings import correct_supports
from tests.plan_store import fill_plan_store

DAY = "2026-11-20"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with fill_plan_store(tmp_path) as database:
        yield database


def say(
    database: Database,
    text: str,
    kind: RemarkKind = "remark",
    day: str = DAY,
    indicator: str = "supported_governments",
) -> int:
    """A remark on one of the figures of FY2020's totals, as the screen offers them."""
    row = list_subjects(list_figures(database), [indicator], "total", 2020).iloc[0].to_dict()
    subject = Subject(
        *("kpi_summary", "見出し", data_version(database), 2020, "total"),
        code=row["code"],
        name=name_figure(row),
        value_text=row["value_text"],
        value=row["value"],
    )
    return record_remark(database, claim("鈴木"), kind, text, day, subject)


def test_figure_that_did_not_move_is_the_same_then_and_now(database: Database) -> None:
    say(database, "良い")
    [row] = read_remarks(database, DAY).to_dict("records")
    assert (row["then_text"], row["now_text"]) == ("83者", "83者")
    assert not row["has_moved"]
    assert row["figure_text"] == "支援自治体数（公表値・合計・令和2年度）"


def test_figure_corrected_since_shows_both_values(database: Database) -> None:
    say(database, "少ない")
    correct_supports(database, 90)
    [row] = read_remarks(database, DAY).to_dict("records")
    assert (row["then_text"], row["now_text"], row["has_moved"]) == ("83者", "90者", True)


def test_figure_that_is_gone_says_so(database: Database) -> None:
    batch = correct_supports(database, 90)
    say(database, "訂正を確認")
    undo(database, 1, claim("担当"), "取り下げ")
    undo(database, batch, claim("担当"), "取り下げ")
    [row] = read_remarks(database, DAY).to_dict("records")
    assert row["then_text"] == "90者"
    assert row["has_moved"]


def test_remark_on_the_whole_screen_has_no_figure_to_compare(database: Database) -> None:
    whole = Subject("schedule", "28件を計画", 4, 2021, "total")
    record_remark(database, claim("鈴木"), "remark", "詰めて", DAY, whole)
    [row] = read_remarks(database, DAY).to_dict("records")
    assert (row["figure_text"], row["then_text"], row["now_text"]) == ("28件を計画", "", "")
    assert not row["has_moved"]


def test_decisions_stand_before_remarks_each_in_their_order(database: Database) -> None:
    say(database, "意見1")
    say(database, "決定1", "decision")
    say(database, "意見2")
    say(database, "決定2", "decision")
    assert list(read_remarks(database, DAY)["text"]) == ["決定1", "決定2", "意見1", "意見2"]


def test_previous_meeting_is_the_last_day_before(database: Database) -> None:
    assert find_previous_day(database, DAY) is None
    say(database, "前々回", day="2026-10-01")
    say(database, "前回", day="2026-11-02")
    say(database, "今日", day=DAY)
    assert find_previous_day(database, DAY) == "2026-11-02"
    assert find_previous_day(database, "2026-11-02") == "2026-10-01"
    assert find_previous_day(database) == DAY


def test_frozen_meeting_counts_as_one_and_its_words_follow(database: Database) -> None:
    say(database, "再確認する", "decision")
    freeze_figures(
        database, "第5回", DAY, claim("事務局"), decisions=["再確認する", "名簿を集める"]
    )
    assert find_previous_day(database, "2026-12-01") == DAY
    rows = read_remarks(database, DAY)
    assert list(rows["text"]) == ["再確認する", "名簿を集める"]
    assert list(rows["then_text"]) == ["83者", ""]


def test_last_word_is_the_moment_after_which_all_is_new(database: Database) -> None:
    assert find_last_word(database, DAY) is None
    say(database, "一")
    say(database, "二")
    assert find_last_word(database, DAY) == list_remarks(database)[-1].at


def test_meeting_of_a_day_is_the_one_frozen_under_it(database: Database) -> None:
    days = ["2026-10-01", DAY]
    for day in days:
        freeze_figures(database, day, day, claim("事務局"))
    meetings = [find_meeting_of(database, day) for day in (*days, "2026-11-02", "2026-12-01")]
    assert [meeting and meeting.name for meeting in meetings] == [*days, None, None]


def test_last_word_is_of_one_day_alone(database: Database) -> None:
    days = ["2026-10-01", "2026-11-02", DAY]
    for day in (days[1], days[0], days[2]):
        say(database, day, day=day)
    at = {each.held_on: each.at for each in list_remarks(database)}
    assert [find_last_word(database, day) for day in days] == [at[day] for day in days]
    assert [list(read_remarks(database, day)["text"]) for day in days] == [[day] for day in days]


def test_subjects_are_the_named_figures_in_order_in_one_scope_and_year(
    database: Database,
) -> None:
    figures = list_figures(database)
    meant = list_subjects(figures, ["implementations", "matchings"], "regional", 2020)
    assert list(meant["code"]) == ["K2020-R-IMP", "K2020-R-MAT"]
    assert list_subjects(figures, ["matchings"], "total", 2019).empty
