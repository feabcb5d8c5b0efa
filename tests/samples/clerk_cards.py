"""The clerk's cards: one matching a card, one or several cards a sheet."""

from random import Random
from typing import Any

from tests.samples import clerk_values as values
from tests.samples.clerk_columns import COLUMNS, draw_cells
from tests.samples.clerk_values import BLOCKS, Context
from tests.samples.ledger import Card, Cell, open_book
from tests.samples.sample import Answer, Sample, build_sample

#: (group, field) in the order of the plan's 提供情報の例-1
ITEMS = [
    ("", "theme"),
    ("", "fields"),
    ("ニーズ側", "government"),
    ("ニーズ側", "requirement"),
    ("シーズ側", "company"),
    ("シーズ側", "technology"),
    ("シーズ側", "outline"),
    ("", "stage"),
    ("", "considered_on"),
    ("", "obstacle"),
]


def make_matching_cards(dice: Random) -> Sample:
    """One to five cards: a sheet each, below each other, or beside each other."""
    forum, year = dice.choice(list(BLOCKS)), dice.randrange(2018, 2023)
    context = Context(year, forum, "matchings")
    titled = _draw_items(dice)
    cards = [_draw_card(dice, titled, context, number) for number in range(1, dice.randrange(2, 6))]
    title = f"{year}年度　{BLOCKS[forum]}フォーラム　提供情報"
    shape = dice.choice([_write_sheets, _write_stacked, _write_beside])
    book, answers = shape(cards, title)
    return build_sample(book, answers, fiscal_year=year, forum=forum)


def _draw_items(dice: Random) -> list[tuple[str, str, str]]:
    """The items of every card of the workbook; without groups now and then."""
    from tests.samples.clerk import load_titles

    with_groups, optional = dice.random() < 0.7, {"fields", "outline", "considered_on", "obstacle"}
    left_out = {key for key in optional if dice.random() < 0.25}
    return [
        (group if with_groups else "", dice.choice(load_titles()["matchings"][key][:4]), key)
        for group, key in ITEMS
        if key not in left_out
    ]


def _draw_card(
    dice: Random, items: list[tuple[str, str, str]], context: Context, number: int
) -> Card:
    keys = [key for _, _, key in items]
    cells: dict[str, Cell] = draw_cells(dice, "matchings", keys, context, number)
    if dice.random() < 0.4:
        key = dice.choice(keys)
        column = COLUMNS["matchings"][key]
        if column.required and dice.random() < 0.4:
            cells[key] = values.miss_value(dice, context)
        elif column.spoil:
            cells[key] = column.spoil(dice, context)
    head = ("項目", "マッチング事例") if number % 2 else None
    return Card("matchings", items, cells, {"forum": context.forum}, head=head)


def _write_sheets(cards: list[Card], title: str) -> tuple[Any, list[Answer]]:
    book = open_book(*[f"事例{number + 1}" for number in range(len(cards))])
    for card in cards:
        card.above = [title]
    return book, [card.write(sheet) for card, sheet in zip(cards, book.worksheets, strict=True)]


def _write_stacked(cards: list[Card], title: str) -> tuple[Any, list[Answer]]:
    book, answer, row = open_book("事例"), Answer("事例", "matchings"), 3
    book.active["A1"] = title
    for card in cards:
        card.first_row = row
        card.write(book.active, answer)
        row += card.height() + 1
    return book, [answer]


def _write_beside(cards: list[Card], title: str) -> tuple[Any, list[Answer]]:
    book, answer, column = open_book("事例"), Answer("事例", "matchings"), 1
    book.active["A1"] = title
    for card in cards:
        card.first_row, card.first_column, card.head = 3, column, ("項目", "事例")
        card.write(book.active, answer)
        column += card.width() + 1
    return book, [answer]
