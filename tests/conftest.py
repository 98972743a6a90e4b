"""What holds for all tests."""

import gc


def pytest_collection_finish(session):
    """What was imported and collected stays until the end: set it aside, so that no later collection looks at it.

    Otherwise each of the many collections goes through some million objects; statsmodels asks for one in each adjustment
    of P values.
    """
    gc.collect()
    gc.freeze()
