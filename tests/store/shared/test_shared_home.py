"""What processes share beside the log: files, sessions, tables of one version; and the way there
and back."""

import time
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import psycopg
import pytest

import store
from loaders.__main__ import main as loaders_main
from store import moments
from store.__main__ import main as store_main
from store.actor import claim
from store.batches import accept, list_batches
from store.database import ROOT_VARIABLE, Database, open_database
from store.disk.archive import read_archive
from store.errors import (
    CopyDiffers,
    DraftUnknown,
    HomeDiffers,
    HomeOutdated,
    HomeTaken,
    HomeUnreachable,
    PlaceTaken,
)
from store.keeping.backup import restore_backup
from store.people.drafts import (
    DESK,
    begin_draft,
    discard_draft,
    list_drafts,
    load_draft,
    read_draft_file,
    save_draft,
)
from store.people.register import register_person
from store.people.sessions import LONGEST_BLIND, end_session, is_live, read_presence
from store.people.tokens import list_tokens, make_token
from store.shared import copying, migrating, postgres
from store.shared.copying import copy_to_folder, copy_to_shared, digest_tables
from store.shared.home import keep_file
from store.shared.migrating import SCHEMA, migrate
from store.shared.postgres import MARK_NAME
from store.shared.replica import find_replica
from tests.store.hand_made import submission
from tests.store.shared.conftest import Processes
from tests.store.shared.server import Server
from tests.store.shared.stalling import run_network
from widgets.service import health

ME = claim("山田")
CONTENT = b"workbook"


def test_workbook_is_fetched_where_it_is_wanted(processes: Processes) -> None:
    one, other = processes.begin(), processes.begin()
    accept(one, submission("橋"))
    other.catch_up()
    (batch,) = list_batches(other)
    assert not list((other.root / "archive").glob("*"))
    assert read_archive(other.root, batch.entry.sha256 or "") == "chugoku 橋".encode()
    assert len(list((other.root / "archive").glob("*"))) == 1


def test_draft_goes_on_in_another_process(processes: Processes) -> None:
    one, other = processes.begin(), processes.begin()
    sha256 = "0" * 64
    draft = save_draft(one, begin_draft(DESK, "upload"), ME, {sha256: CONTENT})
    other.catch_up()
    assert list_drafts(other.root, DESK) == [draft]
    with pytest.raises(DraftUnknown):  # its bytes are not what their name says
        read_draft_file(other.root, draft, sha256)
    again = save_draft(other, draft, ME, {sha256: CONTENT})
    assert again.draft_id == draft.draft_id
    assert save_draft(one, draft, ME, {sha256: CONTENT}).draft_id != draft.draft_id
    one.catch_up()
    discard_draft(one.root, again)
    other.catch_up()
    with pytest.raises(DraftUnknown):
        load_draft(other.root, DESK, "upload", draft.draft_id)


def test_session_that_is_ended_in_one_process_is_ended_in_all(processes: Processes) -> None:
    one, other = processes.begin(), processes.begin()
    now = time.time()
    claims = {"sub": "1", "iat": now, "exp": now + 3600}
    assert is_live(one.root, claims, now, "aa")
    assert read_presence(other.root, now)["aa"].live_count == 1
    end_session(other.root, claims)
    assert not is_live(one.root, claims, now, "aa")
    assert read_presence(other.root, now)["aa"].live_count == 0


def test_network_that_stalls_or_is_cut_stops_writing_alone(
    server: Server, address: str, processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "TRY_EVERY", 0.0)
    monkeypatch.setattr(postgres, "LONGEST_QUESTION", 1.0)
    monkeypatch.setattr(postgres, "LONGEST_WRITE", 1.0)
    with run_network(server.port) as network:
        near = processes.begin()
        far = processes.begin(address=address.replace(str(server.port), str(network.port)))
        now = time.time()
        claims = {"sub": "1", "iat": now, "exp": now + 3600 * 9}
        assert is_live(far.root, claims, now, "aa")
        for mode in ("stall", "cut"):
            accept(near, submission(mode))
            before = catch_up_whole(far, near)
            network.mode = mode
            if mode == "cut":
                network.cut()
            accept(near, submission(mode, "also"))
            far.catch_up()
            assert far.find_lost()
            assert digest_tables(far) == before
            with pytest.raises(HomeUnreachable):
                accept(far, submission("lost"))
            assert is_live(far.root, claims, now, "aa")
            assert not is_live(far.root, claims, now + LONGEST_BLIND, "aa")
            assert not is_live(far.root, {**claims, "sub": "2"}, now, "bb")
            network.mode = "pass"
            catch_up_whole(far, near)
            assert far.find_lost() is None
        accept(far, submission("back"))


