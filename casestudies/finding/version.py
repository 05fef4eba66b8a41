"""The version of the catalogue that something in memory was made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from civicport.models import Catalogue, Revision


@dataclass(frozen=True)
class Version:
    """A version of the catalogue. Its moment tells it from the same number in a catalogue that was set up anew."""

    number: int
    at: datetime | None

    @classmethod
    def current(cls) -> Version:
        catalogue = Catalogue.current()
        return cls(catalogue.version, catalogue.changed if catalogue.version else None)

    def leads_to(self, later: Version) -> bool:
        """Whether the catalogue that is now at the later version went through this one."""
        if self.at is None or self.number > later.number:
            return False
        return Revision.objects.filter(version=self.number, at=self.at).exists()
