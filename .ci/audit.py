"""Looks the pinned dependencies up in the database of known weaknesses; says plainly where that cannot be done here.

Run by ``make audit``. Exit status 1 where one is known; 0 also where the database cannot be reached, which is said.
"""

from __future__ import annotations

import json
import subprocess
import sys


def main(*requirements: str) -> int:
    """Prints the outcome for each file; the exit status."""
    known = 0
    for file in requirements:
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--requirement",
            file,
            "--no-deps",
            "--disable-pip",
            "--format=json",
        ]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # nothing from outside
        try:
            packages = json.loads(ran.stdout)["dependencies"]
        except (ValueError, KeyError):
            told = (ran.stderr.strip().splitlines() or ["no answer"])[-1]
            sys.stdout.write(f"{file}: LEFT OUT, the audit did not run: {told}\n")
            continue
        looked_up = [package for package in packages if "skip_reason" not in package]
        weak = [package for package in looked_up if package["vulns"]]
        known += len(weak)
        for package in weak:
            names = ", ".join(weakness["id"] for weakness in package["vulns"])
            sys.stdout.write(f"{file}: {package['name']} {package['version']}: {names}\n")
        if len(looked_up) < len(packages):
            missing = len(packages) - len(looked_up)
            sys.stdout.write(
                f"{file}: LEFT OUT {missing} of {len(packages)}: the database does not answer for them here\n"
            )
        sys.stdout.write(f"{file}: {len(looked_up)} looked up, {len(weak)} with a known weakness\n")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
