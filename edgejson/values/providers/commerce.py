"""Goods, services, companies and payments."""

# ruff: noqa: E501 (a table has one row a line)

from __future__ import annotations

from functools import lru_cache
from random import Random

from edgejson.values.providers.templates import Make, drawn_from, entries, pick, pool
from edgejson.values.providers.themes import Family, Theme, table

_MAKERS = "{Nordvik|Halden|Oakline|Tamarin|Solveig|Brightwell|Kestrel|Marlow|Fenwick|Arden|Lumo|Pikes}"

# Category and its other names; price in the usual currencies; names.
_PRODUCTS = """
electronics=audio=consumer electronics;29..249;wireless headphones|noise-cancelling headphones|portable speaker|soundbar|clock radio|turntable
electronics=computers=computer accessories=accessories;12..139;wireless mouse|mechanical keyboard|USB-C hub|laptop stand|webcam|docking station|monitor arm
electronics=smart home;19..189;smart plug|video doorbell|robot vacuum filter set|smart thermostat|motion sensor|LED light strip
electronics=mobile=phones;9..79;power bank|wireless charger|phone case|braided charging cable|car phone mount
electronics=wearables;49..329;fitness tracker|sports watch|sleep tracker|heart rate strap
home=kitchen=home and kitchen=household;14..119;cast-iron skillet|chef's knife|stainless steel saucepan|enamel casserole|espresso cups|salad spinner|stoneware mug|pepper mill
home=kitchen=appliances=home appliances;35..389;espresso machine|hand blender|electric kettle|toaster|food processor|rice cooker|air fryer
home=furniture;69..690;oak side table|walnut bookshelf|rattan armchair|standing desk|bar stool|linen sofa cover|bedside cabinet
home=garden=home and garden=outdoor;11..160;pruning shears|garden hose|raised bed|watering can|bird feeder|folding deck chair|compost bin
home=bedding=textiles;18..149;linen duvet cover|merino wool blanket|bath towel set|feather pillow|fitted sheet|jute rug
home=office=office supplies=stationery;4..89;desk lamp|fountain pen|leather notebook|paper shredder|desk organiser|ring binder set
clothing=fashion=apparel;19..129;merino sweater|linen shirt|denim jacket|corduroy trousers|cotton cardigan|flannel shirt|knitted scarf
clothing=shoes=footwear;49..189;leather boots|canvas sneakers|suede loafers|trail running shoes|rain boots
clothing=outerwear=fashion;79..349;rain jacket|down vest|wool coat|softshell jacket|parka
sports=fitness=sports and outdoors;9..149;yoga mat|kettlebell|resistance band set|skipping rope|foam roller|jump rope
sports=camping=outdoor=sports and outdoors=outdoors;24..379;two-person tent|sleeping bag|trekking poles|camping stove|headlamp|dry bag|hiking backpack
sports=cycling;15..229;bicycle helmet|pannier bag|bike repair kit|cycling gloves|bicycle lock|track pump
beauty=health and beauty=personal care=cosmetics;6..59;shea butter hand cream|argan oil shampoo|clay face mask|lip balm set|rosemary soap|vitamin C serum|beard oil
beauty=health;12..99;electric toothbrush|hair dryer|massage gun|digital bathroom scale|manicure set
toys=toys and games=games;9..89;wooden train set|building blocks|jigsaw puzzle|stuffed fox|marble run|card game|kite|board game
toys=baby;14..199;baby carrier|wooden rattle|play mat|nursing pillow|high chair
books=media;8..45;atlas of birds|bread baking handbook|history of maps|city guide|sketchbook for beginners
grocery=groceries=food=food and drink;3..38;sourdough crispbread|olive oil|dark roast coffee|wildflower honey|green tea|sea salt caramels|almond butter
"""

# What companies bill each other for.
_SERVICES = """
{web|logo|packaging|interior} design|{brochure|catalogue} layout|product photography;180..900
{website|database|server|network} maintenance|{software|firmware} update|security audit|data migration;90..850
{strategy|tax|legal|energy} consulting|on-site training|project management|code review;110..890
{office|window|carpet} cleaning|waste disposal|garden maintenance|snow removal;45..320
{machine|lift|air conditioning|forklift} inspection|calibration of scales|boiler servicing|repair of the loading ramp;85..700
{technical|legal|medical} translation|proofreading|subtitling|copywriting;60..480
{pallet|express|refrigerated} freight|customs clearance|courier service|warehouse storage;35..600
office chairs|meeting tables|filing cabinets|whiteboards|desk dividers;60..780
{laser printer|label printer|barcode scanner} rental|toner cartridges|network switches|external hard drives;30..650
copy paper|shipping cartons|pallet wrap|packing tape|safety gloves|ear protectors;8..95
hydraulic hoses|ball bearings|steel brackets|conveyor rollers|air filters|sealing rings;12..380
catering for a workshop|conference room hire|flower arrangements|event staff;55..880
"""

