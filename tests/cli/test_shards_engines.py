"""The files for engines that docs/ has ready start each part of a build, and then the merge."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from coaching_site.batch.manifests import MANIFESTS
from coaching_site.batch.shards import Shard
from coaching_site.cli.build import build
from tests.fixture import ROOT

KUBERNETES = ROOT / "docs/machines/kubernetes.yml"
SLURM = ROOT / "docs/machines/slurm.sh"
GITHUB = ROOT / "docs/machines/github-actions.yml"
GITLAB = ROOT / "docs/machines/gitlab-ci.yml"

ON_ONE_DISK = {"merge": False, "manifests": MANIFESTS}
ON_OTHER_DISKS = {"jobs": None, "manifests": Path("shards")}


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
    return {name: given[name] for name in ("shard", "jobs", "merge", "manifests")}


def test_a_job_of_kubernetes_builds_each_part(tmp_path: Path) -> None:
    """Each index of the job is a part, as many as are awaited; a mistake is not tried again."""
    job, after = yaml.safe_load_all(KUBERNETES.read_text("utf-8"))
    spec = job["spec"]
    count = spec["completions"]
    assert (spec["completionMode"], spec["parallelism"]) == ("Indexed", count)
    [container] = spec["template"]["spec"]["containers"]
    last = _started(tmp_path, container["command"], JOB_COMPLETION_INDEX=str(count - 1))
    assert last == {"shard": Shard(count - 1, count), "jobs": 4, **ON_ONE_DISK}
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
    assert found == {"shard": Shard(15, 16), "jobs": 4, **ON_ONE_DISK}
    found = _started(tmp_path, ["bash", str(SLURM), "merge"], AS_OF="2026-11-26", **set_)
    assert found["merge"] is True
    with pytest.raises(subprocess.CalledProcessError):
        _started(tmp_path, ["bash", str(SLURM)], **set_)


def test_a_matrix_of_github_builds_each_part(tmp_path: Path) -> None:
    """Each job of the matrix is a part; the last one finds there what all have left, for a day."""
    workflow = yaml.safe_load(GITHUB.read_text("utf-8"))
    day, part, merge = (workflow["jobs"][name] for name in ("day", "build", "merge"))
    subprocess.run(
        ["bash", "-e", "-c", day["steps"][0]["run"]],
        env={"PATH": os.environ["PATH"], "GITHUB_OUTPUT": str(tmp_path / "day")},
        check=True,
    )
    assert re.fullmatch(r"as_of=\d{4}-\d\d-\d\d\n", (tmp_path / "day").read_text("utf-8"))
    parts = part["strategy"]["matrix"]["part"]
    assert (parts, part["strategy"]["fail-fast"]) == ([*range(len(parts))], False)
    said = part["env"]["PART"].replace("${{ matrix.part }}", str(parts[-1]))
    said = said.replace("${{ strategy.job-total }}", str(len(parts)))
    [build] = [step["run"] for step in part["steps"] if "run" in step]
    found = _started(tmp_path, ["bash", "-e", "-c", build], PART=said)
    assert found == {"shard": Shard(3, 4), "merge": False, **ON_OTHER_DISKS}
    [after] = [step["run"] for step in merge["steps"] if "run" in step]
    found = _started(tmp_path, ["bash", "-e", "-c", after])
    assert found == {"shard": None, "merge": True, **ON_OTHER_DISKS}
    left, all_left = (job["steps"][-1]["with"] for job in (part, merge))
    assert left["path"].split() == ["site", "sponsors", "shards"]
    for one in (left, all_left):
        assert (one["include-hidden-files"], one["retention-days"]) == (True, 1)
    assert part["env"]["AS_OF"] == merge["env"]["AS_OF"] == "${{ needs.day.outputs.as_of }}"
    assert part["container"] == merge["container"]
    # The merge runs although a part has failed, and tells whose portals are missing.
    assert part["steps"][-1]["if"] == merge["if"] == "${{ !cancelled() }}"
    assert workflow["permissions"] == {"contents": "read"}


def test_a_pipeline_of_gitlab_builds_each_part(tmp_path: Path) -> None:
    """Each of the parallel jobs is a part, whose index is less by one; all are of one day."""
    pipeline = yaml.safe_load(GITLAB.read_text("utf-8"))
    part, merge = pipeline["build"], pipeline["merge"]
    [day] = pipeline["default"]["before_script"]
    asked = subprocess.run(
        ["sh", "-e", "-c", f"{day}\necho $AS_OF"],
        env={"CI_PIPELINE_CREATED_AT": "2026-11-26T23:59:58Z"},
        check=True,
        capture_output=True,
    )
    assert asked.stdout == b"2026-11-26\n"
    count = part["parallel"]
    last = {"CI_NODE_INDEX": str(count), "CI_NODE_TOTAL": str(count)}
    found = _started(tmp_path, ["sh", "-e", "-c", *part["script"]], **last)
    assert found == {"shard": Shard(3, 4), "merge": False, **ON_OTHER_DISKS}
    found = _started(tmp_path, ["sh", "-e", "-c", *merge["script"]])
    assert found == {"shard": None, "merge": True, **ON_OTHER_DISKS}
    assert part["artifacts"]["paths"] == ["site/", "sponsors/", "shards/"]
    for job in (part, merge):
        assert (job["artifacts"]["access"], job["artifacts"]["expire_in"]) == (
            "maintainer",
            "1 day",
        )
    assert part["artifacts"]["when"] == merge["when"] == "always"
    assert merge["needs"] == ["build"]


def test_no_host_is_named() -> None:
    """Both take the image from a variable of the project: no registry is named."""
    for file in (GITHUB, GITLAB):
        assert "COACHING_SITE_IMAGE" in file.read_text("utf-8")
        assert not re.search(r"https?:|\w\.(com|io|org)\b", file.read_text("utf-8"))
