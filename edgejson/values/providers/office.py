"""Work: tickets, meetings, documents, reviews, departments, postings."""

# ruff: noqa: E501 (a table has one row a line)

from __future__ import annotations

from functools import lru_cache

from edgejson.values.providers.templates import Make, drawn_from, entries, pick, pool
from edgejson.values.providers.themes import Family, table

_TICKETS = """
billing=payments=invoice;^{charged twice for|wrong amount on|no receipt for|unexpected charge for|discount missing on} {last month|the annual plan|the renewal|the extra seats|the upgrade}|Refund for {a cancelled plan|an unused licence|a returned device} {has not arrived|is too low}|Card {declined|rejected} {at renewal|during the upgrade} although it is valid|Please {change|correct} the {billing address|tax number|company name on the bill};The {second charge|duplicate payment|difference} will be refunded {this week|within a few days|on the next statement}.|Could you send {a screenshot of the statement|the last digits of the card|the date of the charge}?|{Finance|Accounting|The bank} has {confirmed|corrected|released} the {amount|payment}.|I still see the {old amount|wrong total|first charge} in the {portal|statement}.;refund|renewal|overcharge|receipt
technical=technical support=bug=software=incident;^{export|search|upload|printing|filtering|the calendar view} {stops|fails|hangs|is slow} after {the update|a few seconds|large files|signing in again}|Dashboard {stays empty|does not load|shows old numbers} in {Firefox|Safari|the mobile app|private windows}|{Sync|Import|Single sign-on} with the {calendar|warehouse|directory} {fails|is incomplete|stopped}|Error page when {saving a draft|opening old orders|deleting a comment};{Clearing the cache|Reinstalling the app|Another browser} did not help.|We could {reproduce it|see it in the logs|narrow it down}; a fix is {under review|being tested|planned for this week}.|It {works again|still happens|got better} since {this morning|yesterday|the last update}.|Please {update to the latest version|try a private window|send the browser log} and {report back|tell us what you see}.;bug|regression|performance|crash
account=account management=access=authentication=login;^{cannot log in|locked out|signed out every hour} after {a password change|changing phones|the move to a new office}|Verification code {never arrives|is refused|comes too late}|Please {merge|close|rename} {my old account|two accounts of ours|the test account}|{Colleague|New starter|Our auditor} needs access to {our workspace|the shared folder|the reports};I have {reset the login|unlocked the account|sent a new code}; please try again.|Could you confirm {the address on file|who should own the account|the name of your team}?|The {invitation|verification link|code} {expired|went to spam|was sent again}.|{Everything works|I can sign in} again, thank you.;login|password|lockout|invitation
shipping=delivery=logistics=order;^{parcel|package|pallet} {arrived damaged|never arrived|went to a neighbour|came back to us}|Tracking has not moved {for days|since the weekend|since customs}|{Wrong item|Half of the order|An empty box} was delivered|Please {change|correct} the delivery {address|date|name};The carrier {has opened an investigation|promises delivery tomorrow|found the box}.|A replacement {is on its way|leaves the warehouse today|has been packed}.|Could you send {a photo of the box|a picture of the label|the name on the doorbell}?|The parcel {turned up|was found|is waiting} {at the depot|with a neighbour|in the parcel shop}.;delay|damage|lost-item|redelivery
feature request=feature=enhancement=general=other=question=inquiry;^{dark mode for|keyboard shortcuts in|bulk editing in|a print view of|undo in} the {editor|calendar|report view|item list}|Please add {an export to spreadsheets|reminders by text message|a Dutch translation|colour labels}|Could {filters|columns|templates} be {saved|shared with the team|sorted by name}?;That is {on our list for|planned after|not planned before} {the summer|the next release|spring}.|{Several customers|Other teams|Two partners} have asked for {the same|this as well|something like it}.|Would {a weekly summary|a simple list|a shortcut} already help?;idea|usability|wishlist|feedback
hardware=equipment=printer;^{printer|scanner} {jams on every page|prints blank sheets|is offline}|Laptop {battery|fan} {drains|runs} {constantly|overnight}|{Headset|Monitor|Docking station} {flickers|is not recognised|gets hot} at the new desk;A {technician|colleague} will {bring a replacement|have a look} tomorrow.|Please try {another cable|a different port}.|The {spare part|new device} has {arrived|been ordered}.;device|warranty|replacement|on-site
"""

