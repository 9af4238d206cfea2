#!/usr/bin/python3
"""Runs a function `is_from_lapwing` that a document gives, and prints what it says.

Standard input is {"code": …, "header": …, "body": …, "secret": …}.
"""

import json
import sys

given = json.load(sys.stdin)
names = {}
exec(given["code"], names)
print(names["is_from_lapwing"](given["header"], given["body"].encode(), given["secret"].encode()))
