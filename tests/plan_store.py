"""A store filled with the plan's true figures, written down here by hand.

Independent of the loaders on purpose: what the pages show is held against what the plan
says (DESIGN.md §5), not against what another part of the project understood.
"""

from pathlib import Path

from store.actor import claim
from store.batches import StoredCell, StoredRecord, Submission, accept
from store.database import Database, open_database
from tests.stores import filled_once

#: scope, indicator, target, value, cell of the value (sheet 令和2年度KPI結果)
RESULTS_R2 = """
total    supported_governments   100   83   D3
total    forums_held             50    19   D4
total    matchings               150   133  D5
total    matchings_considered    -     113  D6
total    matchings_agreed        -     14   D7
total    field_trials            -     6    D8
total    implementations         -     0    D9
total    member_government_ratio 0.60  0.57 D10
total    workshops               5     3    D11
national supported_governments   -     0    D12
national supported_countries     -     48   D13
national forums_held             -     3    D14
national matchings               -     10   D15
national matchings_considered    -     6    D16
national matchings_agreed        -     0    D17
national field_trials            -     4    D18
national implementations         -     0    D19
national workshops               -     2    D20
regional supported_governments   -     83   D21
regional forums_held             -     16   D22
regional matchings               -     123  D23
regional matchings_considered    -     107  D24
regional matchings_agreed        -     14   D25
regional field_trials            -     2    D26
regional implementations         -     0    D27
regional workshops               -     1    D28
"""

TARGETS_R3 = """
total supported_governments   100  - D3
total forums_held             50   - D4
total matchings               150  - D5
total member_government_ratio 0.60 - D6
total workshops               5    - D7
"""

#: forum | name | as written | periods (MMDD of the fiscal year 2021) | precision | tentative
EVENTS_R3 = """
hokkaido | シンポジウム・講演会・セミナー等 | 秋以降 | 0901/0331 | season | no
tohoku | マッチングイベント（郡山、仙台） | 調整中 | | undecided | no
kanto | 第1回イベント | 第2四半期 | 0701/0930 | quarter | no
kanto | 第2回イベント | 第4四半期 | 0101/0331 | quarter | no
hokuriku | 第4回フォーラム | 秋頃予定 | 0901/1130 | season | yes
chubu | 名城大学との連携 | 6/8 | 0608/0608 | day | no
chubu | 東海コンクリート診断士会との連携 | 7月、12月 | 0701/0731 1201/1231 | month | no
chubu | 土木学会との連携 | 11月 | 1101/1130 | month | no
chubu | 自治体支援（恵那市） | 2月 | 0201/0228 | month | no
kinki | インフラメンテナンス国民会議 近畿本部フォーラム2021 | 7月1日・2日 | 0701/0702 | day | no
kinki | 第9回フォーラム | 9月予定 | 0901/0930 | month | yes
kinki | 第7回ピッチイベント | 10月 27or28日 | 1027/1028 | day | yes
kinki | 実証実験 | 8月 | 0801/0831 | month | no
kinki | 実証実験 | 調整中 | | undecided | no
kinki | 実証実験 | 調整中 | | undecided | no
kinki | 実証実験 | 調整中 | | undecided | no
chugoku | 第3回ニーズ調査 | 5/12～6/30 | 0512/0630 | day | no
chugoku | 第3回ピッチイベント | 未定 | | undecided | no
chugoku | 第4回ピッチイベント | 未定 | | undecided | no
shikoku | ピッチイベント | 検討中 | | undecided | no
shikoku | イベント | 検討中 | | undecided | no
kyushu | ピッチイベント（福岡） | 10月26日 | 1026/1026 | day | no
kyushu | 市民参画イベント | 11月（未定） | 1101/1130 | month | yes
kyushu | ピッチイベント（長崎） | 2月（未定） | 0201/0228 | month | yes
kyushu | 地方自治体よろず相談 | 随時（未定） | 0401/0331 | fiscal_year | yes
okinawa | マッチング | 下半期 | 1001/0331 | half_year | no
okinawa | 講演会 1 | 検討中 | | undecided | no
okinawa | 講演会 2 | 11 月 | 1101/1130 | month | no
"""

