"""The fleet's pods, held to Kubernetes' own schema and to what the image, Dask and our runs are: no cluster runs here."""

import argparse
import re
from importlib import import_module

import pytest

from scraper import __version__
from tests.deploy.conftest import DEPLOY, ROOT

yaml = pytest.importorskip("yaml", reason="PyYAML is of requirements/slow.lock, which is not installed")
DESCRIBED = list(yaml.safe_load_all((DEPLOY / "fleet.yaml").read_text(encoding="utf-8")))
PODS = {
    one["metadata"]["name"]: one["spec"]["template"]["spec"]
    for one in DESCRIBED
    if one["kind"] == "Deployment"
}
IMAGE = (DEPLOY / "cluster.Dockerfile").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("described", DESCRIBED, ids=lambda one: f"{one['kind']} {one['metadata']['name']}")
def test_kubernetes_knows_each_field_of_the_fleet(described) -> None:
    reason = "kubernetes-validate is of requirements/slow.lock, which is not installed"
    validation = pytest.importorskip("kubernetes_validate", reason=reason)
    validation.validate(described, validation.latest_version(), strict=True)
    with pytest.raises(validation.ValidationError):
        validation.validate({**described, "spec": {**described["spec"], "colour": 1}}, "1.31", strict=True)


def test_all_pods_of_the_fleet_are_one_program_and_find_one_another() -> None:
    policy, service = (
        next(one for one in DESCRIBED if one["kind"] == kind) for kind in ("NetworkPolicy", "Service")
    )
    name = {"app.kubernetes.io/name": "difang-fleet"}
    assert policy["spec"]["podSelector"]["matchLabels"] == name
    assert policy["spec"]["ingress"] == [{"from": [{"podSelector": {"matchLabels": name}}]}]
    address = f"tcp://{service['metadata']['name']}:{service['spec']['ports'][0]['port']}"
    assert address in PODS["difang-worker"]["containers"][0]["command"]
    assert address in PODS["difang-fleet"]["containers"][0]["args"]
    for one in DESCRIBED:
        if one["kind"] != "Deployment":
            continue
        template = one["spec"]["template"]
        assert template["metadata"]["labels"] == one["spec"]["selector"]["matchLabels"]
        assert template["metadata"]["labels"].items() >= name.items()
        assert template["spec"]["containers"][0]["image"] == f"difang-cluster:{__version__}"
    assert PODS["difang-scheduler"]["containers"][0]["command"][-2:] == ["8786", "--no-dashboard"]


def test_the_fleet_s_pods_are_the_image_s_user_and_see_one_folder() -> None:
    user = int(
        re.search(r"^USER (\d+)$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)[1]
    )
    claim = next(one for one in DESCRIBED if one["kind"] == "PersistentVolumeClaim")
    assert claim["spec"]["accessModes"] == ["ReadWriteMany"]
    for name, pod in PODS.items():
        assert (pod["securityContext"]["runAsNonRoot"], pod["securityContext"]["runAsUser"]) == (True, user)
        assert pod["automountServiceAccountToken"] is False
        (container,) = pod["containers"]
        walls = container["securityContext"]
        assert (walls["readOnlyRootFilesystem"], walls["allowPrivilegeEscalation"]) == (True, False)
        mounts = {one["name"]: one["mountPath"] for one in container["volumeMounts"]}
        assert mounts["temporary"] == "/tmp"
        assert ("data" in mounts) == (name != "difang-scheduler")
        if "data" in mounts:
            volumes = {one["name"]: one for one in pod["volumes"]}
            assert volumes["data"]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["difang-scheduler", "difang-worker"])
def test_dask_knows_each_option_that_its_pods_are_started_with(name) -> None:
    container = PODS[name]["containers"][0]
    words = [*container["command"], *container.get("args", ())]
    module = import_module(words[2])
    known = {option for one in module.main.params for option in (*one.opts, *one.secondary_opts)}
    assert {word for word in words[3:] if word.startswith("--")} <= known


@pytest.mark.slow
def test_the_fleet_s_own_options_are_those_of_the_command() -> None:
    command = import_module("scraper.commands.fleet").Command()
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.settings = import_module("scrapy.settings").Settings()
    command.add_options(parser)
    name, *words = PODS["difang-fleet"]["containers"][0]["args"]
    given = parser.parse_args(words)
    assert (name, given.every, given.scheduler) == ("fleet", "6h", "tcp://difang-scheduler:8786")


def pinned(lock: str) -> dict[str, str]:
    """Return the versions that a lock names."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_the_cluster_s_image_has_what_the_tests_are_run_with() -> None:
    assert "--require-hashes" in IMAGE
    assert "COPY requirements/cluster.lock" in IMAGE
    cluster, tested = pinned("cluster.lock"), pinned("run.lock") | pinned("test.lock") | pinned("slow.lock")
    assert {"dask", "distributed", "fsspec", "s3fs", "scrapy"} <= cluster.keys()
    assert {name: version for name, version in cluster.items() if tested.get(name) != version} == {}
