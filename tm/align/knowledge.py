"""What is known of a pair of languages: words that translate each other, what evidence is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.align.calibration import Calibration
from tm.align.dictionary import Dictionary, stems_of

if TYPE_CHECKING:
    from tm.align.sentences import Side

__all__ = ["Knowledge"]


class Knowledge(msgspec.Struct, frozen=True):
    """A dictionary and a calibration; both grow with every pair of sentences learnt."""

    dictionary: Dictionary
    calibration: Calibration

    @classmethod
    def none(cls) -> Knowledge:
        """Return what is known before anything was learnt."""
        return cls(Dictionary.empty(), Calibration.default())

    def learn(self, source: Side, target: Side) -> Knowledge:
        """Return what is known after sentences, too, that translate each other one by one.

        They are in the order of documents: the calibration compares each with those nearby. What
        the dictionary knows already judges them, so none of them should have taught it.
        """
        stems = list(zip(stems_of(source), stems_of(target), strict=True))
        return Knowledge(
            self.dictionary.learn(stems),
            self.calibration.learn(self.dictionary, (source, target), stems),
        )

    def turned(self) -> Knowledge:
        """Return what is known of the other direction."""
        return Knowledge(self.dictionary.turned(), self.calibration.turned())