_MEETINGS = """
^{quarterly|monthly|half-year} {budget|finance|cost} review|Budget planning for {marketing|the new warehouse|next year|the laboratory};{Travel|Training|Energy|Postage} costs are {capped|cut by a fifth|reviewed} until {summer|the end of the year|the next review}.|The {hiring freeze|cost target|spending limit} {stays in place|is lifted for engineering|is relaxed}.|Unused funds go to {training|the maintenance reserve|new tools}.;update the {forecast|spending report|cost overview|investment plan}|collect quotes for {insurance|the new lease|cleaning|electricity}|explain the {variance in travel costs|change in overheads|gap in the forecast} to the {board|auditors}
^{website|online shop|customer portal} {relaunch|redesign|review}|Launch plan for the {new website|mobile app|newsletter|partner portal};The {launch|release|beta} moves to {the second half of the month|early autumn|after the holidays}.|The {old blog|partner page|forum} will {not be migrated|be archived|be merged with the help pages}.|Product pages get {larger photos|shorter texts|customer reviews}.;write the {launch checklist|redirect list|press release}|test the {checkout|contact form|search} on {phones|older browsers|tablets}|brief the {agency|photographer|translators}
^{weekly|sprint} {planning|review} of the {platform|mobile|search|data} team|Retrospective of the {last release|summer sprint|migration};The {flaky test suite|legacy endpoint|slow build} is {removed|fixed|split} before {anything else|new features|the next release}.|Code freeze starts on {Thursday|Wednesday evening|Monday}.|{Pairing|A short demo} replaces {the second review|the status call}.;{profile|simplify|rewrite} the {search query|login flow|import job}|document the {deployment|on-call|rollback} steps|upgrade the {database driver|build image|test runner}
^{hiring|staffing|internship} {round|update|planning}|Interview debrief for the {designer|analyst|engineer|accountant} role;An offer goes to {the second candidate|the internal applicant|the first candidate}.|The {test task|home assignment|phone screening} is {dropped|shortened|kept}.|The role is {advertised again|opened to remote candidates|split in two}.;call the {references|candidates|agency}|rewrite the {job advertisement|interview guide|role description}|prepare the {contract|onboarding plan|welcome day}
^{supplier|customer|partner} {negotiation|visit|audit} {preparation|debrief}|Review of the {packaging|logistics|cleaning|catering} contract;The contract is {extended for a year|put out to tender|ended in autumn}.|Payment terms stay {as they are|at one month|under review}.|A second {supplier|carrier} is {brought in|tested} from {May|October|January}.;send the {revised offer|signed minutes|draft contract}|compare {freight rates|lead times|service levels}|check the {liability clause|delivery terms|notice period}
^{office move|workspace|car park} {planning|update|review}|Safety briefing for the {warehouse|workshop|new building};The {kitchen|quiet zone|library} moves to {the ground floor|the east wing|the former archive}.|Desks are {shared|assigned|booked} by {team|floor|department}.|Fire drills take place {twice a year|every spring|in June}.;order {new signs|first-aid kits|standing desks}|book the {movers|electrician|painters}|label the {cables|storage boxes|lockers}
"""

