"""A figure's short code: printed beside it, typed in to get back to it.

`K2020-T-MAT` is the published matchings of FY2020, total. The parts are data:
`figure_codes.toml`, and the code of each figure's entry. A fact about the Congress has four signs
of a hash: `F-7K2Q`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from msgspec import Meta

from data.declared import Declared, read_declared
from data.figures import load_figures

FigureKind = Literal["value", "target", "counted", "fact"]
Name = TypeVar("Name", bound=str)

CODES_PATH = Path(__file__).with_name("figure_codes.toml")

#: Crockford's base 32: no I, L, O, U, which are misread and misheard.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TOKEN_LENGTH = 4
_ERAS = {"R": 2018, "H": 1988}


@dataclass(frozen=True, slots=True)
class FigureRef:
    """What a code names; `token` is a fact's, whose other parts the code does not say."""

    kind: FigureKind
    figure: str = ""
    scope: str = ""
    fiscal_year: int = 0
    token: str = ""


class Codes(Declared, frozen=True):
    """The parts of a code beside a figure's own: one letter a kind, one or three a scope."""

    kinds: Mapping[FigureKind, Annotated[str, Meta(pattern="^[A-Z]$")]]
    scopes: Mapping[str, Annotated[str, Meta(pattern="^([A-Z]|[A-Z]{3})$")]]

    def __post_init__(self) -> None:
        if set(self.kinds) != set(get_args(FigureKind)):
            raise ValueError(f"kinds are {', '.join(get_args(FigureKind))}")
        for codes in (self.kinds, self.scopes):
            if len(set(codes.values())) < len(codes):
                raise ValueError("two have one code")


@cache
def load_codes(path: Path = CODES_PATH) -> Codes:
    """Raises DeclarationError."""
    return read_declared(path, Codes)


def encode_figure(figure: str, scope: str, fiscal_year: int, kind: FigureKind = "value") -> str:
    """The code of a figure. Raises KeyError for a figure or scope without one.

    >>> encode_figure("matchings", "total", 2020)
    'K2020-T-MAT'
    >>> encode_figure("supported_governments", "chugoku", 2020, "counted")
    'C2020-CHG-GOV'
    """
    codes = load_codes()
    figure_code = load_figures()[figure].code
    return f"{codes.kinds[kind]}{fiscal_year}-{codes.scopes[scope]}-{figure_code}"


def encode_fact(item: str, basis: str, fact_on: str) -> str:
    """The code of a fact: the same as long as item, basis and date stay.

    >>> encode_fact("会員数（全種別）", "snapshot", "2021-03-31")
    'F-WHRK'
    """
    digest = hashlib.sha256(f"{item}|{basis}|{fact_on}".encode()).digest()
    number = int.from_bytes(digest[:4], "big")
    signs = [_SIGNS[(number >> (5 * place)) & 31] for place in range(_TOKEN_LENGTH)]
    return f"{load_codes().kinds['fact']}-{''.join(signs)}"


def parse_code(text: str) -> FigureRef | None:
    """What a typed code names; full-width, lower case and any dashes or none will do.

    >>> parse_code("ｋ２０２０−ｔ−ｍａｔ") == parse_code("K2020TMAT") == parse_code(" kR2-t-mat ")
    True
    >>> parse_code("K2020-T-MAT").figure
    'matchings'
    >>> parse_code("f whrk").token
    'F-WHRK'
    >>> parse_code("K2020-T") is None
    True
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    compact = re.sub(r"[^0-9A-Z]", "", plain)
    match = _pattern().fullmatch(compact)
    if match is None:
        return _parse_fact(compact)
    kinds, scopes = _invert(load_codes().kinds), _invert(load_codes().scopes)
    figures = _invert({key: each.code for key, each in load_figures().items()})
    year = _ERAS.get(match["year"][0], 0) + int(match["year"].lstrip("RH"))
    return FigureRef(kinds[match["kind"]], figures[match["figure"]], scopes[match["scope"]], year)


def _parse_fact(compact: str) -> FigureRef | None:
    """A fact's code, with what is misread for a sign of it (O for 0, I and L for 1)."""
    token = compact[1:].translate(str.maketrans("OIL", "011"))
    is_fact = compact[:1] == load_codes().kinds["fact"] and len(token) == _TOKEN_LENGTH
    if not is_fact or set(token) - set(_SIGNS):
        return None
    return FigureRef("fact", token=f"F-{token}")


@cache
def _pattern() -> re.Pattern[str]:
    codes = load_codes()
    kinds = "|".join(code for kind, code in codes.kinds.items() if kind != "fact")
    scopes = "|".join(codes.scopes.values())
    figures = "|".join(figure.code for figure in load_figures().values())
    year = r"20\d\d|[RH]\d{1,2}"
    return re.compile(f"(?P<kind>{kinds})(?P<year>{year})(?P<scope>{scopes})(?P<figure>{figures})")


def _invert(codes: Mapping[Name, str]) -> dict[str, Name]:
    return {code: known for known, code in codes.items()}
