#!/usr/bin/python3
"""The SNMP and ICMP tables: Lapwing's engines and the peers that are here, against the same simulated fleet.

The simulator has core 1 and spins, so that no sender pays for waking it, as with a real network; the poller has core 0. Each
figure is a median. What counts is polls per CPU-second: complete polls per second of user and system time. A run starts when
the machine has been idle for a second, and is run again if others used more than a twentieth of a core meanwhile; a * marks
a row where that did not help.

    A  GET of 10 values, 2,000 devices
    B  GETBULK walk of ifTable and ifXTable of 48 ports (1,968 values), 200 devices
    C  A, where 5 % of the requests are lost and 5 % of the devices are dead; time-out 1 s, one repetition; one pass
"""
import argparse
import json
import os
import pathlib
import resource
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / ".build/benchmarks"
GOPATH = "/usr/share/gocode"
PORT = 16261
TICKS = os.sysconf("SC_CLK_TCK")
# Requests in flight for A, B and C: what serves each best; in C all the dead wait at once.
IN_FLIGHT = {"lapwing": (256, 64, 2000), "net-snmp, C": (256, 128, 2000), "gosnmp": (64, 8, 2000)}
DEVICES = {"A": 2000, "B": 200, "C": 2000}
# A user of v3, as the simulator and the poller are told.
USER, PASSWORD = "benchmark", "maplesyrup"


def say(text=""):
    print(text, flush=True)


def run_quietly(command, **settings):
    done = subprocess.run(command, capture_output=True, text=True, **settings)
    if done.returncode:
        say(f"{shlex.join(map(str, command))} failed, and is left out:\n{done.stderr[-2000:]}")
    return done.returncode == 0


def build_ours():
    for product in ("snmp-poller", "icmp-pinger"):
        subprocess.run(["swift", "build", "-c", "release", "--package-path", HERE, "--scratch-path", BUILD, "--product",
                        product], check=True, stdout=subprocess.DEVNULL)
    return BUILD / "release"


def peers():
    """Those whose libraries and compilers are here: name and program."""
    found = {}
    BUILD.mkdir(parents=True, exist_ok=True)
    if shutil.which("gcc") and os.path.exists("/usr/include/net-snmp/net-snmp-config.h"):
        program = BUILD / "netsnmp_poller"
        if run_quietly(["gcc", "-O2", "-o", program, HERE / "peers/netsnmp_poller.c", "-lnetsnmp"]):
            found["net-snmp, C"] = program
    if shutil.which("go") and os.path.isdir(f"{GOPATH}/src/github.com/gosnmp/gosnmp"):
        program = BUILD / "gosnmp_poller"
        settings = {"GO111MODULE": "off", "GOPATH": GOPATH, "GOCACHE": str(BUILD / "go")}
        if run_quietly(["go", "build", "-o", program, HERE / "peers/gosnmp_poller.go"], env={**os.environ, **settings}):
            found["gosnmp"] = program
    return found


