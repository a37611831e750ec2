# "import asyncio.sleep": a name of a package is no module below it.
for name in ("asyncio.sleep", "collections.Counter", "os.getcwd", "math.sqrt", "json.dumps", "time.sleep", "asyncio.nothing", "random.randint",
             "concurrent.futures.ThreadPoolExecutor", "concurrent.future", "collections.abc.Mapping", "logging.getLogger", "datetime.datetime",
             "pathlib.Path", "re.match", "enum.Enum", "os.path.join"):
    try:
        __import__(name)
    except ModuleNotFoundError as e:
        print(e, "|", e.name)
try:
    from asyncio.sleep import x
except ImportError as e:
    print(e)
import asyncio.sleep
