#!/usr/bin/python3
"""A mail server for tests: aiosmtpd (Debian: python3-aiosmtpd) with faults on demand.

It listens on loopback, prints one JSON line when it is ready

    {"port": 40123, "authority": "/tmp/…/authority.pem"}

and then one line for each thing that happens: {"event": "connection"}, {"event": "silence"} (of --hang),
{"event": "login", "user": …, "accepted": …}, {"event": "recipient", "to": […], "accepted": …} and {"event": "message", "from": …, "to": […], "helo": …, "tls": …,
"user": …, "file": …, "accepted": …}. It ends when its standard input closes. `authority` is the certificate to trust, made
afresh; `file` is the message as it came, in `--maildir`.
"""

import argparse
import asyncio
import logging
import os
import shutil
import ssl
import sys
import tempfile
import threading
import time
import warnings

try:
    from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
except ImportError:
    sys.exit("aiosmtpd is missing: apt-get install python3-aiosmtpd")

from certificate import make_certificate
from events import report


def arguments():
    parser = argparse.ArgumentParser(description="A mail server for tests")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", choices=["none", "starttls", "tls"], default="none")
    parser.add_argument("--names", default="localhost,127.0.0.1,::1", help="names and addresses in the certificate")
    parser.add_argument("--certificate", help="PEM chain to present, with --key, in place of a fresh one")
    parser.add_argument("--key")
    parser.add_argument("--expired", action="store_true", help="the fresh certificate ended yesterday")
    parser.add_argument("--auth", metavar="USER:PASSWORD", help="demand a login")
    parser.add_argument("--mechanisms", help="the AUTH mechanisms to offer, such as LOGIN")
    parser.add_argument("--maildir", help="where messages are kept; a fresh directory by default")
    parser.add_argument("--fail-first", type=int, default=0, metavar="N", help="refuse the first N; -1: refuse always")
    parser.add_argument("--fail-at", choices=["connect", "mail", "rcpt", "data", "login"], default="data")
    parser.add_argument("--answer", default="451 4.3.0 Try again later", help="the answer of --fail-first")
    parser.add_argument("--refuse-recipient", action="append", default=[], metavar="ADDRESS")
    parser.add_argument("--recipient", action="append", default=[], metavar="ADDRESS=ANSWER",
                        help="the answers to this recipient, one after the other; the last for ever")
    parser.add_argument("--recipients-at-most", type=int, metavar="N", help="452 for more recipients of one message")
    parser.add_argument("--full-names", action="store_true", help="refuse clients that give no full name at EHLO")
    parser.add_argument("--offer", metavar="MECHANISMS", help="what EHLO says of AUTH, whatever --auth takes")
    parser.add_argument("--slow", choices=["connect", "data"], help="answer late there")
    parser.add_argument("--slow-for", type=float, default=1.5, metavar="SECONDS")
    parser.add_argument("--drip", action="store_true", help="greet line by line and never to the end")
    parser.add_argument("--hang", choices=["connect", "mail", "data", "quit"], help="fall silent there")
    parser.add_argument("--lose-answer", type=int, default=0, metavar="N",
                        help="keep the first N messages and close the connection without an answer")
    return parser.parse_args()


class Faults:
    """Which of the coming sessions or messages are treated badly."""

    def __init__(self, options):
        self.options = options
        self.failures_left = options.fail_first
        self.answers_to_lose = options.lose_answer

    def failure(self, stage):
        """The answer to refuse with at `stage`, or None."""
        if self.options.fail_at != stage or self.failures_left == 0:
            return None
        self.failures_left -= 1
        return self.options.answer

    def loses_answer(self):
        if self.answers_to_lose == 0:
            return False
        self.answers_to_lose -= 1
        return True


class Recipients:
    """What is answered to RCPT."""

    def __init__(self, options):
        self.most = options.recipients_at_most
        self.answers = {}
        for entry in options.recipient:
            address, _, answer = entry.partition("=")
            self.answers.setdefault(address, []).append(answer)

    def answer(self, address, accepted):
        answers = self.answers.get(address)
        if answers:
            return answers.pop(0) if len(answers) > 1 else answers[0]
        if self.most is not None and accepted >= self.most:
            return "452 4.5.3 Too many recipients"
        return "250 2.1.5 Ok"


def is_full_name(name):
    """A name of several labels, or an address literal."""
    return name.startswith("[") and name.endswith("]") or "." in name.strip(".")


async def fall_silent():
    report({"event": "silence"})
    await asyncio.Event().wait()


