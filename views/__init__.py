"""Figures, each declared once: one file a view, named by its id, with a `VIEW`.

What a view is stands in `views.model`. Nothing lists the views: they are what is in the folder.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from views.model.view import View


@cache
def load_views() -> dict[str, View]:
    """Every view by its id, those of a page together."""
    names = (each.name for each in iter_modules(__path__) if not each.ispkg)
    views = [import_module(f"{__name__}.{name}").VIEW for name in names]
    return {view.id: view for view in sorted(views, key=lambda view: (view.page, view.id))}


def find_slide_view(name: str) -> View | None:
    """The same of those that a deck, a meeting or a command can be made of."""
    view = find_view(name)
    return view if view and view.for_slides else None


def list_slide_views() -> dict[str, View]:
    """Those that a deck, a meeting or a command can be made of, by their ids."""
    return {name: view for name, view in load_views().items() if view.for_slides}


def find_view(name: str) -> View | None:
    """The view that a link, a command or a record names, by its id or its former name."""
    return next((view for view in load_views().values() if view.is_called(name)), None)
