"""The app as a service: its log, whether it can work, its figures for Prometheus."""
