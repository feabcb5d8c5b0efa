"""速報 beside what comes from a load that is not released, where 速報 is told from 確定."""

from collections.abc import Set

from store.decisions.releasing import list_preliminary
from store.release import is_switched_on
from widgets.run import Run
from words import Words

WORDS = Words(ja={"preliminary": "{text}（速報）"})


def list_marked(run: Run) -> set[int]:
    """The loads that are 速報, by number."""
    if not is_switched_on():
        return set()
    return {batch.entry.batch_id for batch in run.fetch(list_preliminary)}


def mark(marked: Set[int], batch_id: int | None, text: str) -> str:
    """What is said of a load, and that it is 速報 where it is one of `marked`."""
    return WORDS["preliminary"].format(text=text) if batch_id in marked else text
