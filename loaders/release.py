"""`python -m loaders release`: 速報 made 確定, or back, where a deployment tells them apart.

Exit code 0: done; 2: it could not be done.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from loaders.commands import parse_forum_id
from loaders.intake.archived import open_store
from loaders.keeping import add_database, find_place
from store.actor import act_at_server
from store.batches import Batch
from store.decisions.releasing import list_preliminary, release, withdraw_release
from words import Words

WORDS = Words(
    ja={
        "release": "速報の取込を確定にします（番号もフォーラムもなければ一覧を示します）",
        "batches": "取込番号",
        "forum": "このフォーラムの速報すべて",
        "withdraw": "確定を速報に戻します（理由が要ります）",
        "reason": "速報に戻す理由",
        "json": "一覧を JSON で標準出力に書き出します",
        "waiting": "{batch}\t{file}\t{forums}\n",
        "released": "取込番号 {batches} を確定にしました\n",
        "withdrawn": "取込番号 {batches} を速報に戻しました\n",
    }
)


def add_release_command(commands: Any) -> None:
    parser = commands.add_parser("release", help=WORDS["release"])
    parser.add_argument("batches", nargs="*", type=int, metavar="BATCH", help=WORDS["batches"])
    parser.add_argument("--forum", type=parse_forum_id, help=WORDS["forum"])
    parser.add_argument("--withdraw", action="store_true", help=WORDS["withdraw"])
    parser.add_argument("--reason", default="", help=WORDS["reason"])
    parser.add_argument("--json", action="store_true", help=WORDS["json"])
    add_database(parser)
    parser.set_defaults(command=run_release)


def run_release(options: argparse.Namespace) -> int:
    """Release by number or forum, withdraw by number; with neither list what is 速報."""
    actor, numbers = act_at_server(), options.batches
    with open_store(find_place(options)) as database:
        waiting = list_preliminary(database, options.forum or "")
        if options.withdraw:
            for number in numbers:
                withdraw_release(database, number, actor, options.reason)
        elif numbers := numbers or [each.entry.batch_id for each in waiting if options.forum]:
            release(database, numbers, actor)
    if numbers:
        done = WORDS["withdrawn" if options.withdraw else "released"]
        sys.stdout.write(done.format(batches="、".join(map(str, numbers))))
    else:
        _list(waiting, options.json)
    return 0


def _list(waiting: Sequence[Batch], as_json: bool) -> None:
    told = [_describe(batch) for batch in waiting]
    if as_json:
        sys.stdout.write(json.dumps({"batches": told}, ensure_ascii=False) + "\n")
        return
    for each in told:
        sys.stdout.write(WORDS["waiting"].format(**each | {"forums": " ".join(each["forums"])}))


def _describe(batch: Batch) -> dict[str, Any]:
    return {
        "batch": batch.entry.batch_id,
        "file": batch.entry.file_name,
        "forums": list(dict.fromkeys(slot.forum for slot in batch.slots)),
        "is_preliminary": batch.is_preliminary,
    }
