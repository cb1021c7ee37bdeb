"""``hoibo add``: articles and minutes from files and links into drafts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.errors import HoiboError
from bot.importing.document import ImportingError
from bot.importing.drafts import as_yaml, draft_path, entry_id
from bot.importing.extra import need_readers
from bot.importing.fetching import Fetcher
from bot.knowledge.editing import publish as publish_draft
from bot.knowledge.editing import write_whole
from bot.knowledge.files import DRAFTS_FOLDER
from bot.knowledge.finding import FoundError
from bot.knowledge.loading import read_file, read_folder
from bot.settings import read_settings
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.importing.understanding import Draft
    from bot.knowledge.entry import Entry


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL…")
@click.option(
    "--knowledge",
    type=click.Path(path_type=Path),
    help="Thư mục kho tri thức (mặc định: knowledge). The folder of entries.",
)
@click.option(
    "--source",
    "site",
    default="",
    help="Tên nguồn, khi trang không ghi. The source's name, where the page does not say it.",
)
@click.option("--publish", is_flag=True, help="Đăng ngay, không để ở bản nháp. Into the served knowledge at once.")
def command(sources: tuple[str, ...], knowledge: Path | None, site: str, *, publish: bool) -> None:
    """Đưa bài viết, biên bản (HTML, DOCX, PDF, TXT, RSS/Atom, liên kết) vào bản nháp. Articles into drafts.

    With --publish, a draft that is named as a .yaml file is served from now on.

    Exit code 1 where one could not be taken; the others are.

    Example: hoibo add bien-ban.docx https://mic.gov.vn/bai-viet.htm
    """
    need_readers()
    folder = read_settings(knowledge=knowledge).knowledge
    known = {written.entry.id: written.entry for written in read_folder(folder).written}
    for file in sorted((folder / DRAFTS_FOLDER).glob("*.yaml")):
        known.update((written.entry.id, written.entry) for written in read_file(file)[0])
    say = catalogue(Language.VIETNAMESE).say
    drafts = [source for source in sources if publish and source.endswith(".yaml")]
    sources = tuple(source for source in sources if source not in drafts)
    failed: list[HoiboError] = []
    unserved = drafted = False
    for draft in drafts:
        try:
            click.echo(say("add-published", file=str(publish_draft(folder, Path(draft)))))
        except HoiboError as refused:
            failed.append(refused)
    with Fetcher() as fetcher, click.progressbar(sources, label="hoibo add", file=sys.stderr) as bar:
        for source in bar:
            for attempt in _attempts(source, fetcher, site):
                if isinstance(attempt, HoiboError):
                    failed.append(attempt)
                else:
                    before = len(known)
                    told, done = _keep(attempt, folder, known, publish=publish)
                    click.echo(told)
                    unserved = unserved or not done
                    drafted = drafted or (len(known) > before and not publish)
    if drafted:
        click.echo(say("add-next", folder=str(folder / DRAFTS_FOLDER)), err=True)
    for error in failed:
        click.echo(say("add-failed", error=_told(error)), err=True)
    if failed or unserved:
        sys.exit(1)


def _attempts(source: str, fetcher: Fetcher, site: str) -> Iterator[Draft | HoiboError]:
    """The drafts of a source, or why not; one bad article of a feed does not stop the rest."""
    from bot.importing.taking import (  # noqa: PLC0415 - an optional extra; `hoibo --help` goes on without it
        links_of_feed,
        take_bytes,
        take_file,
        take_link,
    )

    try:
        if not source.startswith(("http://", "https://")):
            links = links_of_feed(_head(Path(source)), source)
            if not links:
                yield take_file(Path(source), site=site)
                return
        else:
            got = fetcher.fetch(source)
            links = links_of_feed(got.content, source)
            if not links:
                yield take_bytes(got.content, source, url=got.url, charset=got.charset, site=site)
                return
    except HoiboError as error:
        yield error
        return
    for link in links:
        try:
            yield take_link(link, fetcher, site=site)
        except HoiboError as error:
            yield error


def _head(file: Path) -> bytes:
    """A file's content if it may be a feed; what is too large for one is judged by the readers."""
    return file.read_bytes() if file.is_file() and file.stat().st_size < 5_000_000 else b""


def _told(error: HoiboError) -> str:
    """What an error says to an editor: in Vietnamese where there is a text of it."""
    if isinstance(error, ImportingError) and error.says:
        said = catalogue(Language.VIETNAMESE).say(f"import-{error.says}")
        return f"{error.where}: {said}" if error.where else said
    if isinstance(error, FoundError):
        return f"{error.where}: {error.finding.cause()} → {error.finding.mend()}"
    return str(error)


def _keep(draft: Draft, folder: Path, known: dict[str, Entry], *, publish: bool) -> tuple[str, bool]:
    """What became of a draft, and whether that is what was asked for."""
    from bot.importing.taking import known_as  # noqa: PLC0415 - as above

    say = catalogue(Language.VIETNAMESE).say
    if same := known_as(draft, known.values()):
        return say("add-known", title=draft.title, id=same.id), True
    name = entry_id(draft.title, known)
    file = draft_path(folder, name)
    write_whole(file, as_yaml(draft, name))
    written, findings = read_file(file)
    known.update((one.entry.id, one.entry) for one in written)
    if publish and not findings:
        file = publish_draft(folder, file)
    refused = publish and bool(findings)
    told = "".join(f"\n  {finding.position}: {finding.cause()} → {finding.mend()}" for finding in findings)
    said = say("add-not-published" if refused else "add-kept", file=str(file), title=draft.title)
    look = f"\n  {say('add-guessed', keys=', '.join(draft.guessed))}" if draft.guessed and not publish else ""
    return f"{said}{look}{told}", not refused
