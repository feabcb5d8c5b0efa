"""Settings of the whole suite."""

from hypothesis import HealthCheck, settings

# No test fails by the clock: CI's machines are shared. Slowness is bench/'s subject.
settings.register_profile("congress", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("congress")
