"""The link of a screen, opened by somebody else, shows the same screen."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from pages import list_pages
from store.release import SWITCH
from widgets.page_facts import PageFacts

Open = Callable[..., AppTest]
#: A choice unlike the first in every control that pages share.
NARROWED = {"fiscal_year": "2020", "scope": "regional", "block": "kinki", "as_of": "2026-12-31"}
#: Choices of the pages' own, as the app writes them into the address.
OWN = {
    "matchings": {"case_stage": "成立"},
    "members": {"denominator": "行政会員"},
    "schedule": {"precision": "月"},
    "trace": {"code": "K2020-T-GOV"},
    "meeting_mode": {"item": "days_by_stage"},
}


def read_link(app: AppTest) -> dict[str, str]:
    [link] = [
        found[1]
        for each in app.get("html")
        if (found := re.search(r'data-address="\?([^"]*)"', each.proto.body))
    ]
    return dict(parse_qsl(unescape(link)))


def describe(app: AppTest, facts: PageFacts) -> list[object]:
    """What stands chosen in each control that changes the page, and what is said."""
    unused = {
        "fiscal_year": not facts.holding,
        "scope": not facts.with_scope,
        "block": not facts.with_block,
    }
    controls = (
        *app.segmented_control, *app.selectbox, *app.pills, *app.toggle, *app.number_input,
        *app.radio,
    )  # fmt: skip
    return [
        [(each.key, each.value) for each in controls if not unused.get(str(each.key))],
        [each.value for each in (*app.title, *app.header, *app.markdown, *app.warning)],
    ]


@pytest.mark.parametrize("is_practice", [False, True])
@pytest.mark.parametrize("page", list(list_pages()))
def test_link_shows_the_same_screen(
    look_at: Open, plan_root: Path, page: str, is_practice: bool
) -> None:
    data = {"data": "practice"} if is_practice else {}
    part = dict(zip(("part",), list(list_pages()[page].parts)[-1:], strict=False))
    if page == "home":
        look_at(plan_root, page, **data)  # its guide is shown once
    app = look_at(plan_root, page, **NARROWED, **OWN.get(page, {}), **part, **data)
    link = read_link(app)
    facts = list_pages()[page]
    named = {"fiscal_year": True, "scope": facts.with_scope, "block": facts.with_block}
    assert {name: link.get(name) for name in named} == {
        name: NARROWED[name] if is_there else None for name, is_there in named.items()
    }
    assert link["as_of"] == NARROWED["as_of"]
    assert link.get("data") == data.get("data")
    again = look_at(plan_root, page, **link)
    assert not again.exception
    assert read_link(again) == link
    assert describe(again, facts) == describe(app, facts)


def test_link_names_the_year_that_is_the_latest_now(look_at: Open, plan_root: Path) -> None:
    assert read_link(look_at(plan_root, "kpi"))["fiscal_year"] == "2020"


def test_draft_and_taken_choices_are_not_passed_on(look_at: Open, plan_root: Path) -> None:
    link = read_link(look_at(plan_root, "kpi", draft="4711", scope="total"))
    assert link == {"fiscal_year": "2020", "scope": "total"}


def test_which_loads_count_is_passed_on_and_can_be_changed(
    look_at: Open, plan_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "1")
    app = look_at(plan_root, "kpi", state="confirmed")
    assert read_link(app)["state"] == "confirmed"
    app.segmented_control(key="state").set_value("all").run()
    assert (read_link(app)["state"], app.query_params.get("state")) == ("all", None)
    for state, is_on in (("all", True), ("confirmed", False)):
        meeting = look_at(plan_root, "meetings", state=state)
        assert meeting.toggle(key="with_preliminary").value is is_on
