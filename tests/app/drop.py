"""Drags a file onto a window and drops it, as a file manager does: the XDND protocol, version 5, spoken through libX11.
Before: e2e.sh names the window. After: it looks at what the app does.
python3 tests/app/drop.py WINDOW X Y FILE     WINDOW: the number that xdotool prints; X, Y: where on the screen"""
import ctypes
import ctypes.util
import pathlib
import sys
import time

NONE, CURRENT_TIME, REPLACE, STRING_FORMAT = 0, 0, 0, 8
SELECTION_REQUEST, SELECTION_NOTIFY, CLIENT_MESSAGE = 30, 31, 33
LONG, POINTER = ctypes.c_ulong, ctypes.c_void_p


class Event(ctypes.Union):
    """An XEvent: its type, then fields as long as a pointer each. `fields` are those of the whole, the type's among them."""
    _fields_ = [("type", ctypes.c_int), ("fields", LONG * 24)]


def library():
    x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    x.XOpenDisplay.restype = POINTER
    x.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x.XInternAtom.restype = LONG
    x.XInternAtom.argtypes = [POINTER, ctypes.c_char_p, ctypes.c_int]
    x.XDefaultRootWindow.restype = LONG
    x.XDefaultRootWindow.argtypes = [POINTER]
    x.XCreateSimpleWindow.restype = LONG
    x.XCreateSimpleWindow.argtypes = [POINTER, LONG] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 3 + [LONG] * 2
    x.XSetSelectionOwner.argtypes = [POINTER, LONG, LONG, LONG]
    x.XSendEvent.argtypes = [POINTER, LONG, ctypes.c_int, ctypes.c_long, ctypes.POINTER(Event)]
    x.XChangeProperty.argtypes = [POINTER, LONG, LONG, LONG, ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    x.XNextEvent.argtypes = [POINTER, ctypes.POINTER(Event)]
    x.XPending.argtypes = x.XFlush.argtypes = [POINTER]
    return x


class Drag:
    def __init__(self, target: int) -> None:
        self.x = library()
        self.display = self.x.XOpenDisplay(None)
        if not self.display:
            sys.exit("drop: no display")
        self.target = target
        self.source = self.x.XCreateSimpleWindow(self.display, self.x.XDefaultRootWindow(self.display), 0, 0, 1, 1, 0, 0, 0)
        self.x.XSetSelectionOwner(self.display, self.atom("XdndSelection"), self.source, CURRENT_TIME)

    def atom(self, name: str) -> int:
        return self.x.XInternAtom(self.display, name.encode(), 0)

    def tell(self, name: str, *data: int) -> None:
        event = Event()
        # type, serial, send_event, display, window, message_type, format, then five longs of data
        event.fields[4], event.fields[5], event.fields[6] = self.target, self.atom(name), 32
        event.fields[7] = self.source
        for n, value in enumerate(data):
            event.fields[8 + n] = value
        event.type = CLIENT_MESSAGE
        self.send(self.target, event)

    def send(self, window: int, event: Event) -> None:
        self.x.XSendEvent(self.display, window, 0, 0, ctypes.byref(event))
        self.x.XFlush(self.display)

    def hand_over(self, request: Event, text: bytes) -> None:
        # type, serial, send_event, display, owner, requestor, selection, target, property, time
        requestor, selection, target, place = request.fields[5:9]
        self.x.XChangeProperty(self.display, requestor, place, target, STRING_FORMAT, REPLACE, text, len(text))
        answer = Event()
        answer.fields[4:9] = [requestor, selection, target, place, request.fields[9]]
        answer.type = SELECTION_NOTIFY
        self.send(requestor, answer)

    def wait_for(self, name: str, text: bytes) -> int:
        """Until the window says it, the answer to its own question given meanwhile. The second long of what it said."""
        wanted, until = self.atom(name), time.monotonic() + 10
        while time.monotonic() < until:
            if not self.x.XPending(self.display):
                time.sleep(0.01)
                continue
            event = Event()
            self.x.XNextEvent(self.display, ctypes.byref(event))
            if event.type == SELECTION_REQUEST:
                self.hand_over(event, text)
            elif event.type == CLIENT_MESSAGE and event.fields[5] == wanted:
                return event.fields[8]
        sys.exit(f"drop: the window never said {name}")


def main() -> None:
    window, x, y, file = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    text = pathlib.Path(file).absolute().as_uri().encode() + b"\r\n"
    drag = Drag(window)
    drag.tell("XdndEnter", 5 << 24, drag.atom("text/uri-list"))
    drag.tell("XdndPosition", 0, x << 16 | y, CURRENT_TIME, drag.atom("XdndActionCopy"))
    if not drag.wait_for("XdndStatus", text) & 1:
        sys.exit("drop: the window does not take it")
    drag.tell("XdndDrop", 0, CURRENT_TIME)
    if not drag.wait_for("XdndFinished", text):  # the protocol says bit 0; GLFW says how many bytes it had
        sys.exit("drop: the window took it and then said no")


main()
