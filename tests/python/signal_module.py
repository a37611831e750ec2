import asyncio
import os
import signal

print(signal.SIGINT, repr(signal.SIGTERM), signal.Signals(15).name, signal.getsignal(signal.SIGTERM), signal.strsignal(2))
def h(n, fr): print("handler", n)
print(signal.signal(signal.SIGUSR1, h)); signal.raise_signal(signal.SIGUSR1)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is h)
try: signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt: print("ki")


async def main():
    loop = asyncio.get_running_loop()
    for s in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(s, print, "stopping for", s.name)
    await asyncio.sleep(1)
    print(loop.remove_signal_handler(signal.SIGINT), loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGHUP))
    try:
        loop.add_signal_handler(signal.SIGKILL, print)
    except RuntimeError as e:
        print(e)
    os.kill(os.getpid(), signal.SIGUSR1)


signal.signal(signal.SIGUSR1, h)
asyncio.run(main())
