# For type checkers, to whom `__init__.py` can't say what it loads late: an import there would make all of the library
# what every stage depends on.
from edgejson.api import *  # noqa: F403 - what its __all__ names

__version__: str
