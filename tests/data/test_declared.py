"""A mistake in a declaration is named by its file and key."""

from pathlib import Path

import pytest

from data.declared import DeclarationError, Declared, read_declared


class Shelf(Declared, frozen=True):
    width: int
    label: str = ""

    def __post_init__(self) -> None:
        if self.width < 1:
            raise ValueError("width must be 1 or more")


class Room(Declared, frozen=True):
    shelves: tuple[Shelf, ...]


def write(folder: Path, shelf: str) -> Path:
    path = folder / "room.toml"
    path.write_text(f"[[shelves]]\nwidth = 3\n[[shelves]]\n{shelf}\n", encoding="utf-8")
    return path


def test_declaration_becomes_its_struct(tmp_path: Path) -> None:
    room = read_declared(write(tmp_path, 'width = 1\nlabel = "上"'), Room)
    assert room == Room(shelves=(Shelf(width=3), Shelf(width=1, label="上")))


@pytest.mark.parametrize(
    ("shelf", "said"),
    [
        ("width = 0", r"^room\.toml: width must be 1 or more - at `\$\.shelves\[1\]`$"),
        ('width = "3"', r"^room\.toml: Expected `int`.* at `\$\.shelves\[1\]\.width`$"),
        ("label = 'x'", r"^room\.toml: .*missing required field `width` .*shelves\[1\]`$"),
        ("width = 3\ncolour = 1", r"^room\.toml: .*unknown field `colour` .*shelves\[1\]`$"),
        ("width = ", r"^room\.toml: .*line 4"),
    ],
)
def test_mistake_is_named_by_file_and_key(tmp_path: Path, shelf: str, said: str) -> None:
    with pytest.raises(DeclarationError, match=said):
        read_declared(write(tmp_path, shelf), Room)
