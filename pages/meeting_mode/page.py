"""会議モード: one finding a screen in the agenda's order, for a screen that all look at."""

import widgets
from exports.deck.agenda import Request
from pages.meeting_mode import agenda_menu, keyboard, remark_form, screen_parts

run = widgets.read_run()
request = Request(
    fiscal_year=run.fiscal_year,
    scope=run.scope,
    as_of=run.as_of,
    is_practice=run.is_practice,
    state=run.state,
    held_on=run.day.isoformat(),
)
place = agenda_menu.read_place(lambda view: screen_parts.list_screens(view, request))
said = remark_form.list_said(place.view, request)
screens = screen_parts.list_screens(place.view, request, bool(said))
place = agenda_menu.settle(place, len(screens))
screen = screens[place.part]

screen_parts.use_large_type()
agenda_menu.show_heading(place, screen)
screen_parts.show(screen)
remark_form.show_said(said)
with widgets.open_bar():
    screen_parts.show_stamp(screen)
    agenda_menu.offer_items(place)
    remark_form.offer_form(place.view, screen, request, said)
    keyboard.offer_list()
    agenda_menu.offer_steps(place)
    keyboard.listen(place)
