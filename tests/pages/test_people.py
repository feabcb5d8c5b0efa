"""利用者: people registered, changed, sent away on the page; hidden and refused for others."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.acts import ROLES, Role
from pages.meeting_mode.remark_form import POPOVER
from pages.people.words import WORDS
from store.actor import run_as
from store.database import open_database
from store.log.activity import list_entries
from store.people.register import Person, find_person, list_people, register_person
from tests.pages.conftest import Open, copy_store
from tests.pages.reading import read_texts
from widgets.people.sign_in import WORDS as SIGN_IN

SECRETARY = "secretariat@example.jp"
YAMADA = "yamada@example.jp"


@pytest.fixture
def root(plan_root: Path, tmp_path: Path) -> Path:
    """The plan's figures and a person of each role."""
    root = copy_store(plan_root, tmp_path)
    with open_database(root) as database:
        for role in ROLES:
            forums = ["chugoku"] if role == "coordinator" else []
            operator = run_as("operator", "command_line")
            register_person(database, operator, f"{role}@example.jp", f"*{role}*", role, forums)
    return root


def read_acts(root: Path) -> list[tuple[str, str, str]]:
    """What the operator did not do: act, by whom, how they were known."""
    with open_database(root) as database:
        entries = list_entries(database)
    return [
        (each.action, each.by, each.details["actor"]["known_by"])
        for each in reversed(entries)
        if each.details["actor"]["known_by"] == "signed_in"
    ]


def fill_form(app: AppTest, number: str, name: str, role: Role, forums: list[str]) -> None:
    app.text_input(key=f"person_name_{number}").set_value(name)
    app.selectbox(key=f"person_role_{number}").set_value(role)
    app.multiselect(key=f"person_forums_{number}").set_value(forums)


def submit(app: AppTest) -> AppTest:
    (button,) = [each for each in app.button if each.label in (WORDS["register"], WORDS["change"])]
    return button.click().run()


def find(root: Path, email: str) -> Person:
    person = find_person(root, email)
    assert person
    return person


def test_secretary_registers_changes_and_removes_people(open_app: Open, root: Path) -> None:
    app = open_app(root, "people", signed_in=SECRETARY)
    assert app.title[0].value == "利用者 4名"
    app.text_input(key="person_email").set_value(YAMADA)
    fill_form(app, "", "*山田*", "coordinator", [])
    submit(app)
    assert "担当にはフォーラムを選んでください" in read_texts(app)
    fill_form(app, "", "*山田*", "coordinator", ["kinki"])
    submit(app)
    assert r"\*山田\* を「担当」として登録しました。" in read_texts(app)
    person = find(root, YAMADA)
    assert (person.name, person.role, person.forums) == ("*山田*", "coordinator", ("kinki",))
    fill_form(app, person.person_id, "山田", "auditor", [])
    submit(app)
    assert find(root, YAMADA) == Person(person.person_id, YAMADA, "山田", "auditor")
    app.button(key="end_sessions").click().run()
    app.button(key="remove_person").click().run()
    assert app.title[0].value == "利用者 4名"
    assert find_person(root, YAMADA) is None
    acts = ["register_person", "register_person", "end_sessions", "remove_person"]
    assert read_acts(root) == [(act, "*secretariat*", "signed_in") for act in acts]


def test_last_secretary_cannot_lock_everybody_out(open_app: Open, root: Path) -> None:
    app = open_app(root, "people", signed_in=SECRETARY)
    app.selectbox(key="person_chosen").set_value(SECRETARY).run()
    app.button(key="remove_person").click().run()
    assert "事務局の利用者がほかにいない" in read_texts(app)
    assert len(list_people(root)) == len(ROLES)
    assert read_acts(root) == []


def test_somebody_whose_sessions_were_ended_has_to_sign_in_again(
    open_app: Open, root: Path
) -> None:
    viewer = open_app(root, signed_in="viewer@example.jp")
    secretary = open_app(root, "people", signed_in=SECRETARY)
    table = secretary.dataframe[0].value
    assert list(table[WORDS["live"]]) == [True, False, True, False]
    secretary.selectbox(key="person_chosen").set_value("viewer@example.jp").run()
    secretary.button(key="end_sessions").click().run()
    assert list(secretary.dataframe[0].value[WORDS["live"]]) == [False, False, True, False]
    assert SIGN_IN["over"] in read_texts(viewer.run())


@pytest.mark.parametrize("role", [role for role in ROLES if role != "secretariat"])
def test_others_are_refused_and_shown_nobody(open_app: Open, root: Path, role: Role) -> None:
    app = open_app(root, "people", signed_in=f"{role}@example.jp")
    assert "では使えません" in read_texts(app)
    assert not app.dataframe
    assert not [each for each in app.button if each.key not in ("sign_out", "open_search")]


@pytest.mark.parametrize("role", ROLES)
def test_undoing_is_offered_to_those_who_may(open_app: Open, root: Path, role: Role) -> None:
    """The batch is the Congress's: no coordinator's own."""
    app = open_app(root, "history", signed_in=f"{role}@example.jp")
    assert not app.exception
    assert ("取り消す" in [each.label for each in app.button]) is (role == "secretariat")


@pytest.mark.parametrize("role", ROLES)
def test_remarks_are_asked_of_those_who_may(open_app: Open, root: Path, role: Role) -> None:
    app = open_app(root, "meeting_mode", signed_in=f"{role}@example.jp")
    app.session_state[POPOVER] = True
    app.run()
    assert not app.exception
    offered = [each for each in app.button if (each.key or "").startswith("FormSubmitter:meeting")]
    assert bool(offered) is (role in ("coordinator", "secretariat"))


def test_ones_own_desk_is_told_that_there_is_nobody_to_register(open_app: Open, root: Path) -> None:
    app = open_app(root, "people")
    assert "利用者の登録もAPIのトークンも要りません" in read_texts(app)
    assert not app.dataframe


@pytest.mark.parametrize(("said", "enters"), [(True, True), (None, True), (False, False)])
def test_address_that_the_provider_has_not_verified_opens_nothing(
    root: Path, open_app: Open, said: bool | None, enters: bool
) -> None:
    app = open_app(root, "kpi", signed_in=SECRETARY)
    app.user |= {} if said is None else {"email_verified": said}
    app.run()
    assert (SIGN_IN["unknown"] in "".join(each.value for each in app.error)) is not enters
    refusal = SIGN_IN["unverified_help"].format(email=SECRETARY)
    assert (refusal in [each.value for each in app.text]) is not enters
