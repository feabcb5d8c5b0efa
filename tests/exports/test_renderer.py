"""The drawing process: deaths, hangs, missing fonts, folders that can't be written."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from exports.errors import REASONS, ExportError
from exports.pictures import fonts
from exports.pictures.renderer import LIMITS, Renderer
from store.child.process import Child
from store.database import ROOT_VARIABLE
from tests.store.killing import kill_and_wait

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"></svg>'
#: A child that says it is ready and then never answers, or goes.
READY = "import sys; sys.stdout.buffer.write((1).to_bytes(8, 'big') + b'.'); sys.stdout.flush();"
#: The start-up test where no font is registered.
SELF_TEST = "from exports.pictures.render_process import check_text_is_drawn as test; test()"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to kill with")
def test_killed_child_is_replaced_at_the_next_picture() -> None:
    renderer = Renderer()
    before = renderer.convert_svg(SVG, "png")
    first = renderer.process_id
    assert first is not None
    kill_and_wait(first)
    assert renderer.convert_svg(SVG, "png") == before
    assert renderer.process_id != first
    renderer.close()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (READY, "renderer_died"),
        ("raise SystemExit(3)", "renderer_died"),
        (f"{READY} import time; time.sleep(600)", "too_slow"),
    ],
)
def test_child_that_dies_or_hangs_is_told_in_words(script: str, reason: str) -> None:
    renderer = Renderer(Child(("-c", script), replace(LIMITS, answer_seconds=0.5)))
    with pytest.raises(ExportError) as caught:
        renderer.convert_svg(SVG, "png")
    assert caught.value.reason == reason
    seconds = LIMITS.answer_seconds
    assert str(caught.value) == REASONS[reason].format(seconds=seconds)


def test_reason_why_the_child_could_not_start_is_told_in_words() -> None:
    script = (
        "from exports.errors import ExportError as E; from store.child.serving import serve;"
        "from exports.pictures import render_process as r, renderer;"
        "r.register_fonts = lambda: r.Path(); r.check_text_is_drawn = lambda: (_ for _ in ()).throw"
        "(E('no_text')); serve(r.start, r.explain, renderer.LIMITS)"
    )
    with pytest.raises(ExportError) as caught:
        Renderer(Child(("-c", script), LIMITS)).warm_up()
    assert caught.value.reason == "no_text"


def test_drawing_that_fails_leaves_the_child_alive(bare_renderer: Renderer) -> None:
    bare_renderer.warm_up()
    before = bare_renderer.process_id
    with pytest.raises(ExportError) as caught:
        bare_renderer.convert_svg("<svg", "png")
    assert caught.value.reason == "not_drawn"
    assert bare_renderer.convert_svg(SVG, "png")
    assert bare_renderer.process_id == before


def test_chart_that_asks_for_a_file_or_an_address_gets_none(bare_renderer: Renderer) -> None:
    spec = {
        "data": {"url": "http://localhost:1/x.csv"},
        "mark": "bar",
        "encoding": {"x": {"field": "a"}},
    }
    with pytest.raises(ExportError):
        bare_renderer.draw_chart(spec)


@pytest.mark.skipif(sys.platform != "linux", reason="only fontconfig can be told to hide fonts")
def test_start_up_test_refuses_a_process_that_draws_no_text(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path / 'none'}</dir></fontconfig>")
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    done = subprocess.run(
        [sys.executable, "-c", SELF_TEST], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 1
    assert REASONS["no_text"] in done.stderr


def test_missing_font_package_is_named_before_anything_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "PACKAGE", "no_such_font_{weight}")
    with pytest.raises(ExportError, match="pip install -r requirements"):
        fonts.prepare_fonts()


def test_read_only_folder_falls_back_to_a_passing_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, passing = tmp_path / "file", tmp_path / "passing"
    closed.write_text("a file, so no folder can be made below it")
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    monkeypatch.setattr(fonts, "_start_cutting", copy_font)
    prepared = fonts.prepare_fonts(closed)
    assert passing in prepared.parents
    assert {path.name for path in prepared.iterdir()} == {
        "CongressSansJP-regular.otf",
        "CongressSansJP-bold.otf",
        "OFL.txt",
    }


def test_no_folder_to_write_at_all_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "file"
    closed.write_text("no folder")
    monkeypatch.setattr(tempfile, "tempdir", str(closed))
    with pytest.raises(ExportError, match="書き込めません"):
        fonts.prepare_fonts(closed)


def test_second_preparation_takes_the_fonts_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    first = fonts.prepare_fonts()
    monkeypatch.setattr(fonts, "_cut_fonts", lambda *_: pytest.fail("cut again"))
    assert fonts.prepare_fonts() == first


def test_each_store_has_its_fonts_beside_it_and_the_checkout_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(fonts.FOLDER_VARIABLE)
    monkeypatch.setattr(fonts, "_start_cutting", copy_font)
    prepared = []
    for name in ("first", "second"):
        monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / name / "real"))
        prepared.append(fonts.prepare_fonts())
    assert [path.parent for path in prepared] == [
        tmp_path / "first" / "fonts",
        tmp_path / "second" / "fonts",
    ]
    shutil.rmtree(prepared[0].parent)
    assert fonts.prepare_fonts() == prepared[1]


@pytest.mark.parametrize("is_said", [False, True])
def test_fonts_lie_beside_the_store_that_a_command_names_unless_said_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_said: bool
) -> None:
    monkeypatch.setenv(fonts.FOLDER_VARIABLE, str(tmp_path / "said"))
    if not is_said:
        monkeypatch.delenv(fonts.FOLDER_VARIABLE)
    fonts.keep_fonts_beside(tmp_path / "stores" / "real")
    expected = tmp_path / "said" if is_said else tmp_path / "stores" / "fonts"
    assert fonts.find_font_folder() == expected


def copy_font(source: Path, folder: Path, weight: str) -> "subprocess.Popen[bytes]":
    """Stands for the cutting, which takes its time."""
    copy = "import shutil, sys; shutil.copyfile(*sys.argv[1:])"
    target = fonts.find_font_file(folder, weight)
    return subprocess.Popen([sys.executable, "-c", copy, source, target])
