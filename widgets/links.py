"""Links within the app, of the same data set and the same day."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import NoReturn
from urllib.parse import urlsplit

import streamlit as st

from widgets.data_shown import (
    AS_OF,
    BLOCK,
    DATA_PARAMETER,
    DRAFT,
    PRACTICE_VALUE,
    SCOPE,
    STATE,
    YEAR,
    read_switch,
)
from widgets.run import Run, read_run

#: What the URL of the meeting's screen says: the agenda by its name or its items, and the item.
AGENDA, ITEM, ITEM_SEPARATOR = "agenda", "item", ","
#: What the URL of 取込 says: the number of a load whose workbook is taken to hand again.
REOPENED = "reopened"


def link_page(
    page: str, label: str, icon: str = "", parameters: Mapping[str, str] | None = None
) -> None:
    """A link to another page, with that page's icon unless another is given."""
    run = read_run()
    st.page_link(
        run.offered[page],
        label=label,
        icon=icon or run.pages[page].icon,
        help="",  # the menu says what the page answers
        query_params={**(parameters or {}), **address_shown()},
    )


def link_meeting(label: str, agenda: Sequence[str] = (), item: str = "") -> None:
    """Over to the meeting's screen: its own agenda or the items of another, and where to begin;
    both by the items' ids."""
    named = {AGENDA: ITEM_SEPARATOR.join(agenda), ITEM: item}
    link_page("meeting_mode", label, parameters={key: text for key, text in named.items() if text})


def go_to_mending(batch_id: int) -> NoReturn:
    """Over to 取込, with a load's workbook as it was accepted."""
    asked = {REOPENED: str(batch_id), **address_shown()}
    st.switch_page("upload/page.py", query_params=asked)


def show_code(code: str) -> None:
    """A figure's code, which leads to the records and cells behind it on the day shown."""
    link_page("trace", code, parameters={"code": code})


def address_shown() -> dict[str, str]:
    """The day and the data set that are shown, as they stand in the URL."""
    day = st.session_state.get(AS_OF)
    shown = {}
    if isinstance(day, date):
        shown[AS_OF] = day.isoformat()
    if read_switch():
        shown[DATA_PARAMETER] = PRACTICE_VALUE
    return shown


def list_parameters(run: Run) -> list[tuple[str, str]]:
    """What the address says of exactly this view: the filters that change its page, by ids and
    with the year that is meant by 最新, the page's own choices as they stand there already, the
    day and the data set. What somebody has begun is nobody else's."""
    shared = {
        YEAR: str(run.fiscal_year),
        SCOPE: run.scope if run.facts.with_scope else "",
        BLOCK: run.block,
        STATE: run.state,
        AS_OF: "",
        DATA_PARAMETER: "",
        DRAFT: "",
    }
    own = [
        (name, text)
        for name in st.query_params
        if name not in shared
        for text in st.query_params.get_all(name)
    ]
    return [*((name, id) for name, id in shared.items() if id), *own, *address_shown().items()]


def find_app_address(page: str) -> str:
    """The app's own address, as the browser on `page` has it; "" where it answers on this
    computer alone: a link to there would lead others nowhere."""
    asked = urlsplit(st.context.url or "")
    if asked.hostname in (None, "localhost", "127.0.0.1", "::1"):
        return ""
    return f"{asked.scheme}://{asked.netloc}{asked.path.rstrip('/').removesuffix(f'/{page}')}"


def read_id(key: str, ids: Container[str]) -> str:
    """The option of a control that the URL names by its id, as addresses on slides do
    (views.model.describing.address); "" where it has the control's words, as the app writes."""
    asked = str(st.query_params.get(key, ""))
    return asked if asked in ids else ""
