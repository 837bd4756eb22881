"""Terms: concepts and their words in every language."""
