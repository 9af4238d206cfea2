"""A name server (RFC 1035) on port 53 of an address of loopback, which answers as a file tells it to.

    name_server.py ADDRESS FILE

The file holds an IPv4 address, which every name has then, or `nxdomain`, or `silent`.
"""

import json
import socket
import struct
import sys
import threading


def question_end(message):
    place = 12
    while message[place]:
        place += 1 + message[place]
    return place + 5


def answer(message, says):
    end = question_end(message)
    kind = struct.unpack(">H", message[end - 4 : end - 2])[0]
    code = 3 if says == "nxdomain" else 0
    records = b""
    if code == 0 and kind == 1:
        records = struct.pack(">HHHIH", 0xC00C, 1, 1, 0, 4) + socket.inet_aton(says)
    # A response that is authoritative, to a query that wanted recursion.
    header = message[:2] + struct.pack(">HHHHH", 0x8580 | code, 1, 1 if records else 0, 0, 0)
    return header + message[12:end] + records


def serve(server, path):
    while True:
        message, client = server.recvfrom(4096)
        with open(path) as file:
            says = file.read().strip()
        if says != "silent":
            server.sendto(answer(message, says), client)


server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((sys.argv[1], 53))
print(json.dumps({"port": 53}), flush=True)
threading.Thread(target=serve, args=(server, sys.argv[2]), daemon=True).start()
sys.stdin.read()
