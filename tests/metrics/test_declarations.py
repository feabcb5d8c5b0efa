"""What the metrics declare in TOML is refused where it would mislead, and read where it would not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.declared import DeclarationError
from metrics.history.impact import RULES_PATH
from metrics.history.impact import load_rules as load_move_rules
from metrics.kpi.reconciliation import CARDS_PATH, load_entries
from metrics.tracing.figure_codes import CODES_PATH, load_codes

CARDS, CODES, MOVES = (
    (CARDS_PATH, load_entries),
    (CODES_PATH, load_codes),
    (RULES_PATH, load_move_rules),
)

File = tuple[Path, Callable[[Path], object]]


@pytest.mark.parametrize(
    ("file", "written", "instead", "said"),
    [
        (CARDS, "kpi/total/forums_held/target", "kpi/total/forums/target", "no figure kpi/total/"),
        (CARDS, "kpi/national/supported", "kpi/total/supported", "countries_outside_total: no fig"),
        (CARDS, "kpi/total/forums_held/target", "kpi/total/forums_held/note", "no figure .*note"),
        (CARDS, "fact/地方フォーラム開催数", "地方フォーラム開催数", "forum_scope: no figure 地方"),
        (CARDS, '"target", "regional"]', '"target", "region"]', "figures does not name: region"),
        (CARDS, "目標{target}回は", "目標{goal}回は", "quotes what is no figure of it: goal"),
        (CARDS, '["difference",', '["quotient",', r"quotient.*\$\.card\[0\]\.computed"),
        (CARDS, 'kind = "note"', 'kind = "hint"', r"hint.*\$\.card\[\d\]\.kind"),
        (CODES, 'fact = "F"\n', "", "kinds are value, target, counted, fact"),
        (CODES, 'target = "M"', 'target = "K"', "two have one code"),
        (CODES, 'okinawa = "OKN"', 'okinawa = "KNT"', "two have one code"),
        (CODES, 'okinawa = "OKN"', 'okinawa = "OK"', r"regex.*\$\.scopes"),
        (MOVES, 'unit = "*"', 'unit = "件"', "the last rule, and no other, is for any unit"),
        (MOVES, 'unit = "%"', 'unit = "*"', "the last rule, and no other, is for any unit"),
        (MOVES, "least = 5.0", 'least = "5"', r"Expected `float`.*\$\.rule\[1\]\.least"),
    ],
)
def test_misleading_declaration_is_refused_by_its_file(
    tmp_path: Path, file: File, written: str, instead: str, said: str
) -> None:
    path, load = file
    with pytest.raises(DeclarationError, match=rf"^{path.name}: .*{said}"):
        load(change(path, tmp_path, written, instead))


@pytest.mark.parametrize(
    ("file", "written", "instead"),
    [
        (CARDS, "kpi/total/forums_held/target", "kpi/national/forums_held/target"),
        (CARDS, '"target", "regional"]', '"target", "total"]'),
        (CARDS, "目標{target}回は", "目標{total}回は"),
        (CODES, 'okinawa = "OKN"', 'okinawa = "OKI"'),
        (CODES, 'okinawa = "OKN"', 'okinawa = "O"'),
        (MOVES, 'unit = "%"', 'unit = "件"'),
    ],
)
def test_declaration_just_inside_the_rules_is_read(
    tmp_path: Path, file: File, written: str, instead: str
) -> None:
    path, load = file
    assert load(change(path, tmp_path, written, instead))


def change(path: Path, folder: Path, written: str, instead: str) -> Path:
    """A copy of a file with one thing written otherwise."""
    text = path.read_text(encoding="utf-8")
    assert written in text
    changed = folder / path.name
    changed.write_text(text.replace(written, instead, 1), encoding="utf-8")
    return changed
