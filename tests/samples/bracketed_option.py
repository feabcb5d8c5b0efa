"""Options of which one is bracketed: 道路・（河川）・砂防."""

from tests.samples import example
from tests.samples.ledger import Cell
from tests.samples.sample import Sample


def ok() -> Sample:
    ledger = example.matchings()
    forms = {
        "道路・（河川）・砂防": ["河川"],
        "道路・(河川)・砂防・海岸・港湾・建物・・・・": ["河川"],
        "（道路）・河川・砂防": ["道路"],
        "（道路）・（河川）・砂防": ["道路", "河川"],
        "道路": ["道路"],
    }
    cells = [Cell(written, means) for written, means in forms.items()]
    example.fill_column(ledger, "fields", cells, "技術分野")
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
