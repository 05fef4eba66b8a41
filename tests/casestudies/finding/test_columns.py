"""The columns of the index against counting by hand, through random changes."""

from __future__ import annotations

import random

import numpy as np
import pytest

from casestudies.finding.index import columns
from casestudies.finding.index.columns import OpenColumn, Order, Rows, Values, bits_of


def _counted(entries: list[Values], slots: list[int], column: OpenColumn) -> dict[str, int]:
    """By hand: how many of these entries have each value that the column has met."""
    return {value: sum(value in entries[slot] for slot in slots) for value in column.values}


def _column(column: OpenColumn, slots: list[int], size: int) -> dict[str, int]:
    counts = column.counts(Rows(bits_of(np.array(slots, np.intp), size)))
    return dict(zip(column.values, counts.tolist(), strict=True))


@pytest.mark.parametrize("moved", [0, 5, 1000])
def test_an_open_column_counts_few_and_many_entries_however_much_has_changed(
    moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "MOVED", moved)
    seed = random.randrange(2**32)  # noqa: S311  (nothing is kept secret)
    print(f"seed {seed}")
    chance = random.Random(seed)  # noqa: S311

    def values() -> Values:
        return tuple(f"value-{number}" for number in sorted(chance.sample(range(12), chance.randint(1, 4))))

    entries = [values() for _ in range(100)]
    column = OpenColumn.of(entries)
    for _ in range(30):
        for share in (0.02, 0.3, 0.9, 1.0):
            live = [slot for slot, held in enumerate(entries) if held]
            slots = [slot for slot in live if chance.random() < share]
            assert _column(column, slots, len(entries)) == _counted(entries, slots, column)
        for wanted in (["value-3"], ["value-1", "value-7", "value-nobody-has"], []):
            having = Rows(column.having(wanted)).slots.tolist()
            assert having == [slot for slot, held in enumerate(entries) if set(held) & set(wanted)]
        size = len(entries) + chance.randint(0, 3)
        entries += [()] * (size - len(entries))
        chosen = chance.sample(range(size), chance.randint(1, 9))
        changes = {slot: values() if chance.random() < 0.8 else () for slot in chosen}
        for slot, held in changes.items():
            entries[slot] = held
        column = column.changed(changes, size)


def test_an_open_column_without_entries_counts_nothing() -> None:
    column = OpenColumn.of([])
    assert column.counts(Rows(bits_of(np.zeros(0, np.intp), 0))).tolist() == []


@pytest.mark.parametrize("wanted", [1, 4, 5, 300, 1000])
def test_a_page_of_rare_and_of_frequent_rows_stands_in_the_same_order(wanted: int) -> None:
    seed = random.randrange(2**32)  # noqa: S311  (nothing is kept secret)
    print(f"seed {seed}")
    chance = random.Random(seed)  # noqa: S311
    size = 1000  # Of these, less than 1000 / RARE = 5 are rare.
    order = Order(np.array(chance.sample(range(size), size), np.int32))
    having = chance.sample(range(size), wanted)
    rows = Rows(bits_of(np.array(having, np.intp), size))
    by_hand = [slot for slot in order.slots.tolist() if slot in having]

    assert order.page(rows, 0, wanted) == by_hand
    assert order.page(rows, 1, 3) == by_hand[1:3]
    assert order.backwards.page(rows, 0, wanted) == by_hand[::-1]
    assert order.page(Rows(bits_of(np.zeros(0, np.intp), size)), 0, 20) == []
