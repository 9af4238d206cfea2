#!/usr/bin/python3
"""How many octets standard input has as a JSON text in ASCII."""

import json
import sys

print(len(json.dumps(sys.stdin.buffer.read().decode())))
