"""What a field means, by its words, and which values fit that."""
