"""Parts of 会議モード: which screen of which agenda the URL names, and how to move on."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

import widgets
from exports.deck.agenda import MEETING
from pages.meeting_mode.screen_parts import Screen
from pages.meeting_mode.words import WORDS
from views import find_slide_view
from views.model.view import View
from widgets.links import AGENDA, ITEM, ITEM_SEPARATOR
from widgets.records.agendas import list_agendas, name_agenda

PART, LAST = "part", "last"
ARROWS = {"previous": "Left", "next": "Right"}
Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One screen: the agenda's views, which of them, and which of its parts (0-based; -1 is
    the last one)."""

    views: tuple[View, ...]
    number: int
    part: int = 0
    part_count: int = 1

    @property
    def view(self) -> View:
        return self.views[self.number]


def read_place(list_screens: Callable[[View], list[Screen]]) -> Place:
    """The screen of the URL; where it names none, the agenda's first that has something to say.

    `list_screens`: those of a view.
    """
    views = _read_agenda(st.query_params.get(AGENDA, MEETING))
    asked, part = st.query_params.get(ITEM, ""), st.query_params.get(PART, "1")
    number = next((n for n, view in enumerate(views) if view.is_called(asked)), None)
    if number is None:
        return Place(views, *_find_first(views, list_screens))
    if part == LAST:
        return Place(views, number, -1)
    return Place(views, number, int(part) - 1 if part.isdecimal() else 0)


def _find_first(
    views: tuple[View, ...], list_screens: Callable[[View], list[Screen]]
) -> tuple[int, int]:
    """Number and part of the first screen that has something to say; of the very first where none
    has."""
    telling = (
        (number, part)
        for number, view in enumerate(views)
        for part, screen in enumerate(list_screens(view))
        if not screen.statement
    )
    return next(telling, (0, 0))


def _read_agenda(asked: str) -> tuple[View, ...]:
    """An agenda by its id, or the views that the URL lists."""
    agendas = list_agendas()
    if asked in agendas:
        return agendas[asked].items
    listed = dict.fromkeys(map(find_slide_view, asked.split(ITEM_SEPARATOR)))
    return tuple(view for view in listed if view) or agendas[MEETING].items


def settle(place: Place, part_count: int) -> Place:
    """The place among the parts that there are; the URL then names just this screen."""
    part = min(place.part, part_count - 1) % part_count
    settled = replace(place, part=part, part_count=part_count)
    st.query_params[ITEM] = settled.view.id
    if part_count > 1:
        st.query_params[PART] = str(part + 1)
    else:
        st.query_params.pop(PART, None)
    return settled


def show_heading(place: Place, screen: Screen) -> None:
    """Where in the agenda we are and what is shown, small; then the finding."""
    parts = WORDS["part"].format(part=place.part + 1, count=place.part_count)
    where = WORDS["place"].format(
        number=place.number + 1,
        count=len(place.views),
        item=place.view.name,
        part=parts if place.part_count > 1 else "",
    )
    st.markdown(f"**{where}**　{screen.narrowing}")
    st.title(widgets.plain(screen.title), anchor=False)


def offer_items(place: Place) -> None:
    """The whole agenda, to go to any item at once, and the others to choose from."""
    with st.popover(WORDS["agenda"], icon=":material/list:"):
        _offer_agendas()
        st.radio(
            WORDS["agenda"],
            range(len(place.views)),
            index=place.number,
            format_func=lambda number: f"{number + 1}. {place.views[number].name}",
            key=f"meeting_item_{place.number}",
            on_change=_take_item,
            args=(place,),
            label_visibility="collapsed",
        )


def _offer_agendas() -> None:
    agendas = list_agendas()
    asked = st.query_params.get(AGENDA, MEETING)
    st.selectbox(
        WORDS["other_agenda"],
        list(agendas),
        index=list(agendas).index(asked) if asked in agendas else None,
        format_func=name_agenda,
        placeholder=WORDS["own_agenda"],
        key="meeting_agenda",
        on_change=_take_agenda,
    )


def _take_agenda() -> None:
    if chosen := st.session_state["meeting_agenda"]:
        st.query_params[AGENDA] = chosen
        for key in (ITEM, PART):
            st.query_params.pop(key, None)


def _take_item(place: Place) -> None:
    go(place.views[st.session_state[f"meeting_item_{place.number}"]].id)


def offer_steps(place: Place) -> None:
    """Back and on, by button or arrow key; and out."""
    steps = find_steps(place)
    for name, arrow in ARROWS.items():
        st.button(
            WORDS[name],
            key=f"meeting_{name}",
            type="primary" if name == "next" else "secondary",
            shortcut=arrow,
            disabled=steps[name] is None,
            on_click=go,
            args=steps[name] or (),
        )
    widgets.link_page(place.view.page, WORDS["leave"], ":material/close:")


def find_steps(place: Place) -> dict[str, Step | None]:
    """Item and part of the screens that a key leads to; None where there is no such screen."""
    return {
        "previous": _find_previous(place),
        "next": _find_next(place),
        "first": (place.views[0].id, "1"),
        "last": (place.views[-1].id, LAST),
    }


def _find_previous(place: Place) -> Step | None:
    if place.part > 0:
        return place.view.id, str(place.part)
    return (place.views[place.number - 1].id, LAST) if place.number > 0 else None


def _find_next(place: Place) -> Step | None:
    if place.part + 1 < place.part_count:
        return place.view.id, str(place.part + 2)
    is_last = place.number + 1 == len(place.views)
    return None if is_last else (place.views[place.number + 1].id, "1")


def go(item: str, part: str = "1") -> None:
    st.query_params[ITEM], st.query_params[PART] = item, part
