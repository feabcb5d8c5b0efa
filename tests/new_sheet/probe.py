"""Run in a copy of the project that has one more layout: what each place makes of it, as JSON.

python -m tests.new_sheet.probe STORE
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from data.layout import find_layout
from data.layout_names import name_field
from loaders.intake.archived import open_store
from loaders.opening.safe_open import WorkbookReader
from loaders.returning.forms.template import Form, build_template, list_examples
from loaders.values.names.forums import load_forums
from metrics.cases.platform import Narrowing, name_kinds, read_entry, render_card, search_entries
from metrics.forums.reminders import Letter, render_reminder
from metrics.forums.submissions import read_submissions
from store.database import Database
from tests.loaders.form_filling import check_form, fill_card, fill_table

LAYOUT = "training"
YEAR = 2020


def read_store(database: Database) -> dict[str, Any]:
    """The view's rows, and where each value stood."""
    with database.read() as cursor:
        view = cursor.execute("SELECT * FROM current_training ORDER BY record_id").df()
        cells = cursor.execute(
            "SELECT field, cell, written FROM cells WHERE layout = 'training' ORDER BY ALL"
        ).fetchall()
        comment = cursor.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'current_training'"
            " AND column_name = 'held_periods'"
        ).fetchall()
    columns = [name for name in view if name not in ("search_words", "batch_id")]
    return {
        "view": json.loads(view[columns].to_json(orient="records", date_format="iso")),
        "cells": cells,
        "comment": comment[0][0],
    }


def read_status(database: Database) -> dict[str, Any]:
    rows = read_submissions(database, YEAR)
    own = rows[rows["layout"] == LAYOUT].set_index("forum")
    reminder = render_reminder(rows, "kinki", Letter(YEAR))
    assert reminder is not None
    return {
        "name": own["layout_text"].iloc[0],
        "forums": len(own),
        "chugoku": own.loc["chugoku", "count_text"],
        "kinki": own.loc["kinki", "owed_text"],
        "reminder": reminder.body,
    }


def read_catalogue(database: Database) -> dict[str, Any]:
    """What is found by words, the entry's card, and the last answers of the other entry's."""
    cards = []
    for query in ("ﾄﾞﾛｰﾝ　広島市", "打音"):
        found = search_entries(database, query, Narrowing(kind=LAYOUT))
        assert found.count == 1
        entry = read_entry(database, found.entries["record"].iloc[0])
        assert entry is not None
        cards.append(render_card(entry).to_numpy().tolist())
    return {
        "kind": name_kinds()[LAYOUT],
        "card": cards[0],
        "other": [answer for _, answer in cards[1][-4:]],
    }


def fill_forms() -> dict[str, Any]:
    """The blank form of either shape, filled like its example, and read again."""
    layout = find_layout(LAYOUT)
    chugoku = next(forum for forum in load_forums() if forum.id == "chugoku")
    answers: dict[str, Any] = {}
    with WorkbookReader() as reader:
        for shape in layout.forms:
            form = Form(layout, chugoku, YEAR, shape)
            [example] = list_examples(form)
            typed = {n: v for n, v in example.items() if layout.field(n) in form.columns}
            typed |= {"certified_on": date(2020, 8, 1), "held": date(2020, 7, 5)}
            blank = build_template(LAYOUT, "chugoku", YEAR, shape)
            filled = (
                fill_card(blank, layout, typed)
                if shape == "card"
                else fill_table(blank, layout, [typed])
            )
            [sheet] = check_form(reader, filled)["sheets"]
            answers[shape] = [sheet["layout"], sheet["problems"], sheet["records"][0]["fields"]]
    return answers


def read_pages() -> dict[str, str]:
    """All that a page shows in its tables and lists, by page."""
    shown = {}
    for page in ("upload", "submissions", "history", "parked", "platform"):
        app = AppTest.from_file(Path("pages/app.py").resolve(), default_timeout=60)
        app.query_params["fiscal_year"] = "令和2年度"
        app.run()
        app.switch_page(f"{page}/page.py").run()
        tables = [each.value.to_string() for each in app.dataframe]
        options = [option for each in app.selectbox for option in each.options]
        errors = [each.value for each in (*app.error, *app.exception)]
        shown[page] = "\n".join([*tables, *options, *errors])
    return shown


def main(root: Path) -> None:
    with open_store(root) as database:
        answer: dict[str, Any] = {
            "store": read_store(database),
            "status": read_status(database),
            "catalogue": read_catalogue(database),
        }
    answer |= {
        "fields": [name_field(LAYOUT, name) for name in ("held_text", "certified_on_text")],
        "forms": fill_forms(),
        "pages": read_pages(),
    }
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