def targets(directory, count, dead=False):
    """A file of addresses; every twentieth is of the dead network if there is one."""
    path = directory / f"targets-{count}-{dead}"
    if not path.exists():
        networks = ((9 if dead and n % 20 == 0 else 1 + n // 62500, n // 250 % 250, n % 250 + 1) for n in range(count))
        path.write_text("".join("127.%d.%d.%d\n" % address for address in networks))
    return path


def busy_seconds():
    """What all cores have worked since the machine started."""
    with open("/proc/stat") as file:
        fields = [int(field) for field in file.readline().split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS


def own_seconds(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def wait_for_quiet(patience):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        before, start = busy_seconds(), time.monotonic()
        time.sleep(1)
        if (busy_seconds() - before) / (time.monotonic() - start) < 0.06:
            return


class Simulator:
    def __init__(self, command, *options):
        self.process = subprocess.Popen(["taskset", "-c", "1", *command, "--port", str(PORT), "--spin", *options],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        wanted = f":{PORT:04X} "
        for _ in range(500):
            with open("/proc/net/udp") as file:
                if wanted in file.read():
                    return self
            if self.process.poll() is not None:
                sys.exit(f"the simulator ended with {self.process.returncode}")
            time.sleep(0.01)
        sys.exit("the simulator does not listen")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def measure(command, simulator, environment=None):
    """One run of a poller on core 0: its own line, its memory, and how much others worked meanwhile."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    before, start = busy_seconds(), time.monotonic()
    simulated = own_seconds(simulator.process.pid) if simulator else 0
    process = subprocess.Popen(
        ["taskset", "-c", "0", *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PORT": str(PORT), **(environment or {})},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limits[1], limits[1])))
    output, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    own = usage.ru_utime + usage.ru_stime
    if simulator:
        own += own_seconds(simulator.process.pid) - simulated
    lines = [line for line in output.splitlines() if line.startswith("{")]
    result = json.loads(lines[-1]) if lines and not status else {}
    result["memory"] = usage.ru_maxrss / 1024
    result["foreign"] = max(0, busy_seconds() - before - own) / (time.monotonic() - start)
    result["text"] = output + errors
    return result


class Sitting:
    def __init__(self, options, directory):
        self.options, self.directory = options, directory

    def runs(self, command, simulator, environment=None, count=None):
        """As many as wanted, each run again while it is disturbed."""
        results = []
        for _ in range(count or self.options.runs):
            tries = []
            while len(tries) < self.options.tries and (not tries or tries[-1]["foreign"] >= 0.05):
                wait_for_quiet(self.options.patience)
                tries.append(measure(command, simulator, environment))
            results.append(min(tries, key=lambda run: run["foreign"]))
        return results

    def simulator(self, *options):
        return Simulator(shlex.split(self.options.simulator), *options)

    def table(self, workload, pollers):
        lossy = workload == "C"
        count = DEVICES[workload]
        unit = "walks" if workload == "B" else "polls"
        path = targets(self.directory, count, dead=lossy)
        say(f"\n{workload}: {count:,} devices\n")
        say(f"| | {unit} per CPU-s | values per CPU-s | {unit}/s | seconds | complete | memory, MB | ours is |")
        say("| --- | --: | --: | --: | --: | --: | --: | --: |")
        ours = None
        with self.simulator(*(("--loss", "5", "--dead-network", "127.9.0.0/16") if lossy else ())) as simulator:
            for name, program in pollers.items():
                command = [program, workload, path, IN_FLIGHT[name]["ABC".index(workload)], self.options.seconds]
                runs = [run for run in self.runs(command, simulator) if run.get("polls")]
                if not runs:
                    say(f"| {name} | failed | | | | | | |")
                    continue
                rate = middle(runs, lambda run: run["ok"] / max(run["cpu"], 0.001))
                ours = ours or rate
                ratio = "" if rate == ours else f"{ours / rate:.2f} ×"
                say(f"| {mark(name, runs)} | {rate:,.0f} | {middle(runs, lambda run: run['varbinds'] / max(run['cpu'], 0.001)):,.0f}"
                    f" | {middle(runs, lambda run: run['ok'] / run['wall']):,.0f} | {middle(runs, lambda run: run['wall']):.2f}"
                    f" | {middle(runs, lambda run: 100 * run['ok'] / run['polls']):.2f} % | {max(run['memory'] for run in runs):.0f}"
                    f" | {ratio} |")

    def memory(self, pollers):
        count = 16000
        say(f"\nMemory with {count:,} devices, polled once and again\n")
        say("| | MB | complete |\n| --- | --: | --: |")
        path = targets(self.directory, count)
        with self.simulator() as simulator:
            for name, program in pollers.items():
                run = self.runs([program, "A", path, IN_FLIGHT[name][0], 0], simulator, count=1)[0]
                complete = f"{100 * run['ok'] / run['polls']:.2f} %" if run.get("polls") else "failed"
                say(f"| {name} | {run['memory']:.0f} | {complete} |")

    def known(self, program):
        """What a device costs that one client knows."""
        few, many = 1000, 100000
        with self.simulator() as simulator:
            runs = [self.runs([program, "A", targets(self.directory, count), 256, 0], simulator, count=1)[0]
                    for count in (few, many)]
        if not all(run.get("polls") for run in runs):
            return say("\n100,000 devices known to one client: failed")
        kibibytes = (runs[1]["memory"] - runs[0]["memory"]) * 1024 / (many - few)
        say(f"\n{many:,} devices known to one client: {kibibytes:.2f} KiB each, {runs[1].get('sockets', '?')} sockets, "
            f"{100 * runs[1]['ok'] / runs[1]['polls']:.2f} % complete")

    def privacy(self, program):
        path = targets(self.directory, DEVICES["A"])
        command = [program, "A", path, IN_FLIGHT["lapwing"][0], self.options.seconds]
        secured = {"SNMP_USER": USER, "SNMP_PASSWORD": PASSWORD}
        with self.simulator("--user", f"{USER}:sha256:{PASSWORD}:aes128:{PASSWORD}") as simulator:
            plain, private = self.runs(command, simulator), self.runs(command, simulator, secured)
        if not all(run.get("ok") for run in plain + private):
            return say("\nv3 with SHA-256 and AES-128 against v2c: failed")
        rates = [middle(runs, lambda run: run["ok"] / run["cpu"]) for runs in (plain, private)]
        say(f"\nv3 with SHA-256 and AES-128 against v2c: {rates[1]:,.0f} polls per CPU-s against {rates[0]:,.0f}, "
            f"{100 * rates[1] / rates[0]:.0f} %")

    def icmp(self, program):
        say("\nICMP: 4,080 addresses of this machine, echo and reply\n")
        say("| | pings per CPU-s | pings/s | memory, MB | ours is |\n| --- | --: | --: | --: | --: |")
        path = self.directory / "pinged"
        path.write_text("".join(f"127.1.{n // 255}.{n % 255 + 1}\n" for n in range(4080)))
        ours = None
        runs = [run for run in self.runs([program, path, 256, self.options.seconds], None) if run.get("answered")]
        if runs:
            ours = middle(runs, lambda run: run["answered"] / run["cpu"])
            say(f"| {mark('lapwing', runs)} | {ours:,.0f} | {middle(runs, lambda run: run['answered'] / run['wall']):,.0f} "
                f"| {max(run['memory'] for run in runs):.0f} | |")
        if shutil.which("fping"):
            self.fping(path, ours)

    def fping(self, path, ours):
        rates, speeds, memory = [], [], 0
        for _ in range(self.options.runs):
            wait_for_quiet(self.options.patience)
            start = time.monotonic()
            process = subprocess.Popen(["taskset", "-c", "0", "fping", "-q", "-s", "-t", "1000", "-r", "1", "-i", "0", "-f",
                                        path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            text = process.stderr.read()
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = 0
            answers = [int(line.split()[0]) for line in text.splitlines() if "ICMP Echo Replies received" in line]
            if not answers:
                return say(f"| fping -i 0 | failed: {text.splitlines()[:1]} | | | |")
            rates.append(answers[0] / (usage.ru_utime + usage.ru_stime))
            speeds.append(answers[0] / (time.monotonic() - start))
            memory = max(memory, usage.ru_maxrss / 1024)
        rate = statistics.median(rates)
        ratio = f"{ours / rate:.2f} ×" if ours else ""
        say(f"| fping -i 0 | {rate:,.0f} | {statistics.median(speeds):,.0f} | {memory:.0f} | {ratio} |")


def middle(runs, figure):
    return statistics.median(figure(run) for run in runs)


def mark(name, runs):
    return name + ("*" if max(run["foreign"] for run in runs) >= 0.05 else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="of which the median counts")
    parser.add_argument("--seconds", type=float, default=5, help="of a run of A or B")
    parser.add_argument("--tries", type=int, default=3, help="how often a disturbed run is run")
    parser.add_argument("--patience", type=float, default=20, help="seconds to wait for an idle machine")
    parser.add_argument("--only", default="A,B,C,memory,known,v3,icmp", help="which tables")
    parser.add_argument("--poller", help="a snmp-poller that is built already")
    parser.add_argument("--pinger", help="an icmp-pinger that is built already")
    parser.add_argument("--simulator", default=f"{ROOT}/.build/release/lapwing simulate", help="the command of the simulator")
    options = parser.parse_args()
    if os.cpu_count() < 2:
        sys.exit("The tables need two cores: one for the poller, one for the fleet.")
    wanted = options.only.split(",")
    built = build_ours() if not (options.poller and options.pinger) else None
    poller, pinger = options.poller or built / "snmp-poller", options.pinger or built / "icmp-pinger"
    pollers = {"lapwing": poller, **peers()}
    with tempfile.TemporaryDirectory() as directory:
        sitting = Sitting(options, pathlib.Path(directory))
        for workload in "ABC":
            if workload in wanted:
                sitting.table(workload, pollers)
        if "memory" in wanted:
            sitting.memory(pollers)
        if "known" in wanted:
            sitting.known(poller)
        if "v3" in wanted:
            sitting.privacy(poller)
        if "icmp" in wanted:
            sitting.icmp(pinger)


if __name__ == "__main__":
    main()
