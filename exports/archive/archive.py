"""Everything in one archive: each view's and each layout's table as CSV, all of them as one
workbook, and a text that says what they are. The same store gives the same bytes."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from exports.archive.contents import Contents
from exports.archive.whole_book import write_book
from exports.books.table_csv import export_csv
from exports.file_names import clean_stem, mark_practice_file
from exports.packing import pack
from views.model.figure import Figure
from words import Words, terms

WORDS = Words(
    ja={
        "name": "全データ_第{version}回取込時点",
        "figures": "数値",
        "records": "記録",
        "all_years": "年度によらない",
        "book": "全データ.xlsx",
        "text": "README.txt",
        "readme": """\
インフラメンテナンス国民会議 ダッシュボード 全データ

データ区分: {kind}
時点: {moment}
記録の封印: {seal}
範囲: {scope}
速報・確定: {state}

数値/ 画面の図の数値。年度ごとに1ファイル、画面の「書き出し」の CSV と同じ内容です。
記録/ 調査票から取り込み、集計に使われている記録。1行が1件で、ファイル・シート・セルを付けています。
{book} 上のすべて（図ごと・様式ごとに1シート、年度は列）。

未報告・0・未定・該当なしは別のものです。割合は 0～1 です。保留の行は含みません。
「=」などで始まる文字は、式として働かないよう CSV では先頭に ' を付けています。
文字コードは UTF-8 です。{left_out}

出典（取込番号・ファイル・SHA-256）
{loads}

図の定義
{definitions}

ファイルと SHA-256
{checksums}
""",
        "real": "実データ",
        "left_out": "\n画面だけで作る次の図は含みません（元の記録はあります）: {names}",
        "all_states": "区別なし",
        "between": "、",
    }
)


def export_archive(contents: Contents) -> bytes:
    at = contents.state.accepted_at or datetime.fromtimestamp(0, UTC)
    files = {path: export_csv(figure) for path, figure in list_tables(contents)}
    kinds = [(WORDS["figures"], contents.figures), (WORDS["records"], contents.records)]
    files[WORDS["book"]] = write_book(kinds, at)
    text = render_text(contents, files)
    return pack({WORDS["text"]: text.replace("\n", "\r\n").encode("utf-8-sig"), **files}, at)


def name_archive(contents: Contents) -> str:
    stem = WORDS["name"].format(version=contents.state.version)
    return f"{clean_stem(mark_practice_file(stem, contents.is_practice))}.zip"


def list_tables(contents: Contents) -> Iterator[tuple[str, Figure]]:
    """Path -> what stands there, each path once."""
    taken: set[str] = set()
    for folder, figures in (
        (WORDS["figures"], contents.figures),
        (WORDS["records"], contents.records),
    ):
        for figure in figures:
            year = figure.year_text or WORDS["all_years"]
            within = f"{folder}/{year}" if folder == WORDS["figures"] else folder
            path = f"{within}/{clean_stem(figure.topic)}.csv"
            if path in taken:
                path = f"{within}/{clean_stem(f'{figure.topic}_{figure.key}')}.csv"
            taken.add(path)
            yield path, figure


def render_text(contents: Contents, files: Mapping[str, bytes]) -> str:
    names = WORDS["between"].join(contents.left_out)
    definitions = {each.topic: each.definition for each in contents.figures if each.definition}
    return WORDS["readme"].format(
        kind=terms.DATA_KINDS["practice"] if contents.is_practice else WORDS["real"],
        moment=contents.state.text,
        seal=contents.seal,
        scope=terms.SCOPES[contents.scope],
        state=terms.RELEASE_STATES[contents.release] if contents.release else WORDS["all_states"],
        book=WORDS["book"],
        left_out=WORDS["left_out"].format(names=names) if names else "",
        loads="\n".join("  ".join(load) for load in contents.loads),
        definitions="\n".join(f"{topic}: {text}" for topic, text in definitions.items()),
        checksums="\n".join(
            f"{hashlib.sha256(data).hexdigest()}  {path}" for path, data in files.items()
        ),
    )
