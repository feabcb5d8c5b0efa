"""`python -m loaders check|load|template|annotate|dictionary` (DESIGN.md §7), and what keeps the
store sound (`loaders.keeping`).

Exit code 0: no error-level problem; 1: some; 2: a file could not be read, or wrong usage.
Progress on standard error, JSON on standard output.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence, Set
from pathlib import Path
from typing import Any

from data.declared import DeclarationError
from data.layout import find_layout, load_layouts
from loaders.check import FileResult, read_files
from loaders.checking.problems import Problem
from loaders.grid import a1
from loaders.intake.archived import open_store
from loaders.intake.handling import Handling
from loaders.intake.load import Loaded, load_files
from loaders.keeping import RebuildReport, add_database, add_keeping, find_place, say
from loaders.people import add_people_commands, parse_forum_id
from loaders.reading.recognise import Options
from loaders.reading.records import sort_problems
from loaders.release import add_release_command
from loaders.values.names.forums import list_senders
from store.actor import act_at_server
from store.decisions.releasing import list_preliminary
from store.disk.files import write_output
from store.disk.inbox import drop_in_inbox
from store.errors import DatabaseHeld, DiskFull, StoreError, is_full
from words import Words
from words.account import KINDS, RULES
from words.problems import LEVELS
from words.store_errors import explain_error

WORDS = Words(
    ja={
        "about": "地方フォーラムの調査票（Excel）を読み込みます。",
        "check": "読み取り結果と問題点を示します（何も書き込みません）",
        "load": "調査票を1ファイル1件の取込として保存します",
        "template": "空の調査票を作ります",
        "annotate": "問題点を書き込んだ調査票を作ります",
        "dictionary": "様式からデータ項目の一覧（Markdown）を作り直します",
        "files": "調査票のファイル",
        "fiscal_year": "年度（西暦。令和2年度は 2020）",
        "forum": "フォーラム（chugoku など、または「中国フォーラム」）",
        "json": "結果を JSON で標準出力に書き出します",
        "account": "すべてのセルについて、何として読んだかを書き出します",
        "by": "取込者の名前",
        "read": "{file}: {count} 件を読み取りました",
        "loaded": "  取込番号 {batch}: {count} 件を保存しました（保留 {waiting} 件）",
        "loaded_before": "  同じ内容が取込番号 {batch} で保存済みのため、変更はありません",
        "handed_over": "  画面の側がデータベースを使用中のため、受付箱に入れました: {file}",
        "written": "書き出しました: {file}",
        "no_form": "このフォーラムには、この様式の調査票がありません。{senders}のものです。",
        "failed": "プログラムの誤りで終わりました（{kind}: {reason}）。"
        "この文を開発者に伝えてください。",
        "declaration": "定義のファイルに誤りがあります。{error}",
    }
)


OK, PROBLEMS, UNREADABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    try:
        options = build_parser().parse_args(arguments)
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


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description=WORDS["about"])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help=WORDS["check"])
    _add_reading_options(check)
    check.add_argument("--account", action="store_true", help=WORDS["account"])
    check.set_defaults(command=run_check)
    load = commands.add_parser("load", help=WORDS["load"])
    _add_reading_options(load)
    add_database(load)
    load.add_argument("--by", default=None, help=WORDS["by"])
    load.set_defaults(command=run_load)
    _add_template(commands)
    _add_annotate(commands)
    dictionary = commands.add_parser("dictionary", help=WORDS["dictionary"])
    dictionary.set_defaults(command=run_dictionary)
    add_keeping(commands)
    add_people_commands(commands)
    add_release_command(commands)
    return parser


def _add_reading_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=WORDS["files"])
    _add_labels(parser)
    parser.add_argument("--json", action="store_true", help=WORDS["json"])


def _add_labels(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fiscal-year", type=int, metavar="YEAR", help=WORDS["fiscal_year"])
    parser.add_argument("--forum", type=parse_forum_id, help=WORDS["forum"])


def _add_template(commands: Any) -> None:
    parser = commands.add_parser("template", help=WORDS["template"])
    parser.add_argument("kind", choices=[layout.id for layout in load_layouts()])
    _add_labels(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    parser.set_defaults(command=run_template)


def _add_annotate(commands: Any) -> None:
    parser = commands.add_parser("annotate", help=WORDS["annotate"])
    parser.add_argument("file", type=Path, metavar="FILE")
    _add_labels(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    parser.set_defaults(command=run_annotate)


def run_check(options: argparse.Namespace) -> int:
    """Read, write nothing."""
    results = []
    for result in read_files(options.files, Options(options.fiscal_year, options.forum)):
        report(result)
        results.append(result)
        if options.account and not options.json:
            print_account(result)
    if options.json:
        print_json([each.to_json(with_cells=options.account) for each in results])
    return exit_code(results)


def run_load(options: argparse.Namespace) -> int:
    """One batch a workbook; where the app holds the database, hand the files over."""
    root = find_place(options)
    actor = act_at_server(options.by or "")
    labels = Options(options.fiscal_year, options.forum)
    try:
        with open_store(root, RebuildReport()) as database:
            loaded = []
            handling = Handling(options.fiscal_year, options.forum)
            for each in load_files(database, options.files, handling, actor):
                report_loaded(each)
                loaded.append(each)
            preliminary = {each.entry.batch_id for each in list_preliminary(database)}
    except DatabaseHeld:
        preliminary = set()
        loaded = [
            _hand_over(root, result, labels, actor.name) for result in _read_all(options, labels)
        ]
    if options.json:
        print_json([_loaded_json(each, preliminary) for each in loaded])
    refused = [each.refusal for each in loaded if each.refusal]
    return max(exit_code([each.file for each in loaded]), UNREADABLE if refused else OK)


def _read_all(options: argparse.Namespace, labels: Options) -> list[tuple[Path, FileResult]]:
    return list(zip(options.files, read_files(options.files, labels), strict=True))


def _hand_over(root: Path, read: tuple[Path, FileResult], labels: Options, by: str) -> Loaded:
    """Leave a readable workbook in the app's inbox and say so."""
    path, result = read
    report(result)
    if not result.readable:
        return Loaded(result)
    drop_in_inbox(
        root,
        path.read_bytes(),
        path.name,
        fiscal_year=labels.fiscal_year,
        forum=labels.forum,
        sent_by=by,
    )
    say(WORDS["handed_over"].format(file=path.name))
    return Loaded(result, handed_over=True)


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

    result = next(read_files([options.file], Options(options.fiscal_year, options.forum)))
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


