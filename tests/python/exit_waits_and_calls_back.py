# sys.exit() waits for threads, then calls what atexit was given, the latest first; nobody else there, a timeout of the main thread passes.
import atexit
import queue
import sys
import threading
import time


def worker():
    time.sleep(1)
    print("worker over", time.perf_counter())


class Told:
    def __del__(self):
        print("told of the end", file=sys.stderr)


told = Told()
box = queue.Queue()
try:
    box.get(timeout=0.5)
except queue.Empty:
    print("empty", time.perf_counter())
print(threading.Event().wait(0.25), time.perf_counter())
atexit.register(print, "registered first")
atexit.register(lambda: print("registered last", time.perf_counter()))
threading.Thread(target=worker).start()
sys.exit("bye")
