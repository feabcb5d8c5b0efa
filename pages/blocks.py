"""ブロック別活動: the ten forums compared, planned against held, know-how, one forum up close."""

from functools import partial

import widgets
from pages import _block_comparison, _forum_parts

filters = widgets.open_page("blocks")

widgets.show_parts(
    "blocks",
    {
        "held": partial(_block_comparison.show_held, filters),
        "figures": partial(_block_comparison.show_figures, filters),
        "know_how": partial(_block_comparison.show_know_how, filters),
        "forum": partial(_forum_parts.show, filters),
    },
)
widgets.show_as_of()
