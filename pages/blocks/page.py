"""ブロック別活動: the ten forums compared, planned against held, know-how, one forum up close."""

from functools import partial

import widgets
from pages.blocks import comparison, forum_parts

filters = widgets.open_page("blocks")

widgets.show_parts(
    "blocks",
    {
        "held": partial(comparison.show_held, filters),
        "figures": partial(comparison.show_figures, filters),
        "know_how": partial(comparison.show_know_how, filters),
        "forum": partial(forum_parts.show, filters),
    },
)
widgets.show_as_of()
