"""What makes the leaves of one record agree: one module a kind of fact."""
