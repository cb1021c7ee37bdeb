"""What several folders of tests share."""

import os
from collections import Counter

import pytest

os.environ["HOIBO_SEMANTIC"] = "off"  # bots under test do not read whole folders with a model, where one is installed

pytest_plugins = ["tests.postgresql_server", "tests.databases", "tests.chromium"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """On several cores files with long tests come first, so that none is left alone with one at the end."""
    if hasattr(config, "workerinput"):
        long_tests = Counter(item.path for item in items if item.get_closest_marker("slow"))
        items.sort(key=lambda item: -long_tests[item.path])
