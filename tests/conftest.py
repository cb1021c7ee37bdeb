"""What several folders of tests share."""

import os

os.environ["HOIBO_SEMANTIC"] = "off"  # bots under test do not read whole folders with a model, where one is installed

pytest_plugins = ["tests.postgresql_server", "tests.databases", "tests.chromium"]
