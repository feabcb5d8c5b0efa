"""Agendas to choose from: those that are declared, and those that somebody has kept by name."""

from exports.deck.agenda import Agenda, compose_kept, load_agendas
from metrics.history.data_state import render_japan_time
from store.decisions.agendas import KeptAgenda, list_kept
from widgets.plain_text import plain
from widgets.run import read_run
from words import Words

WORDS = Words(ja={"kept": "{name}（{by}　{moment}）"})
#: How the id of one that was kept begins, in the URL too.
KEPT = "kept-"


def list_agendas() -> dict[str, Agenda]:
    """Id -> agenda; what was kept follows, with its views that there still are."""
    kept = {f"{KEPT}{each.agenda_id}": compose_kept(each) for each in _list_kept()}
    return load_agendas() | {key: agenda for key, agenda in kept.items() if agenda.items}


def find_kept(key: str) -> KeptAgenda | None:
    """None for a declared one, and for one that is gone."""
    return next((each for each in _list_kept() if key == f"{KEPT}{each.agenda_id}"), None)


def name_agenda(key: str) -> str:
    """With who kept it, and when."""
    kept = find_kept(key)
    if kept is None:
        return load_agendas()[key].name
    moment = render_japan_time(kept.at)
    return WORDS["kept"].format(name=plain(kept.name), by=plain(kept.by), moment=moment)


def _list_kept() -> list[KeptAgenda]:
    return read_run().recall(list_kept)
