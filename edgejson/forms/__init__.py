"""Surface forms of values, and their inverse: what `write` says, `Reading.find` finds again."""

from edgejson.forms.context import PLAIN, Context
from edgejson.forms.kinds import kind_for, kind_of
from edgejson.forms.reading import Reading
from edgejson.forms.scan import DERIVED, FORM, GRADES, LITERAL, MISREAD, WEAK, Evidence
from edgejson.forms.words import boolean_clauses
from edgejson.forms.writing import literal, style_of, styles, write

__all__ = [
    "DERIVED",
    "FORM",
    "GRADES",
    "LITERAL",
    "MISREAD",
    "PLAIN",
    "WEAK",
    "Context",
    "Evidence",
    "Reading",
    "boolean_clauses",
    "kind_for",
    "kind_of",
    "literal",
    "style_of",
    "styles",
    "write",
]
