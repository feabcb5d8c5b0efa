"""A store with small ledgers of every kind, written down here by hand and counted by eye.

Three of the ten regional forums and one national forum report for FY2020; FY2021 has two
cases. The plan's published figures stand beside them, and differ from so small a ledger.
"""

from collections.abc import Mapping
from pathlib import Path

from store.actor import run_as
from store.batches import StoredCell, StoredRecord, Submission, accept
from store.database import Database
from store.decisions.parked import ParkedRecord
from tests.plan_store import fill_plan_store
from tests.stores import filled_once

#: forum | fields | government | requirement | company | technology | stage
#: | considered, agreed, trial, implemented (MMDD of the fiscal year) | obstacle
CASES_2020 = """
chugoku | 道路 | 342025 | 橋梁の点検を道路規制せずに行いたい | 甲社 | ドローン点検 | considered | 0501 - - - | 費用の確保
chugoku | 道路 河川 | 342025 | 橋梁点検を交通規制なしで行いたい | 乙社 | ロボットカメラ | agreed | 0501 0701 - - | 費用の確保
chugoku | 河川 | 342076 | 河川の水位を安価に監視したい | 丙社 | 水位センサー | field_trial | 0401 0501 0801 - | 基準がない
kinki   | 道路 | 271004 | トンネル照明の点検を省力化したい | 丁社 | 走行型計測 | considered | 0331 - - - | -
kinki   | -    | 271004 | 公園遊具の劣化を診断したい | 戊社 | 打音ＡＩ | considered | - - - - | 費用の確保
kinki   | 建物 | 282022 | 公共施設の外壁を調べたい | 己社 | 赤外線カメラ | implemented | 0401 0411 0501 0601 | -
innovative_technology | 道路 | 131016 | 舗装の穴を早く見つけたい | 庚社 | 車載カメラ | agreed | 0601 0611 - - | 人手が足りない
"""
CASES_2021 = """
shikoku | 道路 | 362018 | 橋の点検で交通規制をしたくない | 辛社 | 橋梁ドローン | considered | 0601 - - - | 費用の確保
shikoku | 港湾 | 372013 | 岸壁の水中部を調べたい | 壬社 | 水中ロボット | field_trial | 0501 0601 0701 - | -
"""

#: forum | type | title | description | lesson
KNOW_HOW_2020 = """
chugoku | success | 高校生の道路パトロール | 工業高校と連携した | 学校行事の日程を先に聞く
kinki | failure | オンライン開催の不調 | 接続が途切れ、質疑ができなかった | 事前に回線を試す
"""

#: forum | kind | name | held (MMDD) | place | participants | partner
ACTIVITIES_2020 = """
chugoku | school_visit | 橋の出前授業 | 0910 | 広島市立第一小学校 | 32 | 広島大学
chugoku | workshop | 市民と歩く橋めぐり | 1003 | 広島市 | 18 | -
citizen_participation | school_visit | トンネルの出前授業 | 1120 | 千代田区立小学校 | - | -
kinki | other | 河川清掃の日 | 0606 | 大阪市 | 120 | 町内会
"""

LEDGER = "マッチング台帳.xlsx"
STAGE_DATES = ("considered_on", "agreed_on", "field_trial_on", "implemented_on")


@filled_once("ledgers")
def fill_ledger_store(root: Path) -> None:
    """The plan's figures and the ledgers."""
    _fill(root)


@filled_once("parked")
def fill_parked_store(root: Path) -> None:
    """The same, and beside each record a row as full as it that waits."""
    _fill(root, has_waiting=True)


def _fill(root: Path, has_waiting: bool = False) -> None:
    empty = [("hokkaido", 2020, "matchings")]
    with fill_plan_store(root) as database:
        for book, records, slots in (
            (LEDGER, _read_cases(CASES_2020, 2020), empty),
            ("マッチング台帳R3.xlsx", _read_cases(CASES_2021, 2021), []),
            ("運営ノウハウ.xlsx", _read_know_how(), []),
            ("市民参画活動.xlsx", _read_activities(), []),
        ):
            waiting = [_let_wait(record) for record in records] if has_waiting else []
            _accept(database, book, records, slots, waiting)


def _accept(
    database: Database,
    book: str,
    records: list[StoredRecord],
    empty_slots: list[tuple[str, int, str]],
    waiting: list[ParkedRecord],
) -> None:
    slots = {(record.forum, record.fiscal_year, record.layout) for record in records}
    accept(
        database,
        Submission(
            book,
            book.encode(),
            None,
            None,
            run_as("test"),
            slots=sorted({*slots, *empty_slots}),
            records=records,
            parked=waiting,
        ),
    )


def _let_wait(record: StoredRecord) -> ParkedRecord:
    return ParkedRecord(
        record.layout, record.forum, record.fiscal_year, record.sheet, "B900", record.fields
    )


def _split(table: str) -> list[list[str | None]]:
    return [
        [None if part.strip() == "-" else part.strip() for part in line.split("|")]
        for line in table.strip().splitlines()
    ]


def _read_cases(table: str, fiscal_year: int) -> list[StoredRecord]:
    records = []
    for row, parts in enumerate(_split(table), 5):
        forum, names, government, requirement, company, technology, stage, days, obstacle = parts
        dates = [_day(text, fiscal_year) for text in str(days).split()]
        fields = {
            "forum": forum,
            "theme": f"{technology}の活用",
            "fields": (names or "").split(),
            "government": government,
            "requirement": requirement,
            "company": company,
            "technology": technology,
            "outline": f"{technology}で解決する。",
            "stage": stage,
            **dict(zip(STAGE_DATES, dates, strict=True)),
            "obstacle": obstacle,
        }
        records.append(_build("matchings", forum, fiscal_year, "台帳", row, fields))
    return records


def _read_know_how() -> list[StoredRecord]:
    names = ("forum", "type", "title", "description", "lesson")
    return [
        _build("know_how", parts[0], 2020, "ノウハウ", row, dict(zip(names, parts, strict=True)))
        for row, parts in enumerate(_split(KNOW_HOW_2020), 5)
    ]


def _read_activities() -> list[StoredRecord]:
    records = []
    for row, parts in enumerate(_split(ACTIVITIES_2020), 5):
        forum, kind, name, held, place, participants, partner = parts
        day = _day(str(held), 2020)
        fields = {
            "forum": forum,
            "kind": kind,
            "name": name,
            "held": {
                "text": day,
                "periods": [{"start": day, "end": day}],
                "precision": "day",
                "tentative": False,
            },
            "place": place,
            "participants": participants and int(participants),
            "partner": partner,
        }
        records.append(_build("citizen_activities", forum, 2020, "活動", row, fields))
    return records


def _build(
    layout: str, forum: str | None, year: int, sheet: str, row: int, fields: Mapping[str, object]
) -> StoredRecord:
    """One record; each given text field has its own cell on the row, from column B."""
    written = {name: text for name, text in fields.items() if isinstance(text, str)}
    cells = [
        StoredCell(name, f"{chr(ord('B') + place)}{row}", text)
        for place, (name, text) in enumerate(written.items())
    ]
    return StoredRecord(layout, str(forum), year, sheet, f"B{row}", dict(fields), cells)


def _day(text: str, fiscal_year: int) -> str | None:
    """MMDD as an ISO date of the fiscal year."""
    if text == "-":
        return None
    year = fiscal_year + (text < "0401")
    return f"{year}-{text[:2]}-{text[2:]}"