def exit_code(results: Sequence[FileResult]) -> int:
    """2 where a file could not be read, 1 where there is an error, else 0."""
    if any(not each.readable for each in results):
        return UNREADABLE
    return PROBLEMS if any(each.has_errors for each in results) else OK


def report(result: FileResult) -> None:
    """One file's summary and problems on standard error."""
    count = sum(len(sheet.records) for sheet in result.sheets)
    say(WORDS["read"].format(file=result.name, count=count))
    for problem in sort_problems(result.all_problems):
        say(f"  {render_place(problem)}{problem.message}")


def print_account(result: FileResult) -> None:
    """A line for each non-empty cell of the sheets taken, on standard output."""
    for account in result.accounts:
        for each in account:
            place, kind = f"{account.grid.sheet}!{a1(each.row, each.column)}", KINDS[each.kind]
            uses = " ".join(f"{record.cell}:{name}" for record, name in each.uses)
            print(place, kind, each.said or RULES[each.rule], uses, sep="\t")


def report_loaded(loaded: Loaded) -> None:
    report(loaded.file)
    if loaded.refusal is not None:
        say(f"  {loaded.refusal.message}")
    elif loaded.batch is not None:
        key = "loaded" if loaded.batch.is_new else "loaded_before"
        say(
            WORDS[key].format(
                batch=loaded.batch.batch_id, count=loaded.record_count, waiting=loaded.parked_count
            )
        )


def render_place(problem: Problem) -> str:
    """Level, sheet and cell before a problem's sentence."""
    place = "!".join(each for each in (problem.sheet, problem.cell) if each)
    return f"{LEVELS[problem.level]} {place} ".replace("  ", " ")


def _loaded_json(loaded: Loaded, preliminary: Set[int]) -> dict[str, Any]:
    answer = loaded.file.to_json()
    answer["batch"] = loaded.batch.batch_id if loaded.batch else None
    answer["is_new"] = bool(loaded.batch and loaded.batch.is_new)
    answer["is_preliminary"] = bool(loaded.batch and loaded.batch.batch_id in preliminary)
    answer["handed_over"] = loaded.handed_over
    answer["loaded_records"], answer["waiting_records"] = loaded.record_count, loaded.parked_count
    if loaded.refusal is not None:
        answer["problems"] = [loaded.refusal.to_json()]
    return answer


def print_json(files: list[dict[str, Any]]) -> None:
    json.dump({"files": files}, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    sys.exit(main())
