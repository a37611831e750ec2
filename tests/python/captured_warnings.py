# logging.captureWarnings: what no handler takes is not shown; then one takes it; then they are plain again.
import asyncio
import logging
import sys
import warnings

logging.captureWarnings(True)
warnings.warn("nobody sees this")
asyncio.sleep(1)
print(logging.getLogger("py.warnings").handlers)
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
logging.getLogger("py.warnings").addHandler(handler)
warnings.warn("seen")
asyncio.sleep(2)
logging.captureWarnings(False)
warnings.warn("plain")
