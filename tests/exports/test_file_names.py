"""File names that every system takes and that say what is inside."""

from dataclasses import replace

import pytest

from exports.file_names import clean_stem, name_deck, name_file
from tests.exports.plan_figures import build_figure
from views.model.figure import Figure


def test_name_says_what_scope_year_and_reach(figures: dict[str, Figure]) -> None:
    figure = figures["matching_stages"]
    assert name_file(figure, "png") == "マッチング等の段階別内訳_合計_令和2年度_第4回取込時点.png"
    assert name_file(replace(figure, is_practice=True), "csv").startswith("演習_")


def test_deck_is_named_by_the_first_figure_of_a_year(figures: dict[str, Figure]) -> None:
    of_year = figures["matching_stages"]
    named = name_deck("会議資料", [replace(of_year, fiscal_year=None), of_year], "pptx")
    assert named == "会議資料_合計_令和2年度_第4回取込時点.pptx"


def test_names_of_the_plans_figures_all_differ(figures: dict[str, Figure]) -> None:
    assert len({name_file(figure, "svg") for figure in figures.values()}) == len(figures)


@pytest.mark.parametrize(
    "topic",
    ["CON", "nul.txt", "a/b\\c", 'x:"<>|?*', "a\nb\x00", "末尾. . ", "...", "長" * 500, "‮gpj.exe"],
)
def test_any_topic_gives_a_name_that_windows_takes(topic: str) -> None:
    name = name_file(replace(build_figure(["町"], [1]), topic=topic), "xlsx")
    stem, _, extension = name.rpartition(".")
    assert extension == "xlsx"
    assert stem == stem.strip(" .")
    assert not set(name) & set('<>:"/\\|?*\n\x00‮')
    assert len(name.encode()) <= 200
    assert stem.partition(".")[0].upper() not in {"CON", "NUL"}


def test_cut_does_not_split_a_sign() -> None:
    assert clean_stem("あ" * 100) == "あ" * 60