class Handler:
    def __init__(self, options, faults, maildir):
        self.options, self.faults, self.maildir = options, faults, maildir
        self.count = 0
        self.recipients = Recipients(options)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        if self.options.full_names and not is_full_name(hostname):
            return [f"504 5.5.2 <{hostname}>: Helo command rejected: need fully-qualified hostname"]
        session.host_name = hostname
        if self.options.offer is None:
            return responses
        others = [response for response in responses if "AUTH" not in response]
        return [f"250-AUTH {self.options.offer}"] + others

    async def handle_HELO(self, server, session, envelope, hostname):
        if self.options.full_names and not is_full_name(hostname):
            return f"504 5.5.2 <{hostname}>: Helo command rejected: need fully-qualified hostname"
        session.host_name = hostname
        return "250 mail.test"

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if self.options.hang == "mail":
            await fall_silent()
        answer = self.faults.failure("mail")
        if answer:
            return answer
        envelope.mail_from = address
        return "250 2.1.0 Ok"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.options.refuse_recipient:
            return "550 5.1.1 No such mailbox"
        answer = self.faults.failure("rcpt")
        if answer:
            return answer
        answer = self.recipients.answer(address, len(envelope.rcpt_tos))
        report({"event": "recipient", "to": [address], "accepted": answer.startswith("2")})
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        if answer.startswith("421"):
            await server.push(answer)
            server.transport.close()
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope):
        if self.options.hang == "data":
            await fall_silent()
        if self.options.slow == "data":
            await asyncio.sleep(self.options.slow_for)
        answer = self.faults.failure("data")
        self.count += 1
        number = self.count
        file = None
        if answer is None:
            file = self.keep(number, envelope.content)
        report({
            "event": "message", "from": envelope.mail_from, "to": envelope.rcpt_tos, "helo": session.host_name,
            "tls": self.options.tls == "tls" or session.ssl is not None,
            "user": getattr(session, "user", None), "file": file, "accepted": answer is None,
        })
        if answer is None and self.faults.loses_answer():
            server.transport.abort()
        return answer or f"250 2.0.0 Ok: queued as TEST{number}"

    async def handle_QUIT(self, server, session, envelope):
        if self.options.hang == "quit":
            await fall_silent()
        return "221 2.0.0 Bye"

    def keep(self, number, content):
        name = f"{time.time_ns()}.{os.getpid()}_{number}.localhost"
        with open(os.path.join(self.maildir, "tmp", name), "wb") as file:
            file.write(content)
        path = os.path.join(self.maildir, "new", name)
        os.rename(os.path.join(self.maildir, "tmp", name), path)
        return path


async def drip(transport):
    """A greeting without end."""
    while not transport.is_closing():
        transport.write(b"220-one moment\r\n")
        await asyncio.sleep(0.05)


class Server(SMTP):
    """aiosmtpd's protocol, which may also greet with a refusal or not at all."""

    def __init__(self, handler, options, faults, **keywords):
        self.options, self.faults = options, faults
        super().__init__(handler, **keywords)

    def connection_made(self, transport):
        if self.transport is None:
            report({"event": "connection"})
            if self.options.hang == "connect":
                return
            if self.options.drip:
                self.loop.create_task(drip(transport))
                return
            if self.options.slow == "connect":
                self.loop.call_later(self.options.slow_for, super().connection_made, transport)
                return
            answer = self.faults.failure("connect")
            if answer:
                transport.write(answer.encode() + b"\r\n")
                transport.close()
                return
        super().connection_made(transport)


def authenticator(options, faults):
    user, _, password = (options.auth or "").partition(":")

    def check(server, session, envelope, mechanism, login):
        given = login if isinstance(login, LoginPassword) else LoginPassword(b"", b"")
        accepted = given.login == user.encode() and given.password == password.encode()
        answer = faults.failure("login")
        accepted = accepted and answer is None
        session.user = given.login.decode("utf-8", "replace") if accepted else None
        report({"event": "login", "user": given.login.decode("utf-8", "replace"), "mechanism": mechanism,
                "accepted": accepted})
        if answer:
            return AuthResult(success=False, handled=False, message=answer)
        if not accepted:
            return AuthResult(success=False, handled=False, message="535 5.7.8 Authentication credentials invalid")
        return AuthResult(success=True)

    return check


def make_directories(options, scratch):
    maildir = options.maildir or os.path.join(scratch, "maildir")
    for part in ("tmp", "new", "cur"):
        os.makedirs(os.path.join(maildir, part), exist_ok=True)
    return maildir


def watch_stdin(loop):
    def read():
        while sys.stdin.buffer.read(4096):
            pass
        loop.call_soon_threadsafe(loop.stop)

    threading.Thread(target=read, daemon=True).start()


def main():
    options = arguments()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    scratch = tempfile.mkdtemp(prefix="lapwing-smtp-")
    try:
        serve(options, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def serve(options, scratch):
    authority, context = None, None
    if options.tls != "none":
        chain, key = options.certificate, options.key
        if chain is None:
            authority, chain, key = make_certificate(scratch, options.names, options.expired)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, key)

    maildir = make_directories(options, scratch)
    faults = Faults(options)
    handler = Handler(options, faults, maildir)
    mechanisms = options.mechanisms.split(",") if options.mechanisms else None
    offered = {"LOGIN", "PLAIN"}
    keywords = {
        "hostname": "mail.test",
        "tls_context": context if options.tls == "starttls" else None,
        "require_starttls": options.tls == "starttls",
        "auth_required": options.auth is not None,
        "auth_require_tls": False,
        "authenticator": authenticator(options, faults) if options.auth else None,
        "auth_exclude_mechanism": offered - set(mechanisms) if mechanisms else None,
    }

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    server = loop.run_until_complete(loop.create_server(
        lambda: Server(handler, options, faults, loop=loop, **keywords), options.host, options.port,
        ssl=context if options.tls == "tls" else None))
    watch_stdin(loop)
    report({"port": server.sockets[0].getsockname()[1], "authority": authority, "maildir": maildir})
    loop.run_forever()


if __name__ == "__main__":
    main()
