"""`python -m loaders load`: workbooks into the store, or into the inbox of an app that holds it."""

import argparse
from collections.abc import Set
from dataclasses import asdict
from pathlib import Path
from typing import Any

from loaders.check import FileResult, read_files
from loaders.commands import (
    OK,
    UNREADABLE,
    add_reading_options,
    exit_code,
    print_json,
    report,
    say,
)
from loaders.intake.archived import open_store
from loaders.intake.handling import Handling
from loaders.intake.load import Loaded, load_files
from loaders.keeping import RebuildReport, add_database, find_place
from loaders.reading.recognise import Options
from store.actor import act_at_server
from store.decisions.releasing import list_preliminary
from store.disk.inbox import drop_in_inbox
from store.errors import DatabaseHeld
from words import Words

WORDS = Words(
    ja={
        "load": "調査票を1ファイル1件の取込として保存します",
        "by": "取込者の名前",
        "reason": "ふだんと違う点（2倍を超える動きなど）があっても保存する理由（記録に残ります）",
        "alarm": "  確認 {text}",
        "unconfirmed": "  保存していません。正しければ --reason に理由を書いて、"
        "もう一度実行してください",
        "loaded": "  取込番号 {batch}: {count} 件を保存しました（保留 {waiting} 件）",
        "loaded_before": "  同じ内容が取込番号 {batch} で保存済みのため、変更はありません",
        "handed_over": "  画面の側がデータベースを使用中のため、受付箱に入れました: {file}",
    }
)


def add_load_command(commands: Any) -> None:
    load = commands.add_parser("load", help=WORDS["load"])
    add_reading_options(load)
    add_database(load)
    load.add_argument("--by", default=None, help=WORDS["by"])
    load.add_argument("--reason", default="", help=WORDS["reason"])
    load.set_defaults(command=run_load)


def run_load(options: argparse.Namespace) -> int:
    """One batch a workbook; where the app holds the database, hand the files over."""
    root = find_place(options)
    actor = act_at_server(options.by or "")
    labels = Options(options.fiscal_year, options.forum)
    try:
        with open_store(root, RebuildReport()) as database:
            loaded = []
            handling = Handling(options.fiscal_year, options.forum)
            reason = options.reason.strip()
            for each in load_files(database, options.files, handling, actor, reason):
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
    refused = [each for each in loaded if each.refusal or each.alarms]
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


def report_loaded(loaded: Loaded) -> None:
    report(loaded.file)
    for alarm in loaded.alarms:
        say(WORDS["alarm"].format(text=alarm.text))
    if loaded.alarms:
        say(WORDS["unconfirmed"])
    if loaded.refusal is not None:
        say(f"  {loaded.refusal.message}")
    elif loaded.batch is not None:
        key = "loaded" if loaded.batch.is_new else "loaded_before"
        say(
            WORDS[key].format(
                batch=loaded.batch.batch_id, count=loaded.record_count, waiting=loaded.parked_count
            )
        )


def _loaded_json(loaded: Loaded, preliminary: Set[int]) -> dict[str, Any]:
    answer = loaded.file.to_json()
    answer["batch"] = loaded.batch.batch_id if loaded.batch else None
    answer["is_new"] = bool(loaded.batch and loaded.batch.is_new)
    answer["is_preliminary"] = bool(loaded.batch and loaded.batch.batch_id in preliminary)
    answer["handed_over"] = loaded.handed_over
    answer["alarms"] = [asdict(each) | {"message": each.text} for each in loaded.alarms]
    answer["loaded_records"], answer["waiting_records"] = loaded.record_count, loaded.parked_count
    if loaded.refusal is not None:
        answer["problems"] = [loaded.refusal.to_json()]
    return answer
