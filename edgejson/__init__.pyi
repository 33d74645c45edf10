# For type checkers, to whom `__init__.py` can't say what it loads late: an import there would make all of the library
# what every stage depends on. tests/test_api.py compares the two.
from edgejson.api import Schema as Schema
from edgejson.api import UserError as UserError
from edgejson.api import annotate as annotate
from edgejson.api import check as check
from edgejson.api import load_schema as load_schema
from edgejson.api import load_schemas as load_schemas
from edgejson.api import load_settings as load_settings
from edgejson.api import records as records
from edgejson.api import render as render
from edgejson.api import reward as reward
from edgejson.api import rewarded as rewarded
from edgejson.api import sample as sample
from edgejson.api import score as score
from edgejson.api import variants as variants
from edgejson.api import write_annotations as write_annotations

__version__: str
