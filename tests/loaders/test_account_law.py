"""The account's law on every workbook that we have; any grid whatever: test_reader_robustness."""

import gc
from pathlib import Path
from weakref import ref

import pytest

from loaders.check import FileResult, read_workbook
from loaders.intake.practice import list_workbooks
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.account import Mark
from loaders.reading.recognise import Options
from tests.loaders.account_law import check_account, check_results
from tests.loaders.good_sheets import GOOD, read
from tests.samples.collection import list_samples
from tests.samples.sample import export_bytes

SAMPLES = dict(list_samples())
PLAN = sorted((Path(__file__).parents[2] / "data" / "plan").glob("*.xlsx"))
WORKBOOKS = {path.name: path for path in [*PLAN, *list_workbooks()]}


def read_sample(reader: WorkbookReader, name: str) -> FileResult:
    sample = SAMPLES[name]()
    said = Options(sample.options.get("fiscal_year"), sample.options.get("forum"))
    content = export_bytes(sample.workbook)
    return read_workbook(reader.read(content, str(sample.options["file"])), said)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_a_sample_has_its_entry(reader: WorkbookReader, name: str) -> None:
    check_results(read_sample(reader, name).sheets)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_cell_of_our_workbooks_has_its_entry(reader: WorkbookReader, name: str) -> None:
    result = read_workbook(reader.read(WORKBOOKS[name], name), Options())
    assert result.accounts
    check_results(result.sheets)


@pytest.mark.parametrize("name", GOOD)
def test_every_cell_of_a_good_sheet_has_its_entry_and_none_is_unread(name: str) -> None:
    results = read(GOOD[name])
    check_results(results)
    assert not any(result.problems for result in results)
    assert not any(result.account.counts["unread"] for result in results if result.account)


def test_the_law_is_broken_by_an_answer_called_struck() -> None:
    """`check_account` does not pass whatever it is given."""
    (result,) = read(GOOD["events, table"])
    assert result.account is not None
    check_account(result.account)
    record = result.records[0]
    result.marks[record.origins["name"]] = Mark("struck", "struck")
    broken = type(result.account)(result.account.grid, [result])
    with pytest.raises(AssertionError):
        check_account(broken)


def test_the_law_is_broken_by_an_answer_of_no_record() -> None:
    (result,) = read(GOOD["events, table"])
    assert result.account is not None
    result.records.pop()
    with pytest.raises(AssertionError):
        check_account(result.account)


def test_a_reading_that_nobody_needs_is_free_at_once() -> None:
    """Its results and their account form no circle: ledgers would pile up until the collector
    next looks through all that there is."""
    gc.collect()
    gc.disable()
    try:
        results = read(GOOD["events, table"])
        left = [ref(each) for each in results]
        assert all(each.account for each in results)
        del results
        assert [each() for each in left] == [None] * len(left)
    finally:
        gc.enable()
