#!/usr/bin/python3
"""What a poll costs: PostgreSQL's and Lapwing's CPU time for each poll of a fleet of devices that answer pings on loopback.

One table: a row for each number of workers, with CPU a poll, rows of sequential scans a poll, the share of heap-only updates
of `subjects`, and how long the API takes meanwhile, one call after the other. The server is PostgreSQL from this machine, in a directory of its own, with its defaults.
"""
import argparse
import glob
import os
import re
import signal
import subprocess
import tempfile
import time

from served import LAPWING, call, free_port

TICK = os.sysconf("SC_CLK_TCK")


def cpu(pid, with_ended=False):
    """Milliseconds of a process; with those of children that it has waited for."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return sum(int(fields[i]) for i in ((11, 12, 13, 14) if with_ended else (11, 12))) * 1000 / TICK


class PostgreSQL:
    def __init__(self, directory):
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.data, self.port = os.path.join(directory, "postgresql"), free_port()
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.getuid() == 0 else []
        os.chmod(directory, 0o777)
        quiet = dict(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run([*self.user, f"{self.bin}/initdb", "-D", self.data, "-U", "lapwing", "--auth=trust",
                        "--encoding=UTF8", "--no-locale", "--no-sync"], check=True, **quiet)
        self.process = subprocess.Popen([*self.user, f"{self.bin}/postgres", "-D", self.data, "-p", str(self.port), "-h",
                                         "127.0.0.1", "-k", self.data, "-c", "max_connections=300"], **quiet)
        while subprocess.run([f"{self.bin}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]).returncode:
            time.sleep(0.1)
        self.url = f"postgresql://lapwing@127.0.0.1:{self.port}/postgres"

    def cpu(self):
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()
        return cpu(self.process.pid, with_ended=True) + sum(cpu(int(child)) for child in children)

    def counts(self):
        """Updates of `subjects`, those of them that were heap-only, and rows of sequential scans."""
        text = subprocess.run(
            ["psql", "-X", "-At", "-F", " ", self.url, "-c",
             "SELECT SUM(CASE WHEN relname = 'subjects' THEN n_tup_upd ELSE 0 END), "
             "SUM(CASE WHEN relname = 'subjects' THEN n_tup_hot_upd ELSE 0 END), SUM(seq_tup_read) "
             "FROM pg_stat_user_tables"], capture_output=True, text=True, check=True).stdout
        return [int(word) for word in text.split()]

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


class Lapwing:
    def __init__(self, program, directory, url, interval, *arguments):
        os.makedirs(directory, exist_ok=True)
        self.port = free_port()
        environment = {**os.environ, "DATABASE_URL": url, "DEVICE_POLL_INTERVAL": str(interval), "HOST": "127.0.0.1",
                       "PORT": str(self.port), "WORKER_PORT": str(self.port), "SECRET_KEY": "benchmark" * 4,
                       "JWT_SECRET_KEY": "benchmark" * 4, "LOG_FILE": os.path.join(directory, "log")}
        self.base = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen([program, *arguments], env=environment, cwd=directory,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self):
        while True:
            try:
                return call(self.base, "/health")
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit(f"Lapwing ended with {self.process.returncode}")
                time.sleep(0.05)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def add(api, token, count):
    began = time.monotonic()
    for start in range(0, count, 10_000):
        results = call(api.base, "/api/devices/batch", [
            {"name": f"device-{n}", "ip_address": f"127.{1 + n // 62500}.{n // 250 % 250}.{n % 250 + 1}",
             "snmp_version": "none"} for n in range(start, min(start + 10_000, count))], token)
        assert all(result["status"] == 201 for result in results), results[:3]
    return time.monotonic() - began


def latencies(api, token, devices, seconds):
    """The 99th percentile of calls that a front end makes all the time, in milliseconds."""
    paths = ["/api/devices/status", f"/api/devices/{devices // 2}", "/api/devices?page=7&per_page=50", "/api/alerts/summary"]
    taken, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        for path in paths:
            began = time.monotonic()
            call(api.base, path, token=token)
            taken.append((time.monotonic() - began) * 1000)
        time.sleep(0.02)
    return sorted(taken)[len(taken) * 99 // 100]


def measure(server, workers, api, token, devices, seconds):
    def now():
        return server.cpu(), sum(cpu(worker.process.pid) for worker in workers), server.counts()

    before = now()
    latency = latencies(api, token, devices, seconds)
    after = now()
    polls, hot, rows = (b - a for a, b in zip(before[2], after[2]))
    return {"workers": len(workers), "polls a second": polls / seconds,
            "PostgreSQL ms a poll": (after[0] - before[0]) / polls, "Lapwing ms a poll": (after[1] - before[1]) / polls,
            "rows of sequential scans a poll": rows / polls, "heap-only updates of subjects": hot / polls,
            "API p99 ms": latency}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=LAPWING)
    parser.add_argument("--devices", type=int, default=10_000)
    parser.add_argument("--interval", type=int, default=60, help="seconds between polls")
    parser.add_argument("--workers", default="1,3,6")
    parser.add_argument("--seconds", type=int, default=60, help="of each measure")
    parser.add_argument("--settle", type=int, default=70, help="seconds before the first measure")
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory() as directory:
        server = PostgreSQL(directory)
        api = Lapwing(options.program, f"{directory}/api", server.url, options.interval, "serve", "--roles", "api")
        workers = []
        try:
            api.wait()
            token = call(api.base, "/api/auth/login", {"username": "admin", "password": "admin123"})["access_token"]
            print(f"{options.devices} devices were added in {add(api, token, options.devices):.1f} s")
            for count in sorted(int(word) for word in options.workers.split(",")):
                while len(workers) < count:
                    workers.append(Lapwing(options.program, f"{directory}/worker-{len(workers)}", server.url,
                                           options.interval, "worker"))
                time.sleep(options.settle if len(workers) == count else 10)
                row = measure(server, workers, api, token, options.devices, options.seconds)
                print(", ".join(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}"
                                for name, value in row.items()), flush=True)
        finally:
            for process in [*workers, api]:
                process.stop()
            server.stop()


if __name__ == "__main__":
    main()
