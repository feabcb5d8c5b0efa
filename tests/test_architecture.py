"""The house of the design holds: who imports whom, what stays where, how long functions are."""

import ast
import json
import re
import statistics
import subprocess
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from data.figures import load_figures
from data.layout import load_layouts

ROOT = Path(__file__).parents[1]
OURS = {
    "dashboard", "pages", "widgets", "exports", "views", "charts", "data", "metrics", "loaders", "store", "words",
}  # fmt: skip

#: What each part may import of ours (DESIGN §3); words may be imported by all.
ALLOWED = {
    "dashboard": {"pages", "widgets"},
    "pages": {
        "data",
        "pages",
        "widgets",
        "exports",
        "views",
        "charts",
        "metrics",
        "loaders",
        "store",
    },
    "widgets": {"data", "widgets", "exports", "views", "charts", "metrics", "loaders", "store"},
    "exports": {"data", "exports", "views", "charts", "metrics", "store"},
    "views": {"data", "views", "charts", "metrics", "store"},
    "charts": {"charts"},
    "metrics": {"data", "metrics", "store"},
    "loaders": {"data", "loaders", "store"},
    "data": {"data"},
    "store": {"data", "store"},
    "words": {"words"},
}
STREAMLIT_PARTS = {"dashboard", "pages", "widgets"}
LONGEST_FUNCTION = 40
LONGEST_FILE = 400
FULLEST_FOLDER = 16
#: Root entries of the design; a further one needs a reason in CONTRIBUTING.md.
ROOT_ENTRIES = {
    ".ci", ".gitignore", ".streamlit", "bench", "charts", "data", "docs", "exports", "loaders",
    "metrics", "pages", "store", "tests", "CHANGELOG.md", "CONTRIBUTING.md", "GLOSSARY.md",
    "LICENSE", "README.ja.md", "README.md", "dashboard.py", "pyproject.toml",
    "requirements-dev.txt", "requirements.txt", "views", "widgets", "words",
}  # fmt: skip


def list_sources(*parts: str) -> list[Path]:
    """Our Python files, of some parts or of all."""
    found: list[Path] = []
    for part in parts or tuple(sorted(OURS)):
        path = ROOT / part
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    return found


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def read_imports(path: Path) -> Iterator[str]:
    """The top-level names a file imports, wherever the import stands."""
    yield from (name.partition(".")[0] for name in read_modules(path))


def read_modules(path: Path) -> Iterator[str]:
    """The same with their dots: pages.upload.session."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def read_functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function's name and its lines of code, docstring and decorators left out."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield f"{path.relative_to(ROOT)}:{node.name}", body[-1].end_lineno - body[0].lineno + 1  # type: ignore[operator]


def find_each(find: Callable[[Path], set[str]], *parts: str) -> dict[str, set[str]]:
    """What is found in each of our files in which anything is."""
    found = {str(path.relative_to(ROOT)): find(path) for path in list_sources(*parts)}
    return {path: what for path, what in found.items() if what}


def test_imports_go_one_way() -> None:
    def find_strays(path: Path) -> set[str]:
        ours = {name for name in read_imports(path) if name in OURS}
        return ours - {"words"} - ALLOWED[part_of(path)]

    assert find_each(find_strays) == {}


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "pages").glob("*/*.py")),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_page_imports_no_other_page(path: Path) -> None:
    """What two pages share stands in widgets/."""
    page = path.parent.name
    named = {name.split(".")[1] for name in read_modules(path) if name.startswith("pages.")}
    assert named <= {page}


def test_only_the_screen_imports_streamlit() -> None:
    others = OURS - STREAMLIT_PARTS
    assert find_each(lambda path: {"streamlit"} & set(read_imports(path)), *others) == {}


def find_endless_caches(path: Path) -> set[str]:
    """Calls of Streamlit's cache of answers that do not say when an answer ends."""
    calls = (node for node in ast.walk(parse(path)) if isinstance(node, ast.Call))
    caches = (each for each in calls if ast.unparse(each.func).endswith("cache_data"))
    return {ast.unparse(each) for each in caches if "ttl" not in {key.arg for key in each.keywords}}


def test_no_cache_of_answers_is_endless(tmp_path: Path) -> None:
    assert find_each(find_endless_caches, "pages", "widgets") == {}
    planted = tmp_path / "planted.py"
    planted.write_text("st.cache_data(max_entries=5)\nst.cache_data(ttl=5)\n", "utf-8")
    assert find_endless_caches(planted) == {"st.cache_data(max_entries=5)"}


