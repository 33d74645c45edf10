"""The report: one self-contained page to look at the data with. `collecting` reads, `page` writes."""
