"""Where the rows that were found took place: what a map of them is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casestudies.finding.index.columns import Numbers, Rows
from casestudies.finding.index.state import State
from civicport.documents.vocabularies import NOT_KNOWN


@dataclass(frozen=True)
class Whereabouts:
    """The places of rows, as two columns beside each other: a row with three places stands there three times."""

    coordinates: NDArray[np.float64]
    """Latitude and longitude of each spot of the Earth that any row of the list names."""
    spots: Numbers
    """For each place of each row, its spot,"""
    records: NDArray[np.int64]
    """and the record that the row belongs to."""
    nowhere: int
    """How many rows name no place that has coordinates."""


def whereabouts(state: State, rows: Rows) -> Whereabouts:
    """The places of these entries of a list."""
    spots, slots = state.places.pairs(rows)
    unknown = state.places.places.get(NOT_KNOWN, -1)
    known = spots != unknown
    return Whereabouts(
        state.places.coordinates, spots[known], state.owners[slots[known]], len(known) - int(np.count_nonzero(known))
    )
