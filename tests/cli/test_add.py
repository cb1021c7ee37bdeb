"""``hoibo add`` as its users run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from bot.cli import hoibo
from bot.knowledge.loading import load

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Bưu điện phát hành bộ tem mới\n\nNgày 2/4/2012, Bưu điện phát hành bộ tem về biển đảo gồm bốn mẫu, giá 2.000 đồng."
)


def run(folder: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(hoibo, ["add", "--knowledge", str(folder), *options])
    return result.exit_code, result.output


def test_drafts_are_kept_apart_and_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (tmp_path / "tem.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7")
    code, said = run(folder, str(tmp_path / "bad.pdf"), str(tmp_path / "none.txt"), str(tmp_path / "tem.txt"))
    assert code == 1
    assert said.count("Không lấy được") == 2
    assert (folder / "drafts" / "buu-dien-phat-hanh-bo-tem-moi.yaml").is_file()
    assert load(folder).entries == ()


def test_published_it_is_served_and_not_taken_twice(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (tmp_path / "tem.txt").write_text(TEXT, encoding="utf-8")
    assert run(folder, "--publish", "--source", "Báo Bưu điện", str(tmp_path / "tem.txt"))[0] == 0
    (entry,) = load(folder).entries
    assert (entry.source.name, str(entry.date and entry.date.first)) == ("Báo Bưu điện", "2012-04-02")
    assert "Đã có" in run(folder, str(tmp_path / "tem.txt"))[1]


def test_a_link_into_this_machine_is_refused(tmp_path: Path) -> None:
    code, said = run(tmp_path, "http://127.0.0.1:1/")
    assert code == 1
    assert "mạng nội bộ" in said


def test_what_cannot_be_served_stays_a_draft_however_it_is_published(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (tmp_path / "tem.txt").write_text(TEXT, encoding="utf-8")
    code, said = run(folder, "--publish", "--source", "…", str(tmp_path / "tem.txt"))
    draft = folder / "drafts" / "buu-dien-phat-hanh-bo-tem-moi.yaml"
    assert code == 1
    assert f"hoibo add --publish {draft}" in said
    assert "source" in said
    assert draft.is_file()
    assert load(folder).entries == ()


def test_a_new_entry_that_nobody_filled_in_is_not_published(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    CliRunner().invoke(hoibo, ["new", "--knowledge", str(folder), "Giao ban quý I"])
    (draft,) = (folder / "drafts").glob("*.yaml")
    (tmp_path / "tem.txt").write_text(TEXT, encoding="utf-8")
    code, said = run(folder, "--publish", str(draft), "--source", "Báo Bưu điện", str(tmp_path / "tem.txt"))
    assert code == 1
    assert "Không lấy được" in said
    assert "Thiếu body" in said, "in the language of the rest"
    assert [entry.title for entry in load(folder).entries] == ["Bưu điện phát hành bộ tem mới"], "one stops no other"
    filled = draft.read_text(encoding="utf-8").replace("|\n  …", "|\n  Thứ trưởng chủ trì giao ban quý I tại Hà Nội.")
    draft.write_text(filled.replace('"…"', "Mic.gov.vn").replace(', url: "https://…"', ""), encoding="utf-8")
    assert run(folder, "--publish", str(draft))[0] == 0
    assert "Giao ban quý I" in [entry.title for entry in load(folder).entries]


def test_what_to_do_with_drafts_is_said_once(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (tmp_path / "tem.txt").write_text(TEXT, encoding="utf-8")
    _, said = run(folder, str(tmp_path / "tem.txt"))
    assert "Máy đoán, cần xem lại: date, kind, source" in said
    assert said.count(f"hoibo add --publish {folder / 'drafts'}") == 1
    assert "--publish" not in run(folder, str(tmp_path / "tem.txt"))[1]  # it is there already


def test_a_new_entry_on_a_meeting_is_one(tmp_path: Path) -> None:
    for title, kind in (("Hội nghị giao ban: quý II", "meeting"), ("Phóng vệ tinh", "news")):
        result = CliRunner().invoke(hoibo, ["new", "--knowledge", str(tmp_path), title])
        assert result.exit_code == 0
        (draft,) = [file for file in (tmp_path / "drafts").iterdir() if title in file.read_text(encoding="utf-8")]
        assert f"\nkind: {kind}\n" in draft.read_text(encoding="utf-8")
