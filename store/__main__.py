"""`python -m store migrate|copy`: the database that several processes share.

Exit code 0: done; 1: what was copied is not equal; 2: it could not be done, or wrong usage.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from store.database import PRACTICE_NAME
from store.errors import StoreError
from store.shared.copying import Copied, copy_to_folder, copy_to_shared
from store.shared.home import is_address
from store.shared.migrating import SCHEMA, migrate
from words import Words
from words.store_errors import explain_error

WORDS = Words(
    ja={
        "about": "複数のサーバーが共有する保存先（PostgreSQL）を用意します。",
        "migrate": "共有の保存先の形を、このプログラムのものにします",
        "copy": "フォルダーから共有の保存先へ、またはその逆へ、すべてを写します",
        "address": "共有の保存先（postgresql://…）",
        "from": "写し元（フォルダー、または postgresql://…）",
        "to": "写し先（postgresql://…、または新しいフォルダー）",
        "migrated": "{name} を実行しました。",
        "current": "共有の保存先は、このプログラムの形です。",
        "copied": "{data_set}: 記録 {count} 件とファイル {files} 個を写し、すべての表が等しいことを"
        "確かめました（封印 {seal}）。",
        "usage": "写し元と写し先の一方だけに postgresql://… を指定してください。"
        "何も書き込んでいません。",
        "unreachable": "{address} に接続できません（{reason}）。",
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = _build_parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except psycopg.Error as error:
        place = _name_place(options.address)
        print(WORDS["unreachable"].format(address=place, reason=str(error).strip()))
    except StoreError as error:
        print(explain_error(error))
    return 2


def _name_place(address: str) -> str:
    """Host and database, without the rest of an address, in which a password may stand."""
    try:
        said = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        return "PostgreSQL"
    return "/".join(str(said[each]) for each in ("host", "dbname") if said.get(each))


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m store", description=WORDS["about"])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    migrating = commands.add_parser("migrate", help=WORDS["migrate"])
    migrating.add_argument("address", metavar="ADDRESS", help=WORDS["address"])
    migrating.set_defaults(command=run_migrate)
    copying = commands.add_parser("copy", help=WORDS["copy"])
    copying.add_argument("source", metavar="FROM", help=WORDS["from"])
    copying.add_argument("target", metavar="TO", help=WORDS["to"])
    copying.set_defaults(command=run_copy)
    return parser


def run_migrate(options: argparse.Namespace) -> int:
    settings = f"-c search_path={SCHEMA}"
    with psycopg.connect(options.address, autocommit=True, options=settings) as connection:
        names = migrate(connection)
    for name in names:
        print(WORDS["migrated"].format(name=name))
    print(WORDS["current"])
    return 0


def run_copy(options: argparse.Namespace) -> int:
    """The real data set, and the practice data that lies beside it."""
    source, target = options.source, options.target
    if is_address(source) == is_address(target):
        print(WORDS["usage"])
        return 2
    if is_address(target):
        folder = Path(source)
        roots = [root for root in (folder, folder.with_name(PRACTICE_NAME)) if root.is_dir()]
        for root in roots:
            _tell(root.name, copy_to_shared(root, target))
    else:
        for root in (Path(target), Path(target).with_name(PRACTICE_NAME)):
            _tell(root.name, copy_to_folder(source, root))
    return 0


def _tell(data_set: str, copied: Copied) -> None:
    told = {"count": copied.entry_count, "files": copied.file_count, "seal": copied.seal}
    print(WORDS["copied"].format(data_set=data_set, **told))


if __name__ == "__main__":
    sys.exit(main())
