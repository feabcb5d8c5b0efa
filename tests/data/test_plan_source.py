"""The facts hold the plan's own text: complete, in order, modulo the listed cleanings.

`read_source` mends data/plan/business_plan_r3.txt by facts/cleanings.toml and takes out
tags and white space; each table of the plan must then equal its facts strung together.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from data.plan.write_workbooks import HERE, read_facts

TEXT = (HERE / "business_plan_r3.txt").read_text(encoding="utf-8")
FACT_FILES = sorted(path.stem for path in (HERE / "facts").glob("*.toml"))
CLEANINGS = read_facts("cleanings")["cleaning"]
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def read_source() -> str:
    text = TEXT
    for cleaning in CLEANINGS:
        text = text.replace(cleaning["written"], cleaning["cleaned"])
    return squeeze(re.sub(r"<[^>]*>", " ", text))


def cut_source(start: str, end: str | None) -> str:
    """The cleaned plan from `start` (its only occurrence) up to `end`."""
    source = read_source()
    assert source.count(start) == 1, start
    tail = source[source.index(start) :]
    return tail if end is None else tail[: tail.index(end)]


def string_together(*parts: Any) -> str:
    return squeeze("".join(str(part) for part in parts))


def flatten(rows: list[list[Any]]) -> list[Any]:
    return [value for row in rows for value in row]


def collect_strings(value: Any) -> Iterator[str]:
    """Every text in a facts file, keys of the bodies' items included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from collect_strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from collect_strings(inner)
    else:
        yield str(value)


@pytest.mark.parametrize("cleaning", CLEANINGS, ids=lambda cleaning: cleaning["section"])
def test_cleaning_still_applies_to_source(cleaning: dict[str, Any]) -> None:
    assert TEXT.count(cleaning["written"]) == cleaning["count"]


@pytest.mark.parametrize("name", FACT_FILES)
def test_facts_are_free_of_extraction_noise(name: str) -> None:
    facts = read_facts(name)
    texts = [] if name == "cleanings" else list(collect_strings(facts))
    for text in texts + [cleaning["cleaned"] for cleaning in facts.get("cleaning", [])]:
        assert not HANGUL.search(text), text
        assert not re.search(r"<[^>]*>", text), text
        assert "メンテナランス" not in text
        assert not re.search(r" \n|\n |^\s|\s$", text.rstrip("\n")), repr(text)


def test_results_table_equals_source() -> None:
    facts = read_facts("kpi_results_2020")
    expected = string_together(facts["title"], *facts["columns"], *flatten(facts["rows"]))
    assert cut_source("令和2年度KPI結果", None) == expected


def test_targets_table_equals_source() -> None:
    facts = read_facts("kpi_targets_2021")
    # Scope, value and description are not the table's own columns (see the facts' header).
    printed = string_together(*facts["columns"][1:3], *(a + b for _, a, b, _, _ in facts["rows"]))
    assert cut_source("項目KPI自治体支援（", "なお、マッチング") == printed


def test_targets_descriptions_are_quotes_of_source() -> None:
    chapter = cut_source("(1)令和3年度における活動の方針", "(2)全国フォーラムの運営①")
    for *_, description in read_facts("kpi_targets_2021")["rows"]:
        assert squeeze(description) in chapter, description


def test_forum_plans_equal_source() -> None:
    facts = read_facts("event_plans_2021")
    parts = [facts["title"], facts["introduction"], *facts["columns"]]
    for forum in facts["forum"]:
        parts += [forum["name"], facts["purpose_heading"], forum["purpose"]]
        parts += [*facts["event_columns"], *flatten(forum["events"]), *forum.get("notes", [])]
    assert cut_source("4.地方フォーラム活動計画", "令和2年度KPI結果") == string_together(*parts)


def test_forum_remarks_name_strings_that_stand() -> None:
    facts = read_facts("event_plans_2021")
    texts = list(collect_strings(facts["forum"]))
    for remark in facts["remark"]:
        assert remark["written"] in TEXT
        assert any(remark["written"] in text for text in texts), remark["written"]


def test_national_plans_equal_source() -> None:
    facts = read_facts("national_plans_2021")
    parts = [facts["title"], facts["introduction"]]
    for body in facts["body"]:
        parts += [body["title"], facts["heading"], *flatten(list(body["items"].items()))]
    source = cut_source("3.全国フォーラム実施計画", "4.地方フォーラム活動計画")
    assert source == string_together(*parts)


@pytest.mark.parametrize("table", read_facts("other_tables")["table"], ids=lambda t: t["title"])
def test_other_table_stands_in_source_unbroken(table: dict[str, Any]) -> None:
    assert string_together(table["title"], *flatten(table["rows"])) in read_source()


def test_congress_facts_quote_source_with_their_number() -> None:
    source = read_source()
    for item, value, _, _, _, quote, _ in read_facts("congress_facts")["rows"]:
        assert squeeze(quote) in source, item
        if isinstance(value, int):
            assert re.search(rf"(?<!\d){value}(?!\d)", quote.replace(",", "")), item


KPI_SUMS = """
supported: 83 = 0 + 83
forums:    19 = 3 + 16
matchings: 133 = 10 + 123
considered: 113 = 6 + 107
agreed:    14 = 0 + 14
trials:    6 = 4 + 2
implemented: 0 = 0 + 0
workshops: 3 = 2 + 1
"""
LABELS = {
    "supported": "支援自治体数",
    "forums": "フォーラム実施数",
    "matchings": "マッチング・現場試行・実装実施数",
    "considered": "・マッチング検討数",
    "agreed": "・マッチング成立数",
    "trials": "・現場試行数",
    "implemented": "・社会実装数",
    "workshops": "ワークショップ講座開催数",
}


def find_values(word: str) -> list[Any]:
    """A label's values in the results table: total, national, regional."""
    rows = read_facts("kpi_results_2020")["rows"]
    return [value for _, _, label, value, _ in rows if label.split(" ")[0].endswith(word)]


@pytest.mark.parametrize("line", KPI_SUMS.strip().splitlines())
def test_total_equals_national_and_regional_parts(line: str) -> None:
    name, total, national, regional = re.split(r"[:=+]", line)
    values = find_values(LABELS[name])
    assert values == [int(total), int(national), int(regional)]
    assert values[0] == values[1] + values[2]


def test_matchings_equal_their_four_stages_in_every_scope() -> None:
    stages = [find_values(LABELS[name]) for name in ("considered", "agreed", "trials")]
    stages.append(find_values(LABELS["implemented"]))
    assert find_values(LABELS["matchings"]) == [sum(scope) for scope in zip(*stages, strict=True)]


def test_cleanings_are_complete_records() -> None:
    fields = {"written", "cleaned", "count", "section", "reason"}
    raw = (HERE / "facts" / "cleanings.toml").read_text(encoding="utf-8")
    assert all(set(cleaning) == fields for cleaning in tomllib.loads(raw)["cleaning"])