_DOCUMENTS = """
^{how to|a guide to|when and how to} {request leave|file travel expenses|book a meeting room|report sick|apply for training|order equipment}|{Holiday|Remote work|Expenses|Parental leave|Working hours|Company car} {policy|rules|questions and answers};hr|leave|policy|travel|onboarding|benefits
^{runbook for|recovering from|lessons from|preparing for} {database failover|a failed deployment|expired certificates|a full disk|a power cut|a traffic peak}|On-call {handbook|checklist|rota explained};operations|incident|runbook|deployment|monitoring|reliability
{Brand voice|Photo style|Newsletter|Logo|Presentation} {guidelines|handbook|do's and don'ts}|^{planning|measuring|budgeting} {a campaign|a trade fair visit|a product launch|an open day};marketing|brand|style|campaign|writing|events
^{onboarding|first week|probation} {checklist|guide|calendar} for {new engineers|new sales staff|interns|apprentices|team leads};onboarding|people|checklist|training|mentoring
^{security|data protection|password} {basics for everyone|review of suppliers|rules for home offices}|Handling {lost devices|suspicious mail|visitor badges|confidential papers};security|privacy|compliance|devices|awareness
^{quarterly results|customer survey|market study|price comparison} {in short|explained|in pictures}|Why customers {leave|stay|upgrade|call us};research|customers|survey|strategy|insights
{Warehouse|Workshop|Laboratory|Loading bay} safety {rules|briefing|inspection}|Using the {forklift|label printer|laser cutter|pallet lift|fume hood};safety|warehouse|equipment|inspection|maintenance
^{designing|testing|versioning|documenting} {public interfaces|data pipelines|mobile screens|search results}|Coding conventions for {services|reports|scripts|dashboards};engineering|architecture|testing|conventions|data
"""

_REVIEWS = """
1;{Arrived|Came} {damaged|dirty and clearly used|broken}, and {support never answered|nobody replied to my complaint|the seller was no help}.|Nothing like the {photos|description}; {I want my money back|avoid|a complete waste of money}.|{Terrible|Awful} quality, {it went straight into the bin|returned the same day|I feel cheated}.|Waited {for weeks|far too long}, and then {the wrong thing came|the box was half empty}.
2;{Disappointing|Mediocre} for {the price|what is promised}; I would not {buy it again|recommend it}.|The {quality|workmanship} is {poor|uneven}, and the packaging {was torn|does not protect anything}.|{Expected more|Not what I had hoped for} after reading the description.|Late delivery and {a dent on one side|a musty smell}; {support offered a small refund|at least the return was free}.
3;{Decent for the money|Neither good nor bad|Does what it should}, but {delivery took far too long|do not expect too much|others are better}.|{Nice|Fine} at first sight, though {the photos flatter it|it is smaller than I thought}.|{Average|Ordinary} quality, {fair price|slightly overpriced}; {might buy again|I am still undecided}.
4;{Very good|Solid|Great} quality {for the price|overall}, {only the packaging is excessive|delivery could have been faster}.|{Happy with it|A good buy}; {one small flaw|a dented box} aside.|{Just as described|As good as expected}, {one star off for the slow delivery|a little expensive}.
5;{Absolutely love it|Exceeded all expectations|Could not be happier}, and {it came quickly|worth every penny}.|{Perfect|Exactly what I was looking for}: {great quality and friendly service|better than in the photos}.|Bought {one for a friend|a second one} {straight away|the same week}, {that says it all|it is that good}.|{Wonderful|Outstanding} quality, {carefully packed|fast delivery}, {will order again|thank you}.
"""

_TEAMS = """
Engineering=R&D=Research and Development=Information Technology=IT=Product;{Platform|Mobile|Payments|Search|Infrastructure|Data Pipeline|Test Automation|Firmware|Web Client|Release} Team|{Site Reliability|Developer Tools|Machine Learning|Embedded Systems}
Sales=Business Development;{Key Accounts|Inside Sales|Partner Sales|Field Sales|Public Sector|Export Sales|Renewals}|{Nordic|Iberian|Central European|North American} Accounts
Marketing=Communications;{Brand|Content|Growth|Events|Campaigns|Product Marketing|Press Office|Social Media|Market Research}
Finance=Accounting=Legal;{Accounts Payable|Accounts Receivable|Treasury|Payroll|Controlling|Internal Audit|Tax|Financial Planning}
Operations=Logistics=Production=Procurement=Facilities;{Night Shift|Warehouse|Inbound Freight|Dispatch|Maintenance|Procurement|Facilities|Fleet|Quality Control|Packaging}
Human Resources=HR=People;{Recruiting|Learning and Development|Benefits|People Operations|Apprenticeships|Workplace Safety}
Customer Support=Support=Customer Success=Service;{First Line|Escalations|Onboarding Help|Phone Support|Live Chat|Field Service|Returns Desk|Help Centre}
"""

