"""Medicine: diagnoses with their ICD-10 codes, medicines with usual doses, and cases in which they go together."""

# ruff: noqa: E501 (a table has one row a line)

from __future__ import annotations

from functools import lru_cache

from edgejson.values.providers.templates import Make, entries, pick
from edgejson.values.providers.themes import Family, table

# ICD-10 code; name. Codes are WHO's, at three or four characters.
_DIAGNOSES = """
I10;Essential hypertension
I20.9;Angina pectoris
I48.9;Atrial fibrillation
I50.9;Heart failure
E11.9;Type 2 diabetes mellitus
E10.9;Type 1 diabetes mellitus
E03.9;Hypothyroidism
E78.5;Hyperlipidaemia
E66.9;Obesity
J45.9;Asthma
J44.9;Chronic obstructive pulmonary disease
J18.9;Pneumonia
J20.9;Acute bronchitis
J02.9;Acute pharyngitis
J01.9;Acute sinusitis
J30.1;Allergic rhinitis due to pollen
N39.0;Urinary tract infection
K21.9;Gastro-oesophageal reflux disease
K29.7;Gastritis
K58.9;Irritable bowel syndrome
A09;Infectious gastroenteritis
G43.9;Migraine
G44.2;Tension-type headache
G40.9;Epilepsy
M54.5;Low back pain
M17.9;Osteoarthritis of the knee
M10.9;Gout
M81.9;Osteoporosis
S93.4;Sprain of the ankle
S52.5;Fracture of the lower end of the radius
S06.0;Concussion
S61.9;Open wound of the hand
F32.9;Depressive episode
F41.1;Generalised anxiety disorder
G47.0;Insomnia
L20.9;Atopic dermatitis
L40.9;Psoriasis
L50.9;Urticaria
H10.9;Conjunctivitis
H66.9;Otitis media
D50.9;Iron deficiency anaemia
N20.0;Kidney stone
"""

# Generic name; single dose in mg; how often; route.
_MEDICATIONS = """
amlodipine;5|10;once daily;oral
lisinopril;5|10|20;once daily;oral
ramipril;2.5|5|10;once daily;oral
bisoprolol;2.5|5;once daily;oral
furosemide;20|40;once daily|twice daily;oral|intravenous
apixaban;2.5|5;twice daily;oral
acetylsalicylic acid;100;once daily;oral
metformin;500|850|1000;twice daily;oral
levothyroxine;0.05|0.075|0.1;once daily;oral
atorvastatin;10|20|40;once daily;oral
salbutamol;2.5|5;as needed;inhaled
budesonide;0.25|0.5;twice daily;inhaled
prednisolone;5|20|40;once daily;oral
clarithromycin;250|500;twice daily;oral
doxycycline;100;once daily|twice daily;oral
nitrofurantoin;50|100;twice daily;oral
cetirizine;10;once daily;oral
loratadine;10;once daily;oral
omeprazole;20|40;once daily;oral
pantoprazole;20|40;once daily;oral
ondansetron;4|8;every eight hours|as needed;oral|intravenous
paracetamol;500|1000;every eight hours|as needed;oral
ibuprofen;200|400|600;three times daily|as needed;oral
diclofenac;25|50;twice daily|three times daily;oral|topical
morphine;2.5|5|10;as needed;intravenous|subcutaneous
sumatriptan;50|100;as needed;oral
propranolol;40|80;twice daily;oral
levetiracetam;250|500|1000;twice daily;oral
allopurinol;100|300;once daily;oral
alendronic acid;70;weekly;oral
sertraline;50|100;once daily;oral
escitalopram;5|10;once daily;oral
melatonin;2|3;once daily;oral
hydrocortisone;10|25;twice daily;topical
methotrexate;7.5|15;weekly;oral|subcutaneous
ferrous sulfate;200;once daily|twice daily;oral
tamsulosin;0.4;once daily;oral
enoxaparin;40|60;once daily;subcutaneous
"""