def catch_up_whole(far: Database, near: Database) -> object:
    """What both have then. Tried for a minute: a busy machine is slower than a question may be."""
    wanted, last = digest_tables(near), time.monotonic() + 60
    far.catch_up()
    while digest_tables(far) != wanted and time.monotonic() < last:
        far.catch_up()
    assert digest_tables(far) == wanted
    return wanted


def test_clock_of_the_database_dates_what_is_done(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = processes.begin(), processes.begin()
    accept(one, submission("橋"))

    class Behind(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Behind":
            return super().now(tz) - timedelta(hours=3)

    monkeypatch.setattr(moments, "datetime", Behind)
    accept(other, submission("堤"))
    first, second = sorted(list_batches(other), key=lambda each: each.entry.batch_id)
    gap = second.entry.accepted_at - first.entry.accepted_at
    assert 0 < gap.total_seconds() < 3600


@pytest.mark.parametrize("with_people", [True, False])
def test_store_is_copied_there_and_back(address: str, tmp_path: Path, with_people: bool) -> None:
    root = tmp_path / "a" / "real"
    with open_database(root) as database:
        accept(database, submission("橋", "堤"))
        accept(database, submission("峠", forum="kinki"))
        save_draft(database, begin_draft(DESK, "upload"), ME, {"0" * 64: CONTENT})
        if with_people:
            register_person(database, ME, "a@example.jp", "佐藤", "secretariat")
    there = copy_to_shared(root, address)
    with pytest.raises(HomeTaken):
        copy_to_shared(root, address)
    back = tmp_path / "b" / "real"
    assert copy_to_folder(address, back) == there
    files = [
        {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        for place in (root, back)
    ]
    kept = [
        {name: files[n][name] for name in files[n] if ".duckdb" not in name.name} for n in (0, 1)
    ]
    assert kept[0] == kept[1]
    with pytest.raises(PlaceTaken):
        copy_to_folder(address, back)


def test_copy_that_differs_is_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(tmp_path / "real") as database:
        accept(database, submission("橋"))
    monkeypatch.setattr(copying, "digest_tables", lambda each: [("log", id(each))])
    with pytest.raises(CopyDiffers):
        copy_to_shared(tmp_path / "real", address)


def test_tables_of_another_version_are_refused_until_they_are_migrated(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: Processes
) -> None:
    one = processes.begin()
    accept(one, submission("橋"))
    migrations = tmp_path / "migrations"
    migrations.mkdir()
    for path in migrating.FOLDER.glob("*.sql"):
        (migrations / path.name).write_bytes(path.read_bytes())
    (migrations / "9999_more.sql").write_text("CREATE TABLE more (number integer)")
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "FOLDER", migrations)
        with pytest.raises(HomeOutdated):
            processes.begin()
        settings = f"-c search_path={SCHEMA}"
        with psycopg.connect(address, autocommit=True, options=settings) as connection:
            assert migrate(connection) == ["9999_more"]
            assert migrate(connection) == []
        assert len(list_batches(processes.begin())) == 1
    with pytest.raises(HomeOutdated):  # the program of before
        processes.begin()
    with (
        psycopg.connect(address, autocommit=True, options=settings) as connection,
        pytest.raises(HomeOutdated),
    ):
        migrate(connection)


@pytest.mark.parametrize("act", ["UPDATE entries SET line = ''", "DELETE FROM batch_rows"])
def test_what_was_entered_stays(address: str, processes: Processes, act: str) -> None:
    accept(processes.begin(), submission("橋"))
    settings = f"-c search_path={SCHEMA}"
    with (
        psycopg.connect(address, autocommit=True, options=settings) as connection,
        pytest.raises(psycopg.errors.RaiseException),
    ):
        connection.execute(act)  # type: ignore[call-overload]


def test_copy_of_a_log_that_is_not_the_shared_one_is_refused(
    address: str, processes: Processes
) -> None:
    one, other = processes.begin(), processes.begin()
    accept(one, submission("橋"))
    other.catch_up()
    settings = f"-c search_path={SCHEMA}"
    with psycopg.connect(address, autocommit=True, options=settings) as connection:
        connection.execute("ALTER TABLE entries DISABLE TRIGGER ALL")
        connection.execute("DELETE FROM entries")
    mark = other.root.parent / MARK_NAME
    mark.touch()
    with pytest.raises(HomeDiffers):
        other.catch_up()
    assert not mark.exists()  # the next start begins a copy anew


def test_each_process_takes_a_copy_and_begins_anew_with_another_database(
    address: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGRESS_COPIES", str(tmp_path))
    monkeypatch.setattr("store.shared.replica._taken", {})
    root = find_replica(address)
    assert root == find_replica(address) == tmp_path / "1" / "real"
    with open_database(root) as database:
        accept(database, submission("橋"))
    monkeypatch.setattr("store.shared.replica._taken", {})
    assert find_replica(address) == tmp_path / "2" / "real"  # the first is held
    (tmp_path / "3" / "real").mkdir(parents=True)
    (tmp_path / "3" / "copy_of").write_text("another")
    (tmp_path / "3" / "real" / "left").touch()
    monkeypatch.setattr("store.shared.replica._taken", {})
    assert not any((find_replica(address).parent / "real").glob("*"))
    assert len(list(tmp_path.glob("3.damaged-*/real/left"))) == 1


def test_commands_keep_a_shared_store_as_one_in_a_folder(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: Processes
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, address)
    monkeypatch.setenv("CONGRESS_COPIES", str(tmp_path / "copies"))
    monkeypatch.setattr("store.shared.replica._taken", {})
    accept(processes.begin(), submission("橋"))
    backup = tmp_path / "backup.zip"
    assert loaders_main(["backup", str(backup)]) == 0
    assert restore_backup(backup, tmp_path / "restored").entry_count == 1
    assert loaders_main(["restore", str(backup)]) == 2


def test_command_brings_the_tables_up_and_copies(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("real", "practice"):
        with open_database(tmp_path / name) as database:
            accept(database, submission(name))
    assert store_main(["migrate", address]) == 0
    assert store_main(["copy", str(tmp_path / "real"), address]) == 0
    assert store_main(["copy", address, str(tmp_path / "back" / "real")]) == 0
    said = capsys.readouterr().out
    assert said.count("real: 記録 1 件") == said.count("practice: 記録 1 件") == 2
    assert store_main(["copy", address, address]) == 2
    assert store_main(["copy", str(tmp_path / "real"), address]) == 2
    assert store_main(["migrate", "postgresql://127.0.0.1:1/none"]) == 2
    capsys.readouterr()
    assert store_main(["migrate", "postgresql://127.0.0.1:1/none?user=a&password=s3cret"]) == 2
    assert store_main(["migrate", "postgresql://127.0.0.1:1/none?unknown=s3cret"]) == 2
    assert "s3cret" not in capsys.readouterr().out


def test_names_noted_in_two_processes_are_both_kept(processes: Processes) -> None:
    one, other = processes.begin(), processes.begin()
    signs = {each.sign(claim(name)): name for each, name in ((one, "佐藤"), (other, "鈴木"))}
    one.catch_up()
    for database in (one, other):
        assert dict(database.read_names().known) | signs == dict(database.read_names().known)


def test_file_that_is_changed_while_others_are_taken_over_is_taken_the_next_time(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = processes.begin(), processes.begin()
    keep_file(one.root, "a.json", b"1")
    execute = psycopg.Connection.execute
    changes = [b"2"]

    def change_meanwhile(self: object, query: str, *values: object) -> object:
        found = execute(self, query, *values)  # type: ignore[call-overload]
        if "SELECT content" in query and changes:
            keep_file(one.root, "a.json", changes.pop())
        return found

    monkeypatch.setattr(psycopg.Connection, "execute", change_meanwhile)
    other.catch_up()
    assert not changes
    other.catch_up()
    assert (other.root / "a.json").read_bytes() == b"2"


def go_back(address: str, number: int) -> None:
    """As a database that was restored from a dump of before an entry."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"SET search_path = {SCHEMA}")  # type: ignore[arg-type]
        connection.execute("SET session_replication_role = replica")  # or the tables refuse it
        connection.execute("DELETE FROM entries WHERE number >= %s", [number])
        connection.execute("DELETE FROM batch_rows WHERE batch_id >= %s", [number])


def test_who_watches_is_told_of_a_copy_that_is_not_the_logs(
    address: str, processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = processes.begin()
    monkeypatch.setattr(health, "open_real", lambda _: one)
    accept(one, submission("橋"))
    assert health.check_home() == "ok"
    go_back(address, 1)
    assert health.check_home() == health.check_home() == "home_differs"
    assert health.check_store() == "ok"


@pytest.mark.parametrize("later", [0, 1, 2])
def test_log_that_went_another_way_after_a_restore_is_not_followed(
    address: str, processes: Processes, later: int
) -> None:
    one, other = processes.begin(), processes.begin()
    for theme in ("橋", "堤"):
        accept(one, submission(theme))
    other.catch_up()
    go_back(address, 2)
    fresh = processes.begin()
    for number in range(later):
        accept(fresh, submission("峠", str(number)))
    before = digest_tables(other)
    for _ in range(2):
        with pytest.raises(HomeDiffers):
            other.catch_up()
        with pytest.raises(HomeDiffers):
            accept(other, submission("港"))
    accept(fresh, submission("峠", "again"))
    with pytest.raises(HomeDiffers):  # and not only until the other log is as long
        other.catch_up()
    assert digest_tables(other) == before


def test_files_of_a_restored_database_are_looked_at_anew(
    address: str, processes: Processes
) -> None:
    one, other = processes.begin(), processes.begin()
    keep_file(one.root, "people.json", b"[1, 2]")
    for number in range(5):
        keep_file(one.root, "names.json", b"%d" % number)
    other.catch_up()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("UPDATE congress.files SET change = 1")
    keep_file(processes.begin().root, "people.json", b"[1]")
    other.catch_up()
    assert (other.root / "people.json").read_bytes() == b"[1]"


def test_discarded_draft_leaves_nothing_with_any_process(processes: Processes) -> None:
    one, other = processes.begin(), processes.begin()
    sha256 = "0" * 64
    draft = save_draft(one, begin_draft(DESK, "upload"), ME, {sha256: CONTENT})
    other.catch_up()
    discard_draft(other.root, draft)
    one.catch_up()
    assert not list((one.root / "drafts" / DESK).iterdir())


def test_interrupted_copy_is_done_again(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(tmp_path / "real") as database:
        accept(database, submission("橋"))
        save_draft(database, begin_draft(DESK, "upload"), ME, {"0" * 64: CONTENT})
    with monkeypatch.context() as patch:

        def end(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(postgres.PostgresHome, "enter", end)
        with pytest.raises(KeyboardInterrupt):
            copy_to_shared(tmp_path / "real", address)
    assert copy_to_shared(tmp_path / "real", address).entry_count == 1
    with psycopg.connect(address) as connection:
        rows = connection.execute(
            f"SELECT name FROM {SCHEMA}.files WHERE is_copied AND name ~ '[0-9a-f]{{64}}'"  # type: ignore[arg-type]  # noqa: S608
        ).fetchall()
    assert rows == []


@pytest.mark.parametrize("table", ["files", "entries"])
def test_database_without_its_tables_is_one_that_is_not_reached(
    address: str, processes: Processes, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    monkeypatch.setattr(postgres, "TRY_EVERY", 0.0)
    one = processes.begin()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"ALTER TABLE congress.{table} RENAME TO gone")  # type: ignore[arg-type]
    one.catch_up()
    assert one.find_lost()
    with pytest.raises(HomeUnreachable):
        accept(one, submission("橋"))


def test_name_with_odd_signs_is_kept_without_them(processes: Processes) -> None:
    one = processes.begin()
    person = register_person(one, ME, "a@example.jp", "佐\x00藤\udce3", "secretariat")
    assert person.name == "佐藤?"
    actor = claim("佐藤")
    token = make_token(
        one, replace(actor, person_id=person.person_id, role="secretariat"), "a\x00b", 1, 0.0
    )
    assert [(each.token_id, each.name) for each in list_tokens(one.root)] == [
        (token.token_id, "ab")
    ]


def test_whoever_looks_before_writing_looks_at_what_all_have_written() -> None:
    """The lock of this process alone is for the database itself."""
    folder = Path(store.__file__).parent
    taken = [p.name for p in folder.rglob("*.py") if "database.lock" in p.read_text("utf-8")]
    assert taken == ["listening.py"]  # it decides nothing: it waits for one that is being opened
