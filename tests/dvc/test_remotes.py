"""Push, lose the cache, pull: with a folder, a real S3 server process and a real SSH server, all on loopback."""

import json
import shutil
import subprocess
import sys

import boto3
import pytest

from tests.dvc.following import contents, follow, sections
from tests.dvc.serving import free_port, serving


def push_lose_pull(project) -> None:
    project.run("dvc push")
    project.run("dvc status -c -q")
    shutil.rmtree(project.folder / ".dvc/cache")
    shutil.rmtree(project.folder / "data/dataset")
    project.run("dvc pull")
    assert "up to date" in project.run("dvc status")
    assert (project.folder / "data/dataset/train.jsonl").stat().st_size > 0


def test_a_folder(project):
    push_lose_pull(project)


def test_an_s3_server_that_strangers_read_without_a_key(project, s3_server, monkeypatch):
    project.run(
        f"dvc remote modify storage url s3://bucket/edgejson && dvc remote modify storage endpointurl {s3_server} && "
        "dvc remote modify storage allow_anonymous_login true && git commit -q -a -m storage && "
        "dvc remote modify --local storage allow_anonymous_login false"
    )
    push_lose_pull(project)
    # The server of the tests knows a HeadObject of its own; elsewhere GetObject is enough.
    allowed = {"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject", "s3:HeadObject", "s3:ListBucket"]}
    policy = {"Version": "2012-10-17", "Statement": [{**allowed, "Resource": ["arn:aws:s3:::bucket/*"]}]}
    boto3.client("s3").put_bucket_policy(Bucket="bucket", Policy=json.dumps(policy))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    stranger = project.clone(project.folder.parent / "stranger")
    assert "up to date" in stranger.run("dvc pull && dvc status")


def test_a_web_server_that_strangers_read_while_the_author_writes_to_its_folder(project):
    store = project.folder.parent / "public"
    store.mkdir()
    port = free_port()
    places = {"https://data.example.org/edgejson": f"http://127.0.0.1:{port}", "/srv/edgejson": str(store)}
    commands = sections("docs/versioning.md")["Storage that strangers can read"]
    for written, place in places.items():
        commands = [command.replace(written, place) for command in commands]
    served = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(store)]
    with serving(served, port):
        follow(project, commands)
        stranger = project.clone(project.folder.parent / "stranger")
        assert "up to date" in stranger.run("dvc pull && dvc status")
        assert contents(stranger.folder / "data/dataset") == contents(project.folder / "data/dataset")
        stranger.run(f"dvc get {project.folder} data/report.html -o page.html")
        (stranger.folder / "data/report.html").write_text("another page")
        assert stranger.try_run("dvc commit -q -f report && dvc push").returncode != 0


@pytest.mark.full
def test_an_ssh_server(project, tmp_path):
    sshd = shutil.which("sshd") or "/usr/sbin/sshd"
    port = free_port()
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)], check=True)
    (tmp_path / "authorized").write_text((tmp_path / "user.pub").read_text())
    (tmp_path / "authorized").chmod(0o600)
    (tmp_path / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {tmp_path}/host\nAuthorizedKeysFile {tmp_path}/authorized\n"
        f"PidFile {tmp_path}/pid\nStrictModes no\nUsePAM no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n"
    )
    with serving([sshd, "-D", "-e", "-f", str(tmp_path / "config")], port):
        project.run(
            f"dvc remote modify storage url ssh://127.0.0.1:{port}{tmp_path}/store && "
            f"dvc remote modify --local storage keyfile {tmp_path}/user"
        )
        push_lose_pull(project)
