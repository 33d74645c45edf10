"""Parts that several areas of the tests share."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the tests judge this tree, whatever is installed
