"""What every stage stands on: paths, records, metrics, streams, the map over workers, errors of users."""