@pytest.mark.parametrize("path", list_sources("pages"), ids=lambda path: path.name)
def test_pages_hold_no_sql_and_no_reshaping(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\bSELECT\b.+\bFROM\b", text, re.DOTALL)
    assert not re.search(r"\.(groupby|merge|pivot|pivot_table|melt|stack|unstack)\(", text)


@pytest.mark.parametrize(
    "path",
    [path for path in list_sources("pages") if path.name == "page.py"],
    ids=lambda path: path.parent.name,
)
def test_pages_are_thin(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 80


@pytest.mark.parametrize("path", list_sources("exports"), ids=lambda path: path.name)
def test_exports_know_no_view_by_name(path: Path) -> None:
    """They take what the folder holds, by its type; one view more is no matter of theirs."""
    views = {each.stem for each in (ROOT / "views").glob("*.py")} - {"__init__"}
    tree = parse(path)
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("views")
        for alias in node.names
    }
    assert not (strings | imported) & views


def test_functions_are_short() -> None:
    sizes = dict(size for path in list_sources() for size in read_functions(path))
    too_long = {name: lines for name, lines in sizes.items() if lines > LONGEST_FUNCTION}
    assert not too_long
    assert statistics.median(sizes.values()) <= 8
    assert statistics.quantiles(sizes.values(), n=10)[8] <= 25


def list_shelves() -> dict[str, int]:
    """Our folders and how many Python files stand on each; in two of them a file is an item."""
    folders = Counter(str(path.parent.relative_to(ROOT)) for path in list_sources())
    return {folder: count for folder, count in folders.items() if folder not in {"charts", "views"}}


def test_no_shelf_is_overfull() -> None:
    assert not {name: count for name, count in list_shelves().items() if count > FULLEST_FOLDER}


def test_no_file_is_long() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in list_sources()}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not [path for path in list_sources() if path.stem in empty_names]


def test_readers_know_no_column_title() -> None:
    """A sheet layout is data: its titles stand in the layouts, never in loaders/*.py code."""
    titles = set()
    for layout in (ROOT / "data" / "layouts").glob("*.toml"):
        fields = tomllib.loads(layout.read_text("utf-8"))["fields"]
        titles |= {field["title"] for field in fields if len(field["title"]) >= 3}
    for path in (ROOT / "loaders").rglob("*.py"):
        strings = {
            node.value
            for node in ast.walk(without_docstrings(path))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not strings & titles, path.name


def without_docstrings(path: Path) -> ast.Module:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        match getattr(node, "body", None):
            case [ast.Expr(value=ast.Constant() as docstring), *_]:
                docstring.value = ""
    return tree


def find_figure_ids(tree: ast.Module) -> set[str]:
    """The ids of figures that code names. An id that is a layout's as well says nothing, and an
    address of before (`formerly`) is no figure."""
    ids = set(load_figures()) - {layout.id for layout in load_layouts()}
    addresses = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "formerly"
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in ids and id(node) not in addresses
    }


def test_no_figure_is_known_by_its_id() -> None:
    """What is true of a figure stands in its entry; code knows it by its role or its kind."""
    assert find_each(lambda path: find_figure_ids(parse(path))) == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('row["indicator"] == "field_trials"', {"field_trials"}),
        ('View(formerly="workshops", page="matchings")', set()),
        ('View(indicators=("workshops",))', {"workshops"}),
        ('"""The implementations."""', set()),
    ],
)
def test_figure_known_by_its_id_is_found(source: str, found: set[str]) -> None:
    assert find_figure_ids(ast.parse(source)) == found


def test_root_holds_only_what_the_design_names() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    assert {name.partition("/")[0] for name in listed if name} <= ROOT_ENTRIES


def read_chosen() -> dict[str, list[str]]:
    """What pyproject.toml names by hand, by the file that is compiled from it."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {
        "requirements.txt": declared["project"]["dependencies"],
        "requirements-dev.txt": declared["dependency-groups"]["dev"],
        ".ci/requirements-audit.txt": declared["dependency-groups"]["audit"],
    }


@pytest.mark.parametrize("name", read_chosen())
def test_what_is_chosen_by_hand_is_pinned_and_compiled(name: str) -> None:
    compiled = (ROOT / name).read_text("utf-8")
    for requirement in read_chosen()[name]:
        assert re.fullmatch(r"[A-Za-z0-9_.-]+==[\w.]+", requirement)
        assert f"\n{requirement} " in f"\n{compiled}", (
            f"compile the requirements again: {requirement}"
        )


@pytest.mark.parametrize("name", read_chosen())
def test_every_requirement_has_its_hashes_and_no_registry(name: str) -> None:
    compiled = (ROOT / name).read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", compiled.strip())
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert "://" not in compiled


def test_provider_of_the_tests_is_locked_by_hashes_without_a_registry() -> None:
    """npm's own lock, of which nothing leads to a machine of ours."""
    lock = json.loads((ROOT / "tests/browser/provider/package-lock.json").read_text("utf-8"))
    packages = [each for place, each in lock["packages"].items() if place]
    assert packages
    assert all(each["integrity"].startswith("sha512-") for each in packages)
    assert not any("resolved" in each for each in packages)


def test_ci_skips_nothing_and_installs_by_hashes() -> None:
    steps = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "--require-hashes" in steps
    asked = {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r'environ.get\("(REQUIRE_\w+)"\)', path.read_text("utf-8"))
    }
    assert len(asked) == 5
    assert all(f"{name}=1" in steps for name in asked)


@pytest.mark.parametrize("name", read_chosen())
def test_every_choice_says_what_it_is_for(name: str) -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    for requirement in read_chosen()[name]:
        assert re.search(rf'"{re.escape(requirement)}",\s+# \w', text), requirement


def test_no_source_names_a_path_of_a_developers_machine() -> None:
    for path in list_sources():
        assert not re.search(r"/(work|home|root)/", path.read_text("utf-8")), path
