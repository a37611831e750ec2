"""threading.excepthook is told of errors in threads; the default one prints them."""
import sys
import threading


def boom(what):
    raise what


def run(what):
    t = threading.Thread(target=boom, args=(what,), name="T")
    t.start()
    t.join()


run(ValueError("printed"))
run(SystemExit(3))


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.exc_traceback is args.exc_value.__traceback__, args.thread.name)


threading.excepthook = hook
run(ValueError("for the hook"))
run(SystemExit(4))
threading.excepthook = threading.__excepthook__
run(KeyError("printed again"))
