"""The dashboard: `streamlit run dashboard.py`."""

import pages
import widgets

widgets.run_app(pages.list_pages())
