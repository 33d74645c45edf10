"""Which role a field plays, by the words of its name and the nouns that it stands under.

A line reads `role: ending | ending` or `role @ noun noun: ending | ending`. A name fits by its longest ending
("customerEmailAddress" by "email address"). The nouns are what comes before the ending in the name itself, then
the enclosing properties and titles, the nearest first: `device.name` and `deviceName` fit alike.
"""

# ruff: noqa: E501 (a table has one row a line)

from __future__ import annotations

from functools import lru_cache

from edgejson.language.names import in_words, singular

PERSON = (
    "person patient employee contact customer user applicant candidate member student author subscriber guest passenger "
    "driver physician nurse teacher buyer reviewer client tenant manager organizer organiser attendee participant "
    "recipient sender colleague worker assignee reporter editor speaker holder beneficiary maintainer contributor witness "
    "interviewer technician volunteer resident leader lead head owner child parent spouse traveller traveler player artist "
    "director actor borrower instructor trainer coach host operator inspector payer creator founder chair admin profile "
    "individual signatory representative relative caregiver requester agent clinician kin"
)
_FIRM = (
    "company organization organisation employer vendor supplier seller merchant manufacturer firm business store shop "
    "bank publisher carrier insurer insurance agency institution corporation customer_company brand_owner enterprise "
    "payee party counterparty partner tenant_company provider_company distributor retailer association foundation"
)
_GOODS = "product item article sku goods merchandise line order cart catalog catalogue catalogue_entry listing"
_DEVICE = "device sensor gateway machine camera thermostat meter equipment asset hub node controller appliance beacon"
_SOFTWARE = "service application app microservice component module daemon job worker process pod container deployment"
_PROJECT = (
    "package project repository repo library plugin extension theme script task step workflow pipeline target action "
    "config configuration settings schema variable parameter option field column table database key environment build "
    "job resource cluster command rule template preset profile_config dependency dataset model layer asset_pack"
)
_EVENT = "event conference concert webinar workshop festival meetup course class session"
CLINIC = "patient encounter visit medical clinical health hospital vital vitals examination observation symptom"