#: item | value | unit | as of | basis | cell
FACTS = """
会員数（全種別、設立時） | 199 | 者 | 2016-11-28 | snapshot | B3
会員数（全種別） | 2296 | 者 | 2021-03-31 | snapshot | B4
新技術の実装数（技術） | 8 | 技術 | 2021-03-31 | cumulative | B5
新技術の実装数（現場） | 73 | 現場 | 2021-03-31 | cumulative | B6
地方フォーラム開催数 | 19 | 回 | 2021-03-31 | annual | B8
マッチング・現場試行実施数 | 133 | 件 | 2021-03-31 | annual | B9
"""

RESULTS_BOOK = "令和2年度KPI結果.xlsx"
TARGETS_BOOK = "令和3年度KPI目標.xlsx"
EVENTS_BOOK = "令和3年度地方フォーラム活動計画.xlsx"
FACTS_BOOK = "国民会議基本情報.xlsx"


@filled_once("plan")
def fill_plan_store(root: Path) -> None:
    """The plan's figures."""
    with open_database(root) as database:
        _accept(database, RESULTS_BOOK, _read_kpis(RESULTS_R2, 2020, "令和2年度KPI結果"))
        _accept(database, TARGETS_BOOK, _read_kpis(TARGETS_R3, 2021, "令和3年度KPI目標"))
        _accept(database, EVENTS_BOOK, _read_events())
        _accept(database, FACTS_BOOK, _read_facts())


def correct_results(database: Database, old: str, new: str) -> None:
    """Hand the results of R2 in once more, with one line of theirs changed."""
    table = RESULTS_R2.replace(old, new)
    _accept(database, f"訂正_{RESULTS_BOOK}", _read_kpis(table, 2020, "令和2年度KPI結果"))


def _accept(database: Database, book: str, records: list[StoredRecord]) -> None:
    slots = sorted({(record.forum, record.fiscal_year, record.layout) for record in records})
    accept(
        database,
        Submission(
            book,
            book.encode(),
            None,
            None,
            claim("中国フォーラム 担当"),
            slots=slots,
            records=records,
        ),
    )


def _read_kpis(table: str, fiscal_year: int, sheet: str) -> list[StoredRecord]:
    records = []
    for line in table.strip().splitlines():
        scope, indicator, target, value, cell = line.split()
        fields = {
            "scope": scope,
            "indicator": indicator,
            "target": _number(target),
            "value": _number(value),
        }
        cells = [
            StoredCell("value", cell, value, "blank" if value == "-" else "reported"),
            StoredCell("target", cell.replace("D", "C"), target),
        ]
        records.append(StoredRecord("kpi_results", scope, fiscal_year, sheet, cell, fields, cells))
    return records


def _read_events() -> list[StoredRecord]:
    records = []
    for row, line in enumerate(EVENTS_R3.strip().splitlines(), 4):
        forum, name, text, periods, precision, tentative = (
            part.strip() for part in line.split("|")
        )
        spans = [span.split("/") for span in periods.split()]
        scheduled = {
            "text": text,
            "periods": [{"start": _day(first), "end": _day(last)} for first, last in spans],
            "precision": precision,
            "tentative": tentative == "yes",
        }
        fields = {
            "forum": forum,
            "name": name,
            "scheduled": scheduled,
            "content": "内容",
            "purpose": f"<b>課題</b>を「{name}」で解決する。",
        }
        cells = [StoredCell("name", f"B{row}", name), StoredCell("scheduled", f"C{row}", text)]
        sheet = "令和3年度地方フォーラム活動計画"
        records.append(StoredRecord("event_plans", forum, 2021, sheet, f"B{row}", fields, cells))
    return records


def _read_facts() -> list[StoredRecord]:
    records = []
    for line in FACTS.strip().splitlines():
        item, value, unit, day, basis, cell = (part.strip() for part in line.split("|"))
        fields = {"item": item, "value": float(value), "unit": unit, "as_of": day, "basis": basis}
        fields |= {"quote": f"{item} {value}", "page": "1."}
        cells = [StoredCell("value", cell, value)]
        sheet = "国民会議基本情報"
        records.append(StoredRecord("congress_facts", "congress", 2021, sheet, cell, fields, cells))
    return records


def _day(text: str) -> str:
    """MMDD as an ISO date of the fiscal year 2021."""
    year = 2022 if text < "0401" else 2021
    return f"{year}-{text[:2]}-{text[2:]}"


def _number(text: str) -> float | None:
    return None if text == "-" else float(text)
