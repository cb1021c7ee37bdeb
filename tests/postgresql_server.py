"""A private PostgreSQL server for the tests, started from Debian's binaries: never a mock, never somebody's server."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@dataclass(frozen=True)
class PostgresqlServer:
    """A running server that listens on a socket in its own folder only."""

    folder: Path
    user: str
    run: Callable[..., None]
    binaries: Path

    def url(self, database: str) -> str:
        return f"postgresql://{self.user}@/{database}?host={self.folder}"

    def crash(self) -> None:
        """Ends every connection as a crash would, and starts again on what was on the disk."""
        cluster, log = self.folder / "cluster", self.folder / "log"
        self.run(
            f"{self.binaries}/pg_ctl",
            "-D",
            f"{cluster}",
            "-m",
            "immediate",
            "-w",
            "-l",
            f"{log}",
            "-t",
            "180",
            "restart",
        )

    def make_database(self, name: str) -> str:
        psycopg = pytest.importorskip("psycopg")
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)


@pytest.fixture(scope="session")
def postgresql_server():
    """The server, for the whole session. PostgreSQL does not run as root, so root hands it to the user postgres."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's server is not installed (apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="hoibo-pg-", dir="/tmp"))  # a socket's path must be short
    user = pwd.getpwuid(os.getuid()).pw_name
    become: list[str] = []
    if os.getuid() == 0:
        user = "postgres"
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
        become = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]

    def run(*command: str) -> None:
        done = subprocess.run([*become, *command], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            log = folder / "log"
            pytest.fail(f"{command[0]}: {done.stdout}{done.stderr}{log.read_text() if log.exists() else ''}")

    cluster = folder / "cluster"
    run(f"{binaries}/initdb", "-D", f"{cluster}", "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c shared_buffers=32MB -c max_connections=60"
    run(f"{binaries}/pg_ctl", "-D", f"{cluster}", "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield PostgresqlServer(folder, user, run, binaries)
    finally:
        run(f"{binaries}/pg_ctl", "-D", f"{cluster}", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)
