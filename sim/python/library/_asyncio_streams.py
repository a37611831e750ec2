# The rarer names of asyncio, loaded when a program asks for one: protocols, transports, streams, the maker of eager task factories. Connections
# go from one side of the program to the other: a server that it starts on this machine is reached by connections that it opens; nothing leaves
# the simulation.
import asyncio
from collections import deque

__all__ = ["BaseProtocol", "Protocol", "DatagramProtocol", "SubprocessProtocol", "BufferedProtocol", "BaseTransport", "ReadTransport",
           "WriteTransport", "Transport", "DatagramTransport", "SubprocessTransport", "StreamReader", "StreamWriter",
           "StreamReaderProtocol", "open_connection", "start_server", "AbstractServer", "Server", "IncompleteReadError",
           "LimitOverrunError", "SendfileNotAvailableError", "create_eager_task_factory"]

_LIMIT = 2 ** 16
_ANY, _ANY6 = "0.0.0.0", "::"
_HERE = {None: (_ANY, _ANY6), "": (_ANY, _ANY6), _ANY: (_ANY,), _ANY6: (_ANY6,), "localhost": ("127.0.0.1",), "127.0.0.1": ("127.0.0.1",), "::1": ("::1",)}
_LOOPBACK = {_ANY: "127.0.0.1", _ANY6: "::1"}
_bound = {}                         # (address, port) -> the server that has it, for as long as its loop is open
_next_port = 49152                  # for servers that ask for port 0, and for the clients' ends


class LimitOverrunError(Exception):
    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)


class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        shown = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {shown} expected bytes")
        self.partial = partial
        self.expected = expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class SendfileNotAvailableError(RuntimeError):
    pass


def create_eager_task_factory(custom_task_constructor):
    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=True)
    return factory


# ---- what a program derives its own from

class BaseProtocol:
    __slots__ = ()

    def connection_made(self, transport):
        pass

    def connection_lost(self, exc):
        pass

    def pause_writing(self):
        pass

    def resume_writing(self):
        pass


class Protocol(BaseProtocol):
    __slots__ = ()

    def data_received(self, data):
        pass

    def eof_received(self):
        pass


class BufferedProtocol(BaseProtocol):
    __slots__ = ()

    def get_buffer(self, sizehint):
        pass

    def buffer_updated(self, nbytes):
        pass

    def eof_received(self):
        pass


class DatagramProtocol(BaseProtocol):
    __slots__ = ()

    def datagram_received(self, data, addr):
        pass

    def error_received(self, exc):
        pass


class SubprocessProtocol(BaseProtocol):
    __slots__ = ()

    def pipe_data_received(self, fd, data):
        pass

    def pipe_connection_lost(self, fd, exc):
        pass

    def process_exited(self):
        pass


class BaseTransport:
    __slots__ = ("_extra",)

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        return self._extra.get(name, default)

    def is_closing(self):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError

    def set_protocol(self, protocol):
        raise NotImplementedError

    def get_protocol(self):
        raise NotImplementedError


class ReadTransport(BaseTransport):
    __slots__ = ()


class WriteTransport(BaseTransport):
    __slots__ = ()

    def write(self, data):
        raise NotImplementedError

    def writelines(self, list_of_data):
        self.write(b"".join(list_of_data))


class Transport(ReadTransport, WriteTransport):
    __slots__ = ()


class DatagramTransport(BaseTransport):
    __slots__ = ()


class SubprocessTransport(BaseTransport):
    __slots__ = ()


# ---- the two ends of a connection

class _Socket:
    """What get_extra_info('socket') and Server.sockets give: the addresses, no more."""

    def __init__(self, own, peer=None):
        self._own, self._peer = own, peer

    def getsockname(self):
        return self._own

    def getpeername(self):
        if self._peer is None:
            raise OSError(107, "Transport endpoint is not connected")
        return self._peer

    def fileno(self):
        return 6

    def setsockopt(self, *args):
        pass

    def __repr__(self):
        peer = f", raddr={self._peer}" if self._peer else ""
        return f"<asyncio.TransportSocket fd=6, family={10 if ':' in self._own[0] else 2}, type=1, proto=6, laddr={self._own}{peer}>"


