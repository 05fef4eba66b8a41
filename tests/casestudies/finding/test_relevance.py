from __future__ import annotations

import subprocess
import sys

from tests.casestudies.finding.relevance import expectations, misses

HELD_OUT_HITS = 50


def test_what_readers_type_finds_what_they_look_for() -> None:
    assert misses("tuned") == {}


def test_it_does_so_for_queries_that_the_ranking_was_not_made_for() -> None:
    held_out = expectations("held_out")

    assert len(held_out) - len(misses("held_out")) == HELD_OUT_HITS


def test_there_are_enough_queries_and_none_stands_in_both_halves() -> None:
    tuned, held_out = expectations("tuned"), expectations("held_out")

    assert min(len(tuned), len(held_out)) >= 45
    assert not {expected.q for expected in tuned} & {expected.q for expected in held_out}


def test_the_report_can_be_printed() -> None:
    command = [sys.executable, "-m", "tests.casestudies.finding.relevance"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    tuned, held_out = len(expectations("tuned")), len(expectations("held_out"))
    assert [line for line in printed.splitlines() if not line.startswith("  ")] == [
        f"tuned: {tuned} of {tuned}",
        f"held_out: {HELD_OUT_HITS} of {held_out}",
    ]
