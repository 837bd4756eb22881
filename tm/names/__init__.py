"""Names: one entity, its forms in every language, and every case form of those.

tm.names.name        Name, Form: an entity of the register; read this first
tm.names.words       the words of a text and the key under which two spellings are one
tm.names.transliterate  transliteration standards (schemes/*.toml)
tm.names.conversion  Belarusian, Russian and English forms proposed from each other
tm.names.inflect     case forms of names (paradigms/*.toml)
tm.names.register    seeds/names.toml: reading, adding, confirming
tm.names.matcher     all forms of all names found in a text, longest first
tm.names.scan        names of a text found without a register, and their variants
"""
