#!/usr/bin/python3
"""Reads a JSON list of messages in base64 from standard input and prints how Python's email package understands each:
{"headers": [[name, value], …], "to": [[display name, address], …], "from": …, "parts": [[type, text], …], "defects": […]}."""

import base64
import email
import email.policy
import json
import sys


def mailboxes(header):
    return [[address.display_name, address.addr_spec] for address in header.addresses] if header else []


def understood(content):
    message = email.message_from_bytes(content, policy=email.policy.SMTP)
    parts = [part for part in message.walk() if not part.is_multipart()]
    defects = [repr(defect) for part in message.walk() for defect in part.defects]
    defects += [repr(defect) for value in message.values() for defect in getattr(value, "defects", ())]
    return {
        "headers": [[name, str(value)] for name, value in message.items()],
        "from": mailboxes(message["From"]),
        "to": mailboxes(message["To"]),
        "parts": [[part.get_content_type(), part.get_content().replace("\r\n", "\n")] for part in parts],
        "defects": defects,
    }


json.dump([understood(base64.b64decode(message)) for message in json.load(sys.stdin)], sys.stdout)
