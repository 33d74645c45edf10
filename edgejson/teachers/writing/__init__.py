"""What teachers are asked for: records in words, invented records, readings."""
