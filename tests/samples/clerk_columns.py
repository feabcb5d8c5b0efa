"""What stands in each column of each layout: how its values are written and spoiled."""

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from tests.samples import clerk_values as values
from tests.samples.clerk_values import Context
from tests.samples.ledger import Cell

Writer = Callable[[Random, Context, int], Cell]
Spoiler = Callable[[Random, Context], Cell]


class Column(NamedTuple):
    """`write` gets the row's number, to make a text unique; `share`: how often the
    column stands in a sheet at all (1 where the layout can't do without)."""

    write: Writer
    spoil: Spoiler | None = None
    required: bool = False
    share: float = 0.75


STAGES = {
    "considered": ["検討中", "検討", "マッチング検討", "マッチング検討中"],
    "agreed": ["成立", "マッチング成立", "成立済", "成立済み"],
    "field_trial": ["現場試行", "試行", "試行中", "現場試行中"],
    "implemented": ["社会実装", "実装", "実装済", "社会実装済み"],
}
STATUSES = {
    "held": ["開催", "実施", "開催済", "実施済", "開催済み", "実施済み", "済"],
    "cancelled": ["中止", "開催中止"],
    "postponed": ["延期", "開催延期"],
}
CASES = {
    "success": ["成功例", "成功", "成功事例"],
    "failure": ["失敗例", "失敗", "失敗事例"],
    "reflection": ["反省", "反省点", "反省例"],
}
KINDS = {
    "school_visit": ["出前授業", "小学校出前授業"],
    "workshop": ["ワークショップ", "ワークショップ講座"],
    "other": ["その他"],
}
THEMES = ["橋梁点検の効率化", "河道・堤防の点検", "舗装の長寿命化", "トンネル覆工の診断"]
NEEDS = ["近接目視と同等以上で安価な技術", "水路クラックの補修技術", "人が入れない箇所の点検技術"]
COMPANIES = ["株式会社アルファ計測", "ベータ建設", "ガンマ道路(株)", "㈱デルタ土木"]
TECHNOLOGIES = ["ドローン点検", "走行型画像計測", "常温補修材", "衛星モニタリング", "ＡＩ画像診断"]
OUTLINES = ["画像から変状を自動で抽出する", "短時間で硬化する材料", "衛星データの解析"]
OBSTACLES = ["要領に記載がない", "歩掛りが整備されていない", "予算の確保"]
EVENTS = ["フォーラム", "ピッチイベント", "技術講習会", "シンポジウム", "現地見学会"]
PLACES = ["広島国際会議場", "中央公民館", "オンライン", "みどり小学校", "県民ホール"]
CONTENTS = ["新技術の紹介", "民間企業によるプレゼンテーション", "自治体向け先行事例等を紹介"]
PURPOSES = ["産学官民の連携による課題の解決", "官民マッチングの促進"]
MEASURES = ["包括的民間委託の導入支援", "技術者派遣", "新技術の紹介", "ニーズの聞き取り"]
TITLES = ["合同説明会の開催", "実証フィールドの確保", "オンライン開催の準備"]
DESCRIPTIONS = ["三県合同で説明会を開いた", "試行場所の調整に時間を要した"]
LESSONS = ["近隣と組むと集まりやすい", "早めに管理者と協議する"]
PARTNERS = ["市教育委員会", "土木学会", "建設業協会"]
AREAS = ["道路", "河川", "砂防", "海岸", "港湾"]


def _text(texts: list[str]) -> Writer:
    return lambda dice, _, __: values.write_text(dice, texts)


def _numbered(texts: list[str]) -> Writer:
    """A required text no other row of the sheet has."""

    def write(dice: Random, _: Context, number: int) -> Cell:
        text = f"{dice.choice(texts)}その{number}"
        return Cell(text, text)

    return write


def _on(field: str, blank: float = 0.1) -> Writer:
    def write(dice: Random, context: Context, _: int) -> Cell:
        return values.blank_out(dice, values.write_on(dice, context, field), blank)

    return write


def _word(words: dict[str, list[str]]) -> Writer:
    return lambda dice, _, __: values.write_word(dice, words)


