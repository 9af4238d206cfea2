#!/usr/bin/python3
"""The HTTP table: requests a second with the server on core 0 and `wrk -t1 -c16` on core 1; 1,000 devices and 2,000 alerts on
SQLite, a valid token, the role read from the database at each request. Then start-up and memory with 10,000 devices.

Prints what was measured and, where the Flask peer could be installed, the ratio in the same run.
"""
import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

from served import LAPWING, ROOT, call, free_port

GUNICORN = os.path.join(ROOT, ".build/bench-venv/bin/gunicorn")
CALLS = {"/api/devices/": (12, 40), "/api/devices/500": (8, 15), "/api/alerts/summary": (15, 30)}


class Running:
    def __init__(self, command, environment, directory, probe):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        environment = {**os.environ, **environment, "PORT": str(self.port)}
        began = time.monotonic()
        self.process = subprocess.Popen(["taskset", "-c", "0", *command(self.port)], env=environment, cwd=directory,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                call(self.base, probe)
                break
            except OSError:
                if self.process.poll() is not None:
                    sys.exit(f"the server ended with {self.process.returncode}")
                time.sleep(0.005)
        self.ready_after = time.monotonic() - began

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def lapwing(directory):
    environment = {"HOST": "127.0.0.1", "DEVICE_POLL_INTERVAL": "86400", "LOG_FILE": os.path.join(directory, "log")}
    return Running(lambda port: [LAPWING, "serve"], environment, directory, "/health")


def login(server):
    return call(server.base, "/api/auth/login", {"username": "admin", "password": "admin123"})["access_token"]


def add_devices(server, token, count):
    for n in range(count):
        call(server.base, "/api/devices/", {
            "name": f"switch-{n}", "ip_address": f"127.{n // 62500}.{n // 250 % 250}.{n % 250 + 1}", "vendor": "Example",
            "device_type": "switch", "meta": {"rack": str(n % 40)}, "enabled": False}, token)


def add_alerts(server, token, count, devices):
    for n in range(count):
        call(server.base, "/api/alerts/", {
            "device_id": n % devices + 1, "severity": ["info", "medium", "low", "info"][n % 4],
            "message": f"Device switch-{n % devices} is offline"}, token)


def rate(base, path, token, seconds):
    """Requests a second: the median of three runs after one to warm up."""
    rates = []
    for run in range(4):
        output = subprocess.run(
            ["taskset", "-c", "1", "wrk", "-t1", "-c16", f"-d{seconds if run else 1}s", "-H",
             "Authorization: Bearer " + token, base + path], capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in output:
            sys.exit(f"{path}: {output}")
        rates.append(float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)))
    return sorted(rates[1:])[1]


def measure_peer(seconds):
    if not os.path.exists(GUNICORN):
        return {}
    with tempfile.TemporaryDirectory() as directory:
        environment = {"PEER_DATABASE": os.path.join(directory, "peer.db")}
        command = lambda port: [GUNICORN, "--workers", "1", "--threads", "4", "--bind", f"127.0.0.1:{port}",
                                "--chdir", os.path.join(ROOT, "Benchmarks/peers"), "flask_app:app"]
        peer = Running(command, environment, directory, "/token")
        try:
            token = call(peer.base, "/token")
            return {path: rate(peer.base, path, token, seconds) for path in CALLS}
        finally:
            peer.stop()


def measure_lapwing(seconds):
    with tempfile.TemporaryDirectory() as directory:
        server = lapwing(directory)
        try:
            token = login(server)
            add_devices(server, token, 1000)
            add_alerts(server, token, 2000, 1000)
            return {path: rate(server.base, path, token, seconds) for path in CALLS}
        finally:
            server.stop()


def measure_size(count):
    with tempfile.TemporaryDirectory() as directory:
        server = lapwing(directory)
        add_devices(server, login(server), count)
        server.stop()
        server = lapwing(directory)
        token = login(server)
        call(server.base, "/api/devices/", token=token)
        memory = server.memory()
        server.stop()
        return server.ready_after, memory


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=5, help="of each run")
    parser.add_argument("--devices", type=int, default=10_000, help="for start-up and memory; 0 to leave them out")
    options = parser.parse_args()
    ours, peer = measure_lapwing(options.seconds), measure_peer(options.seconds)
    print(f"{'call':24} {'Lapwing/s':>10} {'Flask/s':>9} {'ratio':>7} {'must':>5} {'goal':>5}")
    for path, (must, goal) in CALLS.items():
        ratio = f"{ours[path] / peer[path]:.1f}" if path in peer else "–"
        theirs = f"{peer[path]:,.0f}" if path in peer else "–"
        print(f"{path:24} {ours[path]:10,.0f} {theirs:>9} {ratio:>7} {must:>4}x {goal:>4}x")
    if options.devices:
        seconds, memory = measure_size(options.devices)
        print(f"start with {options.devices:,} devices: {seconds:.2f} s (goal under 1); memory {memory:.0f} MiB (goal 300)")


if __name__ == "__main__":
    main()
