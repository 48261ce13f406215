"""
Runs every benchmark, one after the other, and says which limit is not kept.

    python -m benchmarks             a few minutes, and over an hour for the payroll histories
    python -m benchmarks --large     the million rows and the five million paid months too
"""

import argparse
import subprocess
import sys

RUNS = {
    "imports": ([], []),
    "month_list": (["--sizes", "10000,11000,100000"], ["--sizes", "10000,11000,1000000"]),
    "allocation": ([], ["--sizes", "11000,1000000"]),
    "cover": ([], ["--rows", "5000000"]),
    "verify": ([], []),
    "invariants": ([], []),
    "closing": ([], []),
    "treasurer": ([], []),
    "histories": ([], []),
    "awards": ([], []),
    "figures": ([], ["--workers", "1000000"]),
    "deaths": ([], []),
    "papers": ([], []),
    "packs": ([], []),
    "uploads": ([], []),
    "web": ([], ["--herd", "300"]),
}
"""Each with its usual options, and those of a large run."""
SMALLEST = {
    "imports": ["--staff", "20", "--registrations", "5"],
    "month_list": ["--sizes", "400", "--rounds", "1"],
    "allocation": ["--sizes", "20"],
    "cover": ["--rows", "2400"],
    "invariants": ["--staff", "55", "--years", "1"],
    "closing": ["--rows", "5", "--offices", "1"],
    "papers": ["--cards", "8"],
    "packs": ["--offices", "2"],
    "uploads": ["--sizes", "5"],
    "awards": [],
    "figures": ["--workers", "50"],
    "deaths": ["--members", "300", "--rows", "40"],
}
"""How a test runs each, to see that it still runs."""
LEFT_OUT = {
    "verify": "is the demo, which has tests of its own",
    "treasurer": "asks the screens that tests/web/payroll asks, of more people",
    "histories": "has tests of its own, with fewer seeds",
    "web": "starts the service and its herd, and fills what invariants fills",
}


def main() -> int:
    reader = argparse.ArgumentParser()
    reader.add_argument("--large", action="store_true")
    reader.add_argument("--only", choices=list(RUNS), default=None)
    wanted = reader.parse_args()
    failed = []
    for name, options in RUNS.items():
        if wanted.only in (None, name):
            sys.stdout.write(f"\n== {name}\n")
            sys.stdout.flush()
            command = [sys.executable, "-m", f"benchmarks.{name}", *options[wanted.large]]
            if subprocess.run(command, check=False).returncode:  # noqa: S603
                failed.append(name)
    sys.stdout.write(f"\nOver the limit: {', '.join(failed) or 'none'}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
