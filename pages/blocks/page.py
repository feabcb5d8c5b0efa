"""ブロック別活動: the ten forums compared, planned against held, know-how, one forum up close."""

from functools import partial

import widgets
from pages.blocks import comparison, forum_parts
from pages.blocks.words import WORDS

run = widgets.read_run()

widgets.show_parts(
    widgets.Part("held", WORDS["part_held"], partial(comparison.show_held, run)),
    widgets.Part("figures", WORDS["part_figures"], partial(comparison.show_figures, run)),
    widgets.Part("know_how", WORDS["part_know_how"], partial(comparison.show_know_how, run)),
    widgets.Part("forum", WORDS["part_forum"], partial(forum_parts.show, run)),
)
widgets.show_as_of()
