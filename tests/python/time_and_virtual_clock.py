import time
t0 = time.perf_counter()
time.sleep(1.5)
print(time.perf_counter() - t0, time.monotonic(), time.time() - 1767225600, time.perf_counter_ns())
print(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(0)))
