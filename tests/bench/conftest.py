import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the bench runs as `python tests/bench`, which does the same
