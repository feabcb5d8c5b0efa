"""Where a figure is to be seen: its page, and what the address there says."""

from metrics.tracing.figure_codes import parse_code
from widgets.data_shown import ALL_BLOCKS, BLOCK, SCOPE, YEAR
from widgets.parts import PART
from words import terms


def find_place(code: str) -> tuple[str, dict[str, str]]:
    """The page that shows a figure, and what its address says so that it opens on the figure's
    year, scope or block; the records behind it where no page has it so."""
    ref = parse_code(code)
    if ref is None:
        return "kpi", {}
    year = {YEAR: str(ref.fiscal_year)}
    if ref.kind == "counted" and ref.scope in {*terms.BLOCKS} - {ALL_BLOCKS}:
        return "blocks", {**year, PART: "figures", BLOCK: ref.scope}
    if ref.kind in ("value", "target") and ref.scope in terms.SCOPES:
        return "kpi", {**year, SCOPE: ref.scope}
    return "trace", {"code": code}
