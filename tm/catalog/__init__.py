"""The life of a catalog: made from an article, updated when it changes, merged, measured, built.

template   article → sentences → POT entries
update     old PO + new POT → new PO, as msgmerge does
regroup    sentence units ↔ paragraph units
joined     sentences that one translation covers
build      article + PO → translated article
status     how far the translations are
wording    what changed between two versions, word by word
merge      3-way merge of entries, for git
"""
