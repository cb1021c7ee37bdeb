"""What several folders of tests share."""

pytest_plugins = ["tests.postgresql_server", "tests.databases", "tests.chromium"]
