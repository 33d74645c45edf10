"""The auditor audited: plant label-changing defects into clean records, and count how many the checks catch.

`planting` (with `values`, `structure`, `texts`) imports nothing from `edgejson.checks`; `trial` runs both.
"""
