"""What is deployed is checked as far as this machine can without a container engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings, read_settings

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = DEPLOY / "systemd" / "hoibo.service"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_the_unit_is_hardened() -> None:
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(UNIT)], capture_output=True, text=True, check=True
    )
    exposure = re.search(r"exposure level for hoibo\.service: ([\d.]+)", told.stdout)
    assert exposure is not None
    assert float(exposure.group(1)) <= 1.5


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_the_unit_has_no_unknown_keys() -> None:
    told = subprocess.run(["systemd-analyze", "verify", str(UNIT)], capture_output=True, text=True, check=False)
    assert "Unknown" not in told.stderr
    assert "Failed to parse" not in told.stderr


def unit_values(key):
    return re.findall(rf"^{key}=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE)


def test_the_settings_find_the_token_where_the_unit_puts_it(tmp_path, monkeypatch):
    """systemd makes a file of that very name, and a wrong one would have the bot run without a token."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("HOIBO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (credential,) = unit_values("LoadCredential")
    (tmp_path / credential.partition(":")[0]).write_text("123:made-up\n", "utf-8")
    token = read_settings().token
    assert token is not None
    assert token.get_secret_value() == "123:made-up"


def test_the_service_writes_only_where_it_may():
    """The knowledge among it, which editors change from Telegram."""
    (environment,) = unit_values("EnvironmentFile")
    assert environment == "/etc/hoibo/environment"
    given = dict(
        line.split("=", 1)
        for line in (DEPLOY / "systemd" / "environment").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    assert {name.removeprefix("HOIBO_").lower() for name in given} <= set(Settings.model_fields)
    written = {"HOIBO_KNOWLEDGE", "HOIBO_DATABASE", "HOIBO_BACKUPS", "HOIBO_INDEX", "HOIBO_VECTORS"}
    state = f"/var/lib/{unit_values('StateDirectory')[0]}/"
    assert all(given[name].removeprefix("sqlite:///").startswith(state) for name in written)
    assert unit_values("ProtectSystem") == ["strict"]


def test_commands_are_given_what_the_service_is_given():
    script = DEPLOY / "systemd" / "hoibo"
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
    text = script.read_text("utf-8")
    for key in ("DynamicUser", "User", "StateDirectory", "StateDirectoryMode", "WorkingDirectory", "UMask"):
        (value,) = unit_values(key)
        assert f"--property={key}={value}" in text, key
    assert f"--property=EnvironmentFile={unit_values('EnvironmentFile')[0]}" in text
    assert f"--property=LoadCredential={unit_values('LoadCredential')[0]}" in text
    assert unit_values("ExecStart")[0].removesuffix(" run") in text


def test_the_walk_through_names_files_that_are_there():
    text = (DEPLOY / "README.md").read_text("utf-8")
    named = set(re.findall(r"\]\(([^)#:]+)\)", text)) | set(re.findall(r"\bdeploy/([\w./-]+)", text))
    made_by_the_reader = {"container/token"}
    assert named > {"systemd/hoibo.service", "systemd/environment", "proxy/nginx.conf", "kubernetes/hoibo.yaml"}
    assert [name for name in named - made_by_the_reader if not (DEPLOY / name).exists()] == []


def test_the_container_runs_as_nobody_in_particular_on_a_pinned_base() -> None:
    lines = (DEPLOY / "container" / "Dockerfile").read_text("utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM")]
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+@sha256:[0-9a-f]{64}", base) for base in bases)
    assert len(set(bases)) == 1, "what builds and what runs have one Python"
    last_stage = lines[max(number for number, line in enumerate(lines) if line.startswith("FROM")) :]
    assert any(re.fullmatch(r"USER [1-9]\d*:[1-9]\d*", line) for line in last_stage)
    assert not any("pip install" in line and "--require-hashes" not in line and line[-1] != "." for line in lines)


def test_every_file_copied_into_the_container_is_there() -> None:
    root = DEPLOY.parent
    for line in (DEPLOY / "container" / "Dockerfile").read_text("utf-8").splitlines():
        if line.startswith("COPY") and "--from" not in line:
            for name in line.split()[1:-1]:
                assert (root / name).exists(), name


def test_the_composition_gives_no_rights_that_are_not_needed() -> None:
    service = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text("utf-8"))["services"]["bot"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "HOIBO_TOKEN" not in service["environment"], "the token comes as a secret, not in the environment"