_INDUSTRIES = {
    "software=it=technology=information technology=tech": "Software|Analytics|Systems|Digital|Data Works",
    "logistics=transport=transportation=shipping": "Logistics|Shipping|Freight|Cargo|Haulage",
    "healthcare=health=pharmaceuticals=biotech": "Medical|Diagnostics|Health Care|Pharma|Dental Supplies",
    "manufacturing=industry=industrial": "Instruments|Packaging|Engineering|Optics|Ceramics|Robotics|Chemicals|Tools|Plastics",
    "retail=consumer goods=trade=fashion": "Foods|Furniture|Textiles|Interiors|Trading|Bakery Supplies|Brewing",
    "energy=utilities": "Solar|Energy|Wind Power|Hydro|Grid Services",
    "construction=real estate": "Timber|Building|Roofing|Construction|Homes",
    "media=publishing=education": "Publishing|Press|Media|Academy|Films",
    "finance=banking=insurance": "Capital|Trust|Mutual|Assurance|Partners",
    "agriculture=food": "Farms|Orchards|Grain|Dairy|Seeds",
}
_LINES = {
    "": "|".join(_INDUSTRIES.values()),
    "rent": "Property Management|Housing|Estates|Lettings",
    "groceries": "Supermarkets|Foods|Grocers|Farm Shops",
    "travel": "Travel|Rail|Airways|Hotels",
    "education": "Academy|Language School|Music School|Driving School",
    "utilities": "Energy|Water|Power|Telecom",
    "insurance": "Insurance|Mutual|Assurance",
    "dining": "Bistro|Kitchen|Pizzeria|Tea House",
    "health": "Pharmacy|Dental Care|Opticians|Physiotherapy",
}
_FIRMS = (
    "{Aldergate|Bluefin|Brightwater|Calder|Cinderhill|Copperfield|Dunmore|Eastbrook|Elmwood|Fairhaven|Foxglove|Glenrock|"
    "Greystone|Harborlight|Hazelmere|Highfield|Ironbridge|Kestrel|Kingsley|Lakemont|Larkspur|Lindgren|Meridian|Millstone|"
    "Moorland|Northgate|Norwood|Oakhurst|Orchard|Pinecrest|Quarry|Ravenswood|Redfern|Riverbend|Rosedale|Saltmarsh|Seaforth|"
    "Silverlake|Stonebridge|Sundby|Thornbury|Tidewater|Valmont|Vantage|Westbrook|Whitcombe|Winterbourne|Yarrow}"
)


_FORMS = "{Ltd|GmbH|Inc.|Group|AB|B.V.|LLC|SA|Oy|plc}"


def _firms(lines: str) -> tuple[str, ...]:
    """Templates of the names of firms in some lines of business."""
    named = f"{_FIRMS} {{{lines}}}"
    return (named, named, f"{named} {_FORMS}")


_PAYMENTS = """
rent;590..1900;Rent {January|February|March|April|May|June|July|August|September|October|November|December}|Flat rent, {spring|summer|autumn|winter} quarter|Parking space and rent|Rent and service charge
groceries;14..190;Weekly shopping|Vegetable box|Groceries for the office kitchen|Market shopping|Drinks delivery
travel;22..940;Train tickets to {Lyon|Vienna|Leeds|Bergen|Porto}|Hotel deposit|Travel expenses, {sales trip|trade fair|customer visit|team retreat}|Airport transfer|Rental car
education;24..680;{Spanish|Dutch|Welsh} course|Piano lessons|Exam fee, {spring|summer|autumn|winter} term|Driving lessons|Pottery workshop
utilities;28..320;Electricity instalment|Water and heating|Internet and phone|Gas bill, {spring|summer|autumn|winter} quarter|Heating oil
insurance;16..480;Household insurance|Car insurance premium|Liability insurance, yearly|Travel insurance|Bicycle insurance
dining;18..260;Team lunch|Dinner with {clients|the new supplier|the board}|Catering for the {summer party|kick-off|open day}|Birthday cake|Business lunch
health;11..420;Dentist bill|New glasses|Physiotherapy sessions|Prescription charges|Hearing test
"""


def _payments() -> tuple[Theme, ...]:
    found = []
    for theme in table("tag;amount:money;payment_reference", _PAYMENTS):
        tag = theme["tag"]
        assert isinstance(tag, tuple)
        found.append({**theme, "company": _firms(_LINES[tag[0]])[:1]})
    return tuple(found)


