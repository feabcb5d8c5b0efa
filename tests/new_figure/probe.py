"""Run in a copy of the project that has more figures: what each place makes of them, as JSON.

python -m tests.new_figure.probe STORE
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from data.layout import find_layout
from loaders.intake.archived import open_store
from metrics.forums.forum_sheet import compare_figures
from metrics.forums.results import lay_out_figures, read_forum_figures
from metrics.kpi.definitions import list_definitions
from metrics.kpi.pace import read_progress
from metrics.kpi.totals import read_scope_totals
from metrics.kpi.trends import read_trend
from metrics.tracing.figure_codes import encode_figure
from metrics.tracing.trace import complete_code, trace_figure
from store.database import Database
from views.model.indicators import headlines

YEAR = 2020
PUBLISHED, COUNTED, QUERIED = "inspections", "cancellations", "large_events"


def read_frames(database: Database) -> dict[str, Any]:
    """The rows of the new figures, by the name of the frame."""
    progress = read_progress(database, YEAR, "total", date(2020, 9, 30)).set_index("indicator")
    totals = read_scope_totals(database, YEAR).set_index("indicator")
    trend = read_trend(database, 2020, "total")
    matrix = lay_out_figures(read_forum_figures(database, YEAR)).set_index("forum_name")
    compared = compare_figures(database, "kinki", YEAR).set_index("name")
    shown = ["name", "value_text", "target_text", "gap_text", "status_label", "completeness_text"]
    sums = ["national_text", "regional_text", "total_text", "check_text"]
    return {
        "kpi": progress.loc[[PUBLISHED, COUNTED], shown].to_numpy().tolist(),
        "totals": totals.loc[[PUBLISHED, COUNTED], sums].to_numpy().tolist(),
        "trend": trend[trend["indicator"] == PUBLISHED]["value_text"].tolist(),
        "matrix": matrix.loc[["近畿", "中国"], ["開催", "中止", "大規模"]].to_numpy().tolist(),
        "compared": compared.loc[["中止した行事", "100人以上の行事"], "own_text"].tolist(),
    }


def trace(database: Database, code: str) -> list[Any]:
    """A typed code as printed, its figure, and the cells behind it."""
    found = trace_figure(database, code)
    assert found is not None, code
    cells = [f"{record.file_name} {record.sheet} {record.cell}" for record in found.records]
    return [complete_code(code), found.name, found.basis, found.value_text, cells]


def read_traces(database: Database) -> list[list[Any]]:
    codes = (
        encode_figure(PUBLISHED, "total", YEAR),
        encode_figure(PUBLISHED, "total", YEAR, "target"),
        encode_figure(COUNTED, "kinki", YEAR, "counted").lower(),
        encode_figure(QUERIED, "all", YEAR, "counted").replace("-", ""),
    )
    return [trace(database, code) for code in codes]


def read_pages() -> dict[str, str]:
    """All that a page says and shows in its tables, by page."""
    shown = {}
    for page in ("kpi", "blocks", "definitions", "reconciliation", "trends", "upload"):
        app = AppTest.from_file(Path("pages/app.py").resolve(), default_timeout=60)
        app.query_params["fiscal_year"] = "令和2年度"
        app.run()
        app.switch_page(f"{page}/page.py").run()
        said = [each.value for each in (*app.title, *app.markdown, *app.caption, *app.error)]
        tables = [each.value.to_string() for each in app.dataframe]
        shown[page] = "\n".join([*said, *tables, *(each.message for each in app.exception)])
    return shown


def main(root: Path) -> None:
    with open_store(root) as database:
        answer = read_frames(database) | {"traces": read_traces(database)}
    layout = find_layout("kpi_results")
    answer |= {
        "definitions": [each.name for each in list_definitions()],
        "headlines": headlines(),
        "form": layout.prefilled,
        "label": layout.field("indicator").choices[PUBLISHED][0],
        "pages": read_pages(),
    }
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
