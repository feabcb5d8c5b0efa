"""Damaged files are never thrown away: they are set aside under the moment."""

import os
from pathlib import Path

from store.moments import read_utc_now


def set_aside(path: Path) -> Path | None:
    """Move a damaged file out of the way; its new path, None where there is none."""
    if not path.exists():
        return None
    aside = path.with_name(f"{path.stem}.damaged-{read_utc_now():%Y%m%dT%H%M%S%f}{path.suffix}")
    os.replace(path, aside)
    return aside
