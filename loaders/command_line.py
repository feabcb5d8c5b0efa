"""`python -m loaders check|load|template|annotate|dictionary` (DESIGN.md §7), and what keeps the
store sound (`loaders.keeping`).

Exit code 0: no error-level problem; 1: some; 2: a file could not be read, or wrong usage.
Progress on standard error, JSON on standard output.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from data.declared import DeclarationError
from data.layout import find_layout, load_layouts
from loaders.check import FileResult, read_files
from loaders.commands import (
    OK,
    UNREADABLE,
    add_labels,
    add_reading_options,
    exit_code,
    print_json,
    report,
    say,
)
from loaders.grid import a1
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from loaders.values.names.forums import list_senders
from store.disk.files import write_output
from store.errors import DiskFull, StoreError, is_full
from words import Words
from words.account import KINDS, RULES
from words.store_errors import explain_error

WORDS = Words(
    ja={
        "about": "地方フォーラムの調査票（Excel）を読み込みます。",
        "check": "読み取り結果と問題点を示します（何も書き込みません）",
        "template": "空の調査票を作ります",
        "annotate": "問題点を書き込んだ調査票を作ります",
        "dictionary": "様式からデータ項目の一覧（Markdown）を作り直します",
        "account": "すべてのセルについて、何として読んだかを書き出します",
        "written": "書き出しました: {file}",
        "no_form": "このフォーラムには、この様式の調査票がありません。{senders}のものです。",
        "failed": "プログラムの誤りで終わりました（{kind}: {reason}）。"
        "この文を開発者に伝えてください。",
        "declaration": "定義のファイルに誤りがあります。{error}",
    }
)


#: the commands that need no store
READING = frozenset({"check", "template", "annotate", "dictionary"})


def run(arguments: Sequence[str], reader: WorkbookReader) -> int:
    """Run one command; returns its exit code. The commands that only read do so by `reader`."""
    try:
        given = argparse.Namespace(reader=reader)
        options = build_parser(next(iter(arguments), "")).parse_args(arguments, given)
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except StoreError as error:
        say(explain_error(error))
    except DeclarationError as error:
        say(WORDS["declaration"].format(error=error))
    except Exception as error:  # a scheduled run ends in a sentence, whatever was wrong
        failed = WORDS["failed"].format(kind=type(error).__name__, reason=error)
        say(explain_error(DiskFull()) if is_full(error) else failed)
    return UNREADABLE


def build_parser(command: str) -> argparse.ArgumentParser:
    """Of all commands or, where the one asked for only reads, of those that do."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description=WORDS["about"])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help=WORDS["check"])
    add_reading_options(check)
    check.add_argument("--account", action="store_true", help=WORDS["account"])
    check.set_defaults(command=run_check)
    _add_template(commands)
    _add_annotate(commands)
    dictionary = commands.add_parser("dictionary", help=WORDS["dictionary"])
    dictionary.set_defaults(command=run_dictionary)
    if command not in READING:
        _add_storing(commands)
    return parser


def _add_storing(commands: Any) -> None:
    """The commands that open a store, whose libraries take longer to load than a form to read."""
    from loaders.keeping import add_keeping
    from loaders.loading import add_load_command
    from loaders.people import add_people_commands
    from loaders.release import add_release_command

    add_load_command(commands)
    add_keeping(commands)
    add_people_commands(commands)
    add_release_command(commands)


def _add_template(commands: Any) -> None:
    parser = commands.add_parser("template", help=WORDS["template"])
    parser.add_argument("kind", choices=[layout.id for layout in load_layouts()])
    add_labels(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    parser.set_defaults(command=run_template)


def _add_annotate(commands: Any) -> None:
    parser = commands.add_parser("annotate", help=WORDS["annotate"])
    parser.add_argument("file", type=Path, metavar="FILE")
    add_labels(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    parser.set_defaults(command=run_annotate)


def run_check(options: argparse.Namespace) -> int:
    """Read, write nothing."""
    results = []
    said = Options(options.fiscal_year, options.forum)
    for result in read_files(options.files, said, options.reader):
        report(result)
        results.append(result)
        if options.account and not options.json:
            print_account(result)
    if options.json:
        print_json([each.to_json(with_cells=options.account) for each in results])
    return exit_code(results)


def run_template(options: argparse.Namespace) -> int:
    """Write a blank form of a layout."""
    from loaders.returning.forms.template import build_template

    senders = {each.id: each.name for each in list_senders(find_layout(options.kind).owed.by)}
    if options.forum and options.forum not in senders:
        say(WORDS["no_form"].format(senders="、".join(senders.values())))
        return UNREADABLE
    write_output(options.output, build_template(options.kind, options.forum, options.fiscal_year))
    say(WORDS["written"].format(file=options.output))
    return OK


def run_annotate(options: argparse.Namespace) -> int:
    """Give a workbook back with its problems marked in place."""
    from loaders.returning.marking.annotate import annotate

    said = Options(options.fiscal_year, options.forum)
    result = next(read_files([options.file], said, options.reader))
    report(result)
    if not result.readable:
        return UNREADABLE
    sent, name = options.file.read_bytes(), options.file.name
    content = annotate(sent, name, result.all_problems, result.list_unread())
    write_output(options.output, content)
    say(WORDS["written"].format(file=options.output))
    return exit_code([result])


def run_dictionary(options: argparse.Namespace) -> int:
    """Write anew what is made from declarations: the data dictionary, the table of rights."""
    from loaders.returning import dictionary, rights

    dictionary.write_dictionary()
    rights.write_rights()
    for file in (dictionary.TARGET, rights.TARGET):
        say(WORDS["written"].format(file=file))
    return OK


def print_account(result: FileResult) -> None:
    """A line for each non-empty cell of the sheets taken, on standard output."""
    for account in result.accounts:
        for each in account:
            place, kind = f"{account.grid.sheet}!{a1(each.row, each.column)}", KINDS[each.kind]
            uses = " ".join(f"{record.cell}:{name}" for record, name in each.uses)
            print(place, kind, each.said or RULES[each.rule], uses, sep="\t")
