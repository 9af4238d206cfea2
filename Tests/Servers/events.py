"""What a test server tells the test that started it."""

import json
import sys


def report(line):
    """One JSON line on standard output."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
