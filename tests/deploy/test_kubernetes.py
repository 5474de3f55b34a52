"""The CronJob, held to Kubernetes' own schema and to what the image and our runs are: no cluster runs here."""

import re

import pytest

from scraper import __version__, settings
from scraper.alerts.delivery import PATIENCE as ALERT_PATIENCE
from scraper.fleet.venues import GRACE
from tests.deploy.conftest import DEPLOY

yaml = pytest.importorskip("yaml", reason="PyYAML is of requirements/slow.lock, which is not installed")
CLAIM, JOB = yaml.safe_load_all((DEPLOY / "cronjob.yaml").read_text(encoding="utf-8"))
POD = JOB["spec"]["jobTemplate"]["spec"]["template"]["spec"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("described", [CLAIM, JOB], ids=lambda one: one["kind"])
def test_kubernetes_knows_each_field(described) -> None:
    reason = "kubernetes-validate is of requirements/slow.lock, which is not installed"
    validation = pytest.importorskip("kubernetes_validate", reason=reason)
    validation.validate(described, validation.latest_version(), strict=True)
    with pytest.raises(validation.ValidationError):
        validation.validate({**described, "spec": {**described["spec"], "colour": 1}}, "1.31", strict=True)


def test_one_round_at_a_time_is_ended_before_the_next_and_has_time_to_stop() -> None:
    spec, job = JOB["spec"], JOB["spec"]["jobTemplate"]["spec"]
    assert (spec["concurrencyPolicy"], job["backoffLimit"], POD["restartPolicy"]) == ("Forbid", 0, "Never")
    assert settings.SITE_DEADLINE < job["activeDeadlineSeconds"] < 24 * 60 * 60
    assert POD["terminationGracePeriodSeconds"] > settings.STOP_WITHIN + GRACE + 3 * ALERT_PATIENCE


def test_the_pod_is_the_image_s_user_may_write_its_data_alone_and_has_no_token() -> None:
    (container,) = POD["containers"]
    user = int(re.search(r"^USER (\d+)$", DOCKERFILE, re.MULTILINE)[1])
    assert (POD["securityContext"]["runAsNonRoot"], POD["securityContext"]["runAsUser"]) == (True, user)
    assert POD["securityContext"]["fsGroup"] == user
    assert container["image"] == f"difang:{__version__}"
    walls = container["securityContext"]
    assert (walls["readOnlyRootFilesystem"], walls["allowPrivilegeEscalation"]) == (True, False)
    assert walls["capabilities"] == {"drop": ["ALL"]}
    assert POD["automountServiceAccountToken"] is False
    mounts = {one["name"]: one["mountPath"] for one in container["volumeMounts"]}
    assert mounts == {"data": re.search(r"^VOLUME (\S+)$", DOCKERFILE, re.MULTILINE)[1], "temporary": "/tmp"}
    volumes = {one["name"]: one for one in POD["volumes"]}
    assert volumes.keys() == mounts.keys()
    assert volumes["data"]["persistentVolumeClaim"]["claimName"] == CLAIM["metadata"]["name"]
    assert container["envFrom"] == [{"secretRef": {"name": "difang", "optional": True}}]
    assert container["args"][0] == re.search(r'^CMD \["(\S+)"\]$', DOCKERFILE, re.MULTILINE)[1]
