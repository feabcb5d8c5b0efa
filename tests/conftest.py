"""Settings of the whole suite."""

import os

from hypothesis import HealthCheck, settings

# No test fails by the clock: CI's machines are shared. Slowness is bench/'s subject.
settings.register_profile("congress", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("congress")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores, as browser tests mostly wait; at most four."""
    return min((os.cpu_count() or 1) + 1, 4)
