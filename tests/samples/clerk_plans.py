"""The clerk's two other kinds of workbook: KPI results and the national bodies' plans."""

from random import Random
from typing import Any

from tests.samples import clerk_values as values
from tests.samples.ledger import Card, Cell, Ledger, Row, open_book
from tests.samples.sample import ANY, Answer, Sample, build_sample

BODIES = {
    "innovative_technology": "革新的技術フォーラム",
    "overseas_markets": "海外市場展開フォーラム",
    "municipal_support": "自治体支援フォーラム",
    "engineer_training": "技術者育成フォーラム",
    "citizen_participation": "市民参画フォーラム",
    "planning_subcommittee": "企画部会",
    "public_relations_subcommittee": "広報部会",
}
PLAN_TEXTS = {
    "goal": ["事業計画の策定。課題・問題解決のための具体施策検討。", "会員交流促進"],
    "activities": ["1. 情報共有の推進\n2. 自律的運営に向けた検討", "① 情報発信メールの充実"],
    "schedule": ["年度を通じて実施", "・R3年7月末：方針整理\n・R4年3月末：とりまとめ"],
    "organisation": ["実行委員会との意見交換", "✓地方フォーラムとの連携"],
    "events": ["夏頃：セミナーの実施", "R3年12月 企画検討"],
    "other": ["※状況により変更する可能性有"],
}
SCOPES = {
    "total": ["総合計", "KPI総合計", "全体"],
    "national": ["全国フォーラム", "KPI小計 全国フォーラム", "全国"],
    "regional": ["地方フォーラム", "KPI小計 地方フォーラム", "地方"],
}
INDICATORS = {
    "supported_governments": ["支援自治体数"],
    "forums_held": ["フォーラム実施数", "地方フォーラム実施数", "フォーラム開催数"],
    "matchings": ["マッチング・現場試行・実装実施数"],
    "matchings_considered": ["マッチング検討数", "・マッチング検討数"],
    "matchings_agreed": ["マッチング成立数", "・マッチング成立数"],
    "field_trials": ["現場試行数", "・現場試行数"],
    "implementations": ["社会実装数", "・社会実装数"],
    "workshops": ["出前授業及びワークショップ講座開催数", "ワークショップ講座開催数"],
}
RATIOS = ["自治体会員数", "自治体会員割合"]
UNITS = {"supported_governments": ["自治体", "者"], "forums_held": ["回"], "workshops": ["回"]}
PARTS = ("matchings_considered", "matchings_agreed", "field_trials", "implementations")


def _titles(dice: Random, layout: str, keys: list[str]) -> dict[str, str]:
    from tests.samples.clerk import load_titles

    titles: dict[str, str] = {}
    for key in keys:
        free = [title for title in load_titles()[layout][key] if title not in titles.values()]
        titles[key] = dice.choice(free)
    return titles


# -------------------------------------------------------------------- KPI


def make_kpi_sheet(dice: Random) -> Sample:
    """Consistent figures of total, national and regional; now and then a wrong total."""
    from tests.samples.clerk import spell_fiscal_year

    year = dice.randrange(2018, 2023)
    figures = _draw_figures(dice)
    wrong = dice.choice([None, None, "forums_held", "workshops"])
    rows = [
        _kpi_row(dice, scope, indicator, figures, wrong)
        for scope in SCOPES
        for indicator in INDICATORS
    ]
    _add_ratio(dice, rows)
    keys = ["scope", "indicator", "target", "value", *(["note"] if dice.random() < 0.5 else [])]
    ledger = Ledger("kpi_results", _titles(dice, "kpi_results", keys), rows)
    ledger.above = [f"{spell_fiscal_year(dice, year)}　KPI結果"]
    _repeat_scope(dice, ledger)
    book = open_book(dice.choice(["KPI結果", "Sheet1", "KPI"]))
    return build_sample(book, [ledger.write(book.active)], "KPI.xlsx", fiscal_year=year)


def _draw_figures(dice: Random) -> dict[tuple[str, str], int]:
    figures: dict[tuple[str, str], int] = {}
    for scope in ("national", "regional"):
        for indicator in INDICATORS:
            figures[scope, indicator] = dice.randrange(0, 120)
        figures[scope, "matchings"] = sum(figures[scope, part] for part in PARTS)
    for indicator in INDICATORS:
        figures["total", indicator] = (
            figures["national", indicator] + figures["regional", indicator]
        )
    return figures


