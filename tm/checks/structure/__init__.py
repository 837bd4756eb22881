"""Rules on structure: tags, links, addresses, line breaks, outer white space."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
