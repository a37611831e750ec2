"""An event loop that is set keeps its work beyond the program's end, and nobody says that it was pending."""
import asyncio

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
kept = loop.create_task(asyncio.sleep(1000), name="kept")
loop.run_until_complete(asyncio.sleep(1))
print(kept.get_name(), kept.done())
raise SystemExit("over")
