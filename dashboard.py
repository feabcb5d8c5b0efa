"""The dashboard: `streamlit run dashboard.py`."""

import widgets

widgets.run_app()
