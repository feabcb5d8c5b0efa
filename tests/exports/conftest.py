"""The plan's figures and one renderer for all tests of exports."""

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from exports.deck import outside_file
from exports.pictures.renderer import Renderer
from store.child.process import Child
from tests.exports.plan_figures import describe_plan
from views.model.figure import Figure


@pytest.fixture(scope="session")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Figure]:
    return describe_plan(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def bare_renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    """Draws where no system font is visible: fontconfig knows one empty folder."""
    folder = tmp_path_factory.mktemp("fonts")
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{folder / 'empty'}</dir></fontconfig>"
    )
    (folder / "empty").mkdir()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("FONTCONFIG_FILE", str(config))
        environment.setenv("HOME", str(folder / "empty"))
        renderer = Renderer()
        renderer.warm_up()
    yield renderer
    renderer.close()


@pytest.fixture(scope="session")
def lasting_child() -> Iterator[Child]:
    child = Child(("-m", "exports.deck.deck_process"), outside_file.LIMITS)
    yield child
    child.close()


@pytest.fixture
def one_child(monkeypatch: pytest.MonkeyPatch, lasting_child: Child) -> None:
    """Files from outside are opened by one child, as confined as any, instead of by one each: its
    start takes longer than most files."""
    monkeypatch.setattr(outside_file, "Child", lambda command, limits: lasting_child)
    monkeypatch.setattr(outside_file, "closing", nullcontext)
