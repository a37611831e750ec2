"""The main thread waits for one that handles log records: QueueListener, begun in the loop and stopped while it holds the loop."""
import asyncio, logging, sys
from logging.handlers import QueueHandler, QueueListener
from queue import Queue

async def init_logger():
    log = logging.getLogger()
    que = Queue()
    log.addHandler(QueueHandler(que))
    log.setLevel(logging.DEBUG)
    logging.getLogger("asyncio").setLevel(logging.WARNING)
    listener = QueueListener(que, logging.StreamHandler(sys.stdout))
    try:
        listener.start()
        logging.debug("Logger has started")
        while True:
            await asyncio.sleep(60)
    finally:
        logging.debug("Logger is shutting down")
        listener.stop()

async def task(n):
    logging.info(f"Task {n} is starting")
    await asyncio.sleep(n / 10)
    logging.info(f"Task {n} is done")

async def main():
    logger = asyncio.create_task(init_logger())
    await asyncio.sleep(0)
    logging.info("Main is starting")
    async with asyncio.TaskGroup() as tg:
        for i in range(3): tg.create_task(task(i))
    logging.info("Main is done")
asyncio.run(main())
print("end")