_DISHES = """
Italian;^{lemon|mushroom|pumpkin|saffron} risotto|^{baked|creamy|summer} lasagne|^{tomato|basil|walnut} gnocchi;onions|garlic|parmesan|butter|tomatoes|fresh basil|mushrooms
Mexican;^{smoky|bean|pumpkin} {tacos|enchiladas|burritos}|^{smoky|green} pozole;black beans|limes|corn kernels|tomatoes|onions|coriander|avocados
Indian;^{chickpea|potato|spinach|cauliflower} curry|^{red lentil|yellow lentil|kidney bean} dal;red lentils|ginger|cumin|coconut milk|tomatoes|spinach|turmeric
Thai;^{green|red|peanut} curry|^{glass|rice} noodle salad;coconut milk|rice noodles|limes|lemongrass|ginger|peanuts|garlic
French;^{onion|leek|carrot} soup|^{mushroom|tomato|goat cheese} tart|^{country|lentil} stew;butter|onions|flour|carrots|cream|thyme|leeks
Lebanese;^{parsley|bulgur|fattoush} salad|^{spicy|lentil} kofta|^{aubergine|chickpea} dip;chickpeas|lemon juice|parsley|tahini|olive oil|mint|cucumbers
Japanese;^{miso|udon|mushroom} {soup|noodle soup}|^{sesame|ginger|autumn} rice bowl;soy sauce|miso paste|spring onions|tofu|ginger|rice|seaweed
"""

_HOMES = """
flat=apartment=condo;38..120;1..3
house=detached house=townhouse;85..240;2..6
studio;18..42;0..1
penthouse;90..260;2..4
bungalow;70..160;2..4
"""

# Ingredients by how they are measured; sensible amounts.
_INGREDIENTS = """
onions|tomatoes|carrots|mushrooms|limes|avocados|leeks|cucumbers|spring onions|peanuts|tofu;g;80|100|120|150|200|250|300|400
red lentils|black beans|chickpeas|rice|rice noodles|flour|spinach|corn kernels|parmesan|butter;g;50|75|100|150|200|250|300|350
coconut milk|cream|soy sauce|lemon juice|olive oil;ml;50|100|150|200|250|300|400
cumin|turmeric|ginger|thyme|lemongrass|smoked paprika;tsp;1|2|3
olive oil|soy sauce|tahini|miso paste|lemon juice|honey|butter;tbsp;1|2|3|4|5
parsley|mint|fresh basil|coriander|seaweed|rice|flour|spinach;cup;1|2|3
onions|garlic|tomatoes|limes|avocados|carrots|leeks|cucumbers;piece;1|2|3|4|5|6
"""

