import re

import pytest

from edgejson.checks import language

TABLE = """| item | count | price |
|------|-------|-------|
| pen  | 3     | 1.50  |
| ink  | 3     | 3.00  |
| pad  | 3     | 3.00  |"""
LOG = """2024-05-01 10:00:00 INFO billing-worker: job 17 done, 3 retries
2024-05-01 10:00:07 WARNING billing-worker: queue holds 812 jobs
2024-05-01 10:00:09 ERROR mail-gateway: connection refused by 10.0.0.3"""
ITS = (
    "Its price is 5. Its weight is 7. Its width is 9. Its height is 12. Its stock is 3. Its rating is 4. Its age is 2."
)
CLEAN = [
    "Hi Kim, please book the room for Friday. Thanks, Ada",
    "Full name: Ada Lovelace\nE-mail: ada@example.org\nPhone: +1 669-725-1027",
    "That had had to be done before. Bye bye!",
    "The first ingredient is flour. The second ingredient is sugar. The third ingredient is salt.",
    "qty 3, price 5; qty 4, price 5; qty 5, price 5",
    "<p>Name: Ada</p>\n<p>&nbsp;</p>\n<p>&nbsp;</p>\n<p>&nbsp;</p>\n<p>City: Oslo</p>",
    "they opted in",
    "name,size,remote\nKey Accounts,6,",
    ITS,
    TABLE,
    LOG,
]
LOOPS = [
    "The city is rome rome rome rome rome rome",
    "order the book and the book and the book and the book and the book",
    "It is a good one. It is a good one. It is a good one. It is a good one.",
    "a a a a a a a a",
    "size kB 69 kB size kB 69 kB size kB 69 kB size kB 69 kB",
    "",
    "!!! ...",
]


def grade(text, spans):
    tokens = language.tokens_outside(text, spans)
    return language.grade(text, tokens, [token for token in tokens if token[0].isalnum()])


def numbers(text):
    """The places of the numbers: what a label of such a text would hold."""
    return [found.span() for found in re.finditer(r"\d[\d.:-]*", text)]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_of_any_register_passes(text, settings):
    assert grade(text, numbers(text)) >= settings.language.min


@pytest.mark.parametrize("text", LOOPS)
def test_loops_and_nothing_have_none(text, settings):
    assert grade(text, []) < settings.language.min


def test_the_grade_falls_gradually():
    start = "Adrian Glenn can be reached by phone at the office on most days of the week"
    grades = [grade(start + " verified by" * times, []) for times in range(1, 12)]
    assert grades == sorted(grades, reverse=True)
    assert len(set(grades)) > 6


def test_values_of_the_label_may_repeat():
    text = "readings: 5 5 5 5 5 5 5 5"
    start = text.index("5")
    spans = [(place, place + 1) for place in range(start, len(text), 2)]
    assert grade(text, spans) == 1.0
    assert grade(text, []) < 0.5


def test_words_that_are_none_and_a_broken_ending_cost():
    assert grade("xtf the qwrt of the zzkp", []) < 0.6
    assert grade("The invoice was sent to the", []) <= 0.5
    assert grade("The invoice was sent to Ann and", []) <= 0.5
    assert 0.5 < grade("The invoice was sent to Ann,", []) < grade("The invoice was sent to Ann ...", [])


@pytest.fixture
def judge(findings):
    return lambda text, **changes: [code for code, _ in findings(language, {}, 1, text, **changes)]


@pytest.mark.parametrize("text", ["bell \x07", "zero\x00", "lost \ufffd letter", "\u202egnp.exe", "half \ud83d pair"])
def test_control_characters_are_found(judge, text):
    assert judge(text) == ["control-character"]


def test_tabs_line_ends_and_emoji_are_text(judge):
    assert judge("name\tcity\r\nAda\tOslo \U0001f600 ☎ — “x” ½ zero\u200dwidth") == []


@pytest.mark.parametrize(
    "text",
    [
        "Der Kunde wird die Rechnung nicht bezahlen, und das ist für uns ein Problem.",
        "Le client ne va pas payer la facture, qui est dans les dossiers avec une note pour vous.",
        "顧客は請求書を支払いません。",
        "Клиент не будет платить по счету.",
    ],
)
def test_another_language_is_found(judge, settings, text):
    assert judge(text) == ["not-english"]
    assert judge(text, language=settings.language.model_copy(update={"english": False})) == []


@pytest.mark.parametrize(
    "text",
    [
        "Juan de la Cruz of La Paz met Ana von der Leyen and Luis del Rio.",
        "住所: Tokyo 東京, please ship by May.",
        "a: 1, b: 2",
    ],
)
def test_foreign_names_are_not_another_language(judge, text):
    assert judge(text) == []


def test_a_record_of_one_value_may_be_named_twice_and_its_value_not_dozens_of_times(settings):
    def graded(text):
        start = text.index("66294")
        tokens = language.tokens_outside(text, [(start, start + 5)])
        return language.grade(text, tokens, [t for t in tokens if t[0].isalnum()], [(("code",), 66294)])

    assert graded("Editor note: editor note. Editor note: 66294") == 1.0
    assert graded("NOTES\n• Code: 66294" + " 66294" * 11) < settings.language.min
