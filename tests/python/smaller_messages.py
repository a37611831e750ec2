# Messages and small behaviour that programs meet by mistake.
import http
import io
import sys
import threading
import traceback
import types


def attempt(function, *args):
    try:
        return function(*args)
    except BaseException as e:
        print(type(e).__name__, e)


class C:
    pass


class Path:
    def __fspath__(self):
        return 5


for thing in (5, None, len, (i for i in "a"), (1,), "a", {1}, frozenset(), 2.5, range(3), b"a", C(), C, {}.keys(), object(), iter([]), lambda: 0):
    for key in (0, "a", slice(0, 1), True):
        def delete():
            del thing[key]
        attempt(delete)

attempt(threading.current_thread().join)
attempt(threading.main_thread().join)
attempt(threading.Thread, 5)
attempt(threading.Thread(name="unstarted").join)
thread = threading.Thread(target=lambda: attempt(threading.current_thread().join))
thread.start()
thread.join()

for kind in (types.SimpleNamespace, io.StringIO, io.BytesIO):
    attempt(lambda: kind().zz)
    attempt(lambda: kind.zz)
    attempt(lambda: kind() + 1)


class Own(types.SimpleNamespace):
    pass


attempt(lambda: Own().zz)

try:
    pritn(1)
except NameError as e:
    print(traceback.format_exception_only(e))
    print(traceback.format_exception(type(e), e, None))
    print(traceback.format_exception(type(e), e, e.__traceback__)[-1:], len(traceback.format_exception(e)), e.__traceback__ is not None)
    print(list(traceback.TracebackException.from_exception(e).format_exception_only()))
    attempt(traceback.format_exception, type(e), e)
attempt(traceback.format_exception, 5)

print(http.HTTPStatus.OK.description, "|", http.HTTPStatus(404).description, "|", repr(http.HTTPStatus.LOCKED.description), http.HTTPStatus.OK.phrase)

for status in ((1, 2), (), None, 3, "text", [1], SystemExit(4)):
    try:
        sys.exit(status)
    except SystemExit as e:
        print(repr(e), repr(e.code), e.args)
print(exit, repr(quit), type(exit).__name__)
for arguments in ((), (2,), ((1, 2),)):
    try:
        exit(*arguments)
    except SystemExit as e:
        print(repr(e), e.code)
attempt(open, C())
attempt(open, None)
attempt(open, [1])
attempt(open, Path())
