#!/usr/bin/python3
"""A receiver of Slack incoming webhooks for tests, with faults on demand.

It listens on loopback, prints one JSON line when it is ready

    {"port": 40123, "authority": "/tmp/…/authority.pem"}

and then one line a request: {"event": "request", "method": …, "path": …, "host": …, "content_type": …, "body": …, "accepted": …}.
It ends when its standard input closes. Like Slack it answers `ok`, or `invalid_payload` to what is not a message.
"""

import argparse
import email.utils
import http.server
import json
import math
import shutil
import ssl
import sys
import tempfile
import threading
import time

from certificate import make_certificate
from events import report


def arguments():
    parser = argparse.ArgumentParser(description="A receiver of Slack incoming webhooks for tests")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", choices=["none", "tls"], default="none")
    parser.add_argument("--names", default="localhost,127.0.0.1,::1", help="names and addresses in the certificate")
    parser.add_argument("--fail-first", type=int, default=0, metavar="N", help="refuse the first N; -1: refuse always")
    parser.add_argument("--status", type=int, default=500, help="the status of --fail-first")
    parser.add_argument("--answer", default="rollup_error", help="the body of --fail-first")
    parser.add_argument("--retry-after", help="the header of --fail-first")
    parser.add_argument("--location", help="the header of --fail-first")
    parser.add_argument("--ok-status", type=int, default=200, help="the status of a message that is taken")
    parser.add_argument("--ok-answer", default="ok", help="the body of a message that is taken")
    parser.add_argument("--at-most", type=int, metavar="N", help="429 for more than N messages in --window")
    parser.add_argument("--window", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--by-date", action="store_true", help="Retry-After of --at-most is a date")
    parser.add_argument("--drip", action="store_true", help="answer, and then say the body drop by drop")
    parser.add_argument("--hang", action="store_true", help="take requests and never answer")
    return parser.parse_args()


def is_message(body):
    """Whether Slack would take it: a text, or attachments or blocks."""
    return isinstance(body, dict) and bool(body.get("text") or body.get("attachments") or body.get("blocks"))


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    lock = threading.Lock()

    def do_POST(self):
        body = self.read_body()
        failing = self.takes_failure()
        valid = is_message(body)
        report({
            "event": "request", "method": self.command, "path": self.path, "host": self.headers.get("Host"),
            "content_type": self.headers.get("Content-Type"), "body": body, "accepted": valid and not failing,
        })
        if self.server.options.hang:
            threading.Event().wait()
        if valid and not failing and self.is_over_limit():
            self.answer(429, "rate_limited")
        elif failing:
            self.answer(self.server.options.status, self.server.options.answer, failing=True)
        elif valid:
            self.answer(self.server.options.ok_status, self.server.options.ok_answer)
        else:
            self.answer(400, "invalid_payload")

    do_GET = do_POST

    def read_body(self):
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            return json.loads(content)
        except ValueError:
            return content.decode("utf-8", "replace")

    def takes_failure(self):
        with self.lock:
            if self.server.failures_left == 0:
                return False
            self.server.failures_left -= 1
            return True

    def is_over_limit(self):
        """Whether the messages of this window are as many as there may be; and until when it lasts."""
        options, now = self.server.options, time.time()
        if options.at_most is None:
            return False
        with self.lock:
            taken = self.server.taken
            while taken and taken[0] <= now - options.window:
                taken.pop(0)
            if len(taken) < options.at_most:
                taken.append(now)
                return False
            self.free_at = taken[0] + options.window
            self.server.refusals += 1
            report({"event": "refusal", "count": self.server.refusals})
            return True

    def answer(self, status, text, failing=False):
        if self.server.options.drip:
            return self.drip(status)
        self.send_response(status)
        if status == 429 and not failing:
            rest = max(1, math.ceil(self.free_at - time.time()))
            value = email.utils.formatdate(time.time() + rest, usegmt=True) if self.server.options.by_date else str(rest)
            self.send_header("Retry-After", value)
        if failing and self.server.options.retry_after:
            self.send_header("Retry-After", self.server.options.retry_after)
        if failing and self.server.options.location:
            self.send_header("Location", self.server.options.location)
        content = text.encode()
        self.send_header("Content-Type", "text/html")
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if status != 204:
            self.wfile.write(content)

    def drip(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        while True:
            self.wfile.write(b"o")
            self.wfile.flush()
            time.sleep(0.1)

    def log_message(self, *_):
        pass


def main():
    options = arguments()
    scratch = tempfile.mkdtemp(prefix="lapwing-webhook-")
    try:
        serve(options, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def serve(options, scratch):
    server = http.server.ThreadingHTTPServer((options.host, options.port), Receiver)
    server.daemon_threads = True
    server.options = options
    server.failures_left = options.fail_first
    server.taken, server.refusals = [], 0
    authority = None
    if options.tls == "tls":
        authority, chain, key = make_certificate(scratch, options.names)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    report({"port": server.server_address[1], "authority": authority})
    while sys.stdin.buffer.read(4096):
        pass
    server.shutdown()


if __name__ == "__main__":
    main()
