"""EdgeJSON: from a folder of JSON Schemas to a trustworthy dataset for structured extraction."""

__version__ = "0.1.0"