def _products() -> tuple[Theme, ...]:
    """One theme for each article, so that its price fits it."""
    found: list[Theme] = []
    for theme in table("product_category;price:money;names", _PRODUCTS):
        names = theme["names"]
        assert isinstance(names, tuple)
        named = tuple(template for name in names for template in (f"^{name}", f"{_MAKERS} {name}"))
        found.append({"product_category": theme["product_category"], "price": theme["price"], "product_name": named})
    return tuple(found)


def _fashion() -> tuple[Theme, ...]:
    """The products that one wears, by a role of their own."""
    worn = [theme for theme in _products() if theme["product_category"][0].startswith("clothing")]  # type: ignore[index]
    return tuple({"fashion_item": theme["product_name"], "price": theme["price"]} for theme in worn)


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes about goods and money."""
    services = tuple(
        {**theme, "line_item": tuple(f"^{name}" for name in theme["line_item"])}  # type: ignore[union-attr]
        for theme in table("line_item;price:money", _SERVICES)
    )
    return {
        "product": Family(("product_category", "product_name"), _products()),
        "firm": Family(
            ("industry",),
            tuple({"industry": (name,), "company": _firms(lines)} for name, lines in _INDUSTRIES.items()),
        ),
        "fashion": Family(("fashion_item",), _fashion()),
        "service": Family(("line_item",), services),
        "payment": Family(("tag", "payment_reference"), _payments(), whole=True),
    }


_COUPONS = entries("WELCOME|SPRING|SUMMER|AUTUMN|WINTER|THANKS|LOYAL|BUNDLE|FRIENDS|FLASH|STUDENT|OUTLET|HELLO|REWARD")


def providers() -> dict[str, Make]:
    """Providers of company names, codes and small print of trade, by role."""

    def coupon(rng: Random) -> str:
        return f"{_COUPONS[int(rng.random() * len(_COUPONS))]}{(5, 10, 15, 20, 25)[int(rng.random() * 5)]:02}"

    return {
        "store_name": drawn_from(lambda: pool((f"{_FIRMS} {{Store|Goods|Market|Supply|Emporium|Trading Post|General Store|Bazaar|Department Store}}",))),
        "company": drawn_from(lambda: pool(_firms(_LINES[""]))),
        "brand": drawn_from(lambda: pool((_MAKERS,), 50)),
        "slogan": drawn_from(lambda: pool(("{Good|Fine|Honest} {tools|bread|furniture|optics} since {18..19}{50..99}", "Made to {last|travel|be repaired}"))),
        "coupon": coupon,
        "sku": drawn_from(lambda: pool(("{ABC|BDL|CKR|DSH|ELN|FRM|GRD|HLM|KTC|LMP|NTB|OFC|PCK|SPT|TXT}-{1000..9999}",))),
        "barcode": drawn_from(lambda: [_with_check_digit(digits) for digits in pool(("40{10000..99999}{10000..99999}",))]),
        "currency": pick(entries("USD|EUR|GBP|CHF|CAD|AUD|SEK")),
        "iban": _iban,
        "card_network": pick(("Visa", "Mastercard", "American Express")),
        "industry": pick(entries("software|logistics|healthcare|manufacturing|retail|energy|education|hospitality|construction")),
        "colour": pick(entries("black|white|grey|navy|green|red|beige|burgundy|olive|teal|mustard")),
        "material": pick(entries("oak|steel|aluminium|cotton|wool|linen|leather|glass|bamboo|ceramic|recycled plastic")),
        "size_letter": pick(entries("XS|S|M|L|XL|XXL")),
        "product_description": drawn_from(lambda: pool(_DESCRIPTIONS)),
        "payment_method": pick(entries("credit card|bank transfer|PayPal|cash|direct debit|gift card")),
        "carrier": pick(entries("DHL|UPS|FedEx|DPD|PostNord|Royal Mail|GLS")),
    }  # fmt: skip


_DESCRIPTIONS = (
    "{Sturdy|Light|Compact|Durable|Hand-finished} and {easy to clean|made to last|simple to repair|quick to set up}.",
    "{Designed|Made} for {daily use|small kitchens|long journeys|busy workshops}, with {a two-year warranty|spare parts available|a carrying case}.",
    "{Our best seller|A customer favourite|New this season}: {quiet|robust|versatile|low-maintenance} and {well balanced|energy-saving|fully recyclable}.",
)


def _with_check_digit(digits: str) -> str:
    """An EAN-13 from its first twelve digits (GS1 General Specifications, 7.9)."""
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _iban(rng: Random) -> str:
    """A German IBAN with right check digits, at a bank code that no bank has (ISO 13616)."""
    account = f"{'99999999'}{int(rng.random() * 1e10):010}"
    check = 98 - int(f"{account}131400") % 97
    return f"DE{check:02}{account}"
