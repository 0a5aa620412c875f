"""The files for engines that docs/ has ready start each part of a build, and then the merge."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from coaching_site.batch.shards import Shard
from coaching_site.cli.build import build
from tests.fixture import ROOT

KUBERNETES = ROOT / "docs/machines/kubernetes.yml"
SLURM = ROOT / "docs/machines/slurm.sh"


def _started(tmp_path: Path, command: list[str], **environment: str) -> dict[str, Any]:
    """Run a command line that starts `coaching-site build`; return the options that it is given."""
    stub = tmp_path / "coaching-site"
    stub.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >{tmp_path / 'words'}\n", "utf-8")
    stub.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    subprocess.run(command, env={"PATH": path, **environment}, check=True)
    name, *words = (tmp_path / "words").read_text("utf-8").splitlines()
    assert name == "build"
    given = build.make_context("coaching-site build", words).params
    return {name: given[name] for name in ("shard", "jobs", "merge")}


def test_a_job_of_kubernetes_builds_each_part(tmp_path: Path) -> None:
    """Each index of the job is a part, as many as are awaited; a mistake is not tried again."""
    job, after = yaml.safe_load_all(KUBERNETES.read_text("utf-8"))
    spec = job["spec"]
    count = spec["completions"]
    assert (spec["completionMode"], spec["parallelism"]) == ("Indexed", count)
    [container] = spec["template"]["spec"]["containers"]
    last = _started(tmp_path, container["command"], JOB_COMPLETION_INDEX=str(count - 1))
    assert last == {"shard": Shard(count - 1, count), "jobs": 4, "merge": False}
    assert container["resources"]["requests"]["cpu"] == "4"
    first, _ = spec["podFailurePolicy"]["rules"]
    assert first["onExitCodes"] == {"containerName": "build", "operator": "In", "values": [2]}
    assert after["spec"]["suspend"] is True
    [merge] = after["spec"]["template"]["spec"]["containers"]
    assert _started(tmp_path, merge["command"])["merge"] is True
    same = [{**one, "name": "", "command": ""} for one in (container, merge)]
    assert same[0] == same[1]
    pods = [one["spec"]["template"]["spec"] for one in (job, after)]
    assert [{**pod, "containers": ""} for pod in pods[:1]] == [{**pods[1], "containers": ""}]
    assert pods[0]["securityContext"]["runAsNonRoot"] is True
    assert pods[0]["automountServiceAccountToken"] is False


def test_an_array_of_slurm_builds_each_part(tmp_path: Path) -> None:
    """Each task of the array is a part, also when some run again; the day must be named."""
    text = SLURM.read_text("utf-8")
    options = dict(re.findall(r"^#SBATCH --([\w-]+)=(.+)$", text, re.MULTILINE))
    assert options["array"] == "0-15"
    set_ = {"SLURM_ARRAY_TASK_ID": "15", "SLURM_CPUS_PER_TASK": options["cpus-per-task"]}
    found = _started(tmp_path, ["bash", str(SLURM)], AS_OF="2026-11-26", **set_)
    assert found == {"shard": Shard(15, 16), "jobs": 4, "merge": False}
    found = _started(tmp_path, ["bash", str(SLURM), "merge"], AS_OF="2026-11-26", **set_)
    assert found["merge"] is True
    with pytest.raises(subprocess.CalledProcessError):
        _started(tmp_path, ["bash", str(SLURM)], **set_)
