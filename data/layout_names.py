"""What layouts, fields and choices are called on screen, by their ids."""

from data.layout import find_layout, index_layouts


def name_layout(layout_id: str) -> str:
    """Its one name on screen; the id itself where no layout has it."""
    layout = index_layouts().get(layout_id)
    return layout.title if layout else layout_id


def name_choice(layout_id: str, field_name: str, choice: str) -> str:
    """A choice as forms spell it.

    >>> name_choice("events", "status", "cancelled")
    '中止'
    """
    return find_layout(layout_id).field(field_name).choices[choice][0]


def name_field(layout_id: str, field_name: str) -> str:
    """A field's title, also of its `*_text` column; its own name where no layout has it.

    >>> name_field("matchings", "company"), name_field("matchings", "agreed_on_text")
    ('企業等名称', '成立日')
    """
    layout = index_layouts().get(layout_id)
    titles = {each.name: each.title for each in layout.fields} if layout else {}
    bare = field_name.removesuffix("_text")
    return titles.get(field_name) or titles.get(bare) or field_name
