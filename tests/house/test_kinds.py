"""What kinds of values have in common is said once: in forms/kinds/."""

import ast
from pathlib import Path

from edgejson.forms import kinds

LIBRARY = Path(__file__).parents[2] / "edgejson"
SETS = {name: members for name, members in vars(kinds).items() if isinstance(members, frozenset) and name.isupper()}


def test_no_set_of_kinds_is_written_twice() -> None:
    assert {"NUMBERS", "OPEN", "TIMES", "WORDED", "SAID_BY_CUE"} <= SETS.keys()
    told = []
    for path in sorted(LIBRARY.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Set | ast.Tuple | ast.List) and path.parent.name != "kinds":
                said = frozenset(each.value for each in node.elts if isinstance(each, ast.Constant))
                same = [name for name, members in SETS.items() if len(members) > 2 and members == said]
                told += [f"{path.relative_to(LIBRARY)}:{node.lineno}: forms.kinds.{name} says this" for name in same]
    assert not told, "\n".join(told)
