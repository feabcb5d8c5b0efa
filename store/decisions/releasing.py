"""Making 速報 into 確定, and back."""

from collections.abc import Sequence
from datetime import datetime

from store.actor import Actor
from store.batches import Batch, list_batches, list_forums, say_of_load, write_later
from store.database import Database


def release(database: Database, batch_ids: Sequence[int], actor: Actor) -> list[int]:
    """Let loads that are 速報 count as 確定, all or none of them.

    Returns the releases' own batch numbers. Raises BatchUnknown, NothingToRelease, ActorUnknown,
    RightMissing or WriteFailed.
    """
    forums = {forum for each in batch_ids for forum in list_forums(database, each)}
    with database.append(actor, "release", forums) as (cursor, signed):
        return [write_later(cursor, signed, "release", each) for each in batch_ids]


def withdraw_release(
    database: Database, batch_id: int, actor: Actor, reason: str, at: datetime | None = None
) -> int:
    """Make a load 速報 that is 確定; returns the withdrawal's own batch number.

    Raises ReasonMissing, BatchUnknown, NothingToRelease, ActorUnknown, RightMissing or WriteFailed.
    """
    return say_of_load(database, "withdraw_release", batch_id, actor, reason, at)


def list_preliminary(database: Database, forum: str = "") -> list[Batch]:
    """The loads that are 速報 and speak for something now (of one forum), the oldest first."""
    return [
        batch
        for batch in reversed(list_batches(database))
        if batch.is_preliminary
        and any(slot.is_current and forum in ("", slot.forum) for slot in batch.slots)
    ]
