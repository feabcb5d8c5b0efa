"""Every spelling of every title, one sheet a spelling."""

from itertools import zip_longest
from typing import Any

from tests.samples.clerk import load_rare_titles, load_titles
from tests.samples.example import EXAMPLES
from tests.samples.ledger import open_book
from tests.samples.sample import Sample, build_sample


def _sample(layout: str, rare: bool = False) -> Sample:
    """The n-th sheet bears each field's n-th spelling (the last one where they run out)."""
    spellings = load_rare_titles(layout) if rare else load_titles()[layout]
    keys = [key for key in EXAMPLES[layout]().titles if key in spellings]
    turns = list(zip_longest(*(spellings[key] for key in keys)))
    book = open_book(*[f"様式{number + 1}" for number in range(len(turns))])
    answers: list[Any] = []
    for sheet, turn in zip(book.worksheets, turns, strict=True):
        ledger = EXAMPLES[layout]()
        for key, title in zip(keys, turn, strict=True):
            ledger.titles[key] = title or spellings[key][-1]
        answers.append(ledger.write(sheet))
        if len(answers) > 1:  # the same records once more: a copy, as far as the reader can tell
            answers[-1].allow("duplicate_record")
        if rare:
            answers[-1].allow("uncertain_column")
    return build_sample(book, answers)


def ok_kpi_results() -> Sample:
    return _sample("kpi_results")


def ok_event_plans() -> Sample:
    return _sample("event_plans")


def ok_events() -> Sample:
    return _sample("events")


def ok_matchings() -> Sample:
    return _sample("matchings")


def ok_members() -> Sample:
    return _sample("members")


def ok_supports() -> Sample:
    return _sample("supports")


def ok_know_how() -> Sample:
    return _sample("know_how")


def ok_citizen_activities() -> Sample:
    return _sample("citizen_activities")


def ok_national_plans() -> Sample:
    return _sample("national_plans")


def ok_rare_kpi_results() -> Sample:
    return _sample("kpi_results", rare=True)


def ok_rare_event_plans() -> Sample:
    return _sample("event_plans", rare=True)


def ok_rare_events() -> Sample:
    return _sample("events", rare=True)


def ok_rare_matchings() -> Sample:
    return _sample("matchings", rare=True)


def ok_rare_members() -> Sample:
    return _sample("members", rare=True)


def ok_rare_supports() -> Sample:
    return _sample("supports", rare=True)


def ok_rare_know_how() -> Sample:
    return _sample("know_how", rare=True)


def ok_rare_citizen_activities() -> Sample:
    return _sample("citizen_activities", rare=True)


def ok_rare_national_plans() -> Sample:
    return _sample("national_plans", rare=True)


def ok_breaks_and_marks() -> Sample:
    """Line breaks, blanks, full width and （必須） inside titles."""
    ledger = EXAMPLES["matchings"]()
    ledger.titles |= {
        "theme": "技術\nテーマ",
        "government": "自 治 体 名",
        "requirement": "求める内容/条件",
        "company": "企業名（必須）",
        "technology": "※技術名",
        "stage": "進捗状況\n（検討・成立・現場試行・社会実装）",
        "considered_on": "マッチング検討日（年月日）",
    }
    book = open_book("一覧")
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")