#: Strings.
STRINGS = f"""
name: full name | display name | person name | legal name @person | author | reviewer | assignee | reporter | manager
name: customer | patient | employee | applicant | candidate | attendee | participant | organizer | organiser | speaker
name: teacher | instructor | passenger | driver | inspector | technician | contact person | signed by | approved by
name: created by | updated by | modified by | submitted by | requested by | reviewed by | uploaded by | owner | leader
name: team lead | head | chair | chairperson | interviewer | interviewee | editor | translator | illustrator | director
name: penned by | written by | artist | composer | actor | photographer | witness | tenant | landlord | buyer | borrower | guest | beneficiary
name: account holder | cardholder | cardholder name | emergency contact | next of kin | recipient | sender | user | player
name: contributor | maintainer | founder | ceo | principal investigator | supervisor | student | mentor | coach | trainer
name @ {PERSON}: name
doctor_name: physician | doctor | attending physician | prescriber | surgeon | clinician | referring physician | dentist
doctor_name @ physician doctor surgeon clinician provider prescriber: name
first_name: first name | given name | forename | firstname | fname
last_name: last name | family name | surname | lastname | lname
middle_initial: middle initial | middle name
user_name: username | user name | login | login name | nickname | handle | screen name | user id @ | userid | alias @ user
email: email | e mail | email address | e mail address | mail | mail address | mailbox
email @ email mail sender recipient: address
phone: phone | phone number | telephone | telephone number | mobile | mobile number | mobile phone | cell | cell phone
phone: fax | fax number | tel | contact number | home phone | work phone | whatsapp
job_title: job title | job | occupation | profession | position title | designation | job role
job_title @ {PERSON}: title | position | role
job_title @ job position vacancy posting opening: title | name
department: department | dept | division | business unit | department name
department @ department division: name
team_name: team name
team_name @ team squad: name
honorific: honorific | salutation | name prefix
gender: gender | sex
nationality: nationality | citizenship
marital_status: marital status
initials: initials
company: company | company name | organization | organisation | organization name | organisation name | employer | firm
company: vendor | supplier | seller | merchant | insurer name | publisher | publisher name | agency | payee | business name
store_name @ store shop webshop: name | title
store_name: store name | shop name
company: sponsor | affiliation | institution | bank | bank name | provider name | counterparty
company @ {_FIRM}: name | legal name | trading name | title | display name
brand: brand | brand name | make | label brand
manufacturer: manufacturer | maker | oem
industry: industry | sector | line of business
slogan: slogan | tagline | motto | catch phrase | claim
school: school | university | college | school name | alma mater
school @ school university college education: name | institution
degree: degree | qualification
city: city | town | locality | municipality | address locality | city name | birthplace | place of birth | hometown
city @ city town: name
region: region | state | province | county | address region | state name | territory | prefecture
region_code: state code | region code | province code | state abbreviation
country: country | country name | address country
country @ country: name
country_code: country code | country iso | iso country | country iso2 | alpha 2 | country id
country_code3: country iso3 | alpha 3
postal_code: postal code | postcode | post code | zip | zip code | zipcode | postal
street: street | street address | address line | address line 1 | address1 | line1 | line 1 | addressline1 | street name
street: street line 1
house_number: house number | street number | building number | house no
address: address | full address | mailing address | home address | billing address | shipping address | location address
timezone: timezone | time zone | tz | timezone id | tzid
place_name @ location place landmark poi spot attraction stop station waypoint address: name | title
place_name: place | place name | location name | landmark | meeting point
city: location | origin | destination
venue: venue | venue name | conference venue
venue @ venue hall: name
room @ {_DEVICE}: location | room | position | placement | installed in
room: room | area
site: site | site name | plant | warehouse | facility name | building | campus | warehouse name | depot
site @ site plant warehouse facility building network: name | location
facility: hospital | clinic | practice | medical centre | medical center | facility | hospital name | care site
facility @ hospital clinic practice {CLINIC}: facility | location | site
meeting_room: meeting room | conference room
meeting_room @ meeting: location | room | place
product_name: product | product name | item name | article name | article | item | product title | goods
product_name @ {_GOODS}: name | title | product
product_description @ product article goods merchandise: description
line_item @ invoice line quote bill receipt estimate item: description | item | product | service | name
product_category @ product item article goods merchandise: category | type
sku: sku | stock number | article number | product code | item code | stock keeping unit
barcode: barcode | ean | gtin | upc | ean13
colour: color | colour
material: material | fabric
size_letter @ product item clothing shirt article: size
coupon: coupon | coupon code | voucher | voucher code | promo code | discount code | promotion code
currency: currency | currency code | currency iso
iban: iban
card_network: card type | card brand | card network
payment_method: payment method | payment type | paid with | method of payment
payment_reference: payment reference | remittance information | purpose of payment
payment_reference @ payment transfer transaction: reference | memo | description | note | purpose
carrier: shipping carrier | carrier name | courier | shipping method
ticket_subject @ ticket issue case complaint support request incident: subject | title | summary
ticket_comment @ ticket issue case complaint support comment: text | comment | body | message | description | content
ticket_category: ticket category
ticket_category @ ticket issue case support: category
meeting_title @ meeting: title | subject | topic | name
decision: decision
task: action item | to do | todo
task @ action item todo assignment: task | title | description | text
document_title: document title | article title | page title
document_title @ document article page post wiki knowledge guide report: title | name
book_title: book title | book
book_title @ book novel volume publication library: title | name
headline: headline
event_name: event | event name
event_name @ {_EVENT}: name | title
email_subject: subject | subject line
email_subject @ email mail message thread: subject | title
notification_message @ notification push notice reminder: message | body | text | content | title
log_message @ log logging entry trace: message | msg | text
log_message: log message | stdout | stderr
log_level @ log logging: level | severity
error_message @ error exception problem fault: message | detail | description | title | reason | text
error_message: error message | error description | error
error_code @ error exception problem fault: code | type
error_code: error code
severity @ alert alarm warning: severity | level | priority
device_alert @ alert alarm warning {_DEVICE}: message | text | description | reason
review_comment @ review rating feedback testimonial: comment | text | body | review | content | message
review_comment: review text | review comment | feedback
note: note | remark | comment | instruction | special instruction | memo | annotation | observation
visit_reason: chief complaint | reason for visit | presenting complaint | visit reason | reason for encounter
visit_reason @ encounter visit appointment admission consultation: reason | complaint
diagnosis: diagnosis | diagnosis name | condition name
diagnosis @ diagnosis condition problem disease disorder illness: name | description | title | text | display
icd_code: icd code | icd10 | icd 10 | icd10 code | icd 10 code | diagnosis code
icd_code @ diagnosis condition problem disease: code
medication: medication | medicine | drug | drug name | medication name | active ingredient | generic name
medication @ medication medicine drug prescription: name
frequency @ medication medicine drug prescription dose dosage: frequency
route @ medication medicine drug prescription dose: route
allergy: allergy | allergen | known allergy
allergy @ allergy: name | substance
symptom: symptom | complaint
symptom @ symptom: name | description
procedure: procedure | treatment
procedure @ procedure treatment: name | description
specialty: specialty | speciality | medical specialty
blood_type: blood type | blood group
insurer: insurance provider | insurance company | insurer
service: service | service name | microservice | app name | application name | application
service @ {_SOFTWARE}: name | id
device_name: device name | device | sensor name
device_name @ {_DEVICE}: name | label
device_model: model | model number | device model
serial_number: serial | serial number | serial no
firmware: firmware | firmware version
version: version | semver | release | app version | software version | build version
hostname: host | hostname | host name | server | server name | node name | machine name | fqdn
domain: domain | domain name
url: url | uri | link | website | homepage | web site | href | web page | site url | webpage | permalink | endpoint url
image_url: image | image url | avatar | avatar url | photo | photo url | logo | logo url | thumbnail | thumbnail url | icon url
image_url: picture | profile picture | cover image
ipv4: ip | ip address | ipv4 | ip addr | client ip | remote addr | ipv4 address
ipv6: ipv6 | ipv6 address
mac_address: mac | mac address
user_agent: user agent
http_method: http method | http verb | request method
http_method @ request response api http: method | verb
path: endpoint | api path | request path | route path | uri path
path @ request response http api endpoint: path | url path | route
file_name: file name | filename | attachment | attachment name | original name
file_name @ file attachment upload document: name
directory: directory | folder | dir | base directory | output dir | working directory | root path | base path
file_path: path | file path | file | output path | input path
mime_type: mime type | content type | media type | mimetype
hash: commit | sha | sha1 | commit hash | commit sha | revision
token: token | access token | checksum | md5 | digest | hash | secret | nonce | etag | api key
feature_flag: feature flag | flag | flag key | feature | feature key
feature_flag @ flag feature toggle: name | key
config_key: config key | setting | property name | setting name
branch: branch | git branch
command: command | cmd | run | entrypoint
license: license | licence | license name | spdx
programming_language: programming language
programming_language @ repository repo project code snippet: language
operating_system: os | operating system | platform name
browser: browser
cloud_region: aws region | cloud region
cron: cron | cron expression
hex_colour: hex color | hex colour | color hex
metric: metric | sensor type | measurement type | quantity kind
metric @ sensor reading measurement: type | name | metric | quantity | parameter
metric_unit @ sensor reading measurement metric observation: unit | units
metric_name: metric name | kpi
language: language | lang name | spoken language
language_code: language code | lang | lang code | iso language
locale: locale | language tag
tag: tag | keyword | label | topic
genre: genre
species: species
skill: skill | competency
property_kind @ property home house real: kind | type
offer: offer | offer type
cuisine: cuisine
ingredient_unit @ ingredient: unit
dish: dish | recipe name
dish @ recipe dish meal menu: name | title
ingredient @ ingredient: name | item
ingredient: ingredient
cooking_step @ recipe: step | instruction
date_time: at | timestamp | datetime | date time | created at | updated at | modified at | created | updated | last modified
date_time: last seen | last login | logged at | recorded at | received at | sent at
date_time: occurred | started | finished | ended | stopped | completed | published | deleted | submitted | received | processed
date: last update | date | day | due date | start date | end date | issue date | created on | updated on | expiry date | expiration date
date: valid from | valid until | effective date | deadline | published | publication date | release date
patient_birth_date @ patient: birth date | date of birth | dob
birth_date: birth date | date of birth | birthdate | dob | birthday | born | birth
clock: time | start time | end time | opening time | closing time | departure time | arrival time
year_text: year
month: month
weekday: weekday | day of week
duration: duration
project_slug @ {_PROJECT}: name | id | slug
project_slug: slug
description: description | summary | about | details | overview | abstract | bio | purpose | explanation
note: message | msg | text | content | body | reply | answer
identifier: id | uid | identifier | reference | ref | code | number | no | object id | external id
uuid: uuid | guid
status: status | state | phase | stage
kind: type | kind | category | class | mode | group
label: name | title | label | caption
"""