class _SelectorSocketTransport(Transport):
    """One end: what is written here arrives at the other end in a later turn of the loop."""

    __slots__ = ("_loop", "_protocol", "_other", "_closing", "_lost", "_eof", "_paused", "_waiting", "_high", "_low", "_held", "_server")

    def __init__(self, loop, protocol, own, peer, server=None):
        super().__init__({"peername": peer, "sockname": own, "socket": _Socket(own, peer)})
        self._loop, self._protocol, self._other, self._server = loop, protocol, None, server
        self._closing = self._lost = self._eof = self._paused = self._held = False
        self._waiting = deque()     # arrived while reading was paused
        self._high, self._low = 65536, 16384

    # of the end that writes
    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data argument must be a bytes-like object, not {type(data).__name__!r}")
        if self._eof:
            raise RuntimeError("Cannot call write() after write_eof()")
        if data and not self._closing and not self._other._lost:
            self._loop.call_soon(self._other._arrived, bytes(data))
            self._hold_back()

    def _hold_back(self):
        if not self._held and self.get_write_buffer_size() > self._high:
            self._held = True
            self._protocol.pause_writing()

    def _let_go(self):
        if self._held and self.get_write_buffer_size() <= self._low:
            self._held = False
            self._protocol.resume_writing()

    def get_write_buffer_size(self):
        return sum(len(data) for data in self._other._waiting if data is not None)

    def get_write_buffer_limits(self):
        return self._low, self._high

    def set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = 65536 if low is None else 4 * low
        if low is None:
            low = high // 4
        if not high >= low >= 0:
            raise ValueError(f"high ({high!r}) must be >= low ({low!r}) must be >= 0")
        self._high, self._low = high, low

    def can_write_eof(self):
        return True

    def write_eof(self):
        if not self._closing and not self._eof:
            self._eof = True
            self._loop.call_soon(self._other._arrived, None)

    def close(self):
        if self._closing:
            return
        self._closing = True
        if not self._eof:
            self._loop.call_soon(self._other._arrived, None)
        self._loop.call_soon(self._end, None)

    def abort(self):
        self.close()

    def is_closing(self):
        return self._closing

    def _end(self, error):
        if self._lost:
            return
        self._lost = True
        self._protocol.connection_lost(error)
        if self._server is not None:
            self._server._detach(self)
            self._server = None

    # of the end that reads; None: nothing more comes
    def _arrived(self, data):
        if self._lost or self._closing:
            return
        if self._paused or self._waiting:
            self._waiting.append(data)
            return
        self._hand_over(data)

    def _hand_over(self, data):
        if data is None:
            if not self._protocol.eof_received():
                self.close()
        elif isinstance(self._protocol, BufferedProtocol):
            while data:
                buffer = self._protocol.get_buffer(-1)
                n = min(len(buffer), len(data))
                buffer[:n] = data[:n]
                self._protocol.buffer_updated(n)
                data = data[n:]
        else:
            self._protocol.data_received(data)

    def pause_reading(self):
        self._paused = True

    def resume_reading(self):
        if self._paused:
            self._paused = False
            self._loop.call_soon(self._hand_over_what_waits)

    def _hand_over_what_waits(self):
        while self._waiting and not self._paused and not self._lost:
            self._hand_over(self._waiting.popleft())
        self._other._let_go()

    def is_reading(self):
        return not self._paused and not self._closing

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def __repr__(self):
        state = "closed" if self._lost else "closing" if self._closing else None
        parts = [type(self).__name__, *([state] if state else []), "fd=6"]
        if not self._lost:
            parts += ["read=polling" if not self._paused else "read=idle", f"write=<idle, bufsize={self.get_write_buffer_size()}>"]
        return "<" + " ".join(parts) + ">"


# ---- servers

class AbstractServer:
    def close(self):
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


