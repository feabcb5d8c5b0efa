"""What each look at the app runs: the menu of all pages and the one that the address names."""

import pages
import widgets

widgets.run_app(pages.list_pages())