def _kpi_row(
    dice: Random,
    scope: str,
    indicator: str,
    figures: dict[tuple[str, str], int],
    wrong: str | None,
) -> Row:
    units = UNITS.get(indicator, ["件"])
    value = values.write_count(dice, figures[scope, indicator], units)
    if scope == "total" and indicator == wrong:
        stated = figures[scope, indicator] + 3
        value = Cell(stated, ANY, "total_mismatch")
    elif (
        dice.random() < 0.03 and scope != "total" and indicator not in (wrong, "matchings", *PARTS)
    ):
        value = Cell("多数", None, "invalid_number")
    target = values.write_count(dice, dice.randrange(5, 200), units)
    return Row(
        {
            "scope": Cell(SCOPES[scope][0], scope),
            "indicator": Cell(dice.choice(INDICATORS[indicator]), indicator),
            "target": target if scope == "total" else Cell(None, None),
            "value": value,
        }
    )


def _add_ratio(dice: Random, rows: list[Row]) -> None:
    percent = dice.randrange(40, 80)
    forms = [f"{percent}%", f"{percent}％", values.widen(f"{percent}%"), f"約{percent}％"]
    if dice.random() < 0.3:
        shown = Cell(percent / 100, percent / 100, None, {"number_format": "0%"})
    else:
        shown = Cell(dice.choice(forms), percent / 100)
    cells = {
        "scope": Cell("総合計", "total"),
        "indicator": Cell(dice.choice(RATIOS), "member_government_ratio"),
        "target": Cell("60%", 0.6),
        "value": shown,
    }
    rows.insert(8, Row(cells))


def _repeat_scope(dice: Random, ledger: Ledger) -> None:
    """The scope once for all its rows, merged downward, or spelled out in each."""
    spelled = {scope: dice.choice(words) for scope, words in SCOPES.items()}
    for row in ledger.rows:
        means = row.cells["scope"].means
        row.cells["scope"] = Cell(spelled[means], means)
    if dice.random() < 0.5:
        ledger.merged_down.add("scope")


# ---------------------------------------------------------- national plans


def make_national_sheets(dice: Random) -> Sample:
    """The bodies' plans: a ledger, a card a sheet, or cards below each other."""
    year = dice.randrange(2019, 2023)
    bodies = dice.sample(list(BODIES), dice.randrange(1, 6))
    shape = dice.choice([_plan_ledger, _plan_card_sheets, _plan_stacked])
    return shape(dice, bodies, f"{year}年度", year)


def _plan_values(dice: Random) -> dict[str, Cell]:
    return {key: values.write_text(dice, texts, key != "goal") for key, texts in PLAN_TEXTS.items()}


def _plan_ledger(dice: Random, bodies: list[str], said: str, year: int) -> Sample:
    rows = [Row({"forum": Cell(BODIES[body], body), **_plan_values(dice)}) for body in bodies]
    if dice.random() < 0.3:
        rows[-1].cells["forum"] = Cell("未来フォーラム", None, "invalid_choice")
    titles = _titles(dice, "national_plans", ["forum", *PLAN_TEXTS])
    ledger = Ledger("national_plans", titles, rows, {}, [f"{said} 全国フォーラム実施計画"])
    book = open_book("実施計画")
    return build_sample(book, [ledger.write(book.active)], "計画.xlsx", fiscal_year=year)


def _plan_card(dice: Random, body: str, said: str, **place: Any) -> Card:
    titles = _titles(dice, "national_plans", list(PLAN_TEXTS))
    items = [("", titles[key], key) for key in PLAN_TEXTS]
    above = [f"{said}　{BODIES[body]}　実施計画"]
    return Card("national_plans", items, _plan_values(dice), {"forum": body}, above, **place)


def _plan_card_sheets(dice: Random, bodies: list[str], said: str, year: int) -> Sample:
    book = open_book(*[f"計画{number + 1}" for number in range(len(bodies))])
    answers = [
        _plan_card(dice, body, said).write(sheet)
        for body, sheet in zip(bodies, book.worksheets, strict=True)
    ]
    return build_sample(book, answers, "計画.xlsx", fiscal_year=year)


def _plan_stacked(dice: Random, bodies: list[str], said: str, year: int) -> Sample:
    book = open_book("実施計画")
    answer = Answer("実施計画", "national_plans")
    row = 1
    for body in bodies:
        card = _plan_card(dice, body, said, first_row=row)
        card.write(book.active, answer)
        row += card.height() + dice.choice([1, 2])
    return build_sample(book, [answer], "計画.xlsx", fiscal_year=year)
