#!/usr/bin/python3
"""Exim (Debian: exim4-daemon-light), a full mail server, for tests: STARTTLS, a login, delivery into a maildir.

Nothing of the system's own Exim is touched: configuration, spool and logs are in a fresh directory, and each connection is
handed to `exim4 -bs` as inetd would. Prints the lines of smtp_server.py: one when it is ready, one for each message in the
maildir. It ends when its standard input closes.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

from certificate import make_certificate
from events import report

EXIM = "/usr/sbin/exim4"

CONFIGURATION = """
primary_hostname = mail.test
spool_directory = {directory}/spool
log_file_path = {directory}/spool/%slog
never_users =
host_lookup =
rfc1413_query_timeout = 0s
tls_advertise_hosts = *
tls_certificate = {chain}
tls_privatekey = {key}
acl_smtp_rcpt = check_rcpt
acl_smtp_data = accept

begin acl
check_rcpt:
  deny message = Log in first
       !authenticated = *
  deny message = No such mailbox
       local_parts = gone
  accept

begin routers
everyone:
  driver = accept
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = {directory}/maildir
  maildir_format
  create_directory = false
  envelope_to_add
  user = Debian-exim

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_advertise_condition = ${{if def:tls_in_cipher}}
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{{user}}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
"""


def prepare(directory, auth):
    authority, chain, key = make_certificate(directory, "localhost,127.0.0.1")
    user, _, password = auth.partition(":")
    configuration = os.path.join(directory, "exim.conf")
    with open(configuration, "w") as file:
        file.write(CONFIGURATION.format(directory=directory, chain=chain, key=key, user=user, password=password))
    for part in ("spool", "maildir", "maildir/tmp", "maildir/new", "maildir/cur"):
        os.mkdir(os.path.join(directory, part))
        shutil.chown(os.path.join(directory, part), "Debian-exim", "Debian-exim")
    os.chmod(directory, 0o755)
    os.chmod(configuration, 0o644)
    shutil.chown(key, "Debian-exim")
    return authority, configuration


class Deliveries:
    """Reports what is new in the maildir."""

    def __init__(self, directory):
        self.folder = os.path.join(directory, "maildir", "new")
        self.known, self.lock = set(), threading.Lock()

    def look(self):
        with self.lock:
            for name in sorted(set(os.listdir(self.folder)) - self.known):
                self.known.add(name)
                report({"event": "message", "accepted": True, "file": os.path.join(self.folder, name)})


def converse(connection, configuration, deliveries):
    with connection:
        subprocess.run([EXIM, "-C", configuration, "-bs", "-odf"], stdin=connection, stdout=connection,
                       stderr=subprocess.DEVNULL)
    deliveries.look()


def accept(listener, configuration, deliveries):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=converse, args=(connection, configuration, deliveries), daemon=True).start()


def main():
    parser = argparse.ArgumentParser(description="Exim for tests")
    parser.add_argument("--auth", metavar="USER:PASSWORD", default="watch:secret")
    options = parser.parse_args()
    if not os.path.exists(EXIM):
        sys.exit("Exim is missing: apt-get install exim4-daemon-light")
    directory = tempfile.mkdtemp(prefix="lapwing-exim-")
    try:
        authority, configuration = prepare(directory, options.auth)
        listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=accept, args=(listener, configuration, Deliveries(directory)), daemon=True).start()
        report({"port": listener.getsockname()[1], "authority": authority})
        while sys.stdin.buffer.read(4096):
            pass
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
