"""Carriage returns as _x000D_, no-break blanks, zero-width characters, tabs."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample


def ok() -> Sample:
    ledger = example.supports()
    names = [
        "広島市\u00a0",
        "\u200b広島市",
        "広島市\ufeff",
        "広島\u3000市",
        "広島市\t",
        "広島市_x000D_\n",
    ]
    cells = [Cell(name, "341002") for name in names]
    example.fill_column(ledger, "government", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_numbers() -> Sample:
    ledger = example.events()
    forms = {"120\u00a0": 120, "\u200b45": 45, "80名_x000D_\n": 80}
    cells = [Cell(written, means) for written, means in forms.items()]
    example.fill_column(ledger, "participants", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    """A cell of nothing but invisible characters is empty."""
    ledger = example.matchings()
    ledger.change(1, "company", break_cell("\u200b\u00a0", "missing_value"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
