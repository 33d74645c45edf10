"""Labels that take a near miss: the text tells of a value beside the record's, and the label has it as the record's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from edgejson.audit.clean import Clean, Planted, same, shuffled, spelled
from edgejson.language.names import in_words
from edgejson.schema.fields import leaves
from edgejson.schema.instances import at, put


def _planter(*told: str) -> Callable[[Clean, Random], Iterator[Planted]]:
    """A planter from sentences with slots for the field's name and the value of another record."""

    def planter(clean: Clean, rng: Random) -> Iterator[Planted]:
        for path, value in shuffled(list(leaves(clean.other_label)), rng):
            literal = spelled(value)
            named = path and all(isinstance(step, str) for step in path)
            inside = named and isinstance(at(clean.label, path[:-1]), dict)
            known = same(at(clean.label, path), value) or literal.casefold() in clean.text.casefold()
            if not inside or known or len(literal) < 3:
                continue
            said = rng.choice(told).format(name=in_words(str(path[-1])), value=literal)
            yield f"{clean.text}\n\n{said}", put(clean.label, path, value)

    return planter


#: It is another one's.
another = _planter("{value} is somebody else's {name}.", "Unlike my brother, who has {value} as his {name}.")
#: It was so once.
older = _planter("Up to May it was {value} as the {name}.", "{value} was an earlier {name}, which has been replaced.")
#: It is not so.
denied = _planter("It isn't true that {value} is the {name}.", "I never said {value} as the {name}.")
#: Someone asks if it is.
asked = _planter("May I ask if {value} is the {name}?", "He asked me whether {value} is the right {name}.")
