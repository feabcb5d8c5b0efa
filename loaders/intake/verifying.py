"""The store verified, and workbooks of its archive read again and compared with its rows."""

import random
from collections.abc import Sequence

from loaders.intake.archived import reading_again
from store.batches import list_batches
from store.database import Database
from store.disk.archive import read_archive
from store.errors import ArchiveDamaged, SubmissionRefused
from store.keeping.rebuild import Reader
from store.keeping.verify import Finding, compare_rows, verify_store
from store.log.batch import BatchEntry
from words import Words

#: How many workbooks are read again unless all are.
SAMPLE_SIZE = 3
FINDINGS = Words(
    ja={
        "entry_false": "{place}: 記録が封印と一致しません（書き換えられています）。"
        "「python -m loaders rebuild」でデータベースの記録から直すか、控えと比べてください",
        "entry_ahead": "{place}: 日時（{found}）が次の記録（{expected}）より後です。"
        "時計が進んでいました。取り消して取り込み直すと、正しい日時になります",
        "workbook_damaged": "{place}: 保管した調査票「{expected}」がないか、"
        "変わっています（{found}）。"
        "控えから戻してください",
        "database_damaged": "{place}: データベースのファイルが壊れています。"
        "「python -m loaders rebuild」で作り直してください",
        "batch_differs": "{place}: データベースの取込が記録と違います。"
        "実際 {found}、記録 {expected}。「python -m loaders rebuild」で作り直してください",
        "rows_differ": "{place}: データベースの値が、調査票を読み直した値と違います。"
        "実際 {found}、調査票 {expected}。値が変えられたか、読み取り方が新しくなっています。"
        "「python -m loaders rebuild」で作り直してください",
        "rows_carried": "{place}: 調査票を読み直せず、"
        "前のデータベースの値を引き継いでいます（{found}）。"
        "控えから調査票を戻して作り直すか、取り込み直してください",
        "workbook_refused": "{place}: 今の読み取り方では「{expected}」を読み直せません（{found}）。"
        "値は取り込んだときのままです",
    }
)


def verify(
    database: Database, is_full: bool, chance: random.Random | None = None
) -> tuple[list[Finding], list[int]]:
    """What is not as it was written, and the loads that were read again: a sample, or all."""
    found = verify_store(database)
    if any(each.code == "database_damaged" for each in found):
        return found, []
    loads = [each.entry for each in list_batches(database) if each.entry.kind == "load"]
    chosen = loads if is_full else _draw(loads, chance or random.Random())  # noqa: S311
    carried = {each.place for each in found if each.code == "rows_carried"}
    chosen = [each for each in chosen if f"batch:{each.batch_id}" not in carried]
    with reading_again() as read:
        for batch in chosen:
            found += _verify_one(database, batch, read)
    return found, sorted(each.batch_id for each in chosen)


def explain_finding(finding: Finding) -> str:
    """One sentence: where, what was found and expected, what to do."""
    return FINDINGS[finding.code].format(
        place=finding.place, found=finding.found, expected=finding.expected
    )


def _draw(loads: Sequence[BatchEntry], chance: random.Random) -> list[BatchEntry]:
    """The newest, and others by chance: after a while every one has had its turn."""
    older = chance.sample(loads[1:], min(SAMPLE_SIZE - 1, len(loads) - 1)) if loads else []
    return [*loads[:1], *older]


def _verify_one(database: Database, batch: BatchEntry, read: Reader) -> list[Finding]:
    assert batch.sha256 is not None
    try:
        return compare_rows(database, batch, read(read_archive(database.root, batch.sha256), batch))
    except ArchiveDamaged:
        return []  # told already
    except SubmissionRefused as error:
        place = f"batch:{batch.batch_id}"
        return [Finding("workbook_refused", place, str(error), batch.file_name or "")]
