"""The names that programs with asyncio's streams ask socket for. Sockets themselves are not simulated."""
from enum import IntEnum

AddressFamily = IntEnum("AddressFamily", {"AF_UNSPEC": 0, "AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10}, module="socket")
SocketKind = IntEnum("SocketKind", {"SOCK_STREAM": 1, "SOCK_DGRAM": 2, "SOCK_RAW": 3}, module="socket")
globals().update(AddressFamily.__members__)
globals().update(SocketKind.__members__)
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_REUSEPORT, SOMAXCONN = 1, 2, 9, 6, 15, 4096
IPPROTO_TCP, IPPROTO_UDP, TCP_NODELAY, SHUT_RD, SHUT_WR, SHUT_RDWR = 6, 17, 1, 0, 1, 2
INADDR_ANY = 0
error, timeout = OSError, TimeoutError


class gaierror(OSError):
    pass


class herror(OSError):
    pass
