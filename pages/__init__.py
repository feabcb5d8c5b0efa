"""The pages of the app, a folder each; what the app knows of one stands in its `__init__`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the app's parts want its server running; dashboard.py is read before
    from widgets.page_facts import PageFacts


@cache
def list_pages() -> "dict[str, PageFacts]":
    """Every page by its folder's name, in the menu's order; the app opens on the first."""
    names = [module.name for module in iter_modules(__path__) if module.ispkg]
    found = {name: import_module(f"{__name__}.{name}").FACTS for name in names}
    return dict(sorted(found.items(), key=lambda page: page[1].place))
