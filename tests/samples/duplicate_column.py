"""Two columns for one field: nobody can say which one holds."""

from tests.samples import example
from tests.samples.ledger import Cell, open_book
from tests.samples.sample import ANY, Sample, build_sample


def _sample(second: str) -> Sample:
    ledger, book = example.matchings(), open_book("一覧")
    ledger.titles = {**ledger.titles, "~again": second}
    for row in ledger.rows:
        row.cells["~again"] = Cell("別の会社")
    answer = ledger.write(book.active)
    for record in answer.records:
        record["fields"]["company"] = ANY
    header = ledger.header_row()
    columns = ledger.columns()
    cells = [book.active.cell(header, columns[key]).coordinate for key in ("company", "~again")]
    problem = {"code": "duplicate_column", "cell": cells}
    answer.problems.append({**problem, "allow": ["duplicate_column", "missing_value"]})
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_same_title() -> Sample:
    return _sample("企業名")


def ng_other_spelling() -> Sample:
    return _sample("会社名")
