"""Part of 履歴: a load's receipt, found again at its address."""

from collections.abc import Sequence

from pages.history.batch_details import choose_load
from store.batches import Batch
from widgets.records.receipt import show_receipt


def show(loads: Sequence[Batch]) -> None:
    if loads:
        show_receipt(choose_load(loads).entry.batch_id)