_JOBS = """
{Junior|Senior|Lead} {Backend|Frontend|Platform} Engineer|Data Engineer|Site Reliability Engineer;Python|SQL|Kubernetes|TypeScript|Terraform|PostgreSQL|code review|observability
{Junior|Senior} {Data|Business} Analyst|Market Researcher;SQL|statistics|data visualisation|survey design|spreadsheets|presentation
{Regional|Key Account} Sales Manager|Sales Representative;negotiation|customer relationship management|fluent German|public speaking|forecasting
{Warehouse|Production} Supervisor|Logistics Planner;forklift licence|shift planning|lean manufacturing|inventory control|workplace safety
{Staff|Community|Paediatric} Nurse|Physiotherapist;patient care|wound care|triage|medication safety|record keeping
{Graphic|Product|Interior} Designer;typography|prototyping|illustration|user research|colour theory
"""


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes about work."""
    meetings = table("meeting_title;decision;task", _MEETINGS)
    return {
        "ticket": Family(
            ("ticket_category", "tag"), table("ticket_category;ticket_subject;ticket_comment;tag", _TICKETS), whole=True
        ),
        "meeting": Family(("meeting_title",), meetings, whole=True),
        "document": Family(("document_title", "tag"), table("document_title;tag", _DOCUMENTS), whole=True),
        "review": Family(("stars",), table("stars;review_comment", _REVIEWS)),
        "team": Family(("department",), table("department;team_name", _TEAMS), whole=True),
        "dish": Family(("cuisine",), table("cuisine;dish;ingredient", _DISHES), whole=True),
        "ingredient": Family(
            ("ingredient", "ingredient_unit"), table("ingredient;ingredient_unit;ingredient_amount", _INGREDIENTS)
        ),
        "home": Family(("property_kind",), table("property_kind;living_area:span;bedrooms:span", _HOMES)),
        "offer": Family(
            ("offer",), table("offer;price:money", "sale=for sale=buy;120000.0..940000.0\nrent=let=lease;620.0..3400.0")
        ),
        "job": Family(("job_title",), table("job_title;skill", _JOBS), whole=True),
    }


_MAILS = (
    "^{minutes|notes|slides} from {yesterday's|Tuesday's|the last} {call|workshop|meeting}",
    "{Draft|Final version} of the {contract|offer|press release|annual report}",
    "^{quick question|feedback} about the {schedule|floor plan|price list|new logo}",
    "{Reminder|Invitation}: {team lunch|fire drill|budget workshop|summer party|training day}",
    "Your {application|request|registration|reservation} for the {course|conference|guest room|car park}",
    "{Documents|Figures|Photos} for the {audit|trade fair|customer visit|board meeting}",
    "Please {sign|check|approve} the {lease|travel request|purchase order|job advertisement}",
)
_EVENTS = (
    "{Nordic|Baltic|Alpine|European|Coastal|Northern} {Data|Design|Robotics|Food|Energy|Privacy|Packaging|Beekeeping} "
    "{Summit|Days|Forum|Conference|Workshop|Symposium}",
    "{Open Source|Urban Gardening|Medical Imaging|Supply Chain|Typography|Sustainable Building|Photography} "
    "{Summit|Meetup|Workshop|Conference|Festival|Masterclass}",
)
_NOTICES = (
    "Your {parcel|order|replacement} {has left the warehouse|is out for delivery|was handed to a neighbour}.",
    "{Someone|A colleague} {commented on|shared|edited} your {report|drawing|travel plan|shopping list}.",
    "Your {invoice|statement|boarding pass|test result} is {ready to download|now available}.",
    "{The meeting|Your appointment|The training} has been moved to {the afternoon|tomorrow morning|next week}.",
    "A {new device|new browser} signed in to your account{.|; was that you?}",
    "Your {subscription|trial|library card|parking permit} {ends soon|has been renewed}.",
    "{Storage is|Your mailbox is} almost full; {delete some files|consider an upgrade}.",
    "{Rain|Strong wind|Frost} is expected {this evening|tonight|in the morning}; {take care on the road|bring the plants in}.",
    "{Your|The} {bicycle|car|van} is {ready to be picked up|due for a check-up}.",
    "{New photos|New comments|Two replies} in {your album|the neighbourhood group|the running club}.",
    "The {bus|train|ferry} {leaves from another platform|is running late|is cancelled this evening}.",
    "You {reached|are close to} your {step goal|reading goal|savings goal}{| for this week}.",
    "{Dinner|Your groceries|The spare part} will arrive {within the hour|after lunch|tomorrow before noon}.",
)
_NOTES = (
    "Please {ring the bell|leave it with the neighbour|call before delivery|use the side entrance}.",
    "{Customer|Client} prefers {mornings|afternoons|to be called back|written answers}.",
    "{Checked|Reviewed|Discussed} with {the supplier|the team lead|accounting}; {no open points|one question is left}.",
    "{Waiting for|Received} {the signed copy|a second opinion|the missing part}.",
    "{Follow up|Check again} {next week|after the holidays|at the end of the month}.",
)
_DESCRIPTIONS = (
    "{Used by|Maintained by|Shared with} the {sales|support|finance|design|field service} team.",
    "{Keeps|Holds|Collects} the {settings|results|documents|figures} of {one site|each season|the current project}.",
    "{Replaces|Extends} the {old list|paper form|earlier version}; {reviewed every spring|in use since last year}.",
    "{Covers|Describes} {everyday use|the usual cases|what visitors ask most}, {in plain words|with examples}.",
)
_BOOKS = (
    "The {Cartographer's|Lighthouse Keeper's|Beekeeper's|Glassblower's|Translator's|Clockmaker's} {Daughter|Winter|Garden|Secret|Atlas|Apprentice}",
    "{A Short|A Secret|An Unlikely} {History|Grammar|Map} of {Salt|Rivers|Silence|Bread|Islands|Weather}",
    "{Letters|Notes|Songs} from {the Harbour|a Cold House|the Night Train|Higher Ground}",
    "{The Last|The Other|Beyond the} {Orchard|Ferry|Summer|Valley|Observatory}",
)
_HEADLINES = (
    "{Bright|Quiet|Charming|Spacious|Renovated} {home|hideaway|residence} {near the park|with a view|in a calm street|close to the station}",
    "{Light-filled|Cosy|Modern} living {by the river|above the rooftops|steps from the market}",
)
_STEPS = (
    "{Chop|Slice|Peel} the {onions|vegetables|herbs} and set them aside.",
    "Heat the oil in a {large pan|heavy pot} until it shimmers.",
    "Add the {spices|garlic} and stir until {fragrant|golden}.",
    "Pour in the {stock|tomatoes|coconut milk} and let it simmer gently.",
    "Season with {salt and lemon|pepper} and serve {hot|at once|with bread}.",
    "Cover and leave to rest {in a warm place|until cool}.",
    "Fold in the {flour|cream|beans} a little at a time.",
)


def providers() -> dict[str, Make]:
    """Providers of texts beyond those of the families, by role."""
    tags = [entry for theme in families()["document"].themes for entry in theme["tag"]]  # type: ignore[union-attr]
    return {
        "tag": pick(tags),
        "email_subject": drawn_from(lambda: pool(_MAILS)),
        "event_name": drawn_from(lambda: pool(_EVENTS)),
        "notification_message": drawn_from(lambda: pool(_NOTICES)),
        "note": drawn_from(lambda: pool(_NOTES)),
        "description": drawn_from(lambda: pool(_DESCRIPTIONS)),
        "book_title": drawn_from(lambda: pool(_BOOKS)),
        "property_headline": drawn_from(lambda: pool(_HEADLINES)),
        "cooking_step": drawn_from(lambda: pool(_STEPS)),
        "car_part": pick(entries("front brake pads|rear left tyre|exhaust pipe|headlamp|windscreen wiper|handbrake cable|steering rack|shock absorber|battery mount|coolant hose|wheel bearing|fuel cap")),
        "author_role": pick(entries("author|editor|reviewer|translator|illustrator")),
        "language": pick(entries("English|German|French|Spanish|Dutch|Swedish|Portuguese|Japanese|Polish|Italian")),
        "language_code": pick(entries("en|de|fr|es|nl|sv|pt|ja|pl|it")),
        "locale": pick(entries("en-US|en-GB|de-DE|fr-FR|es-ES|nl-NL|sv-SE|pt-BR|ja-JP|pl-PL|it-IT")),
        "school": drawn_from(lambda: pool(("{Harbour|Linden|Meridian|St. Anne's|Westfield|Oakhurst} {Grammar School|College|University|Institute of Technology|Academy}",))),
        "degree": pick(entries("BSc in Physics|MSc in Data Science|BA in History|MA in Linguistics|PhD in Chemistry|MBA|BEng in Civil Engineering")),
        "genre": pick(entries("jazz|documentary|crime|fantasy|biography|folk|comedy|science fiction|poetry|drama")),
        "species": pick(entries("red fox|barn owl|common frog|European hedgehog|grey seal|roe deer|house sparrow")),
        "headline": drawn_from(lambda: pool(("{City council|Museum|Ferry operator|Bakery chain|Orchestra} {opens|closes|renames|rebuilds} {harbour stage|night line|flagship branch|reading room}",))),
    }  # fmt: skip
