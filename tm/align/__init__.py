"""Words and sentences that translate each other."""
