"""One valid ledger of each layout: every hand-made sample is this with one thing changed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.samples.ledger import Cell, Ledger, Row, copy_row, open_book, say
from tests.samples.sample import ANY, Sample, build_sample


def day(on: date) -> Cell:
    """A true date cell of an `*_on` column."""
    return Cell(on, on.isoformat())


def held_on(on: date) -> Cell:
    """A true date cell of a `held` or `scheduled` column; its text depends on the format."""
    return Cell(on, schedule(None, f"{on}", "day"))


def schedule(text: str | None, periods: str, precision: str, tentative: Any = False) -> Any:
    """`periods`: "2021-07-01..2021-07-02 2021-12-01", blank for none; text None: left open.

    >>> schedule("7月1日・2日", "2021-07-01..2021-07-02", "day")["periods"]
    [{'start': '2021-07-01', 'end': '2021-07-02'}]
    """
    spans = [part.partition("..") for part in periods.split()]
    return {
        "text": ANY if text is None else text,
        "periods": [{"start": start, "end": end or start} for start, _, end in spans],
        "precision": precision,
        "tentative": tentative,
    }


def _rows(keys: str, *values: tuple[Cell, ...]) -> list[Row]:
    return [Row(dict(zip(keys.split(), row, strict=True))) for row in values]


def matchings(forum: str | None = "chugoku") -> Ledger:
    rows = _rows(
        "theme government requirement company technology stage considered_on",
        (
            *(say("橋梁点検の効率化"), Cell("広島市", "341002"), say("橋梁の点検を省力化する技術")),
            *(say("株式会社アルファ計測"), say("ドローン点検"), Cell("検討中", "considered")),
            day(date(2020, 6, 1)),
        ),
        (
            *(
                say("トンネル点検の効率化"),
                Cell("岡山県", "330001"),
                say("覆工の変状を把握する技術"),
            ),
            *(say("ベータ建設"), say("走行型画像計測"), Cell("成立", "agreed")),
            day(date(2020, 7, 15)),
        ),
        (
            *(say("舗装の長寿命化"), Cell("松江市", "322016"), say("ひび割れを安価に補修する技術")),
            *(say("ガンマ道路(株)"), say("常温補修材"), Cell("現場試行", "field_trial")),
            day(date(2020, 9, 30)),
        ),
    )
    titles = {
        "theme": "技術テーマ",
        "government": "自治体名",
        "requirement": "求める内容／条件",
        "company": "企業名",
        "technology": "技術名",
        "stage": "進捗状況",
        "considered_on": "マッチング検討日",
    }
    above = ["令和2年度 中国フォーラム マッチング一覧"]
    return Ledger("matchings", titles, rows, {"forum": forum}, above)


def events(forum: str | None = "chugoku") -> Ledger:
    rows = _rows(
        "name held status venue participants",
        (
            *(say("第1回フォーラム"), held_on(date(2020, 6, 8)), Cell("開催", "held")),
            *(say("広島国際会議場"), say(120)),
        ),
        (
            *(say("ピッチイベント"), held_on(date(2020, 10, 26)), Cell("開催", "held")),
            *(say("岡山コンベンションセンター"), say(45)),
        ),
        (
            *(say("第2回フォーラム"), held_on(date(2021, 2, 3)), Cell("開催", "held")),
            *(say("くにびきメッセ"), say(80)),
        ),
    )
    titles = {
        "name": "イベント名",
        "held": "開催日",
        "status": "開催状況",
        "venue": "会場",
        "participants": "参加者数",
    }
    above = ["令和2年度 中国フォーラム 開催実績"]
    return Ledger("events", titles, rows, {"forum": forum}, above)


def event_plans(forum: str | None = "chugoku") -> Ledger:
    rows = _rows(
        "name scheduled content",
        (*(say("第3回ニーズ調査"), Cell("5/12～6/30", None), say("ニーズ調査票の作成を依頼")),),
        (say("技術講習会"), Cell("11月", None), say("新技術の紹介")),
        (say("ピッチイベント"), Cell("第4四半期", None), say("シーズ技術のプレゼンテーション")),
    )
    meanings = [
        schedule("5/12～6/30", "2021-05-12..2021-06-30", "day"),
        schedule("11月", "2021-11-01..2021-11-30", "month"),
        schedule("第4四半期", "2022-01-01..2022-03-31", "quarter"),
    ]
    for row, meaning in zip(rows, meanings, strict=True):
        row.cells["scheduled"] = Cell(row.cells["scheduled"].written, meaning)
    titles = {"name": "活動・行事名", "scheduled": "開催予定日", "content": "内容"}
    above = ["令和3年度 中国フォーラム 活動計画"]
    return Ledger("event_plans", titles, rows, {"forum": forum}, above)


def members() -> Ledger:
    rows = _rows(
        "government joined_on left_on",
        (Cell("広島市", "341002"), day(date(2017, 4, 1)), Cell(None)),
        (Cell("岡山県", "330001"), day(date(2018, 10, 15)), Cell(None)),
        (Cell("松江市", "322016"), day(date(2016, 11, 28)), day(date(2020, 12, 31))),
    )
    titles = {"government": "自治体名", "joined_on": "入会日", "left_on": "退会日"}
    return Ledger("members", titles, rows, {}, ["行政会員名簿"])


def supports(forum: str | None = "chugoku") -> Ledger:
    rows = _rows(
        "government measure supported_on",
        (Cell("広島市", "341002"), say("包括的民間委託の導入支援"), day(date(2020, 6, 1))),
        (Cell("岡山県", "330001"), say("技術者派遣"), day(date(2020, 8, 20))),
        (Cell("松江市", "322016"), say("新技術の紹介"), day(date(2021, 1, 12))),
    )
    titles = {"government": "支援自治体", "measure": "支援内容", "supported_on": "支援日"}
    above = ["令和2年度 中国フォーラム 自治体支援一覧"]
    return Ledger("supports", titles, rows, {"forum": forum}, above)


def know_how(forum: str | None = "chugoku") -> Ledger:
    rows = _rows(
        "type title description lesson",
        (
            *(Cell("成功例", "success"), say("合同説明会の開催")),
            *(say("三県合同で説明会を開いた"), say("近隣と組むと集まりやすい")),
        ),
        (
            *(Cell("失敗例", "failure"), say("実証フィールドの不足")),
            *(say("試行場所の調整に半年かかった"), say("早めに管理者と協議する")),
        ),
        (
            *(Cell("反省", "reflection"), say("オンライン開催の準備")),
            *(say("接続試験を行わなかった"), say("前日までに試験する")),
        ),
    )
    titles = {"type": "区分", "title": "事例名", "description": "内容", "lesson": "教訓"}
    above = ["令和2年度 中国フォーラム 運営ノウハウ"]
    return Ledger("know_how", titles, rows, {"forum": forum}, above)


def citizen_activities(forum: str | None = "chugoku") -> Ledger:
    rows = _rows(
        "kind name held place participants partner",
        (
            *(Cell("出前授業", "school_visit"), say("橋のおはなし"), held_on(date(2020, 9, 10))),
            *(say("みどり小学校"), say(32), say("市教育委員会")),
        ),
        (
            *(
                Cell("ワークショップ", "workshop"),
                say("まちの道路点検"),
                held_on(date(2020, 11, 18)),
            ),
            *(say("中央公民館"), say(18), say("土木学会")),
        ),
        (
            *(Cell("その他", "other"), say("土木の日イベント"), held_on(date(2020, 11, 22))),
            *(say("駅前広場"), say(250), say("建設業協会")),
        ),
    )
    titles = {
        "kind": "種別",
        "name": "活動名",
        "held": "実施日",
        "place": "場所",
        "participants": "参加人数",
        "partner": "連携先",
    }
    above = ["令和2年度 中国フォーラム 市民参画活動一覧"]
    return Ledger("citizen_activities", titles, rows, {"forum": forum}, above)


def national_plans() -> Ledger:
    rows = _rows(
        "forum goal activities schedule organisation events other",
        (
            *(Cell("企画部会", "planning_subcommittee"), say("事業計画の策定")),
            *(say("情報共有の推進"), say("年度を通じて実施"), say("実行委員会との意見交換")),
            *(Cell(None), Cell(None)),
        ),
        (
            *(Cell("市民参画フォーラム", "citizen_participation"), say("市民と行政の協働の促進")),
            *(
                say("小学校出前授業の開催"),
                say("12月：各イベントの取組"),
                say("地方フォーラムとの連携"),
            ),
            *(say("こども霞が関デー（8月上旬）"), say("変更の可能性あり")),
        ),
    )
    titles = {
        "forum": "フォーラム名",
        "goal": "今年度目標",
        "activities": "実施内容",
        "schedule": "行程",
        "organisation": "体制",
        "events": "イベント予定",
        "other": "その他",
    }
    return Ledger("national_plans", titles, rows, {}, ["令和3年度 全国フォーラム実施計画"])


def kpi_results() -> Ledger:
    def row(scope: tuple[str, str], indicator: tuple[str, str], target: Any, value: Any) -> Row:
        return Row(
            {
                "scope": Cell(*scope),
                "indicator": Cell(*indicator),
                "target": say(target),
                "value": say(value),
            }
        )

    total, national, regional = (
        ("総合計", "total"),
        ("全国フォーラム", "national"),
        (
            "地方フォーラム",
            "regional",
        ),
    )
    supported, workshops = (
        ("支援自治体数", "supported_governments"),
        (
            "出前授業及びワークショップ講座開催数",
            "workshops",
        ),
    )
    rows = [
        row(total, supported, 100, 83),
        row(total, workshops, 5, 3),
        row(national, supported, None, 0),
        row(national, workshops, None, 2),
        row(regional, supported, None, 83),
        row(regional, workshops, None, 1),
    ]
    titles = {"scope": "区分", "indicator": "指標", "target": "目標", "value": "実績"}
    return Ledger("kpi_results", titles, rows, {}, ["令和2年度 KPI結果"])


#: every layout's valid ledger, by layout
EXAMPLES = {
    "kpi_results": kpi_results,
    "event_plans": event_plans,
    "events": events,
    "matchings": matchings,
    "members": members,
    "supports": supports,
    "know_how": know_how,
    "citizen_activities": citizen_activities,
    "national_plans": national_plans,
}


def build_from(ledger: Ledger, sheet: str = "一覧", **known: Any) -> Sample:
    """The sample of a workbook with this one ledger; `known` as `build_sample` takes it."""
    book = open_book(sheet)
    return build_sample(book, [ledger.write(book.active)], **known)


def fill_column(ledger: Ledger, key: str, cells: Sequence[Cell], title: str | None = None) -> None:
    """Give the column one record a cell, copying the first record as often as needed; the
    first text column of each copy is numbered, so that no two records are alike."""
    first = ledger.records()[0]
    unique = next(k for k in ("technology", "measure", "title", "name") if k in first.cells)
    ledger.titles = {**ledger.titles, key: title or ledger.titles[key]}
    ledger.rows = [
        copy_row(first, **{unique: say(f"その{number}の件"), key: cell})
        for number, cell in enumerate(cells, 1)
    ]
