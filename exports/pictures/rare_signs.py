"""Signs that not even the whole font has: pictures and papers show 〓 for each and say which."""

import re
import unicodedata
from functools import cache

from exports.pictures.fonts import find_package_font, list_characters
from words import Words

WORDS = Words(ja={"missing": "〓は書体にない文字です（{signs}）。"})
#: What Japanese printers set for a sign that they have no type for (下駄).
GETA = "〓"
SELECTORS = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
#: A sign with the selector of its variant, if it has one.
SIGNS = re.compile(f"(.)({SELECTORS}?)", re.DOTALL)


def show_missing(text: str) -> str:
    """The text as our font can show it; a variant that it lacks becomes the usual form.

    >>> show_missing("𠮷野町の𩸽"), show_missing("ꀀ町\\n"), show_missing("か\\u3099")
    ('𠮷野町の𩸽', '〓町\\n', 'が')
    """
    composed = unicodedata.normalize("NFC", text)
    return composed if _list_usual().issuperset(composed) else SIGNS.sub(_show, composed)


def tell_missing(text: str) -> str:
    """The sentence that says which signs of a text are shown as 〓; "" where there are none.

    >>> tell_missing("𠮷ꀀ"), tell_missing("𠮷\\n")
    ('〓は書体にない文字です（U+A000）。', '')
    """
    composed = unicodedata.normalize("NFC", text)
    missing = [sign for sign in dict.fromkeys(composed) if not _is_shown(sign)]
    signs = "、".join(f"U+{ord(sign):04X}" for sign in missing)
    return WORDS["missing"].format(signs=signs) if signs else ""


def drop_variants(text: str) -> str:
    """The text with every sign in its usual form, where a variant would have no code.

    >>> drop_variants("葛\U000e0100城市") == "葛城市"
    True
    """
    return re.sub(SELECTORS, "", text)


def _show(found: re.Match[str]) -> str:
    sign, selector = found.groups()
    return found[0] if (sign, selector) in _list_all() else sign if _is_shown(sign) else GETA


def _is_shown(sign: str) -> bool:
    """A sign without a shape of its own leaves nothing blank."""
    has_shape = sign.isprintable() and unicodedata.category(sign) not in ("Mn", "Cf")
    return not has_shape or sign in _list_usual() or (sign, "") in _list_all()


@cache
def _list_usual() -> frozenset[str]:
    """The signs of the cut."""
    return frozenset(map(chr, list_characters())) | {"\n"}


@cache
def _list_all() -> frozenset[tuple[str, str]]:
    """(sign, selector of a variant or "") of the whole font."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    cmap = TTFont(find_package_font("regular"), lazy=True)["cmap"]
    variants = cmap.getcmap(0, 5).uvsDict
    return frozenset((chr(code), "") for code in cmap.getBestCmap()) | {
        (chr(code), chr(selector)) for selector, pairs in variants.items() for code, _ in pairs
    }
