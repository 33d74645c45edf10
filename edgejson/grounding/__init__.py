"""Where in a text the leaves of a label stand: cues, candidates, placement, boundaries, omissions."""
