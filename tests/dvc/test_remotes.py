"""Push, lose the cache, pull: with a folder, a real S3 server process and a real SSH server, all on loopback."""

import shutil
import socket
import subprocess
import sys
import time

import boto3
import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"the server ended with status {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start")


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


def test_an_s3_server(project, monkeypatch):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        boto3.client("s3", endpoint_url=url).create_bucket(Bucket="bucket")
        project.run(
            f"dvc remote modify storage url s3://bucket/edgejson && dvc remote modify storage endpointurl {url}"
        )
        push_lose_pull(project)
    finally:
        server.terminate()
        server.wait()


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
    server = subprocess.Popen([sshd, "-D", "-e", "-f", str(tmp_path / "config")], stderr=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        project.run(
            f"dvc remote modify storage url ssh://127.0.0.1:{port}{tmp_path}/store && "
            f"dvc remote modify --local storage keyfile {tmp_path}/user"
        )
        push_lose_pull(project)
    finally:
        server.terminate()
        server.wait()
