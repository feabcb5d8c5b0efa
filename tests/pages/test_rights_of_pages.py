"""Each page offers whoever works just what their role may do there, and the store refuses the rest.

Which pages, parts and acts there are is asked of their declarations. On each page that keeps
anything, for each thing that can be decided on it, every button is pressed; what it would then do
is noted where the store asks for the right, and not done. So what is offered to the secretariat,
who may do everything, is all that the page knows; each other role must be offered of it what its
rights allow, no less and no more.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import pages
import widgets
from data.acts import ROLES, Role, load_acts
from pages import list_pages
from pages.deck.order_parts import AGENDA, CHOSEN
from pages.meeting_mode.remark_form import KIND, POPOVER, PRESENT
from pages.upload import session
from store.actor import CONGRESS, Actor
from store.batches import ACCEPT, list_batches
from store.database import Database, open_database
from store.decisions.agendas import list_kept
from store.decisions.parked import ASSIGN, list_parked
from store.decisions.queries import ANSWER, list_queries
from store.decisions.titles import list_titles
from store.errors import WriteFailed
from store.people.register import find_person
from store.people.tokens import REVOKE, list_tokens
from store.release import SWITCH
from tests.pages.conftest import Open
from tests.rights_store import OTHER, OWN, address, fill_rights_store
from tests.test_architecture import list_sources
from tests.test_import_cycles import name_module
from tests.upload_books import BRIDGE, matchings_book
from widgets.records.agendas import KEPT

PAGES = list_pages()
WRITING = [name for name, facts in PAGES.items() if facts.writes]
ACTS = load_acts().acts
#: Acts on somebody's entry: one's own is nobody else's, and concerns no forum.
OF_ENTRIES = {"close_query", "withdraw_remark", "keep_agenda", "remove_agenda", "revoke_token"}
#: How the keys of buttons begin that are not pressed: what they take away is wanted by the others,
#: a deck of all slides or an archive takes long to be made, and the search stands before the page.
LEFT_OUT = ("sign_out", "open_search", "draft_discard_", "deck_add_", "make_archive_made")
#: The button that leads to where a load is mended, to be accepted anew.
MEND = "mend_parked"
QUERY = "query_chosen"
Tried = set[tuple[str, frozenset[str]]]


@dataclass(frozen=True, eq=False)
class Matter:
    """What can be decided on: `chosen` in the session; `forums`, of a row that waits or a query;
    `owner`: the id of whose it is, where others do not see it."""

    page: str
    part: str = ""
    chosen: Mapping[str, Any] = field(default_factory=dict)
    forums: frozenset[str] = frozenset()
    owner: str = ""

    def is_shown_to(self, actor: Actor) -> bool:
        if self.owner not in ("", actor.person_id):
            return actor.may(REVOKE, [CONGRESS])
        return QUERY not in self.chosen or actor.may(ANSWER, self.forums)


@dataclass
class Trial:
    """What buttons would do: act and forums; and what of it the store would refuse."""

    tried: Tried = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def note(self, actor: Actor, act: str, forums: Iterable[str]) -> None:
        self.tried.add((act, concerned := frozenset(forums)))
        if not actor.may(act, concerned):
            self.refused.append(f"{actor.role}: {act} {sorted(concerned)}")


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Trial:
    """The store asks for each right as ever, and then does nothing."""
    trial = Trial()

    @contextmanager
    def perform(actor: Actor, act: str, forums: Iterable[str]) -> Iterator[None]:
        trial.note(actor, act, forums)
        raise WriteFailed("only tried")
        yield

    def require(actor: Actor, act: str, forums: Iterable[str]) -> None:
        if act != ASSIGN:  # of no row yet
            trial.note(actor, act, forums)

    monkeypatch.setattr(Actor, "perform", perform)
    monkeypatch.setattr(Actor, "require", require)
    monkeypatch.setenv(SWITCH, "on")
    return trial


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rights") / "real"
    fill_rights_store(root).close()
    return root


@pytest.fixture(scope="module")
def matters(root: Path) -> list[Matter]:
    """All of every part of every page that keeps anything."""
    with open_database(root) as database:
        known = [*_list_batches(database), *_list_waiting(database), *map(_bring, _BOOKS)]
        known += [
            Matter("deck", chosen={AGENDA: f"{KEPT}{each.agenda_id}", CHOSEN: ["kpi_summary"]})
            for each in list_kept(database)
        ]
        known += [
            Matter("titles", chosen={"revoked_title": each.title_id})
            for each in list_titles(database)
        ]
    known += [
        Matter("meeting_mode", chosen={POPOVER: True, KIND: kind}) for kind in ("remark", PRESENT)
    ]
    known += [
        Matter("tokens", chosen={"token_chosen": each.token_id}, owner=each.person_id)
        for each in list_tokens(root)
    ]
    known += [Matter("people", chosen={"person_chosen": each}) for each in ("", address("viewer"))]
    places = {(page, part) for page in WRITING for part in PAGES[page].parts or [""]}
    places -= {(each.page, each.part) for each in known}
    return sorted([*known, *(Matter(*each) for each in places)], key=lambda each: each.page)


def _list_batches(database: Database) -> Iterator[Matter]:
    for each in list_batches(database):
        if each.entry.kind == "load":
            yield Matter("history", "batches", {"batch": str(each.entry.batch_id)})
    for query in list_queries(database):
        yield Matter("history", "queries", {QUERY: query.query_id}, frozenset(query.forums))


def _list_waiting(database: Database) -> Iterator[Matter]:
    for each in list_parked(database):
        chosen = {"parked_closed": True, "parked_chosen": f"{each.batch_id}-{each.parked_id}"}
        yield Matter("parked", "", chosen, frozenset([each.forum]))


_BOOKS: Sequence[Sequence[str]] = ([], [OWN], [OTHER], [OWN, OTHER])


def _bring(forums: Sequence[str]) -> Matter:
    """Workbooks of some forums, at the step where they are accepted, a title of each mapped."""
    names = {OWN: "中国", OTHER: "近畿"}
    books = [
        session.make_waiting(
            f"{each}.xlsx",
            matchings_book((*BRIDGE, "x"), forum=names[each], extra=["ひとこと"]),
        )
        for each in forums
    ]
    mapped = {("matchings", "ひとこと"): "obstacle"}
    chosen = {
        session.FILES: {each.sha256: each for each in books},
        session.TITLES: {each.sha256: dict(mapped) for each in books},
        session.STEP: 4 if books else 1,
    }
    return Matter("upload", "", chosen | ({session.TOGETHER: True} if len(books) > 1 else {}))


def try_all(
    open_app: Open, root: Path, actor: Actor, matters: Sequence[Matter], trial: Trial
) -> dict[Matter, Tried]:
    """What somebody can try to do, by what they try it on."""
    found: dict[Matter, Tried] = {}
    app, place = None, ("", "")
    for matter in matters:
        if app is None or place != (matter.page, matter.part):
            place = matter.page, matter.part
            address = f"{actor.role}@example.jp"
            app = open_app(
                root, matter.page, address, **({"part": matter.part} if matter.part else {})
            )
        found[matter] = trial.tried = set()
        if matter.is_shown_to(actor):
            press_everything(app, matter, actor, trial)
    return found


def press_everything(app: AppTest, matter: Matter, actor: Actor, trial: Trial) -> None:
    """All buttons of a page at once, with something in every line."""
    for key, value in matter.chosen.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    for line in [*app.text_input, *app.text_area]:
        line.set_value(address("x"))
    for button in app.button:
        if button.key == MEND:
            trial.note(actor, ACCEPT, matter.forums)
        elif not (button.disabled or str(button.key).startswith(LEFT_OUT)):
            button.click()
    app.run()
    assert not app.exception


def test_each_role_is_offered_what_it_may_do_and_nothing_else(
    open_app: Open, root: Path, matters: Sequence[Matter], trial: Trial
) -> None:
    actors = {role: _find_actor(root, role) for role in ROLES}
    known = try_all(open_app, root, actors.pop("secretariat"), matters, trial)
    everything = {each for tried in known.values() for each in tried}
    assert {act for act, _ in everything} == set(ACTS)
    for act in set(ACTS) - OF_ENTRIES:
        if "own" in ACTS[act].reaches.values():
            concerned = {forum for each, forums in everything for forum in forums if each == act}
            assert {OWN, OTHER} <= concerned, act
    entries = set()
    for actor in actors.values():
        for matter, tried in try_all(open_app, root, actor, matters, trial).items():
            if matter.owner and not matter.is_shown_to(actor):
                continue  # what else the page offers is offered beside their own
            assert set(_leave_entries(tried)) == {
                (act, forums)
                for act, forums in _leave_entries(known[matter])
                if actor.may(act, forums)
            }, (actor.role, matter)
            entries |= {(act, actor.role) for act, _ in tried if act in OF_ENTRIES}
    assert entries == {
        (act, role) for act in OF_ENTRIES for role in actors if ACTS[act].reaches[role]
    }
    assert trial.refused == []


def _leave_entries(tried: Tried) -> Iterator[tuple[str, frozenset[str]]]:
    return ((act, forums) for act, forums in tried if act not in OF_ENTRIES)


def _find_actor(root: Path, role: Role) -> Actor:
    person = find_person(root, address(role))
    assert person
    return person.act()


@pytest.mark.parametrize("who", ["", "stranger@example.jp"])
def test_whoever_is_not_known_is_offered_no_page(open_app: Open, root: Path, who: str) -> None:
    for page in PAGES:
        app = open_app(root, page, who)
        assert not app.exception
        assert [each.key for each in app.button] == ["sign_out" if who else "sign_in"], page
        assert not [*app.dataframe, *app.metric, *app.get("arrow_vega_lite_chart")], page


def test_page_that_keeps_nothing_knows_nobody_to_act_as() -> None:
    """Whatever writes asks for an actor: such a page has none to give, nor a form that has."""
    sources = [path for path in list_sources() if Path(widgets.__file__).parent in path.parents]
    acting = {name_module(path) for path in sources if _read_names(path) & _ACTORS}
    assert "widgets.records.queries" in acting
    acting -= {"widgets.app", "widgets.run"}
    for page in set(PAGES) - set(WRITING):
        for path in Path(pages.__file__).with_name(page).glob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            imported = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
            assert not imported & acting, path
            assert not _read_names(path) & (_ACTORS | {"actor"}), path


#: Where somebody to act as comes from.
_ACTORS = {"read_actor", "claim", "run_as", "act_at_server"}


def _read_names(path: Path) -> set[str]:
    """Every name that a module uses, and everything that it takes of another thing."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = {each.id for each in nodes if isinstance(each, ast.Name)}
    return names | {each.attr for each in nodes if isinstance(each, ast.Attribute)}