# Field of medicine; why people come; what is found; what is prescribed.
_CASES = """
cardiology|internal medicine|general practice|emergency medicine;{tightness in the chest|pressure behind the breastbone};Angina pectoris|Essential hypertension;bisoprolol|acetylsalicylic acid|atorvastatin|ramipril
cardiology|internal medicine|general practice|emergency medicine;{palpitations|an irregular pulse};Atrial fibrillation|Essential hypertension;bisoprolol|apixaban|ramipril
cardiology|internal medicine|general practice;{swollen ankles|shortness of breath on exertion};Heart failure|Atrial fibrillation|Essential hypertension;furosemide|ramipril|bisoprolol|apixaban
cardiology|internal medicine|general practice;{a check of the blood pressure|dizziness on standing up};Essential hypertension|Hyperlipidaemia;amlodipine|lisinopril|atorvastatin
internal medicine|general practice;{constant thirst|a diabetes review|raised blood sugar};Type 2 diabetes mellitus|Obesity|Hyperlipidaemia;metformin|atorvastatin|ramipril
internal medicine|general practice;{fatigue and weight gain|feeling cold all the time};Hypothyroidism|Hyperlipidaemia;levothyroxine|atorvastatin
internal medicine|general practice;{unusual tiredness|pale skin and fatigue};Iron deficiency anaemia|Hypothyroidism;ferrous sulfate|levothyroxine
emergency medicine|general practice|internal medicine;{wheezing at night|an asthma attack|tightness of breath during sports};Asthma|Allergic rhinitis due to pollen;salbutamol|budesonide|cetirizine
emergency medicine|internal medicine|general practice;{a productive cough|a cough that will not go away};Acute bronchitis|Pneumonia|Chronic obstructive pulmonary disease;doxycycline|paracetamol|prednisolone|salbutamol
general practice|emergency medicine;{a sore throat|hoarseness and pain on swallowing};Acute pharyngitis;paracetamol|ibuprofen|clarithromycin
general practice|emergency medicine;earache;Otitis media;paracetamol|ibuprofen|clarithromycin
general practice;{a blocked nose and facial pain|pressure around the eyes};Acute sinusitis|Allergic rhinitis due to pollen;ibuprofen|doxycycline|cetirizine
general practice|emergency medicine|internal medicine;{burning on urination|frequent urination};Urinary tract infection;nitrofurantoin|ibuprofen|paracetamol
general practice|emergency medicine|internal medicine;{pain in the flank|colicky pain in the side};Kidney stone|Urinary tract infection;diclofenac|tamsulosin|morphine
general practice|emergency medicine|internal medicine;{vomiting and diarrhoea|stomach cramps since yesterday};Infectious gastroenteritis;ondansetron|paracetamol
general practice|internal medicine;{heartburn after meals|pain in the upper belly};Gastro-oesophageal reflux disease|Gastritis;omeprazole
general practice|internal medicine;{bloating and belly pain|alternating bowel habits};Irritable bowel syndrome|Gastritis;pantoprazole
neurology|general practice|emergency medicine;{a throbbing headache|a severe headache with nausea};Migraine;sumatriptan|propranolol|ibuprofen
neurology|general practice;{a dull headache|a feeling of pressure around the head};Tension-type headache;ibuprofen|paracetamol
neurology|emergency medicine;{a first seizure|a second seizure this year};Epilepsy;levetiracetam
emergency medicine|orthopaedics|general practice;{a twisted ankle|a misstep on the stairs};Sprain of the ankle;ibuprofen|paracetamol
emergency medicine|orthopaedics;{a fall on the outstretched hand|a fall on the ice};Fracture of the lower end of the radius;ibuprofen|paracetamol|morphine|enoxaparin
emergency medicine|neurology;{a blow to the head|a fall from a bicycle};Concussion;paracetamol|ondansetron
emergency medicine|general practice;{a cut from a kitchen knife|a cut from broken glass};Open wound of the hand;paracetamol|ibuprofen
orthopaedics|general practice;{pain in the lower back|back pain after lifting};Low back pain;diclofenac|paracetamol
orthopaedics|general practice;{a painful knee|a stiff knee in the morning};Osteoarthritis of the knee|Obesity;ibuprofen|paracetamol
orthopaedics|internal medicine|general practice;{a swollen big toe|a red and painful toe};Gout;allopurinol|prednisolone
orthopaedics|internal medicine|general practice;{a bone density review|loss of height};Osteoporosis;alendronic acid
general practice|neurology|internal medicine;{trouble sleeping|lying awake at night};Insomnia;melatonin
general practice|internal medicine;{low mood for several weeks|loss of interest};Depressive episode|Insomnia;sertraline|melatonin
general practice|internal medicine;{constant worrying|panic attacks};Generalised anxiety disorder|Insomnia;escitalopram|melatonin|propranolol
general practice;{an itchy rash|dry and itchy skin};Atopic dermatitis;hydrocortisone|cetirizine
general practice;{scaly patches on the elbows|a flaking scalp};Psoriasis;hydrocortisone|methotrexate
general practice|emergency medicine;{hives after a meal|sudden itching all over};Urticaria;loratadine|prednisolone
general practice;{red and watering eyes|sneezing in spring};Allergic rhinitis due to pollen|Conjunctivitis;loratadine
"""


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes about patients."""
    cases = table("specialty;visit_reason;diagnosis;medication", _CASES)
    return {
        "diagnosis": Family(("diagnosis", "icd_code"), table("icd_code;diagnosis", _DIAGNOSES)),
        "medication": Family(("medication",), table("medication;dose_mg;frequency;route", _MEDICATIONS)),
        "case": Family(("specialty", "diagnosis"), cases, whole=True),
    }


def providers() -> dict[str, Make]:
    """Providers of medical words beyond those of the families, by role."""
    return {
        "allergy": pick(
            entries(
                "penicillin|peanuts|latex|birch pollen|shellfish|bee stings|house dust mites|cat hair|sulfonamides|"
                "hazelnuts|grass pollen|iodine contrast|nickel|eggs|soy|wasp stings|mould spores|codeine|kiwi fruit"
            )
        ),
        "symptom": pick(
            entries(
                "fever|dry cough|nausea|dizziness|fatigue|joint pain|chest pain|rash|headache|sore throat|back pain|"
                "loss of appetite|palpitations|shortness of breath|blurred vision|night sweats"
            )
        ),
        "procedure": pick(
            entries(
                "electrocardiogram|chest X-ray|blood count|abdominal ultrasound|spirometry|colonoscopy|wound suture|"
                "MRI of the knee|vaccination|skin biopsy|gastroscopy|echocardiogram"
            )
        ),
        "blood_type": pick(("A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-")),
        "insurer": pick(entries("Northern Mutual|Harbour Health|Civic Care|Evergreen Assurance|Beacon Health Plan")),
    }
