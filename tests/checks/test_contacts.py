import pytest

from edgejson.checks import contacts

PERSON = {
    "type": "object",
    "properties": {
        "email": {"type": "string"},
        "phone": {"type": "string"},
        "website": {"type": "string"},
        "postal_code": {"type": "string"},
        "country": {"type": "string"},
        "phone_type": {"type": "string"},
        "link": {"type": "string", "format": "uri"},
    },
}


@pytest.fixture
def kinds(findings):
    def run(label, **changes):
        return [code for code, _ in findings(contacts, PERSON, label, **changes)]

    return run


@pytest.mark.parametrize(
    "label",
    [
        {"email": "ann@example.com"},
        {"email": "o'neil+tag@mail.test"},
        {"email": "jürgen@bücher.example"},
        {"phone": "+1 669-725-1027"},
        {"phone": "+4930901820"},
        {"phone": "01223 358899"},
        {"phone": "(212) 555-0123 ext. 45", "country": "US"},
        {"phone": "+12125550123", "country": "DE"},
        {"website": "www.example.com"},
        {"website": "https://example.museum:8443/a?b=c#d"},
        {"website": "http://192.0.2.1/x"},
        {"link": "mailto:ann@example.com"},
        {"link": "urn:isbn:0451450523"},
        {"postal_code": "90210", "country": "US"},
        {"postal_code": "90210-1234", "country": "United States"},
        {"postal_code": "sw1a 1aa", "country": "UK"},
        {"postal_code": "K1A 0B1", "country": "CA"},
        {"postal_code": "1012 AB", "country": "NL"},
        {"postal_code": "100-0001", "country": "Japan"},
        {"postal_code": "10115"},
        {"phone_type": "mobile"},
    ],
)
def test_real_contacts_pass(kinds, label):
    assert kinds(label) == []


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ({"email": "ann.example.com"}, "email"),
        ({"email": "ann@@example.com"}, "email"),
        ({"email": "a..b@example.com"}, "email"),
        ({"phone": "call me"}, "phone"),
        ({"phone": "123"}, "phone"),
        ({"phone": "+1 23"}, "phone"),
        ({"phone": "+9991234567"}, "phone"),
        ({"phone": "12345", "country": "US"}, "phone"),
        ({"website": "http://exa mple.com"}, "url"),
        ({"website": "https://-bad-.com"}, "url"),
        ({"website": "https://example.com:99999/"}, "url"),
        ({"postal_code": "ABCDE", "country": "US"}, "postal"),
        ({"postal_code": "1234", "country": "Germany"}, "postal"),
        ({"postal_code": "none"}, "postal"),
    ],
)
def test_what_cannot_be_a_contact_is_found(kinds, label, kind):
    assert kinds(label) == [kind]


def test_a_number_in_use_can_be_asked_for(kinds, settings):
    made_up = {"phone": "+1 074-833-7887"}  # no area code begins with 0
    assert kinds(made_up) == []
    strict = settings.contacts.model_copy(update={"phone": "valid"})
    assert kinds(made_up, contacts=strict) == ["phone"]


def test_items_of_a_list_of_which_nothing_is_said_are_contacts_by_its_name(findings):
    bare = {"type": "object", "properties": {"email": {"type": ["array", "null"]}}}
    listed = {"type": "object", "properties": {"email": {"enum": [["all@@staff"], ["none"]]}}}
    assert findings(contacts, bare, {"email": ["ann@example.com", "ann@@example.com"]}) == [("email", "/email/1")]
    assert findings(contacts, listed, {"email": ["all@@staff"]}) == []
