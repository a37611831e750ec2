// Streams, protocols and eager tasks: what CPython's clock-less runs print, kept here as text, since the recorder has no sockets and makes
// every task itself.
#include "tests/support/recorded.h"

#include <catch2/catch.hpp>

namespace {

std::string output_of(const std::string& program) {
  tests::Recording r = tests::run_here("p.py", program, ".");
  return r.out + r.err;
}

}  // namespace

TEST_CASE("a server and its clients in one program talk by streams", "[streams]") {
  CHECK(output_of(R"(
import asyncio

async def handle(reader, writer):
    async for line in reader:
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()

async def client(text, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text.encode() + b"\n")
    await writer.drain()
    print("got", await reader.readline())
    writer.write_eof()
    print("rest", await reader.read())
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(handle, "localhost", 8888)
    async with server:
        serving = asyncio.create_task(server.serve_forever())
        await asyncio.gather(client("one", 8888), client("two", 8888))
        serving.cancel()
        print(await asyncio.gather(serving, return_exceptions=True))
    try:
        await asyncio.open_connection("localhost", 8888)
    except ConnectionRefusedError as e:
        print(e)

asyncio.run(main())
)") == "got b'ONE\\n'\ngot b'TWO\\n'\nrest b''\nrest b''\n[CancelledError('')]\n[Errno 111] Connect call failed ('127.0.0.1', 8888)\n");
}

TEST_CASE("a reader cut short says how much was missing", "[streams]") {
  CHECK(output_of(R"(
import asyncio

async def main():
    reader = asyncio.StreamReader(limit=4)
    reader.feed_data(b"abcdefgh")
    try:
        await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError as e:
        print(e, e.consumed)
    reader.feed_eof()
    try:
        await reader.readexactly(20)
    except asyncio.IncompleteReadError as e:
        print(e, e.partial, reader.at_eof())

asyncio.run(main())
)") == "Separator is not found, and chunk exceed the limit 8\n8 bytes read on a total of 20 expected bytes b'abcdefgh' True\n");
}

TEST_CASE("protocols are told of connection, data and end", "[streams]") {
  CHECK(output_of(R"(
import asyncio

class Server(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
    def data_received(self, data):
        self.transport.write(b"re:" + data)
        self.transport.close()

class Client(asyncio.Protocol):
    def __init__(self, over):
        self.over = over
    def connection_made(self, transport):
        transport.write(b"hello")
    def data_received(self, data):
        print(data)
    def connection_lost(self, exc):
        self.over.set_result(exc)

async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 9999)
    over = loop.create_future()
    await loop.create_connection(lambda: Client(over), "127.0.0.1", 9999)
    print(await over)
    server.close()

asyncio.run(main())
)") == "b're:hello'\nNone\n");
}

TEST_CASE("a host that is not this machine is refused in words", "[streams]") {
  tests::Recording r = tests::run_here("p.py", "import asyncio\nasyncio.run(asyncio.open_connection('example.org', 80))\n", ".");
  CHECK(r.status == 5);
  CHECK(r.err.find("a connection to 'example.org' is not simulated") != std::string::npos);
}

TEST_CASE("an eager task that never waits is over when it is made", "[streams]") {
  CHECK(output_of(R"(
import asyncio

async def quick(n):
    return n * 2

async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(quick(1))
    print(task.done(), await task, task.get_coro(), task)
    slow = asyncio.create_task(asyncio.sleep(0.1, "late"), name="slow")
    print(slow.done(), slow.get_name(), await slow)
    loop.set_task_factory(asyncio.create_eager_task_factory(asyncio.Task))
    print(await asyncio.gather(quick(2), quick(3)))

asyncio.run(main())
)") == "True 2 None <Task finished name='None' result=2>\nFalse slow late\n[4, 6]\n");
}

TEST_CASE("an eager task runs inside its parent's step: both contexts are entered", "[streams]") {
  CHECK(output_of(R"(
import asyncio, contextvars

async def child(parent):
    for task in (parent, asyncio.current_task()):
        try:
            contextvars.copy_context().run(lambda: task.get_context().run(print, "ran"))
        except RuntimeError as e:
            print(str(e).split(":")[0])

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await asyncio.create_task(child(asyncio.current_task()))

asyncio.run(main())
)") == "cannot enter context\ncannot enter context\n");
}
