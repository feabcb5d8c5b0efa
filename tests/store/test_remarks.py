"""Remarks on figures: kept as typed with what the screen showed, withdrawn but never removed."""

from pathlib import Path

import pytest

from loaders.intake.archived import rebuild_store
from store.actor import claim
from store.database import open_database
from store.decisions.remarks import Subject, list_remarks, record_remark, withdraw_remark
from store.errors import ActorUnknown
from store.log.activity import list_entries, verify_log
from tests.plan_store import fill_plan_store

MATCHINGS = Subject(
    item="matching_stages",
    finding="133件の85%は検討段階、社会実装は0件",
    version=4,
    fiscal_year=2020,
    scope="total",
    code="K2020-T-MAT",
    name="マッチング等",
    value_text="133件",
    value=133.0,
)


def test_remark_comes_back_with_its_figure_as_the_screen_showed_it(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        number = record_remark(
            database, claim(" 鈴木 "), "decision", " 条件を整理する\n", "2026-11-20", MATCHINGS
        )
        [remark] = list_remarks(database)
    assert (remark.remark_id, remark.by, remark.kind) == (number, "鈴木", "decision")
    assert (remark.text, remark.held_on) == ("条件を整理する", "2026-11-20")
    assert remark.subject == MATCHINGS


def test_remarks_stand_in_the_order_typed(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        for text in ("一", "二", "三"):
            record_remark(database, claim("鈴木"), "remark", text, "2026-11-20", MATCHINGS)
        assert [each.text for each in list_remarks(database)] == ["一", "二", "三"]


@pytest.mark.parametrize(("by", "text"), [("", "本文"), ("鈴木", " 　\n")])
def test_remark_without_name_or_text_is_refused(tmp_path: Path, by: str, text: str) -> None:
    with fill_plan_store(tmp_path) as database:
        with pytest.raises((ValueError, ActorUnknown)):
            record_remark(database, claim(by), "remark", text, "2026-11-20", MATCHINGS)
        assert list_remarks(database) == []


def test_withdrawn_remark_is_no_longer_listed_but_stays_in_the_log(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        number = record_remark(database, claim("鈴木"), "remark", "誤記", "2026-11-20", MATCHINGS)
        before = list_entries(database)[0].at
        withdraw_remark(database, claim("佐藤"), number)
        assert list_remarks(database) == []
        assert [each.action for each in list_entries(database)[:2]] == [
            "withdraw_remark",
            "remark_on_figure",
        ]
        assert [each.text for each in list_remarks(database, before)] == ["誤記"]
        assert verify_log(database) == []


def test_remark_withdrawn_twice_is_refused(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        number = record_remark(database, claim("鈴木"), "remark", "誤記", "2026-11-20", MATCHINGS)
        withdraw_remark(database, claim("佐藤"), number)
        with pytest.raises(KeyError):
            withdraw_remark(database, claim("佐藤"), number)


def test_rebuilt_database_has_the_same_remarks(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        record_remark(database, claim("鈴木"), "decision", "次回に再確認", "2026-11-20", MATCHINGS)
        gone = record_remark(database, claim("鈴木"), "remark", "誤記", "2026-11-20", MATCHINGS)
        withdraw_remark(database, claim("鈴木"), gone)
        before = list_remarks(database)
    rebuild_store(tmp_path)
    with open_database(tmp_path) as database:
        assert list_remarks(database) == before
        assert len(before) == 1
