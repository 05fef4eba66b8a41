"""``python -m tests [pytest arguments]``: all tests on SQLite, browser included, then on PostgreSQL."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from civicport import environment
from tests import machine, variables
from tests.postgres import CannotStart, private_cluster

NO_TESTS = 5  # pytest's exit code when the arguments select nothing


class Terminated(KeyboardInterrupt):
    """Somebody ended us, and us alone: Ctrl-C, in contrast, reaches pytest, too."""


@dataclass
class Outcome:
    """How one run of pytest ended."""

    name: str
    code: int
    seconds: float

    def __str__(self) -> str:
        word = {0: "passed", NO_TESTS: "had nothing to run"}.get(self.code, "FAILED")
        return f"{self.name}: {word} in {self.seconds:.0f} s"


def main(arguments: list[str]) -> int:
    """Run the tests; 0 if every run passed."""
    signal.signal(signal.SIGTERM, terminate)
    left_out = install_missing()
    if left_out and machine.everything_required():
        print(*left_out, "CI=true leaves nothing out.", sep="\n", file=sys.stderr)
        return 1
    try:
        outcomes = [run("SQLite and browser", arguments), *on_postgresql(arguments)]
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    except CannotStart as error:
        print(f"PostgreSQL did not start: {error}", file=sys.stderr)
        return 1
    print(*outcomes, *left_out, sep="\n")
    return verdict([outcome.code for outcome in outcomes], arguments)


def terminate(number: int, frame: object) -> None:
    """The signal handler: tidy up as after Ctrl-C."""
    raise Terminated


def verdict(codes: list[int], arguments: list[str]) -> int:
    """The first failure; selecting nothing is one unless arguments selected something in the other run."""
    if arguments and 0 in codes:
        codes = [code for code in codes if code != NO_TESTS]
    return next(filter(None, codes), 0)


def install_missing() -> list[str]:
    """Install what the tests need where we may; a sentence for each kind of test that must be left out."""
    missing = missing_packages()
    if missing and machine.can_install() and not machine.install(list(missing)):
        print("apt-get could not install them.", file=sys.stderr)
    return list(missing_packages().values())


def missing_packages() -> dict[str, str]:
    """Debian's name for each missing part, and what is left out without it."""
    missing = {}
    if not machine.chromium():
        missing["chromium"] = "Chromium is missing: the browser tests are left out."
    if not environment.text("TEST_DATABASE_URL") and not machine.postgresql():
        missing["postgresql"] = "PostgreSQL (initdb, pg_ctl) is missing: the tests on PostgreSQL are left out."
    return missing


def on_postgresql(arguments: list[str]) -> list[Outcome]:
    """The run on the cluster that TEST_DATABASE_URL names, or else on our own; none without any."""
    # What a page does in the browser does not depend on the database.
    arguments = ["--ignore=tests/browser", *arguments]
    if url := environment.text("TEST_DATABASE_URL"):
        return [run("PostgreSQL", arguments, DATABASE_URL=url)]
    programs = machine.postgresql()
    if programs is None:
        return []
    with private_cluster(programs) as url:
        return [run("PostgreSQL", arguments, DATABASE_URL=url)]


def run(name: str, arguments: list[str], **variables_of_run: str) -> Outcome:
    """One run of pytest, in an environment without the settings of whoever started it."""
    print(f"--- {name}", flush=True)
    settings = variables.of_settings()
    clean = {key: value for key, value in os.environ.items() if key not in settings}
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "--numprocesses=auto", "--dist=worksteal", *arguments]
    pytest = subprocess.Popen(command, cwd=variables.ROOT, env=clean | variables_of_run)
    try:
        code = pytest.wait()
    except KeyboardInterrupt as ended:
        if isinstance(ended, Terminated):
            pytest.send_signal(signal.SIGINT)
        pytest.wait()
        raise
    return Outcome(name, code, time.monotonic() - started)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except environment.ConfigurationError as error:
        sys.exit(str(error))
