// Streams, protocols and eager tasks: what CPython prints without the recorder's clock, kept here as text, since a real connection's answer
// comes whenever it comes, and the recorder sees an eager task only when it has run.
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

TEST_CASE("servers and connections take the keywords that CPython's take, each address and port once", "[streams]") {
  CHECK(output_of(R"py(
import asyncio
async def hello(r, w):
    w.write(b"hi"); w.close()
async def main():
    s = await asyncio.start_server(hello, "127.0.0.1", 8000)
    for kw in (dict(nonsense=1), dict(backlog=5), dict(limit=10), dict(start_serving=False, reuse_address=True)):
        try:
            t = await asyncio.start_server(hello, "127.0.0.1", 8001, **kw)
            print("server", kw, t.is_serving()); t.close(); await t.wait_closed()
        except Exception as e:
            print("server", kw, type(e).__name__, e)
    for kw in (dict(nonsense=1), dict(happy_eyeballs_delay=0.1), dict(limit=10), dict(server_hostname="x"), dict(ssl=None, sock=None), dict(local_addr=None), dict(all_errors=True), dict(backlog=3)):
        try:
            r, w = await asyncio.open_connection("127.0.0.1", 8000, **kw)
            print("client", kw, await r.read()); w.close()
        except Exception as e:
            print("client", kw, type(e).__name__, e)
    loop = asyncio.get_running_loop()
    for f in (loop.create_server, loop.create_connection):
        try:
            await f(asyncio.Protocol, "127.0.0.1", 8000, bogus=1)
        except Exception as e:
            print(type(e).__name__, e)
    try:
        await asyncio.start_server(hello, "127.0.0.1", 8000)
    except OSError as e:
        print(e.errno, e)
    try:
        await asyncio.start_server(hello, "127.0.0.1")
    except Exception as e:
        print(type(e).__name__, e)
    try:
        await asyncio.open_connection()
    except Exception as e:
        print(type(e).__name__, e)
    six = await asyncio.start_server(hello, "::1", 8000)
    print(six.sockets[0].getsockname()[:2])
    r, w = await asyncio.open_connection("::1", 8000)
    print(await r.read(), w.get_extra_info("peername"))
    w.close()
asyncio.run(main())
async def again():
    s = await asyncio.start_server(hello, "127.0.0.1", 8000)
    r, w = await asyncio.open_connection("127.0.0.1", 8000)
    print(await r.read())
    w.close()
asyncio.run(again())
asyncio.run(again())
async def everywhere():
    s = await asyncio.start_server(hello, None, 8002)
    print(sorted(x.getsockname()[:2] for x in s.sockets))
    for h in ("127.0.0.1", "localhost", "::1"):
        r, w = await asyncio.open_connection(h, 8002)
        print(h, await r.read()); w.close()
    try:
        await asyncio.start_server(hello, "127.0.0.1", 8002)
    except OSError as e:
        print(e.errno, e)
    s.close()
    await s.wait_closed()
    try:
        await asyncio.open_connection("localhost", 8002)
    except OSError as e:
        print(type(e).__name__, e)
    try:
        await asyncio.open_connection("127.0.0.1", 8002)
    except OSError as e:
        print(type(e).__name__, e)
    s = await asyncio.start_server(hello, "localhost", 8002)
    print(sorted(x.getsockname()[:2] for x in s.sockets))
    s = await asyncio.start_server(hello, ["127.0.0.1", "::1"], 8003)
    print(sorted(x.getsockname()[:2] for x in s.sockets))
    s = await asyncio.start_server(hello, "0.0.0.0", 8004)
    print(s.sockets[0].getsockname())
    try:
        await asyncio.open_connection("::1", 8004)
    except OSError as e:
        print(type(e).__name__, e)
asyncio.run(everywhere())
)py") == R"out(server {'nonsense': 1} TypeError BaseEventLoop.create_server() got an unexpected keyword argument 'nonsense'
server {'backlog': 5} True
server {'limit': 10} True
server {'start_serving': False, 'reuse_address': True} False
client {'nonsense': 1} TypeError BaseEventLoop.create_connection() got an unexpected keyword argument 'nonsense'
client {'happy_eyeballs_delay': 0.1} b'hi'
client {'limit': 10} b'hi'
client {'server_hostname': 'x'} ValueError server_hostname is only meaningful with ssl
client {'ssl': None, 'sock': None} b'hi'
client {'local_addr': None} b'hi'
client {'all_errors': True} b'hi'
client {'backlog': 3} TypeError BaseEventLoop.create_connection() got an unexpected keyword argument 'backlog'
TypeError BaseEventLoop.create_server() got an unexpected keyword argument 'bogus'
TypeError BaseEventLoop.create_connection() got an unexpected keyword argument 'bogus'
98 [Errno 98] error while attempting to bind on address ('127.0.0.1', 8000): [errno 98] address already in use
ValueError host and port was not specified and no sock specified
('::1', 8000)
b'hi' ('::1', 8000, 0, 0)
b'hi'
b'hi'
[('0.0.0.0', 8002), ('::', 8002)]
127.0.0.1 b'hi'
localhost b'hi'
::1 b'hi'
98 [Errno 98] error while attempting to bind on address ('127.0.0.1', 8002): [errno 98] address already in use
ConnectionRefusedError [Errno 111] Connect call failed ('127.0.0.1', 8002)
ConnectionRefusedError [Errno 111] Connect call failed ('127.0.0.1', 8002)
[('127.0.0.1', 8002)]
[('127.0.0.1', 8003), ('::1', 8003)]
('0.0.0.0', 8004)
ConnectionRefusedError [Errno 111] Connect call failed ('::1', 8004, 0, 0)
)out");
}

TEST_CASE("what of a connection is not simulated says so", "[streams]") {
  auto error_of = [](const std::string& call) {
    return tests::run_here("p.py", "import asyncio\nasync def main():\n    await asyncio." + call + "\nasyncio.run(main())\n", ".").err;
  };
  CHECK(error_of("open_connection('127.0.0.1', 8000, ssl=True)").rfind("UNSUPPORTED: line 3: a connection with TLS is not simulated.", 0) == 0);
  CHECK(error_of("start_server(None, sock=1)").rfind("UNSUPPORTED: line 3: a connection over a socket of the program's own is not simulated.", 0) == 0);
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
