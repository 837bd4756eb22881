"""Parallel corpora: subwords."""
