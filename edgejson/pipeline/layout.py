"""Where the pipeline's folders and files are, relative to the working directory."""

from pathlib import Path

PARAMS = Path("params.yaml")
SCHEMAS = Path("schemas")
EXCLUDE = Path("exclude.txt")  #: ids that a person has struck out, one a line
RAW_TEMPLATE = Path("data/raw/template")
RAW_LLM = Path("data/raw/llm")
EXAMINED = Path("data/examined")
PLANTED = Path("data/planted")  #: what the checks saw in planted defects
VALIDATED = Path("data/validated")
REJECTED = Path("data/rejected")
BALANCED = Path("data/balanced")
DATASET = Path("data/dataset")
BASELINE = Path("data/baseline")
REPORT = Path("data/report.html")
MEASURED = Path("data/metrics")  #: metrics and tables as the stages write them, a folder each; in DVC, as all data
METRICS = Path("metrics")  #: all of them together, in git
COMPLETIONS = Path("completions")  #: what models answered for this version's data, by stage, teacher and schema
VERSION = Path("edgejson.version")  #: in a project of the user's own: the package's version, which stages depend on
WORK = Path(".work")  #: partial work, ignored by git and DVC
