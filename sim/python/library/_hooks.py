"""What sys.unraisablehook is called with."""
from collections import namedtuple

UnraisableHookArgs = namedtuple("UnraisableHookArgs", "exc_type exc_value exc_traceback err_msg object")
