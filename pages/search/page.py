"""探す: one box for figures, forums, governments, cases, pages and codes."""

import widgets
from pages.search import close_up, results

run = widgets.read_run()
query = results.ask_words(close_up.forget)
if not close_up.show(run):
    results.show(run, query)
widgets.show_as_of()
