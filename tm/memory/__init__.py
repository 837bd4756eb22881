"""The translation memory: one file that finds every match above a threshold."""
