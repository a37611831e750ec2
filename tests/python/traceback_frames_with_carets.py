import sys
import traceback


def down(n): return down(n - 1) if n else 1 / 0


try:
    down(6)
except ZeroDivisionError as e:
    traceback.print_tb(e.__traceback__, file=sys.stdout)
    traceback.print_tb(e.__traceback__, limit=1, file=sys.stdout)
    for frame in traceback.extract_tb(e.__traceback__)[:2]:
        print(frame.filename, frame.lineno, frame.name, frame.line)
