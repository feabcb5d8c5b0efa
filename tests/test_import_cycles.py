"""No module of ours imports, by whatever way round, itself."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, list_sources

#: Module -> the modules of ours that it imports, at whatever depth the import stands.
Graph = dict[str, set[str]]


def name_module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read_imported(tree: ast.Module) -> Iterator[str]:
    """Every name that may be a module; `from a import b` may mean a or a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def draw_graph(sources: dict[str, str]) -> Graph:
    """The graph of some modules' sources, by module name."""
    return {
        name: {each for each in read_imported(ast.parse(source)) if each in sources}
        for name, source in sources.items()
    }


def find_cycle(graph: Graph) -> list[str]:
    """The modules of one cycle, in the order of their imports; [] where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def test_no_module_imports_itself_by_whatever_way_round() -> None:
    sources = {name_module(path): path.read_text("utf-8") for path in list_sources()}
    assert find_cycle(draw_graph(sources)) == []


@pytest.mark.parametrize(
    ("sources", "cycle"),
    [
        ({"a": "import b", "b": "from c import x", "c": "import os"}, set()),
        ({"a": "import b", "b": "def f():\n    from a import x"}, {"a", "b"}),
        ({"a.b": "from a import c", "a.c": "import a.b", "a": ""}, {"a.b", "a.c"}),
        ({"a": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a"}, {"a"}),
    ],
)
def test_cycle_is_found_wherever_its_imports_stand(
    sources: dict[str, str], cycle: set[str]
) -> None:
    assert set(find_cycle(draw_graph(sources))) == cycle