def _count(units: list[str]) -> Writer:
    def write(dice: Random, _: Context, __: int) -> Cell:
        cell = values.write_count(dice, dice.randrange(4, 1500), units)
        return values.blank_out(dice, cell, 0.08)

    return write


def _areas(dice: Random, _: Context, __: int) -> Cell:
    """One area, two, or the list of all with one bracketed."""
    chosen = dice.choice(AREAS)
    if dice.random() < 0.5:
        opened, closed = dice.choice([("（", "）"), ("(", ")")])
        text = "・".join(f"{opened}{area}{closed}" if area == chosen else area for area in AREAS)
        return Cell(text, [chosen])
    return Cell(chosen, [chosen])


def _government(dice: Random, context: Context, _: int) -> Cell:
    return values.write_government(dice, context)


def _schedule(dice: Random, context: Context, _: int) -> Cell:
    return values.write_schedule(dice, context)


def _held(dice: Random, context: Context, _: int) -> Cell:
    return values.write_held(dice, context)


_BAD_STAGE = values.spoil_word("保留", "担当者に確認", "？？", "検討または成立")
_BAD_WORD = values.spoil_word("よくわからない", "担当者に確認", "ＡＢＣ")
_DATE = values.spoil_date
_NAME = values.spoil_government
_MEN = ["名", "人"]

COLUMNS: dict[str, dict[str, Column]] = {
    "matchings": {
        "theme": Column(_text(THEMES)),
        "fields": Column(_areas, share=0.4),
        "government": Column(_government, _NAME, True, 1),
        "requirement": Column(_numbered(NEEDS), None, True, 1),
        "company": Column(_numbered(COMPANIES), None, True, 1),
        "technology": Column(_numbered(TECHNOLOGIES), None, True, 1),
        "outline": Column(_text(OUTLINES)),
        "stage": Column(_word(STAGES), _BAD_STAGE, True, 1),
        "considered_on": Column(_on("considered_on"), _DATE),
        "obstacle": Column(_text(OBSTACLES), share=0.5),
    },
    "events": {
        "kind": Column(_text(["フォーラム", "セミナー", "ピッチイベント"]), share=0.3),
        "name": Column(_numbered(EVENTS), None, True, 1),
        "held": Column(_held, _DATE, share=1),
        "status": Column(_word(STATUSES), _BAD_WORD, share=1),
        "venue": Column(_text(PLACES), share=0.9),
        "participants": Column(_count(_MEN), values.spoil_count, share=0.9),
    },
    "event_plans": {
        "name": Column(_numbered(EVENTS), None, True, 1),
        "scheduled": Column(_schedule, _DATE, share=1),
        "content": Column(_text(CONTENTS), share=1),
        "purpose": Column(_text(PURPOSES), share=0.4),
    },
    "members": {
        "government": Column(_government, _NAME, True, 1),
        "joined_on": Column(_on("joined_on", 0.03), _DATE, share=1),
    },
    "supports": {
        "government": Column(_government, _NAME, True, 1),
        "measure": Column(_numbered(MEASURES), share=1),
        "supported_on": Column(_on("supported_on"), _DATE, share=0.9),
    },
    "know_how": {
        "type": Column(_word(CASES), _BAD_WORD, True, 1),
        "title": Column(_numbered(TITLES), None, True, 1),
        "description": Column(_text(DESCRIPTIONS), share=0.9),
        "lesson": Column(_text(LESSONS), share=1),
    },
    "citizen_activities": {
        "kind": Column(_word(KINDS), _BAD_WORD, share=1),
        "name": Column(_numbered(["橋のおはなし", "まちの道路点検", "土木の日"]), None, False, 1),
        "held": Column(_held, _DATE, share=1),
        "place": Column(_text(PLACES), share=0.9),
        "participants": Column(_count([*_MEN]), values.spoil_count, share=0.9),
        "partner": Column(_text(PARTNERS), share=1),
    },
}


def draw_cells(
    dice: Random, layout: str, keys: list[str], context: Context, number: int
) -> dict[str, Any]:
    """One valid record's cells."""
    return {key: COLUMNS[layout][key].write(dice, context, number) for key in keys}
