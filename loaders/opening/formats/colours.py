"""What people call a colour: 黄色 is #FFFF00, #FFF2CC and much between."""

import colorsys
import re
from collections.abc import Sequence
from itertools import islice

#: from this hue on (degrees), what a colour is called
_HUES = (
    *((0, "red"), (15, "orange"), (43, "yellow"), (70, "green"), (165, "aqua"), (205, "blue")),
    *((255, "purple"), (300, "pink"), (345, "red")),
)

#: what a text says that gives a colour a meaning: a cheap look at all strings of a workbook
_WORDS = (
    "(?:黄|赤|青|緑|灰|橙|紫|桃|茶|水)(?:色|字|塗|マーカー)|ピンク|オレンジ|グレー|色付|色つき|"
    "色(?:の|を)(?:付|つ)|着色|網掛|網かけ|ハイライト|塗りつぶ|塗潰"
)
_ENCODINGS = (("utf-8", "strict"), ("ascii", "xmlcharrefreplace"))
#: as UTF-8, or as the references that some writers spell every character by
_SPEAKS_OF_COLOUR = re.compile(b"|".join(_WORDS.encode(*each) for each in _ENCODINGS))
#: what each of these words holds: where a literal stands is found a hundred times faster
_HINTS = [
    re.compile(hint.encode(*each))
    for hint in ("色", "字", "塗", "網", "マーカー", "ピンク", "オレンジ", "グレー", "ハイライト")
    for each in _ENCODINGS
]
#: bytes around a hint in which its word lies; further hints are not looked at
_AROUND, _MOST_HINTS = 48, 2_000
#: notes stand above or below a sheet's table, which may be long
_ABOVE, _BELOW = 1 << 16, 1 << 14


def speaks_of_colour(part: bytes) -> bool:
    """
    >>> speaks_of_colour("※黄色の行は中止".encode()), speaks_of_colour("景色".encode())
    (True, False)
    """
    return any(
        _SPEAKS_OF_COLOUR.search(part, max(found.start() - _AROUND, 0), found.end() + _AROUND)
        for hint in (_HINTS if b"&#" in part else _HINTS[::2])
        for found in islice(hint.finditer(part), _MOST_HINTS)
    )


def may_speak_of_colour(sheet: bytes) -> bool:
    """The same of a sheet's part with its texts in its cells, as far as notes stand in it."""
    return speaks_of_colour(sheet[:_ABOVE]) or speaks_of_colour(sheet[-_BELOW:])


def name_colour(rgb: str, tint: float = 0.0) -> str:
    """A colour's name, "" for white and for what is no colour; tints are Excel's, -1 to 1.

    >>> [name_colour(each) for each in ("FFFF00", "FFF2CC", "FF0000", "BFBFBF", "FFFFFF")]
    ['yellow', 'yellow', 'red', 'grey', '']
    >>> name_colour("000000"), name_colour("4472C4", 0.8), name_colour("?")
    ('black', 'blue', '')
    """
    try:
        red, green, blue = (int(rgb[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    if light > 0.98 or light < 0.1:
        return "" if light > 0.5 else "black"
    if strength < 0.12:
        return "grey"
    name = [name for first, name in _HUES if hue * 360 >= first][-1]
    return "pink" if name == "red" and light > 0.7 else name


def list_palette() -> Sequence[str]:
    """The colours that older workbooks know by number, 0 to 63."""
    from xlrd.formatting import excel_default_palette_b8  # only such workbooks need it

    basic = excel_default_palette_b8[:8]
    return ["{:02x}{:02x}{:02x}".format(*each) for each in (*basic, *excel_default_palette_b8)]
