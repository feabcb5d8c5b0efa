"""`python -m loaders verify|rebuild|backup|restore`: the commands that keep a store sound.

Exit code 0: all is well; 1: something was found and is named; 2: it could not be done.
"""

import argparse
from pathlib import Path
from typing import Any

from loaders.commands import say
from loaders.intake.archived import rebuild_store
from loaders.intake.remaking import REASONS, REMAKING, list_outcome
from loaders.intake.verifying import explain_finding, verify
from store.database import find_root, log_version, open_database, require_store
from store.errors import StoreError
from store.keeping.backup import restore_backup, write_backup
from store.keeping.last_done import note_done
from store.keeping.rebuild import Rebuilt, Watcher
from store.keeping.snapshot import open_copy
from store.log.activity import read_seal
from store.shared.home import complete_folder, find_home
from words import Words

WORDS = Words(
    ja={
        "rebuild": "保管した調査票と記録からデータベースを作り直します",
        "database": "データベースのフォルダー",
        "verify": "記録、保管した調査票、データベースを突き合わせます",
        "full": "すべての調査票を読み直して比べます（省略すると3件）",
        "sound": "書かれたときのままです（記録 {count} 件、読み直した取込 {loads}、封印 {seal}）",
        "backup": "記録と保管した調査票を一つのファイルに控えます（使用中でも実行できます）",
        "restore": "控えを新しいフォルダーか空のフォルダーに復元します",
        "restore_shared": "共有の保存先（PostgreSQL）へは復元できません。--database で"
        "新しいフォルダーに復元してから、「python -m store copy」で写してください。"
        "何も書き込んでいません。",
        "file": "控えのファイル（.zip）",
        "backed_up": "{file} に控えました（記録 {count} 件、封印 {seal}）",
        "restored": "{place} に復元しました（記録 {count} 件、封印 {seal}）",
    }
)

OK, FOUND, REFUSED = 0, 1, 2


class RebuildReport(Watcher):
    """On standard error: why a store is made anew, how far it is, and what came of it."""

    def begin(self, why: StoreError) -> None:
        say(REASONS[why.code])

    def step(self, done: int, count: int) -> None:
        if done * 10 // count > (done - 1) * 10 // count:
            say(REMAKING["step"].format(done=done, count=count))

    def end(self, outcome: Rebuilt) -> None:
        for line in list_outcome(outcome):
            say(line)


def add_keeping(commands: Any) -> None:
    """Add the commands to those of `python -m loaders`."""
    again = commands.add_parser("rebuild", help=WORDS["rebuild"])
    add_database(again)
    again.set_defaults(command=run_rebuild)
    check = commands.add_parser("verify", help=WORDS["verify"])
    check.add_argument("--full", action="store_true", help=WORDS["full"])
    add_database(check)
    check.set_defaults(command=run_verify)
    for name, command in (("backup", run_backup), ("restore", run_restore)):
        parser = commands.add_parser(name, help=WORDS[name])
        parser.add_argument("file", type=Path, metavar="FILE", help=WORDS["file"])
        add_database(parser)
        parser.set_defaults(command=command)


def run_rebuild(options: argparse.Namespace) -> int:
    """Make the database anew from the archived workbooks."""
    outcome = rebuild_store(find_store(options), RebuildReport())
    return FOUND if outcome.carried or outcome.false else OK


def run_verify(options: argparse.Namespace) -> int:
    """Name what is not as it was written; nothing is changed, and whoever works goes on."""
    root = find_store(options)
    with open_copy(root) as database:
        found, loads = verify(database, options.full)
        count, seal = log_version(database), read_seal(database)
    lines = [explain_finding(each) for each in found]
    note_done(root, "verify", lines)
    for line in lines:
        say(line)
    if not found:
        read = "、".join(map(str, loads)) or "0"
        say(WORDS["sound"].format(count=count, loads=read, seal=seal))
    return FOUND if found else OK


def run_backup(options: argparse.Namespace) -> int:
    """Write log and archive into one file."""
    backup = write_backup(find_store(options), options.file.resolve())
    told = {"count": backup.entry_count, "seal": backup.seal[:12]}
    say(WORDS["backed_up"].format(file=options.file, **told))
    return OK


def run_restore(options: argparse.Namespace) -> int:
    """Put a backup into an empty folder and make its database."""
    root = find_place(options)
    if find_home(root).is_shared:
        say(WORDS["restore_shared"])
        return REFUSED
    backup = restore_backup(options.file, root)
    rebuild_store(root, RebuildReport())
    told = {"count": backup.entry_count, "seal": backup.seal[:12]}
    say(WORDS["restored"].format(place=root, **told))
    return OK


def find_store(options: argparse.Namespace) -> Path:
    """The folder of a store that is there already, with all of it; raises StoreMissing, or
    HomeUnreachable for one that is shared."""
    root = find_place(options)
    if find_home(root).is_shared:
        with open_database(root) as database, database.exclusive():
            complete_folder(root)
    require_store(root)
    return root


def find_place(options: argparse.Namespace) -> Path:
    """The store's folder."""
    root: Path = (options.database or find_root()).resolve()
    return root


def add_database(parser: argparse.ArgumentParser) -> None:
    """The option that `find_place` reads."""
    parser.add_argument("--database", type=Path, help=WORDS["database"])
