"""A Jupyter server and its learners: what `proof.py class` and `session` measure."""

import asyncio
import json
import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
from tornado.httpclient import AsyncHTTPClient
from tornado.websocket import websocket_connect


class ClassServer:
    """A Jupyter server on a copy of the repository, spoken to as JupyterLab speaks to it."""

    def __init__(self, copy):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"127.0.0.1:{port}"
        self.token, self.copy = secrets.token_hex(16), copy
        environment = {**os.environ, "SMALL_TRIALS_PROGRESS": "off", "PYTHONPATH": str(copy)}
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyter_server",
                "--no-browser",
                "--allow-root",
                f"--port={port}",
                f"--IdentityProvider.token={self.token}",
                "--ServerApp.port_retries=0",
            ],
            cwd=copy,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    async def __aenter__(self):
        while self.process.poll() is None:
            try:
                await self.ask("status")
                return self
            except OSError:
                await asyncio.sleep(0.3)
        raise RuntimeError(f"the Jupyter server stopped with exit code {self.process.returncode}")

    async def __aexit__(self, *trouble):
        self.process.terminate()
        self.process.wait(60)

    async def ask(self, resource, method="GET", content=None):
        """One request to the server's interface; its answer from JSON."""
        body = json.dumps(content) if content else None
        headers = {"Authorization": f"token {self.token}"}
        answer = await AsyncHTTPClient().fetch(
            f"http://{self.address}/api/{resource}",
            method=method,
            headers=headers,
            body=body,
            request_timeout=600,
        )
        return json.loads(answer.body or "null")

    async def learn(self, lesson):
        """Open a lesson in a kernel of its own and run it to the end; the kernel stays, as learners leave it."""
        code = [
            cell.source
            for cell in nbformat.read(self.copy / "notebooks" / lesson, as_version=4).cells
            if cell.cell_type == "code"
        ]
        seat = f"notebooks/{secrets.token_hex(4)}-{lesson}"  # two learners of one lesson have two kernels
        opened = {"path": seat, "name": lesson, "type": "notebook", "kernel": {"name": "python3"}}
        session = await self.ask("sessions", "POST", opened)
        kernel = session["kernel"]["id"]
        channel = await websocket_connect(
            f"ws://{self.address}/api/kernels/{kernel}/channels?token={self.token}", ping_interval=None
        )
        for place, source in enumerate(code):
            header = {
                "msg_id": f"{kernel}-{place}",
                "msg_type": "execute_request",
                "username": "",
                "session": kernel,
                "version": "5.3",
            }
            content = {"code": source, "silent": False, "allow_stdin": False}
            message = {
                "channel": "shell",
                "header": header,
                "parent_header": {},
                "metadata": {},
                "content": content,
            }
            await channel.write_message(json.dumps(message))
            while True:
                received = json.loads(await asyncio.wait_for(channel.read_message(), 300))
                answers = received["parent_header"].get("msg_id") == header["msg_id"]
                if answers and received["msg_type"] == "execute_reply":
                    if received["content"]["status"] != "ok":
                        raise RuntimeError(f"cell {place + 1}: {received['content'].get('evalue')}")
                    break
        channel.close()
        return session["id"]

    def megabytes(self):
        """Resident memory of the server's kernels, one number each, from /proc (Linux)."""
        used = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                status = (entry / "status").read_text()
            except OSError:
                continue
            fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
            if int(fields["PPid"]) == self.process.pid and "VmRSS" in fields:
                used.append(int(fields["VmRSS"].split()[0]) / 1024)
        return used

    async def watch(self, lessons):
        """Run lessons at the same time: (sessions, how many failed, peak of all kernels, peak of one) in MB."""
        runs = [asyncio.ensure_future(self.learn(lesson)) for lesson in lessons]
        together, largest = 0.0, 0.0
        while not all(run.done() for run in runs):
            used = self.megabytes()
            together, largest = max(together, sum(used)), max(largest, *used, 0.0)
            await asyncio.sleep(0.3)
        failed = [
            (lesson, run.exception()) for lesson, run in zip(lessons, runs, strict=True) if run.exception()
        ]
        for lesson, trouble in failed:
            print(f"   {lesson}: {trouble!r}")
        return [run.result() for run in runs if not run.exception()], len(failed), together, largest
