"""``hoibo add`` where the optional readers were not installed."""

import subprocess
import sys

WITHOUT = """
import sys
for name in ("trafilatura", "readability", "docx", "pypdfium2", "feedparser"):
    sys.modules[name] = None
from bot.cli import main
sys.argv = ["hoibo", *sys.argv[1:]]
main()
"""


def _without_the_extra(*words):
    return subprocess.run([sys.executable, "-c", WITHOUT, *words], capture_output=True, text=True, check=False)


def test_without_the_readers_add_says_how_to_install_them():
    done = _without_the_extra("add", "a.html")
    assert done.returncode == 1
    assert "pip install 'hoibo[import]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_readers_every_other_command_is_still_listed():
    done = _without_the_extra("--help")
    assert done.returncode == 0
    assert "add" in done.stdout
