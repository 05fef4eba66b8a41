"""Clusters lose no record, count none twice, and do not cover each other."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import numpy as np

from casestudies.maps.clusters import APART, Cluster, clustered
from casestudies.maps.projection import projected
from casestudies.maps.window import Window

SEED = 20_261_122


def told(clusters: list[Cluster]) -> list[tuple[int, list[int]]]:
    """The number of records and the spots of each cluster."""
    return [(cluster.count, cluster.spots.tolist()) for cluster in clusters]


def test_nothing_gives_no_clusters() -> None:
    none = np.array([], np.int64)

    assert clustered(projected([], []), none, none, Window()) == []
    assert clustered(projected([52.23], [21.01]), none, none, Window()) == []


def test_what_is_far_apart_stands_by_itself_where_it_is() -> None:
    positions = projected([52.23, -33.87, 0.0], [21.01, 151.21, 0.0])
    found = clustered(positions, np.array([0, 1, 1]), np.array([1, 2, 3]), Window())

    assert told(found) == [(2, [1]), (1, [0])]
    assert [[cluster.x, cluster.y] for cluster in found] == positions[[1, 0]].tolist()


def test_what_is_near_stands_together_with_the_heaviest_first_and_comes_apart_when_one_looks_nearer() -> None:
    # Łódź, Warsaw, Kyiv
    positions = projected([51.76, 52.23, 50.45], [19.46, 21.01, 30.52])
    spots, records = np.array([0, 1, 1, 2]), np.array([1, 2, 3, 4])

    assert told(clustered(positions, spots, records, Window())) == [(4, [1, 0, 2])]
    assert told(clustered(positions, spots, records, Window(3, (52.0, 20.0)))) == [(3, [1, 0]), (1, [2])]
    assert told(clustered(positions, spots, records, Window(5, (52.0, 20.0)))) == [(2, [1]), (1, [0]), (1, [2])]


def test_a_record_with_several_spots_in_a_cluster_counts_once() -> None:
    positions = projected([52.23, 51.76], [21.01, 19.46])

    found = clustered(positions, np.array([0, 1, 0, 1]), np.array([7, 7, 8, 7]), Window())

    assert told(found) == [(2, [0, 1])]


def test_they_hold_everything_once_and_do_not_overlap_wherever_the_spots_are() -> None:
    print(f"seed {SEED}")
    random = np.random.default_rng(SEED)
    positions = projected(random.uniform(-60, 75, 500), random.uniform(-180, 180, 500))
    spots, records = random.integers(0, 500, 3000), random.integers(1, 800, 3000)
    for window in (Window(), Window(1, (48.0, 10.0)), Window(3, (48.0, 10.0))):
        seen = window.holds(positions)[spots]

        found = clustered(positions, spots[seen], records[seen], window)

        together = np.sort(np.concatenate([cluster.spots for cluster in found]))
        assert together.tolist() == sorted(set(spots[seen].tolist()))
        assert min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(found, 2)) >= APART
        for cluster in found:
            assert cluster.count == len(set(records[seen & np.isin(spots, cluster.spots)].tolist()))
        assert [cluster.count for cluster in found] == sorted((c.count for c in found), reverse=True)
