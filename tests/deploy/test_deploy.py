"""What is deployed is checked as far as this machine can without a container engine."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

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


def test_the_container_runs_as_nobody_in_particular_on_a_pinned_base() -> None:
    lines = (DEPLOY / "container" / "Dockerfile").read_text("utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM")]
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", base) for base in bases)
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
