"""What a process imports that does not need it makes everybody wait for its start."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_architecture import ROOT

HEAVY = {
    *("altair", "docx", "duckdb", "matplotlib", "openpyxl", "pandas", "pptx", "pyarrow"),
    *("streamlit", "vl_convert"),
}
TELL = "import json; print(json.dumps(sorted(each for each in sys.modules if '.' not in each)))"


def list_imported(code: str, *arguments: str) -> set[str]:
    """The packages that a fresh process has imported once it has run some code."""
    command = [sys.executable, "-c", f"import sys\n{code}\n{TELL}", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return set(json.loads(done.stdout.decode().splitlines()[-1]))


@pytest.mark.parametrize("command", ["check", "annotate"])
def test_command_that_only_reads_loads_no_library_of_store_or_screen(
    command: str, tmp_path: Path
) -> None:
    form = ROOT / "data" / "plan" / "令和2年度KPI結果.xlsx"
    written = ["-o", str(tmp_path / "annotated.xlsx")] if command == "annotate" else []
    code = "import loaders.__main__ as loaders\nassert loaders.main(sys.argv[1:]) == 0"
    imported = list_imported(code, command, str(form), *written)
    assert "loaders" in imported
    assert imported & HEAVY == set()


def test_app_that_has_drawn_no_chart_has_not_loaded_altair() -> None:
    imported = list_imported("import dashboard, views\nviews.load_views()")
    assert {"streamlit", "charts", "widgets", "pages"} <= imported
    assert imported & {"altair", "docx", "openpyxl", "pptx", "vl_convert"} == set()


def test_altair_is_loaded_by_the_first_chart() -> None:
    drawn = (
        "import pandas as pd\nfrom charts.late import alt\nassert 'altair' not in sys.modules\n"
        "assert type(alt.Chart(pd.DataFrame())).__module__.startswith('altair.')"
    )
    assert "altair" in list_imported(drawn)
