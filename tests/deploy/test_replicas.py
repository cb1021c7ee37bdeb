"""What is deployed for several replicas: compositions, manifests, proxies and alerts, as far as files can tell."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import resources
from pathlib import Path

import promql_parser
import pytest
import yaml
from jsonschema import Draft7Validator

from bot.settings import Settings
from bot.web.metrics import Metrics

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSITIONS = sorted((DEPLOY / "container").glob("*.yaml"))
MANIFESTS = {
    part["kind"]: part for part in yaml.safe_load_all((DEPLOY / "kubernetes" / "hoibo.yaml").read_text("utf-8"))
}
RANGE = re.compile(r"\$__(?:rate_interval|interval|range)\b")  # Grafana puts a length of time in their place
PINNED = re.compile(r"[a-z]+:\$\{[A-Z]+_VERSION:-\d+\.\d+[\w.-]*@sha256:[0-9a-f]{64}\}")
POD = MANIFESTS["Deployment"]["spec"]["template"]["spec"]
BOT = POD["containers"][0]


def settings_named(names):
    """Those of the environment's names that no setting has."""
    known = {f"HOIBO_{field}".upper() for field in Settings.model_fields}
    return {name for name in names if name.startswith("HOIBO_")} - known - {f"{name}_FILE" for name in known}


@pytest.mark.parametrize("path", COMPOSITIONS, ids=lambda path: path.stem)
def test_every_service_is_confined_pinned_and_bounded(path):
    composition = yaml.safe_load(path.read_text("utf-8"))
    for name, service in composition["services"].items():
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["mem_limit"], name
        assert set(service.get("secrets", ())) <= set(composition["secrets"]), name
        if "image" in service:
            assert PINNED.fullmatch(service["image"]), name
        for mounted in service.get("volumes", ()):
            source = mounted.split(":")[0]
            assert (path.parent / source).exists() if source.startswith(".") else source in composition["volumes"]


@pytest.mark.parametrize("path", COMPOSITIONS, ids=lambda path: path.stem)
def test_a_composition_sets_only_what_is_a_setting(path):
    bot = yaml.safe_load(path.read_text("utf-8"))["services"]["bot"]
    assert not settings_named(bot["environment"])


@pytest.mark.parametrize("path", COMPOSITIONS, ids=lambda path: path.stem)
def test_a_composition_keeps_to_the_specification_of_compositions(path):
    schema = resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    validator = Draft7Validator(json.loads(schema.read_text("utf-8")))
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(read_plainly(path))] == []


def read_plainly(path):
    return yaml.safe_load(path.read_text("utf-8"))


def test_the_manifests_name_the_image_of_this_version():
    version = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert BOT["image"] == f"hoibo:{version}"


def test_the_manifests_set_only_what_is_a_setting():
    assert not settings_named(variable["name"] for variable in BOT["env"])


def test_the_pod_has_no_rights_that_are_not_needed():
    assert POD["automountServiceAccountToken"] is False
    assert POD["securityContext"]["runAsNonRoot"] is True
    for container in (BOT, *POD["initContainers"]):
        assert container["image"] == BOT["image"]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }


def test_the_manifests_fit_together():
    labels = MANIFESTS["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert MANIFESTS["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert MANIFESTS["Service"]["spec"]["selector"] == labels
    assert MANIFESTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert MANIFESTS["PodDisruptionBudget"]["spec"]["minAvailable"] < MANIFESTS["Deployment"]["spec"]["replicas"]
    assert {mount["name"] for mount in BOT["volumeMounts"]} == {volume["name"] for volume in POD["volumes"]}
    assert BOT["image"].rpartition(":")[2] not in {"", "latest"}


@pytest.mark.parametrize("probe", ["startupProbe", "livenessProbe", "readinessProbe"])
def test_a_probe_asks_what_the_bot_serves(probe):
    asked = BOT[probe]["httpGet"]
    assert asked["path"] in {"/health/live", "/health/ready"}
    assert asked["port"] == BOT["ports"][0]["name"]


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_a_proxy_lets_the_webhook_through_and_for_the_office_the_admins_page(name):
    text = (DEPLOY / "proxy" / name).read_text("utf-8")
    assert text.count("{") == text.count("}")
    assert re.findall(r"(?:handle|location =) (/\S+)", text) == ["/telegram"]
    assert re.search(r"remote_ip private_ranges|deny all;", text), "the admins' page is for the office alone"
    assert "404" in text
    assert "/metrics" not in text


@pytest.mark.parametrize("query", ["sum(rate(hoibo_errors_total[5m])", "max(hoibo_inbox_updates", "rate(x[5 minutes])"])
def test_a_query_that_prometheus_would_refuse_is_found(query):
    with pytest.raises(ValueError, match=r"."):
        promql_parser.parse(query)


def figures_told():
    metrics = Metrics()
    metrics.posted(200)
    told = set(re.findall(r"^(hoibo_\w+)", metrics.text(entries=1, inbox=0).decode(), re.MULTILINE))
    told.add("hoibo_questions_total")  # told once a question was answered
    return told


def test_a_dashboard_shows_figures_that_are_told():
    panels = json.loads((DEPLOY / "watching" / "dashboard.json").read_text("utf-8"))["panels"]
    queries = [target["expr"] for panel in panels for target in panel["targets"]]
    assert len({panel["id"] for panel in panels}) == len(panels)
    for query in queries:
        assert set(re.findall(r"hoibo_\w+", query)) <= figures_told(), query
        assert promql_parser.parse(RANGE.sub("5m", query)), query


def test_alerts_ask_for_figures_that_are_told():
    told = figures_told()
    rules = yaml.safe_load((DEPLOY / "watching" / "alerts.yaml").read_text("utf-8"))["groups"][0]["rules"]
    assert len({rule["alert"] for rule in rules}) == len(rules)
    for rule in rules:
        asked = set(re.findall(r"hoibo_\w+", rule["expr"]))
        assert asked <= told, rule["alert"]
        assert promql_parser.parse(rule["expr"]), rule["alert"]
        assert rule["labels"]["severity"] in {"warning", "critical"}
        assert rule["annotations"]["summary"]


def test_the_container_tells_whether_it_is_well():
    text = (DEPLOY / "container" / "Dockerfile").read_text("utf-8")
    assert re.search(r"^HEALTHCHECK .*\n.*/health/live", text, re.MULTILINE)
    assert "HOIBO_LISTEN=127.0.0.1:8080" in text
    assert not re.search(r"^ADD |:latest", text, re.MULTILINE)