@lru_cache(maxsize=8)
def compiled(table: str) -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """Ending -> (nouns, role) in the order of the table; without nouns it fits anywhere, and comes last."""
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for line in table.strip().splitlines():
        head, _, endings = line.partition(":")
        role, _, nouns = head.partition("@")
        for ending in endings.split("|"):
            found.setdefault(ending.replace("@", "").strip(), []).append((frozenset(nouns.split()), role.strip()))
    return {ending: tuple(sorted(rows, key=lambda row: not row[0])) for ending, rows in found.items()}


def role_in(table: str, words: str, parents: tuple[str, ...]) -> str:
    """The role that a table gives to a name in words below some parents (outermost first); "" for none."""
    bare = words.rstrip("0123456789 ")  # "latitude1", "address line 2"
    return _role_in(table, words, parents) or (_role_in(table, bare, parents) if bare != words else "")


def _role_in(table: str, words: str, parents: tuple[str, ...]) -> str:
    rows = compiled(table)
    steps = words.split(" ")
    for start in range(len(steps)):
        for form in dict.fromkeys((" ".join(steps[start:]), _one(" ".join(steps[start:])))):
            if form in rows:
                nouns = [*reversed(steps[:start]), *(noun for parent in reversed(parents) for noun in _nouns(parent))]
                role = _under(rows[form], nouns)
                if role:
                    return role
    return ""


def _under(rows: tuple[tuple[frozenset[str], str], ...], nouns: list[str]) -> str:
    for noun in nouns:
        for wanted, role in rows:
            if noun in wanted:
                return role
    return next((role for wanted, role in rows if not wanted), "")


@lru_cache(maxsize=4096)
def _nouns(parent: str) -> tuple[str, ...]:
    """The words of a parent's name that say what it is, its head first."""
    words = [_one(word) for word in in_words(parent).split(" ")]
    return tuple(reversed(words[-3:]))


_IRREGULAR = {"diagnose": "diagnosis", "analyse": "analysis", "people": "person", "children": "child"}


def _one(words: str) -> str:
    """The singular of the last word, unusual plurals included."""
    head, _, last = singular(words).rpartition(" ")
    return f"{head} {_IRREGULAR.get(last, last)}".strip()
