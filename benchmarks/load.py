"""Fills the empty database of the settings with a synthetic catalogue: `python -m benchmarks.load SIZE`."""

from __future__ import annotations

import gc
import sys
from itertools import islice

from django.core.management import call_command
from django.db import connection, transaction
from tqdm import tqdm

import civicport.ready  # noqa: F401  (models exist only then)
from benchmarks import synthetic
from civicport.documents.checking import Checked, Submission
from civicport.documents.importing import import_paths
from civicport.documents.storing import store
from civicport.models import Catalogue

IN_ONE_TRANSACTION = 5_000
BY, REASON = "Benchmark", "A synthetic catalogue"


def load(size: int) -> None:
    """First what `fixtures/` gives, then what is synthetic. That is known to be good, so it is stored unchecked, but as
    everything is stored.
    """
    call_command("migrate", interactive=False, verbosity=0)
    real = [synthetic.FIXTURES / "vocabularies.yaml", synthetic.FIXTURES / "collaboration_models"]
    report = import_paths(real, BY, REASON)
    if report.problems:
        raise ValueError(f"fixtures/ cannot be loaded: {report.problems[0]}")
    total = synthetic.ORGANISATIONS + synthetic.TOOLS + size
    with tqdm(total=total, desc=f"{size:,} cases", unit=" records", disable=None) as progress:
        for kind, documents in (
            ("organisations", synthetic.organisations()),
            ("tools", synthetic.tools()),
            ("case_studies", synthetic.cases(size)),
        ):
            while some := [Submission(kind, document) for document in islice(documents, IN_ONE_TRANSACTION)]:
                with transaction.atomic():
                    store(Catalogue.locked(), [Checked(one, one.document) for one in some], BY, REASON)
                gc.collect()
                progress.update(len(some))


if __name__ == "__main__":
    # Millions of objects live for one transaction each; looking for cycles among them all the time takes a tenth.
    gc.disable()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-1000000")
        load(int(sys.argv[1]))
        # The filters' own SQL is measured at its best.
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
