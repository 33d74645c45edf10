import pytest

from edgejson.checks import placeholders
from edgejson.checks.placeholders import code_of

#: Real names, places, brands, domains and words that look like placeholders, or contain one.
REAL = """
Foo Fighters|Foo Swee Chin|Jon Foo|Baz Luhrmann|Baz|Bar Harbor|Bar|Barre|Bari|Barbara Null|Jennifer Null|Test Valley|Test
Tester|Testament|Matt Dummy Hoffman|Ipsen|Lorem Biotech GmbH|Dolores Ipsum-Garcia|Super Bowl XXX|XXL|XXXTentacion|xXx Films
String Theory|G-String Cafe|Stringer Bell|Text United|Value Village|True Value Hardware|Best Value Co|Sample, Kentucky
Samplewise|Sampleton|Examplar|Sherwin Example-Smith|Placer County|Todos Santos|Todd|Tbdress|TBWA|Asda|Qwertee|Quxley
Your Name.|Enter Sandman|Insert Coin Records|Fill Avenue|Here|Your Town|Nan Goldin|None Such|Nonesuch Records|N. A. Porter
Infinity Ward|Undefined Magazine|Mike Undefinedson|Unknown Pleasures|Anonymous|John Doe|Jane Doe|Max Mustermann|Foobar2000 Fan Club
example.com|mail.example.org|ann@example.com|test.user@example.org|info@company.com|name.surname@example.net|sample@lab.example
http://example.com/foo/bar|/users/{id}|/v1/orders/{order_id}/items|a[i]|x < y|<3|List<String>|#{1}|C:\\temp\\foo|${5.99}
1-800-XXX-GIRL|Malcolm X|Xxijra Hii|Generation X|IKEA|H&M|7-Eleven|3M|A|I|Oz|Ng|Wu|Li|Äke|Łódź|Saint-Louis-du-Ha! Ha!|Å|Ee
Truth or Consequences|Nothing, Arizona|Why, Arizona|Boring, Oregon|Intercourse|Y|Hell, Michigan|Example Street 5|Dull|No Name
No Place|Uncertain, Texas|Nameless, Tennessee|Notown|Accident, Maryland|Lorient|Loremo|Dolor|Amet|Sit|Elit|Magna|Corge Rivas
""".replace("\n", "|").split("|")

FAKE = """
string|String|STRING|text|value|placeholder|example|Sample|dummy|foo|Foo|foo bar|foo-bar|foobar|Foo Bar Baz|Test Test|lorem
Lorem ipsum|Lorem Ipsum Dolor|lorem ipsum dolor sit amet|xxx|XXXX|xxxxxxxx|xxx-xxx-xxxx|TBD|todo|TODO|FIXME|undefined|asdf|qwerty
{{name}}|Dear {{ customer.name }}|${total}|%(city)s|Hello {name}|{first_name}|<name>|<your name>|<Company Name>|[Name]|[Company name]
[Insert date]|[your address here]|[enter phone]|your name here|Insert name here|Enter your email here|Your Address Here|your_value
user@example.com|email@domain.com|your.name@company.com|name@email.com|example@test.com|example_value|some_value|"string"
""".replace("\n", "|").split("|")

NOTE = {"type": "object", "properties": {"note": {"type": "string"}, "kind": {"enum": ["test", "example", "string"]}}}


@pytest.mark.parametrize("value", [value for value in REAL if value])
def test_real_names_and_words_pass(value):
    assert code_of(value) == ""


@pytest.mark.parametrize("value", [value for value in FAKE if value])
def test_placeholders_are_found(value):
    assert code_of(value) != ""


@pytest.fixture
def judge(findings):
    return lambda label, text: findings(placeholders.compile, NOTE, label, text)


def test_an_enumerated_value_is_no_placeholder(judge):
    assert judge({"kind": "example"}, "An example.") == []
    assert judge({"note": "example"}, "An example.") == [("word", "/note")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lorem ipsum dolor sit amet, total 5 EUR", "text"),
        ("Dear {{customer_name}}, the total is 5 EUR", "text"),
        ("Dear [insert name], the total is 5 EUR", "text"),
        ("Write a short message that mentions the total: 5 EUR", "instruction"),
        ("Here is the JSON: total 5 EUR", "instruction"),
        ("As an AI language model I owe 5 EUR", "text"),
        ("Use all of the following fields: total 5 EUR", "instruction"),
    ],
)
def test_what_a_writer_left_in_the_text_is_found(judge, text, code):
    assert judge({"note": "5"}, text) == [(code, "")]


@pytest.mark.parametrize(
    "text",
    [
        "Here is the invoice. It is due on 5 May.",
        "[Name] Ada Lovelace\n[Phone] +1 669-725-1027",
        "Sure, here is what I have: the sensor at example.com is fine.",
        "GET /users/{id} returned 404; see <https://example.com>",
        "Please create a ticket: the printer on floor 3 writes nothing.",
        "| text | value |\n|---|---|\n| a | 5 |",
    ],
)
def test_ordinary_texts_pass(judge, text):
    assert judge({"note": "5"}, text) == []


def test_a_value_may_speak_of_what_models_are_told(judge):
    label = {"note": "the JSON object is empty"}
    assert judge(label, "Ticket: the JSON object is empty") == []
