"""A disk that is full at any step of whatever writes: one Japanese sentence that says so, nothing
acknowledged lost, and with room again the same is done."""

import ast
import io
import re
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from functools import partial
from itertools import chain, count
from pathlib import Path

import pytest

from data.acts import load_acts
from loaders.__main__ import main as run_loaders
from store.actor import claim
from store.batches import accept
from store.database import Database, open_database
from store.disk.archive import archive_bytes, compute_sha256
from store.disk.files import UNFINISHED_PREFIX
from store.disk.inbox import drop_in_inbox, remove_inbox_item
from store.disk.refusals import translate_write_errors
from store.errors import DiskFull, SessionsDamaged
from store.keeping.backup import restore_backup, write_backup
from store.keeping.log_repair import repair_log
from store.keeping.rebuild import rebuild
from store.keeping.snapshot import open_copy
from store.log.activity import list_entries
from store.log.entries import FILE_NAME, read_log_file
from store.log.old_files import carry_over
from store.people.drafts import DESK, begin_draft, save_draft
from store.people.sessions import FILE_NAME as SESSIONS_NAME
from store.people.sessions import end_session, end_sessions_of, is_live, read_presence
from store.release import SWITCH
from tests.store.deeds import AGAIN_AND_AGAIN, Deed, revoke_last_title
from tests.store.hand_made import current_themes, read_again, submission
from tests.store.killing import assert_kept
from tests.store.test_faults import load
from tests.store.test_old_files import OLD_FILES
from tests.store.watched_disk import HOME, Disk, watched_disk
from tests.stores import make_empty_store
from words.store_errors import explain_error

#: What writes beside the acts: given a folder with a store and a backup in it.
Writer = Callable[[Path], object]
#: Parts that write files for users; those of `data/` are for developers.
PARTS = ("store", "loaders", "metrics", "exports", "views", "widgets", "pages")
#: Calls by which files are made or changed: our own ways, and those of the system.
OWN_WAYS = {"write_file", "whole_file", "whole_folder", "append_lines", "touch_lines"}
SYSTEMS_WAYS = {
    *("os.replace", "os.truncate", "os.open", "shutil.copyfile", "shutil.copytree"),
    *("sqlite3.connect", "tempfile.mkdtemp", "tempfile.mkstemp", "tempfile.TemporaryDirectory"),
    *("TARGET.write_text", "target.write_text"),
}
OPENED_OR_WRITTEN = re.compile(r"open\((.*, )?'[wax]b?\+?'|\.write_bytes\(")
#: Functions that write and are not struck here, each for its reason.
NOT_STRUCK = {
    "loaders.returning.rights.write_rights": "for developers",
    "loaders.returning.dictionary.write_dictionary": "for developers",
    "exports.pictures.fonts._cut_fonts": "tries another folder, then says why",
    "exports.pictures.fonts._copy_licence": "as _cut_fonts",
    "exports.pictures.fonts._move_folder": "as _cut_fonts",
    "store.child.serving._claim_standard_output": "opens a pipe",
    "exports.opening._open_copy": "as store.keeping.snapshot.open_copy",
    "store.people.guided.note_guided": "shows the guide once more",
    **dict.fromkeys(
        (
            *("store.shared.home.read_file", "store.shared.postgres._copy_file"),
            *("store.shared.copying.copy_to_folder", "store.shared.copying._open_copy"),
            "store.shared.replica._begin_anew_if_other",
        ),
        "a copy of what PostgreSQL has",
    ),
}


NUMBERS = count(1000)


def _load_other(database: Database, _: int) -> int:
    return load(database, next(NUMBERS))


@pytest.fixture(autouse=True)
def _switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "on")


def do_on_full_disk(disk: Disk, do: Callable[[], object]) -> bool:
    """Do something with no room left from some new step on, and again with room where it was
    refused; False where it has no step that is new."""
    with disk.filling() as is_full:
        try:
            do()
        except DiskFull as error:
            refusal = error
        else:
            return is_full()  # nothing that matters was left undone
    assert "ディスクがいっぱい" in explain_error(refusal)
    do()
    return True


TURNS: list[list[Deed]] = [[_load_other, revoke_last_title], *AGAIN_AND_AGAIN]


def strike_acts(disk: Disk, root: Path) -> None:
    """Each act once with each of its steps refused; the log may lag until the next."""
    with make_empty_store(root) as database:
        for turn in TURNS:
            batch, is_struck = load(database, next(NUMBERS)), True
            while is_struck:
                acts = [partial(deed, database, batch) for deed in turn]
                is_struck = any([do_on_full_disk(disk, act) for act in acts])
        done = {each.action for each in list_entries(database)}
    assert done == set(load_acts().acts) - {"learn_title"}  # which is part of accepting
    with open_database(root) as database:
        assert_kept(database)


# ------------------------------------------------------------------ whatever else writes


def _open_new(folder: Path) -> None:
    open_database(folder / "new").close()


