import asyncio, signal
async def main():
    try:
        await asyncio.sleep(1)
        signal.raise_signal(signal.SIGTERM)
        print("never")
    except BaseException as e:
        print("never", e)
    finally:
        print("never")
print("start", flush=True)
asyncio.run(main())
