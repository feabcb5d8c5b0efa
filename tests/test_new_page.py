"""A page is one folder: 支援, added to a copy of pages/, stands in the menu and opens."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = {
    "__init__.py": """
from pages.supports.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(WORDS, icon=":material/volunteer_activism:", place=16, section="activities")
""",
    "words.py": """
from words import Words

WORDS = Words(ja={"page_title": "支援", "page_help": "支援した自治体。", "title": "支援 {year}"})
""",
    "page.py": """
import streamlit as st

import widgets
from pages.supports.words import WORDS

st.title(WORDS["title"].format(year=widgets.read_run().year_text), anchor=False)
""",
}
PROBE = """
import json
from pages import list_pages
from streamlit.testing.v1 import AppTest

app = AppTest.from_file("pages/app.py", default_timeout=300).run()
app.switch_page("supports/page.py").run()
said = [app.title[0].value, app.markdown[0].value]
print(json.dumps({"pages": list(list_pages()), "said": said, "failed": len(app.exception)}))
"""


def test_page_is_added_by_one_folder(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "pages", tmp_path / "pages")
    (tmp_path / "pages" / "supports").mkdir()
    for name, text in FILES.items():
        (tmp_path / "pages" / "supports" / name).write_text(text, encoding="utf-8")
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    told = subprocess.run(
        [sys.executable, "-c", PROBE],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths, "CONGRESS_STORE": str(tmp_path / "store")},
        check=True,
    )
    found = json.loads(told.stdout)
    assert found["pages"].index("supports") == found["pages"].index("national") + 1
    assert found["said"] == ["支援 令和3年度", "**支援**"]
    assert not found["failed"]