def _rebuild(folder: Path) -> None:
    rebuild(folder / "store", read_again)


def _repair_log(folder: Path) -> None:
    """The log's file is set aside; as a rebuild does it, without the rest of that."""
    with translate_write_errors(folder):
        repair_log(folder / "damaged", read_log_file(folder / "store"))


def _carry_over(folder: Path) -> None:
    """As a rebuild does it, without the rest of that."""
    with translate_write_errors(folder):
        carry_over(None, folder / "old")


def _back_up(folder: Path) -> None:
    write_backup(folder / "store", folder / "backup.zip")


def _use_sessions(folder: Path) -> None:
    root, now = folder / "store", time.time()
    claims = {"sub": secrets.token_hex(), "iat": now, "exp": now + 3600}
    assert is_live(root, claims, now, "a")
    end_sessions_of(root, "a")
    end_session(root, claims)
    assert not read_presence(root, now)["a"].live_count


def _use_damaged_sessions(folder: Path) -> None:
    with suppress(SessionsDamaged):
        read_presence(folder / "damaged", time.time())


def _keep_draft(folder: Path) -> None:
    """With a workbook, saved again without: at a desk, where the name is noted first."""
    with open_database(folder / "store") as database:
        draft = begin_draft(DESK, "upload")
        saved = save_draft(database, draft, claim("山田"), {compute_sha256(b"bytes"): b"bytes"})
        save_draft(database, saved, claim("山田"))


def _hand_over(folder: Path) -> None:
    item = drop_in_inbox(
        folder / "store", b"bytes", "a.xlsx", fiscal_year=None, forum=None, sent_by="佐藤"
    )
    remove_inbox_item(folder / "store", item.item_id)


def _restore(folder: Path) -> None:
    restore_backup(folder / "backup.zip", folder / "again")
    shutil.rmtree(folder / "again")


def _look_at_copy(folder: Path) -> None:
    with open_copy(folder / "store"):
        pass


def _ask_for_form(folder: Path) -> None:
    said = io.StringIO()
    with redirect_stderr(said):
        code = run_loaders(["template", "supports", "-o", str(folder / "form.xlsx")])
    if code:
        raise DiskFull(said.getvalue())


WRITERS: list[Writer] = [
    _open_new,
    _carry_over,
    _rebuild,
    _repair_log,
    _use_sessions,
    _use_damaged_sessions,
    _hand_over,
    _keep_draft,
    _back_up,
    _restore,
    _look_at_copy,
    _ask_for_form,
]


# A half-written workbook that openpyxl leaves behind speaks up when it is collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_whatever_writes_says_that_the_disk_is_full_and_loses_nothing(tmp_path: Path) -> None:
    with watched_disk() as disk:
        strike_acts(disk, tmp_path / "acts")
        prepare(tmp_path / "whole")
        for writer in WRITERS:
            strike(disk, tmp_path, writer)
    assert list_writing() - {*chain(*disk.refused)} == set(NOT_STRUCK)


def strike(disk: Disk, folder: Path, write: Writer) -> None:
    """Each step refused once, of what `prepare` has made."""
    is_struck, own = True, folder / "own"
    while is_struck:
        shutil.copytree(folder / "whole", own)
        is_struck = do_on_full_disk(disk, partial(write, own))
        with open_database(own / "store") as database:
            assert_kept(database)
            assert current_themes(database) == "chugoku | 橋"
        assert not list(own.rglob(f"{UNFINISHED_PREFIX}*"))
        shutil.rmtree(own)


def prepare(folder: Path) -> None:
    """A store with its backup, a damaged one, one from before the log was one file."""
    with make_empty_store(folder / "store") as database:
        accept(database, submission("橋"))
    write_backup(folder / "store", folder / "backup.zip")
    shutil.copytree(folder / "store", folder / "damaged")
    (folder / "damaged" / FILE_NAME).write_bytes(b"?\n")
    (folder / "damaged" / SESSIONS_NAME).write_bytes(b"?" * 200)
    shutil.copytree(OLD_FILES, folder / "old")
    archive_bytes(folder / "old", "chugoku 橋 道".encode(), "chugoku.xlsx")
    archive_bytes(folder / "old", "kinki 港".encode(), "kinki.xlsx")


def list_writing() -> set[str]:
    """The functions that make or change files, as "store.disk.files.write_file"."""
    return {
        ".".join((*path.relative_to(HOME).with_suffix("").parts, function.name))
        for part in PARTS
        for path in (HOME / part).rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef) and _is_writing(function)
    }


def _is_writing(function: ast.FunctionDef) -> bool:
    calls = (ast.unparse(each) for each in ast.walk(function) if isinstance(each, ast.Call))
    return any(
        call.partition("(")[0] in OWN_WAYS | SYSTEMS_WAYS or OPENED_OR_WRITTEN.search(call)
        for call in calls
    )
