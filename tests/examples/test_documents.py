"""What the documents say of commands and places is what is there."""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from bot.cli import hoibo

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|json|yaml|ftl|toml)|(?:[\w-]+/)+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)?(?:#([^)\s]+))?\)")
DOCUMENTS = [path for folder in (ROOT, ROOT / "docs", ROOT / "deploy") for path in sorted(folder.glob("*.md"))]


def commands_table():
    rows = ["| command | what it does | for example |", "|---|---|---|"]
    with click.Context(hoibo) as context:
        names = hoibo.list_commands(context)
    for name in names:
        paragraphs = [" ".join(one.split()) for one in import_module(f"bot.cli.{name}").command.help.split("\n\n")]
        example = next((one for one in paragraphs if one.startswith("Example: ")), "").removeprefix("Example: ")
        rows.append(f"| `hoibo {name}` | {paragraphs[0]} | {f'`{example}`' if example else ''} |")
    return "".join(f"{row}\n" for row in rows)


def test_the_readme_tells_every_command_as_the_command_does_itself():
    shown = (ROOT / "README.md").read_text("utf-8").split("<!-- commands -->\n")[1]
    assert shown == commands_table()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_links_to_is_there(document):
    for file, anchor in LINK.findall(document.read_text("utf-8")):
        target = document.parent / file if file else document
        assert target.exists(), f"{document.name} links to {file}"
        if anchor and target.suffix == ".md":
            text = target.read_text("utf-8")
            titles = re.findall("(?m)^#+ (.*)$", text)
            headings = {re.sub(r"[^\w\s-]", "", title).strip().lower().replace(" ", "-") for title in titles}
            assert anchor in headings or f'id="{anchor}"' in text, f"{document.name} links to {file}#{anchor}"


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/decisions.md", "docs/growth.md"])
def test_a_place_that_a_document_names_is_there(name):
    for place in NAMED.findall((ROOT / name).read_text("utf-8")):
        known = [ROOT / place, ROOT / "bot" / place, *ROOT.glob(f"bot/**/{place}"), *ROOT.glob(f"tests/**/{place}")]
        assert any(path.exists() for path in known), f"{name} names {place}"
