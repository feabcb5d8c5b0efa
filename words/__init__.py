"""Words that users read. Each stands beside who uses it, in a `Words`; this folder holds only
what all share: terms (states, scopes, units), how a figure is written out, problems.

A word is looked up when it is shown, never when a module is imported, so that another language
is one more table of the same keys in the same place, and nothing else.
"""

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import ClassVar

#: The language that words are looked up in, an ISO 639-1 code.
LANGUAGE: ContextVar[str] = ContextVar("language", default="ja")


class Words(Mapping[str, str]):
    """Wording by key, one table a language.

    >>> words = Words(ja={"gap": "あと{count}件"})
    >>> words["gap"].format(count=17)
    'あと17件'
    >>> Words(ja={"yes": "はい", "no": "いいえ"}, en={"yes": "yes"})
    Traceback (most recent call last):
    ValueError: en lacks or adds: no
    """

    #: Every table made so far, for the tests that hold keys against their use.
    tables: ClassVar[list["Words"]] = []

    def __init__(self, **languages: Mapping[str, str]) -> None:
        """`languages`: ISO 639-1 code -> key -> wording; Japanese is the one that must be there."""
        keys = set(languages["ja"])
        for language, table in languages.items():
            if differing := keys.symmetric_difference(table):
                raise ValueError(f"{language} lacks or adds: {', '.join(sorted(differing))}")
        self._languages = {language: dict(table) for language, table in languages.items()}
        Words.tables.append(self)

    def __getitem__(self, key: str) -> str:
        return self._languages.get(LANGUAGE.get(), self._languages["ja"])[key]

    def pick(self, *keys: str, **columns: str) -> dict[str, str]:
        """The headings of a table: column -> wording, a column named like its key or beside it.

        >>> Words(ja={"cell": "セル", "event": "行事"}).pick("cell", name="event")
        {'cell': 'セル', 'name': '行事'}
        """
        chosen = {**dict(zip(keys, keys, strict=True)), **columns}
        return {column: self[key] for column, key in chosen.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages["ja"])

    def __len__(self) -> int:
        return len(self._languages["ja"])
