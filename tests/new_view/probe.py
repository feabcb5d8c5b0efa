"""Run in a copy of the project that has one more view: what each place makes of it, as JSON.

python -m tests.new_view.probe
"""

import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest

import pages
from exports.api import lists
from exports.deck.agenda import Request, build_figures
from tests.pages.api_client import PLACE, open_client
from tests.pages.reading import read_texts
from views import load_views
from widgets import open_store

NAME = "goals_by_indicator"
SCRIPT = Path(pages.__file__).with_name("app.py")


def open_app(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run().switch_page(f"{page}/page.py").run()
    assert not app.exception
    return app


def probe() -> dict[str, Any]:
    view = load_views()[NAME]
    [(_, [figure])] = build_figures(open_store(), [view], Request(2020, "national"))
    path, query, anchor = urlsplit(figure.code)[2:]
    entries = {each["id"]: each for each in lists.tell_views([2020])}
    asked = f"{PLACE}/figures/{NAME}?year=2020&scope=national"
    with open_client() as client:
        answer = client.get(asked).json()
    menus = {block.proto.popover.id for block in open_app("trends").get("popover")}
    return {
        "finding": figure.title,
        "rows": figure.render_rows()[:1],
        "address": [path, query, anchor],
        "page": read_texts(open_app(path.strip("/"), **dict(parse_qsl(query)))),
        "menus": sorted(menu.rsplit("-", 1)[-1] for menu in menus),
        "api": [entries[NAME]["title"], answer["title"], len(answer["rows"])],
        "meeting": read_texts(open_app("meeting_mode", item=NAME, agenda=NAME, scope="national")),
        "deck": [button.key for button in open_app("deck").button],
    }


if __name__ == "__main__":
    json.dump(probe(), sys.stdout, ensure_ascii=False)
