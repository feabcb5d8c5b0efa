"""One search finds all that is declared, by name and by code, and what the store holds."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.acts import ROLES
from data.figures import load_figures
from data.layout import load_layouts
from loaders.values.names.forums import load_forums
from loaders.values.names.government_index import load_governments
from metrics.tracing.trace import list_figures
from pages import list_pages
from pages.search import found
from pages.search.entries import Entry, Folded, list_governments
from pages.search.found import MOST_SHOWN, Group, rank
from store.actor import Actor, claim
from store.batches import list_batches
from store.database import Database, data_version, open_database
from store.folding import fold_text
from store.moments import read_today
from tests.pages.reading import read_texts
from views import load_views
from widgets import Run

Open = Callable[..., AppTest]
PAGES = list_pages()


@pytest.fixture(scope="module")
def store(ledger_root: Path) -> Iterator[Database]:
    with open_database(ledger_root) as database:
        yield database


@pytest.fixture(scope="module")
def run(store: Database) -> Run:
    return make_run(store, claim("事務局"))


def make_run(store: Database, actor: Actor) -> Run:
    return Run(store, data_version(store), None, read_today(), actor, PAGES, "search", 2020)


@pytest.fixture(scope="module")
def listed(run: Run) -> dict[str, list[Folded]]:
    """All that can be found of each kind that is listed."""
    return {kind: found.list_open(run, kind) for kind in found.LISTED}


Listed = dict[str, list[Folded]]


def find(run: Run, query: str) -> dict[str, Group]:
    return {group.title: group for group in found.find(run, query)}


def find_best(run: Run, title: str, query: str) -> list[Entry]:
    group = find(run, query).get(title)
    return list(group.entries) if group else []


def test_every_view_is_found_by_name_topic_and_id(listed: Listed) -> None:
    for view in load_views().values():
        place = view.page, view.part
        for query in (view.name, view.words["topic"], view.id, view.formerly or view.id):
            led = rank(listed["views"], query)[:MOST_SHOWN]
            assert place in [(each.page, each.parameters.get("part", "")) for each in led], query


def test_every_page_and_part_is_found_by_its_name_and_a_page_by_its_folder(
    run: Run, listed: Listed
) -> None:
    for name, facts in PAGES.items():
        if run.is_open(name):
            for query in (facts.name, name):
                assert name == rank(listed["pages"], query)[0].page
            for part, words in facts.parts.items():
                led = rank(listed["pages"], f"{facts.name} {words}")[:MOST_SHOWN]
                assert (name, part) in [(each.page, each.parameters.get("part")) for each in led]


def test_every_forum_layout_and_figure_is_found_by_name_and_code(listed: Listed) -> None:
    for forum in load_forums():
        for query in (forum.name, forum.short_name, forum.id):
            names = [each.name for each in rank(listed["forums"], query)[:MOST_SHOWN]]
            assert forum.name in names, query
    for layout in load_layouts():
        for query in (layout.title, layout.id):
            assert layout.title in [
                each.name for each in rank(listed["layouts"], query)[:MOST_SHOWN]
            ], query
    for figure in load_figures().values():
        for query in (figure.name, figure.id, figure.code):
            names = [each.name for each in rank(listed["definitions"], query)[:MOST_SHOWN]]
            assert figure.name in names, query


def test_every_government_is_the_best_found_by_its_code_and_name() -> None:
    listed = list_governments()
    for number, each in enumerate(load_governments()):
        led = {"government": each.code}
        assert rank(listed, each.full_name)[0].parameters == led
        assert fold_text(each.code) in listed[number].codes
        if number % 20 == 0:
            assert rank(listed, each.code)[0].parameters == led
            assert led in [found.parameters for found in rank(listed, each.kana)]


def test_every_figure_is_found_by_its_code_and_leads_to_its_page(run: Run, listed: Listed) -> None:
    codes = [code for code in list_figures(run.store)["code"] if code]
    for code in codes:
        for query in (code, code.lower().replace("-", ""), unicodedata.normalize("NFKD", code)):
            best = rank(listed["figures"], query)[0]
            assert best.codes == (code,)
            assert best.page in PAGES


def test_loads_are_found_by_number_file_and_digest_and_lead_to_the_receipt(
    run: Run, listed: Listed
) -> None:
    for batch in list_batches(run.store):
        number, name = str(batch.entry.batch_id), batch.entry.file_name or ""
        for query in (number, f"取込 {number}", f"取込{number}", name, batch.entry.sha256 or ""):
            led = [
                each.parameters.get("batch") for each in rank(listed["loads"], query)[:MOST_SHOWN]
            ]
            assert number in led, query


@pytest.mark.parametrize(
    ("query", "alike"),
    [
        ("ﾏｯﾁﾝｸﾞ", "まっちんぐ"),
        ("ＫＰＩ", "kpi"),
        ("広島市", "ひろしまし"),
        ("広島市", "ヒロシマシ"),
        ("Ｋ２０２０−Ｔ−ＭＡＴ", "k2020tmat"),
    ],
)
def test_width_case_and_kana_make_no_difference(run: Run, query: str, alike: str) -> None:
    first = {title: group.entries[0] for title, group in find(run, query).items()}
    second = {title: group.entries[0] for title, group in find(run, alike).items()}
    shared = first.keys() & second.keys()
    assert shared
    assert {title: first[title] for title in shared} == {title: second[title] for title in shared}


def test_name_of_the_past_finds_the_government_of_today() -> None:
    assert found.find_governments("浦和市")[0].name == "埼玉県さいたま市"


def test_words_of_a_case_find_it_and_others_do_not(run: Run, store: Database) -> None:
    with store.read() as cursor:
        theme, number = cursor.execute(
            "SELECT theme, record_id FROM current_matchings WHERE theme IS NOT NULL LIMIT 1"
        ).fetchall()[0]
    led = [each.parameters["record"] for each in find_best(run, "案件・記録", theme)]
    assert any(each.startswith("matchings:") and each.endswith(f":{number}") for each in led)
    for hostile in ("'; DROP TABLE matchings; --", '" OR 1=1', "%", "_", "\\", "まぼろし団体XYZ"):
        assert find_best(run, "案件・記録", hostile) == [], hostile


def test_pages_closed_to_somebody_are_not_found(store: Database) -> None:
    shut = {}
    for role in ROLES:
        run = make_run(store, Actor("山田", role, frozenset({"kinki"}), "signed_in"))
        shut[role] = "upload" not in {each.entry.page for each in found.list_open(run, "pages")}
    assert shut == {"viewer": True, "coordinator": False, "secretariat": False, "auditor": True}


def test_results_are_shown_as_text_and_lead_on(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "search", q="広島市")
    assert not app.exception
    assert "**自治体**" in read_texts(app)
    links = [each.proto for each in app.get("page_link")]
    assert (
        "government=341002"
        in next(each for each in links if each.label == "広島県広島市").query_string
    )
    hostile = "<b>x</b> [a](javascript:b) :red[c]"
    said = look_at(ledger_root, "search", q=hostile).title[0].value
    assert "<b>" not in said.replace("\\<b", "")
    assert "\\[a\\]" in said


def test_government_is_shown_with_its_records_and_a_record_with_its_cells(
    look_at: Open, ledger_root: Path, store: Database
) -> None:
    with store.read() as cursor:
        code, batch, number = cursor.execute(
            "SELECT government, batch_id, record_id FROM current_matchings"
            " WHERE government IS NOT NULL LIMIT 1"
        ).fetchall()[0]
    app = look_at(ledger_root, "search", government=code)
    assert not app.exception
    record = f"matchings:{batch}:{number}"
    queries = [each.proto.query_string for each in app.get("page_link")]
    assert any(record.replace(":", "%3A") in each or record in each for each in queries)
    app = look_at(ledger_root, "search", record=record)
    assert not app.exception
    assert len(app.dataframe) == 1
    for unknown in ("matchings:x:1", "nothing:1:1", "matchings:1", f"matchings:{batch}:99999"):
        app = look_at(ledger_root, "search", record=unknown)
        assert not app.exception
        assert not app.dataframe


def test_real_and_practice_records_are_never_found_together(look_at: Open, plan_root: Path) -> None:
    real = look_at(plan_root, "search", q="令和3年度 報告")
    practice = look_at(plan_root, "search", q="令和3年度 報告", data="practice")
    names = [
        {each.proto.label for each in app.get("page_link") if each.proto.label.startswith("取込 ")}
        for app in (real, practice)
    ]
    assert not names[0] & names[1]
    assert names[1]
