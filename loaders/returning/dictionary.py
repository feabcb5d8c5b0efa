"""The data dictionary, written from the layouts: `python -m loaders.returning.dictionary`.

It stands beside its source as layouts/README.md; a test tells when the two drift apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from data.declared import Declared, read_declared
from data.figures import list_added_up
from data.layout import LAYOUT_FOLDER, Field, FieldType, Layout, Sum, load_layouts
from loaders.checking.problems import LEVELS
from loaders.returning.remedies import find_rule, load_rules
from loaders.returning.remedies import load_words as load_remedy_words
from words.problems import PROBLEMS

_WORDS = Path(__file__).with_suffix(".toml")
TARGET = LAYOUT_FOLDER / "README.md"
#: Spellings of a title that are shown; the rest is counted.
SHOWN_SPELLINGS = 5
SHOWN_CHOICES = 12


class DictionaryWords(Declared, frozen=True):
    """dictionary.toml: headings of columns by table, and each type of field as read, with the
    problems that only its cells can have."""

    words: Mapping[str, str]
    columns: Mapping[str, tuple[str, ...]]
    types: Mapping[FieldType, tuple[str, tuple[str, ...]]]


@cache
def load_words() -> DictionaryWords:
    return read_declared(_WORDS, DictionaryWords)


def _words(key: str) -> str:
    return load_words().words[key]


def render_dictionary(layouts: Sequence[Layout] | None = None) -> str:
    """The whole dictionary as Markdown."""
    words, layouts = load_words().words, layouts or load_layouts()
    parts = [f"# {words['heading']}", words["intro"].strip(), *_render_contents(layouts)]
    for layout in layouts:
        parts += _render_layout(layout)
    parts += [f"## {words['states']}", words["states_text"].strip(), *_render_problems()]
    return "\n\n".join(parts) + "\n"


def write_dictionary(target: Path = TARGET) -> None:
    target.write_text(render_dictionary(), encoding="utf-8")


def _render_contents(layouts: Sequence[Layout]) -> Iterator[str]:
    words = load_words().words
    yield f"## {words['contents']}"
    yield render_table(
        load_words().columns["contents"],
        (
            [
                f"[{layout.title}](#{layout.id})",
                f"`{layout.id}`",
                layout.record,
                _words("and_mark").join(words[form] for form in layout.forms),
                str(len(layout.answers)),
                _name_fields(layout, [each.name for each in layout.required]),
            ]
            for layout in layouts
        ),
    )


def _render_layout(layout: Layout) -> Iterator[str]:
    yield f'<a id="{layout.id}"></a>\n\n## {layout.title} `{layout.id}`'
    yield layout.record
    yield render_table(
        load_words().columns["fields"], (_field_row(layout, each) for each in layout.answers)
    )
    if notes := list(_layout_notes(layout)):
        yield "\n".join(f"- {note}" for note in notes)


def _field_row(layout: Layout, field: Field) -> list[str]:
    words = load_words().words
    return [
        field.title,
        f"`{field.name}`",
        load_words().types[field.type][0],
        _words("and_mark").join(field.units),
        words["required"] if field.required else "",
        _list_choices(field),
        _list_spellings(field),
        " ".join(f"`{code}`" for code in list_codes(layout, field)),
    ]


def _list_choices(field: Field) -> str:
    named = [
        name if name == spellings[0] else f"{spellings[0]}=`{name}`"
        for name, spellings in field.choices.items()
    ]
    return _shorten(named, SHOWN_CHOICES)


def _list_spellings(field: Field) -> str:
    words = load_words().words
    spelled = sorted(
        field.spellings,
        key=lambda text: (text[0] in _words("tail_starts"), text.isascii(), len(text), text),
    )
    shown: str = words["spellings"].format(
        count=len(spelled), first=_words("list_mark").join(spelled[:SHOWN_SPELLINGS])
    )
    weak = _words("list_mark").join(sorted(field.weak))
    return shown + (words["sentence_end"] + words["weak"].format(spellings=weak) if weak else "")


def _shorten(named: Sequence[str], most: int) -> str:
    shown = _words("list_mark").join(named[:most])
    rest = len(named) - most
    return shown + (_words("list_mark") + _words("more").format(count=rest) if rest > 0 else "")


def list_codes(layout: Layout, field: Field) -> list[str]:
    """The problems that a field's own cells can have, the most common first.

    >>> from data.layout import find_layout
    >>> layout = find_layout("supports")
    >>> list_codes(layout, layout.field("supported_on"))
    ['invalid_date', 'outside_fiscal_year']
    """
    codes = ["missing_column", "missing_value"] if field.required else []
    codes += load_words().types[field.type][1]
    codes += ["outside_fiscal_year"] if field.within_year else []
    codes += ["stage_order"] if field.name in layout.dates_in_order else []
    summed = field.type == "count" or (layout.sums and field.name == "value")
    return codes + (["total_mismatch"] if summed else [])


def _layout_notes(layout: Layout) -> Iterator[str]:
    words = load_words().words
    yield words["key"].format(fields=_name_fields(layout, layout.key))
    if layout.dates_in_order:
        yield words["order"].format(
            fields=_name_fields(layout, layout.dates_in_order, _words("order_mark"))
        )
    for kind in ("helper", "caption", "mark_columns"):
        named = [each.name for each in layout.fields if getattr(each, kind)]
        if named:
            key = {"helper": "helpers", "caption": "captions", "mark_columns": "marks"}[kind]
            yield words[key].format(fields=_name_fields(layout, named))
    yield from (_describe_sum(layout, "sums", each, "indicator") for each in layout.sums)
    yield from (_describe_sum(layout, "scope_sums", each, "scope") for each in layout.scope_sums)


def _describe_sum(layout: Layout, kind: str, rule: Sum, field: str) -> str:
    choices, indicators = layout.field(field).choices, layout.field("indicator").choices
    return str(
        _words(kind).format(
            total=choices[rule.total][0],
            parts=_words("plus_mark").join(choices[part][0] for part in rule.parts),
            indicators=_words("list_mark").join(
                indicators[each][0] for each in list_added_up((rule.total, *rule.parts))
            ),
        )
    )


def _name_fields(layout: Layout, names: Iterable[str], between: str = "") -> str:
    return (between or _words("list_mark")).join(layout.field(name).title for name in names)


def _render_problems() -> Iterator[str]:
    words, levels = load_words().words, load_remedy_words()["levels"]
    yield f"## {words['problems']}"
    yield words["problems_intro"].format(source=load_rules()["source"])
    yield render_table(
        load_words().columns["problems"],
        (
            [f"`{code}`", levels[level], PROBLEMS[code], _short_rule(code)]
            for code, level in LEVELS.items()
        ),
    )


def _short_rule(code: str) -> str:
    return find_rule(code).removeprefix(load_rules()["source"]).strip()


def render_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, whatever signs its texts hold."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(map(_escape, line)) + " |" for line in lines)


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").replace(">", "&gt;")


if __name__ == "__main__":
    write_dictionary()
