"""``hoibo new``: a commented entry to be filled in, or the JSON Schema that helps editors with it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.importing.drafts import draft_path, entry_id, quoted
from bot.importing.understanding import kind_by
from bot.knowledge.editing import write_whole
from bot.knowledge.loading import read_folder
from bot.knowledge.schema import SCHEMA_FILE, commented_entry, entry_schema
from bot.settings import read_settings
from bot.words.catalogue import Language, catalogue


@click.command()
@click.argument("title", nargs=-1)
@click.option(
    "--knowledge",
    type=click.Path(path_type=Path),
    help="Thư mục kho tri thức (mặc định: knowledge). The folder of entries.",
)
@click.option(
    "--schema",
    is_flag=True,
    help="Viết lại lược đồ cho trình soạn thảo. Write the JSON Schema instead, which editors read.",
)
def command(title: tuple[str, ...], knowledge: Path | None, *, schema: bool) -> None:
    """Viết một mục mới, mỗi khóa có giải thích, vào knowledge/drafts. A commented entry among the drafts.

    Example: hoibo new Hội nghị giao ban quý II/2026
    """
    folder = read_settings(knowledge=knowledge).knowledge
    if schema:
        text = json.dumps(entry_schema(), ensure_ascii=False, indent=2) + "\n"
        write_whole(folder / SCHEMA_FILE, text)
        click.echo(str(folder / SCHEMA_FILE))
        return
    if not title:
        raise click.UsageError("tiêu đề là gì? (what is the title?)")
    taken = {written.entry.id for written in read_folder(folder).written}
    name = entry_id(" ".join(title), taken)
    while draft_path(folder, name).exists():
        taken.add(name)
        name = entry_id(" ".join(title), taken)
    file = draft_path(folder, name)
    write_whole(
        file,
        f"# yaml-language-server: $schema=../{SCHEMA_FILE}\n"
        + commented_entry(quoted(" ".join(title)), name, given={"kind": f"kind: {kind_by(' '.join(title))}"}),
    )
    click.echo(catalogue(Language.VIETNAMESE).say("new-written", file=str(file)))
