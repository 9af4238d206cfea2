#!/usr/bin/python3
"""A server that takes any post, for tests, and answers as it is told.

It listens on loopback, prints one JSON line when it is ready

    {"port": 40123, "authority": null}

and then one line a request: {"event": "request", "method": …, "path": …, "headers": {…}, "body": …}, the names of headers in
lower case, the body as it came. It ends when its standard input closes.
"""

import argparse
import http.server
import json
import sys
import threading

from events import report


def arguments():
    parser = argparse.ArgumentParser(description="A server that takes any post, for tests")
    parser.add_argument("--status", type=int, default=200)
    parser.add_argument("--answer", default="", help="the body of each answer; {path}, {headers} and {body} stand for those of the request")
    parser.add_argument("--header", action="append", default=[], metavar="NAME: VALUE", help="of each answer")
    return parser.parse_args()


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8")
        headers = {name.lower(): value for name, value in self.headers.items()}
        report({"event": "request", "method": self.command, "path": self.path, "headers": headers, "body": body})
        options = self.server.options
        text = options.answer.replace("{path}", self.path).replace("{headers}", str(headers)).replace("{body}", body)
        content = b"" if options.status == 204 else text.encode()
        self.send_response(options.status)
        for header in options.header:
            self.send_header(*header.split(": ", 1))
        if options.status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_POST

    def log_message(self, *_):
        pass


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.daemon_threads = True
    server.options = arguments()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    report({"port": server.server_address[1], "authority": None})
    while sys.stdin.buffer.read(4096):
        pass
    server.shutdown()


if __name__ == "__main__":
    main()
