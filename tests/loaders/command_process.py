"""A process that works as `python -m loaders load` and `release` do, until it is killed.

serve     as tests.store.loading_process: a child for each root on standard input; acknowledged is
          what the commands say on the screen
"""

import io
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from loaders.__main__ import main
from store.database import data_version, open_database
from store.disk.lines import read_complete_lines
from store.log.entries import FILE_NAME
from tests.loaders.loading_process import make_book
from tests.store.loading_process import say, serve

#: What a command says once its batch is kept.
KEPT = re.compile(r"取込番号 \d+(:| を)")


class Screen(io.StringIO):
    """What is shown that a batch is kept is the acknowledgement of the log's last entry."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._log = root / FILE_NAME

    def write(self, text: str) -> int:
        if KEPT.search(text):
            say(f"entered {len(read_complete_lines(self._log))}")
        return len(text)


def run_commands(root: Path) -> None:
    """A load of other bytes each time; what it made 確定 is made 速報 and 確定 again."""
    with open_database(root) as database:
        load = data_version(database) + 1
    path = root.with_name("支援実績.xlsx")
    path.write_bytes(make_book(f"橋{load}"))
    for command in (
        ["load", str(path)],
        ["release", str(load), "--withdraw", "--reason", "数え直す"],
        ["release", str(load)],
    ):
        with redirect_stdout(Screen(root)), redirect_stderr(Screen(root)):
            main([*command, "--database", str(root)])


if __name__ == "__main__":
    assert sys.argv[1:] == ["serve"]
    serve(run_commands)
