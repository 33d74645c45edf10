"""The parts of a release: typed tables, dataset card, Croissant metadata, revision."""
