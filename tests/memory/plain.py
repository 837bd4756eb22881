"""A memory as plain as can be: what any store must do, by comparing everything with everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.memory.base import Added, Entry, Hit, Origin, Stats, Text
from tm.memory.keys import key
from tm.memory.similarity import similarity
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tm.model import Unit


class PlainStore:
    """The protocol `Store` over a dictionary."""

    def __init__(self) -> None:
        self.by_id: dict[str, Entry] = {}

    def add(self, units: Iterable[Unit], origin: Origin = Origin()) -> Added:  # noqa: B008
        added = Added()
        for at, unit in enumerate(units, origin.position):
            texts = [v for v in unit.variants if v.text]
            own = [v for v in texts if v.lang == unit.source][:1]
            others = [v for v in texts if v is not own[0] and v.state.done] if own else []
            if not others:
                added.skipped["left out"] += 1
                continue
            place = msgspec.structs.replace(origin, position=at if origin.file else 0)
            known = self.by_id.get(unit.id)
            kept = list(known.texts) if known else []
            for variant in (*own, *others):
                self._merge(kept, Text(variant, (place,)), added)
            added.known += known is not None
            added.new += known is None
            self.by_id[unit.id] = Entry(unit.id, unit.source, tuple(kept), unit.context)
        return added

    @staticmethod
    def _merge(kept: list[Text], new: Text, added: Added) -> None:
        for at, old in enumerate(kept):
            same = old.variant.lang, old.variant.text
            if same == (new.variant.lang, new.variant.text):
                kept[at] = Text(old.variant, tuple(dict.fromkeys((*old.origins, *new.origins))))
                return
        kept.append(new)
        added.texts += 1

    def update(self, unit: Unit, origin: Origin = Origin()) -> bool:  # noqa: B008
        old = self.by_id.pop(unit.id, None)
        if old is None:
            return False
        self.add([unit], origin)
        if unit.id not in self.by_id:
            self.by_id[unit.id] = old
            return False
        return True

    def delete(self, ids: Iterable[str]) -> int:
        return sum(self.by_id.pop(one, None) is not None for one in set(ids))

    def get(self, unit: str) -> Entry | None:
        return self.by_id.get(unit)

    def exact(self, text: str, lang: str, target: str = "") -> list[Hit]:
        wanted = key(text, lang)
        return [
            hit
            for hit in self._all(text, lang, target)
            if key(hit.text.variant.segment.plain, lang) == wanted
        ]

    def _all(self, text: str, lang: str, target: str) -> Iterator[Hit]:
        words = tokens(text)
        for _, entry in sorted(self.by_id.items()):
            own = entry.in_language(lang)
            if own and (not target or entry.in_language(target)):
                compared = [
                    (similarity(words, tokens(one.variant.segment.plain)), one) for one in own
                ]
                best = max(compared, key=lambda one: one[0])
                yield Hit(entry, best[1], best[0])

    def fuzzy(self, text: str, lang: str, minimum: float, target: str = "") -> Iterator[Hit]:
        found = [hit for hit in self._all(text, lang, target) if hit.similarity >= minimum]
        return iter(sorted(found, key=lambda hit: (-hit.similarity, hit.entry.id)))

    def entries(self, langs: Iterable[str] = ()) -> Iterator[Entry]:
        wanted = set(langs)
        for entry in list(self.by_id.values()):
            if wanted <= {text.variant.lang for text in entry.texts}:
                yield entry

    def stats(self) -> Stats:
        texts = [text for entry in self.by_id.values() for text in entry.texts]
        langs = {text.variant.lang for text in texts}
        return Stats(
            units=len(self.by_id),
            texts={lang: sum(t.variant.lang == lang for t in texts) for lang in sorted(langs)},
            pairs={},
            states={},
            indexed={},
            files=0,
            size=0,
            threshold=0,
        )
