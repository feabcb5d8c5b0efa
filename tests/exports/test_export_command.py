"""`python -m exports`: files for scheduled use, and clear messages where there can be none."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from exports import __main__ as command_line
from exports.__main__ import build_parser, main
from store.actor import claim
from store.database import open_database
from store.decisions.agendas import KeptAgenda, keep_agenda
from tests.plan_store import fill_plan_store
from views import list_slide_views

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("stores") / "real"
    fill_plan_store(root).close()
    return root


def test_deck_command_writes_the_standard_deck(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    command = ["deck", "--agenda", "standard", "--fiscal-year", "2020", "-o", str(file)]
    assert main([*command, "--database", str(store)]) == 0
    assert len(Presentation(str(file)).slides) >= 10


def test_year_left_out_is_the_latest_with_results(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    assert main(["deck", "--agenda", "short", "-o", str(file), "--database", str(store)]) == 0
    cover = Presentation(str(file)).slides[0]
    assert "令和2年度" in "".join(shape.text_frame.text for shape in cover.shapes)


def test_agenda_kept_by_name_gives_a_deck_with_its_remarks(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = KeptAgenda("第5回", "第5回 報告", ("stage_ladder",), {"stage_ladder": "次回に詳しく"})
    with open_database(store) as database:
        keep_agenda(database, claim("佐藤"), kept)
    file = tmp_path / "deck.pptx"
    command = ["deck", "-o", str(file), "--database", str(store), "--agenda"]
    assert main([*command, "第5回"]) == 0
    slides = Presentation(str(file)).slides
    texts = [s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame]
    assert {"第5回 報告", "次回に詳しく"} <= set(texts)
    assert main([*command, "第6回"]) == 2
    assert "「第6回」という議題はありません" in capsys.readouterr().err


def test_previous_deck_is_taken_over(store: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pptx", tmp_path / "second.pptx"
    command = ["deck", "--agenda", "short", "--database", str(store), "-o"]
    assert main([*command, str(first)]) == 0
    deck = Presentation(str(first))
    deck.slides.add_slide(deck.slide_layouts[-1])
    deck.save(str(first))
    assert main([*command, str(second), "--previous", str(first)]) == 0
    assert len(Presentation(str(second)).slides) == len(deck.slides)


@pytest.mark.parametrize("name", sorted(list_slide_views()))
def test_chart_command_writes_the_numbers_of_every_item(
    store: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "chart.csv"
    command = ["chart", name, "--fiscal-year", "2020", "-o", str(file), "--database", str(store)]
    assert main(command) == 0
    assert len(list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))) >= 2


def test_table_without_a_chart_is_pictured_as_its_slide(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "kpi.png"
    command = ["chart", "kpi_summary", "--fiscal-year", "2020", "-o", str(file)]
    assert main([*command, "--database", str(store)]) == 0
    assert file.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["matching_stages", "kpi_summary"])  # a chart, a slide
@pytest.mark.parametrize(
    ("options", "dots", "alpha"),
    [([], 192, 255), (["--scale", "1", "--clear"], 96, 0)],
)
def test_png_has_the_size_and_the_ground_that_are_asked_for(
    store: Path, tmp_path: Path, name: str, options: list[str], dots: int, alpha: int
) -> None:
    file = tmp_path / "figure.png"
    command = ["chart", name, "--fiscal-year", "2020", *options, "-o", str(file)]
    assert main([*command, "--database", str(store)]) == 0
    with Image.open(file) as picture:
        assert picture.info["dpi"] == pytest.approx((dots, dots), abs=0.1)
        assert picture.convert("RGBA").getchannel("A").getpixel((3, 3)) == alpha


@pytest.mark.parametrize("option", [["--scale", "4"], ["--clear"]])
def test_looks_of_a_png_are_refused_for_other_files(
    store: Path, tmp_path: Path, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["chart", "matching_stages", *option, "-o", str(tmp_path / "figure.svg")]
    assert main([*command, "--database", str(store)]) == 2
    assert "PNG" in capsys.readouterr().err


def test_folder_that_is_not_there_ends_with_a_clear_message(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    command = ["chart", "kpi_summary", "-o", str(blocked / "x.csv"), "--database", str(store)]
    assert main(command) == 2
    assert "書き出せません" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--fiscal-year", "1999"), "1999年度の取込はありません"),
        (("--as-of", "2001-01-01"), "この時点までの取込はありません"),
        (("--meeting", "99"), "番号 99 の凍結した会議はありません"),
    ],
)
def test_what_there_is_not_is_told_in_one_sentence(
    option: tuple[str, str],
    said: str,
    store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["chart", "kpi_summary", *option, "-o", str(tmp_path / "x.csv")]
    assert main([*command, "--database", str(store)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert said in line


def test_error_that_nobody_foresaw_ends_in_one_sentence(
    store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command_line, "build_figures", lambda *_: 1 / 0)
    command = ["chart", "kpi_summary", "-o", str(tmp_path / "x.csv"), "--database", str(store)]
    assert main(command) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("プログラムの誤りで作れませんでした（ZeroDivisionError")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23", "2026-11-23 14:59:59.999999"),  # a Japanese day's end, in UTC
        ("2026-11-23T15:30", "2026-11-23 06:30:00"),
        ("2026-11-23T15:30+00:00", "2026-11-23 15:30:00"),
    ],
)
def test_moments_are_japanese_unless_they_say_otherwise(text: str, moment: str) -> None:
    command = ["chart", "kpi_summary", "-o", "kpi.csv", "--as-of", text]
    assert str(build_parser().parse_args(command).as_of) == moment


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["deck", "-o", "deck.doc"], "ファイル名の末尾"),
        (["deck", "-o", "deck.pptx", "--since", "昨日"], "日付は"),
        (["deck", "-o", "deck.pptx", "--as-of", "2026-11-23T25:00"], "時刻は"),
        (["deck", "-o", "deck.pptx", "--template", "absent.potx"], "読めません"),
        (["chart", "no_such", "-o", "x.png"], "no_such"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_two(
    command: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


def test_template_that_is_none_ends_with_a_clear_message(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "template.pptx"
    given.write_text("not a presentation")
    command = ["deck", "--agenda", "short", "--template", str(given), "--database", str(store)]
    assert main([*command, "-o", str(tmp_path / "deck.pptx")]) == 2
    assert "PowerPoint のファイル" in capsys.readouterr().err


def test_empty_store_is_filled_with_the_plan_and_a_held_one_is_copied(tmp_path: Path) -> None:
    root = tmp_path / "real"
    file = tmp_path / "stages.csv"
    command = ["chart", "matching_stages", "--fiscal-year", "2020", "--database", str(root)]
    assert main([*command, "-o", str(file)]) == 0
    first = file.read_bytes()
    with open_database(root):  # as the running app does, seen from another process
        finished = subprocess.run(
            [sys.executable, "-m", "exports", *command, "-o", str(file)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert finished.returncode == 0, finished.stderr
    assert file.read_bytes() == first
    assert "社会実装,0" in first.decode("utf-8-sig")
