"""Words are data: no list of over ten of them stands in the library's code, and the files that hold them are sound."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from edgejson.language.senses import patterns, says, sense_of
from edgejson.language.vocabulary import parse, vocabulary

LIBRARY = Path(__file__).parents[2] / "edgejson"
#: Words of a list that may stand in code.
MOST = 10
WORD = re.compile(r"[^\W_]{2,}(?:[ '’-][^\W\d_]+)*[.,:;!?]?")
#: A part of a regular expression that is one word, whatever its ending: "cost", "costs?", "reasonabl[ey]".
ALTERNATIVE = re.compile(r"[A-Za-z]{2,}(?:\[[a-z]+\]|[?a-z '’])*")

#: Names that a standard or the library itself defines are no vocabulary.
EXEMPT = {
    "values/linting.py": "keywords of JSON Schema",
    "dataset/settings.py": "settings of the library",
    "text/settings.py": "settings of the library",
}
#: The same, by what they are assigned to.
OWN_NAMES = ("__all__", "__slots__", "_fields")


def lists(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """The lists of words in a module: literal collections, texts that are split, alternatives of an expression."""
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            yield node.lineno, texts(node.elts)
        elif isinstance(node, ast.Dict) and all(map(is_literal, node.values)):  # else it says what to do for each
            yield node.lineno, texts(node.keys)
        elif isinstance(node, ast.Call) and called(node) in ("split", "splitlines", "words"):
            yield from ((node.lineno, text.split()) for text in texts([*node.args, getattr(node.func, "value", None)]))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, alternatives(node.value)


def called(node: ast.Call) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def is_literal(node: ast.AST) -> bool:
    return not any(isinstance(inner, ast.Name | ast.Call | ast.Lambda | ast.JoinedStr) for inner in ast.walk(node))


def texts(nodes: list[ast.expr | None] | list[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def alternatives(text: str) -> list[str]:
    """The longest run of words with nothing but bars between them; what is optional in a word counts for nothing."""
    runs: list[list[str]] = [[]]
    for part in re.sub(r"\(\?:[^()|]*(?:\|[^()|]*)?\)\?", "", text).split("|"):
        first, last = re.split(r"\(\?[:=!<]*", part)[-1], re.split(r"\)", part)[0]
        if ALTERNATIVE.fullmatch(part):
            runs[-1].append(part)
        elif ALTERNATIVE.fullmatch(last) and runs[-1]:
            runs[-1].append(last)
            runs.append([])
        else:
            runs.append([first] if ALTERNATIVE.fullmatch(first) else [])
    return max(runs, key=len)


def stripped(source: str) -> ast.AST:
    """A module without its docstrings and lists of its own names."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not is_told(each)]  # type: ignore[attr-defined]
    return tree


def is_told(node: ast.stmt) -> bool:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    names = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in OWN_NAMES
    return docstring or names


def found(source: str) -> list[tuple[int, list[str]]]:
    """(line, words) of each list of more than MOST words."""
    told = ((line, [word for word in some if WORD.match(word)]) for line, some in lists(stripped(source)))
    return [(line, some) for line, some in told if len(some) > MOST]


def test_no_list_of_words_stands_in_code() -> None:
    told = [
        f"{path.relative_to(LIBRARY)}:{line}: {len(some)} words ({', '.join(some[:4])}, ...): move them to a text file"
        for path in sorted(LIBRARY.rglob("*.py"))
        if str(path.relative_to(LIBRARY)) not in EXEMPT
        for line, some in found(path.read_text("utf-8"))
    ]
    assert not told, "\n".join(told)


def test_each_exemption_is_needed() -> None:
    assert all(found((LIBRARY / path).read_text("utf-8")) for path in EXEMPT)


ELEVEN = "red green blue black white brown pink grey teal olive beige"


@pytest.mark.parametrize(
    "source",
    [
        f"COLOURS = {tuple(ELEVEN.split())}",
        f"COLOURS = {{{', '.join(map(repr, ELEVEN.split()))}}}",
        f"COLOURS = {dict.fromkeys(ELEVEN.split(), 1)}",
        f"COLOURS = {ELEVEN!r}.split()",
        f"COLOURS = words({ELEVEN!r})",
        f"COLOUR = re.compile(r'\\b(?:{ELEVEN.replace(' ', '|')})s?\\b')",
        f"COLOUR = rf'{{START}}(?:{ELEVEN.replace(' ', 's?|')})'",
    ],
)
def test_a_list_of_words_is_found(source: str) -> None:
    assert [len(some) for _, some in found(source)] == [11]
    assert not found(source.replace("red", "1", 1)), "ten may stand in code"


@pytest.mark.parametrize("path", sorted(path.relative_to(LIBRARY).with_suffix("") for path in LIBRARY.rglob("*.txt")))
def test_a_file_of_words_is_sound_and_read(path: Path) -> None:
    known = vocabulary(str(path))
    code = "\n".join(source.read_text("utf-8") for source in LIBRARY.rglob("*.py"))
    assert f'"{path}"' in code or f"'{path}'" in code, "no module reads it"
    assert known.sections


def test_every_sense_is_asked_for() -> None:
    code = "\n".join(source.read_text("utf-8") for source in LIBRARY.rglob("*.py"))
    unused = [sense for sense in patterns("language/en/senses") if f'"{sense}"' not in code]
    assert [sense for sense in unused if not sense.startswith(("of ", "welcomes "))] == []


@pytest.mark.parametrize(
    ("words", "sense", "expected"),
    [
        ("unit price", "money", True),
        ("price list", "money", False),
        ("customer name", "person name", True),
        ("order number", "numbered", True),
        ("is verified", "says itself", True),
        ("grand total", "total", True),
        ("grand total tax", "total", False),
    ],
)
def test_a_name_says_what_it_says(words: str, sense: str, expected: bool) -> None:
    assert says(words, sense) is expected


def test_the_first_sense_counts() -> None:
    assert sense_of("total tax", ("total", "charge")) == "charge"
    assert sense_of("colour", ("total", "charge")) == ""
    with pytest.raises(KeyError):
        says("colour", "no such sense")


SOUND = """# Colours.
# Source: a test
[warm]
red orange
" pink"
[pairs]
a: b | c
d: {e|f}
"""


def test_a_file_is_read_as_its_format_says() -> None:
    known = parse("colours", SOUND)
    assert known.rows("warm") == ("red orange", " pink")
    assert known.words("warm") == ("red", "orange", "pink")
    assert known.pairs("pairs") == {"a": ("b", "c"), "d": ("{e|f}",)}
    assert known.either("warm") == "(?:red orange| pink)"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Source: x\nred\n", "colours:2: a row before the first section"),
        ("# Source: x\n[a]\nred\n[a]\nblue\n", "colours:4: section [a] stands twice"),
        ("# Source: x\n[a]\n[b]\nred\n", "colours: nothing in section a"),
        ("[a]\nred\n", "colours: no line says `# Source:`"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        parse("colours", text)


def test_what_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\[a\] says red twice"):
        parse("colours", "# Source: x\n[a]\nred red\n").words("a")
    with pytest.raises(ValueError, match="the key twice"):
        parse("colours", "# Source: x\n[a]\nx: 1\nx: 2\n").pairs("a")
