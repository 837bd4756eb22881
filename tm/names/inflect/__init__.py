"""Case forms of Russian and Belarusian names, for recognition.

tm.names.inflect.paradigms   the declension classes of a language (paradigms/*.toml)
tm.names.inflect.forms       a word in all its cases
tm.names.inflect.stems       the words that a form may be a case of
tm.names.inflect.derived     adjectives and inhabitants of a place
"""

from tm.names.inflect.derived import derived, derived_from, derived_keys
from tm.names.inflect.forms import Case, WordForm, inflect
from tm.names.inflect.paradigms import declensions
from tm.names.inflect.stems import same_word, stems

__all__ = [
    "Case",
    "WordForm",
    "declensions",
    "derived",
    "derived_from",
    "derived_keys",
    "inflect",
    "same_word",
    "stems",
]
