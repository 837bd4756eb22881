"""Rules on capital letters.

Two checks of pofilter have no rule here: `acronyms`, for an acronym is translated as any word
(OSCE is ОБСЕ, АБСЕ), and `simplecaps`, for titles have capitals in English and not in Russian.
"""

NAMES: tuple[str, ...] = (
    "first",
    "multiple",
    "start",
)
"""The rules of the family, each a module."""
