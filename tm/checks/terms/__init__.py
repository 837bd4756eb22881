"""Rules on terms: what the termbase says."""
