#!/usr/bin/python3
"""A way to a server that can be made slow, for tests.

It listens on loopback, prints one JSON line when it is ready

    {"port": 40123}

and carries bytes to and from the server. A line `SECONDS` on standard input delays every piece of data that it passes on from
then on, in both directions; `cut` closes all connections. It ends when its standard input closes.
"""

import argparse
import asyncio
import contextlib
import sys

from events import report


class Way:
    def __init__(self, host, port):
        self.host, self.port = host, port
        self.delay = 0.0
        self.writers = set()

    async def connect(self, reader, writer):
        with contextlib.suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection(self.host, self.port)
            self.writers |= {writer, far_writer}
            await asyncio.gather(self.carry(reader, far_writer), self.carry(far_reader, writer))
            self.writers -= {writer, far_writer}
        writer.close()

    async def carry(self, reader, writer):
        with contextlib.suppress(OSError):
            while data := await reader.read(1 << 16):
                if self.delay:
                    await asyncio.sleep(self.delay)
                writer.write(data)
                await writer.drain()
        writer.close()

    def obey(self, line):
        if line == "cut":
            for writer in self.writers:
                writer.close()
        else:
            self.delay = float(line)
            report({"event": "delay", "seconds": self.delay})


async def main():
    parser = argparse.ArgumentParser(description="A slow way to a server")
    parser.add_argument("--to", required=True, metavar="HOST:PORT")
    host, port = parser.parse_args().to.rsplit(":", 1)
    way = Way(host, int(port))
    server = await asyncio.start_server(way.connect, "127.0.0.1", 0)
    report({"port": server.sockets[0].getsockname()[1]})
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := await commands.readline():
        way.obey(line.decode().strip())


asyncio.run(main())
