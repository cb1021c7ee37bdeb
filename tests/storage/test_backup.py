import datetime as dt
import shutil
import sqlite3
import subprocess

import pytest
from click.testing import CliRunner

from bot.cli.backup import command as backup_command
from bot.cli.restore import command as restore_command
from bot.errors import HoiboError
from bot.storage.backup import back_up, backups, restore
from bot.storage.connecting import open_database
from bot.storage.errors import CorruptError, StorageError, UnreachableError
from bot.storage.exchanges import put_exchanges
from tests.databases import NOON
from tests.storage.test_recorder import exchange


async def references(url):
    database = await open_database(url)
    async with database.read() as transaction:
        found = {reference for (reference,) in await transaction.fetch_all("SELECT reference FROM exchanges")}
    await database.close()
    return found


async def test_a_restored_backup_is_the_database_as_it_was(database_url, database, tmp_path):
    if database_url.startswith("postgresql") and not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed")
    async with database.write() as transaction:
        await put_exchanges(transaction, [exchange(1)])
    file = back_up(database_url, tmp_path / "backups", NOON)
    async with database.write() as transaction:
        await put_exchanges(transaction, [exchange(2)])
    assert file.stat().st_mode & 0o777 == 0o600
    await database.close()
    restore(database_url, file, NOON)
    assert await references(database_url) == {"1"}


async def test_what_a_restoration_replaced_is_kept_whole(database, database_url, tmp_path):
    if not database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL replaces its tables in one transaction")
    file = back_up(database_url, tmp_path / "backups", NOON)
    async with database.write() as transaction:
        await put_exchanges(transaction, [exchange(2)])
    # As after a kill: the newest commits are in the write-ahead log only.
    for part in tmp_path.glob("hoibo.db*"):
        shutil.copy(part, tmp_path / f"killed-{part.name}")
    killed = f"sqlite:///{tmp_path}/killed-hoibo.db"
    before = restore(killed, file, NOON)
    assert await references(killed) == set()
    assert await references(f"sqlite:///{before}") == {"2"}


async def test_the_newest_fourteen_stay(database, database_url, tmp_path):
    if not database_url.startswith("sqlite"):
        pytest.skip("the same code")
    (tmp_path / "hoibo-notes.txt").write_text("mine")
    made = [back_up(database_url, tmp_path, NOON + dt.timedelta(days=day)) for day in range(16)]
    assert backups(tmp_path) == made[:1:-1]
    assert (tmp_path / "hoibo-notes.txt").exists()


@pytest.mark.parametrize("content", [b"", b"a letter" * 1000, b"SQLite format 3\0" + b"\0" * 5000])
def test_what_is_no_backup_is_refused_and_nothing_is_touched(content, tmp_path):
    database, backup = tmp_path / "hoibo.db", tmp_path / "backup.db"
    database.write_text("as it was")
    backup.write_bytes(content)
    with pytest.raises(CorruptError, match=r"backup\.db"):
        restore(f"sqlite:///{database}", backup, NOON)
    assert database.read_text() == "as it was"
    assert {file.name for file in tmp_path.iterdir()} == {"hoibo.db", "backup.db", "hoibo.db.lock"}


def test_somebody_elses_database_is_no_backup(tmp_path):
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    with pytest.raises(CorruptError, match="hoibo"):
        restore(f"sqlite:///{tmp_path}/hoibo.db", other, NOON)


def test_a_missing_backup_and_a_missing_database_are_told(tmp_path):
    with pytest.raises(UnreachableError, match="no such backup"):
        restore(f"sqlite:///{tmp_path}/hoibo.db", tmp_path / "none.db", NOON)
    with pytest.raises(UnreachableError, match="no database yet"):
        back_up(f"sqlite:///{tmp_path}/hoibo.db", tmp_path / "backups", NOON)
    assert backups(tmp_path / "backups") == []


async def test_a_damaged_database_makes_no_backup_and_drives_no_good_one_out(database, database_url, tmp_path):
    if not database_url.startswith("sqlite"):
        pytest.skip("a file of SQLite's")
    async with database.write() as transaction:
        await put_exchanges(transaction, [exchange(number) for number in range(2000)])
    await database.close()
    good = back_up(database_url, tmp_path / "backups", NOON)
    with (tmp_path / "hoibo.db").open("r+b") as file:
        file.seek(40_000)
        file.write(b"\xff" * 60_000)
    with pytest.raises(StorageError):
        back_up(database_url, tmp_path / "backups", NOON + dt.timedelta(days=1), keep=1)
    assert backups(tmp_path / "backups") == [good]


@pytest.mark.postgresql
def test_no_password_is_on_a_command_line(tmp_path, monkeypatch):
    seen = []

    def run(arguments, **options):
        seen.append((arguments, options["env"].get("PGPASSWORD")))
        return subprocess.CompletedProcess(arguments, 1, "", "refused\n")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(StorageError, match="refused"):
        back_up("postgresql://hoibo:s3cret@db/hoibo", tmp_path, NOON)
    ((arguments, password),) = seen
    assert "s3cret" not in " ".join(arguments)
    assert password == "s3cret"


async def test_the_commands_make_list_and_restore(database, tmp_path, monkeypatch):
    if database.dialect.value != "sqlite":
        pytest.skip("the same commands")
    monkeypatch.chdir(tmp_path)
    async with database.write() as transaction:
        await put_exchanges(transaction, [exchange(1)])
    await database.close()
    options = ["--database", f"sqlite:///{tmp_path}/hoibo.db"]
    made = CliRunner().invoke(backup_command, ["--to", str(tmp_path / "b"), *options])
    assert made.exit_code == 0, made.output
    listed = CliRunner().invoke(backup_command, ["--to", str(tmp_path / "b"), "--list"])
    assert listed.output == made.output
    (tmp_path / "hoibo.db").unlink()
    asked = CliRunner().invoke(restore_command, [made.output.strip(), *options], input="n\n")
    assert asked.exit_code == 1
    assert not (tmp_path / "hoibo.db").exists()
    done = CliRunner().invoke(restore_command, [made.output.strip(), "--yes", *options])
    assert done.exit_code == 0, done.output
    assert await references(f"sqlite:///{tmp_path}/hoibo.db") == {"1"}
    assert isinstance(CliRunner().invoke(restore_command, ["none.db", "--yes", *options]).exception, HoiboError)