class Server(AbstractServer):
    def __init__(self, loop, factory, places):
        self._loop, self._factory = loop, factory
        self._places = places              # (address, port) of each of its sockets
        self._clients = set()
        self._waiters = []
        self._serving = False
        self._closed = False
        self._forever = None
        for place in places:
            _bound[place] = self

    @property
    def sockets(self):
        return () if self._closed else tuple(_Socket(_shown(*place)) for place in self._places)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    async def start_serving(self):
        self._start()
        await asyncio.sleep(0)

    def _start(self):
        if not self._serving and not self._closed:
            self._serving = True

    async def serve_forever(self):
        if self._forever is not None:
            raise RuntimeError(f"server {self!r} is already being awaited on serve_forever()")
        if self._closed:
            raise RuntimeError(f"server {self!r} is closed")
        self._start()
        self._forever = self._loop.create_future()
        try:
            await self._forever
        except asyncio.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._forever = None

    def close(self):
        if self._closed:
            return
        self._closed = True
        self._serving = False
        for place in self._places:
            if _bound.get(place) is self:
                del _bound[place]
        if self._forever is not None and not self._forever.done():
            self._forever.cancel()
        if not self._clients:
            self._wake()

    def close_clients(self):
        for transport in list(self._clients):
            transport.close()

    abort_clients = close_clients

    async def wait_closed(self):
        if self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter

    def _attach(self, transport):
        self._clients.add(transport)

    def _detach(self, transport):
        self._clients.discard(transport)
        if self._closed and not self._clients:
            self._wake()

    def _wake(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    def __repr__(self):
        return f"<Server sockets={self.sockets!r}>"


def _shown(address, port):
    return (address, port, 0, 0) if ":" in address else (address, port)


_TO = "a connection to"


def _addresses(host, family, what):
    if host not in _HERE or host == "" and what == _TO:
        import _network
        _network.unsupported(f"{what} {host!r}",
                             "Streams and protocols reach servers on localhost that the program itself starts; for HTTP use httpx or aiohttp.")
    return [address for address in _HERE[host] if int(family) in (0, 10 if ":" in address else 2)]


def _new_port():
    global _next_port
    _next_port += 1
    return _next_port


def _holder(address, port):
    """The server that has this place, on that very address or on all of its kind."""
    for there in (address, _ANY6 if ":" in address else _ANY):
        server = _bound.get((there, port))
        if server is not None and not server._loop.is_closed():
            return server
    return None


def _taken(address, port):
    if address in _LOOPBACK:
        return any(_holder(other, port) is not None for other, number in _bound if number == port and (":" in other) == (":" in address))
    return _holder(address, port) is not None


def _plain(ssl, sock, only_with_ssl):
    import _network
    if ssl:
        _network.unsupported("a connection with TLS", "Bytes go from one side of the program to the other as they are; leave ssl out.")
    if sock is not None:
        _network.unsupported("a connection over a socket of the program's own", "Give host and port.")
    for name, value in only_with_ssl.items():
        if value is not None:
            raise ValueError(f"{name} is only meaningful with ssl")


async def _create_server(loop, protocol_factory, host=None, port=None, *, family=0, flags=1, sock=None, backlog=100, ssl=None,
                         reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                         start_serving=True):
    if isinstance(ssl, bool):
        raise TypeError("ssl argument must be an SSLContext or None")
    _plain(ssl, sock, {"ssl_handshake_timeout": ssl_handshake_timeout, "ssl_shutdown_timeout": ssl_shutdown_timeout})
    if host is None and port is None:
        raise ValueError("Neither host/port nor sock were specified")
    hosts = [host] if isinstance(host, str) or host is None else host
    places = []
    for address in dict.fromkeys(address for one in hosts for address in _addresses(one, family, "a server at")):
        if port and _taken(address, port) and not reuse_port:
            raise OSError(98, f"error while attempting to bind on address {_shown(address, port)!r}: [errno 98] address already in use")
        places.append((address, port or _new_port()))
    server = Server(loop, protocol_factory, places)
    if start_serving:
        server._start()
        await asyncio.sleep(0)
    return server


def _listener(loop, host, port, family):
    """The server that answers there, and its address as the client sees it."""
    refused = []
    addresses = ["::1", "127.0.0.1"] if host is None else _addresses(host, family, _TO)
    for address in addresses:
        server = _holder(_LOOPBACK.get(address, address), port)
        if server is not None and server._serving and server._loop is loop:
            return server, _LOOPBACK.get(address, address)
        refused.append(ConnectionRefusedError(111, f"Connect call failed {_shown(address, port)!r}"))
    if len(refused) == 1:
        raise refused[0]
    raise OSError(f"Multiple exceptions: {', '.join(map(str, refused))}")


async def _create_connection(loop, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None, local_addr=None,
                             server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, happy_eyeballs_delay=None,
                             interleave=None, all_errors=False):
    _plain(ssl, sock, {"server_hostname": server_hostname, "ssl_handshake_timeout": ssl_handshake_timeout,
                       "ssl_shutdown_timeout": ssl_shutdown_timeout})
    if host is None and port is None:
        raise ValueError("host and port was not specified and no sock specified")
    await asyncio.sleep(0)
    server, address = _listener(loop, host, port, family)
    own, there = local_addr or _shown(address, _new_port()), _shown(address, port)
    protocol = protocol_factory()
    ours = _SelectorSocketTransport(loop, protocol, own, there)
    theirs = _SelectorSocketTransport(loop, server._factory(), there, own, server)
    ours._other, theirs._other = theirs, ours
    server._attach(theirs)
    loop.call_soon(theirs._protocol.connection_made, theirs)
    ready = loop.create_future()
    loop.call_soon(protocol.connection_made, ours)
    loop.call_soon(ready.set_result, None)
    await ready
    return ours, protocol


_create_server.__qualname__, _create_connection.__qualname__ = "BaseEventLoop.create_server", "BaseEventLoop.create_connection"


# ---- streams

class StreamReaderProtocol(Protocol):
    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        self._stream_reader = stream_reader
        self._loop = asyncio.get_event_loop() if loop is None else loop
        self._client_connected_cb = client_connected_cb
        self._task = None
        self._transport = None
        self._paused = False
        self._connection_lost = False
        self._drain_waiters = deque()
        self._closed = self._loop.create_future()

    def connection_made(self, transport):
        self._transport = transport
        self._stream_reader.set_transport(transport)
        if self._client_connected_cb is None:
            return
        writer = StreamWriter(transport, self, self._stream_reader, self._loop)
        handled = self._client_connected_cb(self._stream_reader, writer)
        if asyncio.iscoroutine(handled):
            self._task = self._loop.create_task(handled)
            self._task.add_done_callback(self._handled)

    def _handled(self, task):
        if task.cancelled():
            self._transport.close()
        elif task.exception() is not None:
            self._loop.call_exception_handler({"message": "Unhandled exception in client_connected_cb", "exception": task.exception(),
                                               "transport": self._transport})
            self._transport.close()

    def data_received(self, data):
        self._stream_reader.feed_data(data)

    def eof_received(self):
        self._stream_reader.feed_eof()
        return True

    def connection_lost(self, exc):
        self._connection_lost = True
        if exc is None:
            self._stream_reader.feed_eof()
        else:
            self._stream_reader.set_exception(exc)
        if not self._closed.done():
            self._closed.set_result(None)
        self._wake_drainers(exc)
        self._transport = None

    def pause_writing(self):
        self._paused = True

    def resume_writing(self):
        self._paused = False
        self._wake_drainers(None)

    def _wake_drainers(self, exc):
        for waiter in self._drain_waiters:
            if not waiter.done():
                if exc is None:
                    waiter.set_result(None)
                else:
                    waiter.set_exception(exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError("Connection lost")
        if not self._paused:
            return
        waiter = self._loop.create_future()
        self._drain_waiters.append(waiter)
        try:
            await waiter
        finally:
            self._drain_waiters.remove(waiter)


class StreamWriter:
    def __init__(self, transport, protocol, reader, loop):
        self._transport, self._protocol, self._reader, self._loop = transport, protocol, reader, loop

    def __repr__(self):
        shown = ["StreamWriter", f"transport={self._transport!r}"]
        if self._reader is not None:
            shown.append(f"reader={self._reader!r}")
        return "<" + " ".join(shown) + ">"

    transport = property(lambda self: self._transport)

    def write(self, data):
        self._transport.write(data)

    def writelines(self, data):
        self._transport.writelines(data)

    def write_eof(self):
        return self._transport.write_eof()

    def can_write_eof(self):
        return self._transport.can_write_eof()

    def close(self):
        return self._transport.close()

    def is_closing(self):
        return self._transport.is_closing()

    async def wait_closed(self):
        await self._protocol._closed

    def get_extra_info(self, name, default=None):
        return self._transport.get_extra_info(name, default)

    async def start_tls(self, sslcontext, **options):
        _plain(sslcontext, None, {})

    async def drain(self):
        if self._reader is not None:
            exc = self._reader.exception()
            if exc is not None:
                raise exc
        if self._transport.is_closing():
            await asyncio.sleep(0)
        await self._protocol._drain_helper()


class StreamReader:
    def __init__(self, limit=_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError("Limit cannot be <= 0")
        self._limit = limit
        self._loop = asyncio.get_event_loop() if loop is None else loop
        self._buffer = bytearray()
        self._eof = False
        self._waiter = None
        self._exception = None
        self._transport = None
        self._paused = False

    def __repr__(self):
        info = ["StreamReader"]
        if self._buffer:
            info.append(f"{len(self._buffer)} bytes")
        if self._eof:
            info.append("eof")
        if self._limit != _LIMIT:
            info.append(f"limit={self._limit}")
        for name in ("waiter", "exception", "transport"):
            value = getattr(self, "_" + name)
            if value:
                info.append(f"{name}={value!r}")
        if self._paused:
            info.append("paused")
        return "<" + " ".join(info) + ">"

    def exception(self):
        return self._exception

    def set_exception(self, exc):
        self._exception = exc
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(exc)

    def set_transport(self, transport):
        self._transport = transport

    def at_eof(self):
        return self._eof and not self._buffer

    def feed_eof(self):
        self._eof = True
        self._wake()

    def feed_data(self, data):
        assert not self._eof, "feed_data after feed_eof"
        if not data:
            return
        self._buffer.extend(data)
        self._wake()
        if self._transport is not None and not self._paused and len(self._buffer) > 2 * self._limit:
            self._paused = True
            self._transport.pause_reading()

    def _wake(self):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def _maybe_resume(self):
        if self._paused and len(self._buffer) <= self._limit:
            self._paused = False
            self._transport.resume_reading()

    async def _wait_for_data(self, func_name):
        if self._waiter is not None:
            raise RuntimeError(f"{func_name}() called while another coroutine is already waiting for incoming data")
        if self._paused:
            self._paused = False
            self._transport.resume_reading()
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _take(self, n):
        data = bytes(self._buffer[:n])
        del self._buffer[:n]
        self._maybe_resume()
        return data

    async def readline(self):
        try:
            return await self.readuntil(b"\n")
        except IncompleteReadError as e:
            return e.partial
        except LimitOverrunError as e:
            if self._buffer.startswith(b"\n", e.consumed):
                del self._buffer[:e.consumed + 1]
            else:
                self._buffer.clear()
            self._maybe_resume()
            raise ValueError(e.args[0])

    async def readuntil(self, separator=b"\n"):
        separators = sorted(separator, key=len) if isinstance(separator, tuple) else [separator]
        if not separators:
            raise ValueError("Separator should contain at least one element")
        if not separators[0]:
            raise ValueError("Separator should be at least one-byte string")
        if self._exception is not None:
            raise self._exception
        longest = len(separators[-1])
        offset = 0
        while True:
            found = [(at + len(s), at) for s in separators if (at := self._buffer.find(s, offset)) != -1]
            if found:
                end, at = min(found)
                break
            offset = max(0, len(self._buffer) + 1 - longest)
            if offset > self._limit:
                raise LimitOverrunError("Separator is not found, and chunk exceed the limit", offset)
            if self._eof:
                chunk = self._take(len(self._buffer))
                raise IncompleteReadError(chunk, None)
            await self._wait_for_data("readuntil")
        if at > self._limit:
            raise LimitOverrunError("Separator is found, but chunk is longer than limit", at)
        return self._take(end)

    async def read(self, n=-1):
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b""
        if n < 0:
            blocks = []
            while block := await self.read(self._limit):
                blocks.append(block)
            return b"".join(blocks)
        if not self._buffer and not self._eof:
            await self._wait_for_data("read")
        return self._take(n)

    async def readexactly(self, n):
        if n < 0:
            raise ValueError("readexactly size can not be less than zero")
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b""
        while len(self._buffer) < n:
            if self._eof:
                raise IncompleteReadError(self._take(len(self._buffer)), n)
            await self._wait_for_data("readexactly")
        return self._take(n)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if line == b"":
            raise StopAsyncIteration
        return line


async def open_connection(host=None, port=None, *, limit=_LIMIT, **kwds):
    loop = asyncio.get_running_loop()
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await _create_connection(loop, lambda: protocol, host, port, **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_LIMIT, **kwds):
    loop = asyncio.get_running_loop()

    def factory():
        return StreamReaderProtocol(StreamReader(limit=limit, loop=loop), client_connected_cb, loop=loop)

    return await _create_server(loop, factory, host, port, **kwds)


_HOMES = {"asyncio.protocols": [BaseProtocol, Protocol, BufferedProtocol, DatagramProtocol, SubprocessProtocol],
          "asyncio.transports": [BaseTransport, ReadTransport, WriteTransport, Transport, DatagramTransport, SubprocessTransport],
          "asyncio.streams": [StreamReader, StreamWriter, StreamReaderProtocol, open_connection, start_server],
          "asyncio.selector_events": [_SelectorSocketTransport], "asyncio.base_events": [Server], "asyncio.events": [AbstractServer],
          "asyncio.exceptions": [LimitOverrunError, IncompleteReadError, SendfileNotAvailableError],
          "asyncio.tasks": [create_eager_task_factory]}
for _home, _things in _HOMES.items():
    for _thing in _things:
        _thing.__module__ = _home
