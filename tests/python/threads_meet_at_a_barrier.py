import threading
import time

barrier = threading.Barrier(3, action=lambda: print("all here"))


def walk(name, seconds):
    for lap in range(2):
        time.sleep(seconds)
        print(name, "arrives", lap, barrier.n_waiting)
        place = barrier.wait()
        print(name, "goes on", lap, place)


threads = [threading.Thread(target=walk, args=(name, seconds)) for name, seconds in (("a", 0.3), ("b", 0.1), ("c", 0.2))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()


def give_up(timeout):
    try:
        print(barrier.wait(timeout))
    except threading.BrokenBarrierError as error:
        print("broken", repr(error), barrier.broken, f"{time.perf_counter():.2f}")


for timeout in (0.2, 0.5):
    threading.Thread(target=give_up, args=(timeout,)).start()
time.sleep(1)
give_up(None)
barrier.reset()
print(barrier.broken, barrier.n_waiting, barrier.parties)
threading.Thread(target=give_up, args=(None,)).start()
time.sleep(0.1)
barrier.abort()
time.sleep(0.1)
try:
    threading.Barrier(0)
except ValueError as error:
    print(error)
