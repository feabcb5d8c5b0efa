"""会議モード: one finding a screen in the agenda's order, for a screen that all look at."""

import widgets
from exports.agenda import Request
from pages import _meeting_mode_agenda, _meeting_mode_remarks, _meeting_mode_screen

filters = widgets.open_page("meeting_mode")
place = _meeting_mode_agenda.read_place()
request = Request(
    fiscal_year=filters.fiscal_year,
    scope=filters.scope,
    as_of=widgets.read_as_of(),
    is_practice=widgets.is_practice(),
    held_on=widgets.read_day().isoformat(),
)
screens = _meeting_mode_screen.list_screens(place.item, request)
place = _meeting_mode_agenda.settle(place, len(screens))
screen = screens[place.part]

_meeting_mode_screen.use_large_type()
_meeting_mode_agenda.show_heading(place, screen)
_meeting_mode_screen.show(screen)
with widgets.open_bar():
    _meeting_mode_screen.show_stamp(screen)
    _meeting_mode_agenda.offer_items(place)
    _meeting_mode_remarks.offer_remarks(place.item, screen, request)
    _meeting_mode_agenda.offer_steps(place)
