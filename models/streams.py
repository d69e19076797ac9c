"""Randomness by name: every purpose has a stream of its own, so that a new one leaves the others as they were."""

import hashlib
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Streams:
    """Independent generators; `seed` is at least 0, `scope` keeps municipalities and pools apart."""

    seed: int
    scope: str

    def named(self, purpose: str) -> np.random.Generator:
        """The generator of a purpose: the same for the same seed, scope and purpose, whatever else has been drawn."""
        digest = hashlib.blake2b(f"{self.scope}/{purpose}".encode(), digest_size=16).digest()
        words = np.frombuffer(digest, dtype="<u4").tolist()
        return np.random.default_rng(np.random.SeedSequence([self.seed, *words]))

    def within(self, part: str) -> "Streams":
        """The streams of a part, such as one pool."""
        return Streams(self.seed, f"{self.scope}/{part}")
