# datetime.strptime and time.strptime: what matches, and what they say of what does not.
import time
from datetime import datetime

for text, form in (("2024-02-29 13:05:09", "%Y-%m-%d %H:%M:%S"), ("29/Feb/24 01:05 PM", "%d/%b/%y %I:%M %p"), ("2024-060", "%Y-%j"),
                   ("Thursday, 29 February 2024", "%A, %d %B %Y"), ("12:00:00.5", "%H:%M:%S.%f"), ("2024-01-01T00:00:00+0230", "%Y-%m-%dT%H:%M:%S%z"),
                   ("2024-01-01 UTC", "%Y-%m-%d %Z"), ("1 1 2024", "%d  %m %Y"), ("100%", "%H0%%"), ("2024-1-5", "%Y-%m-%d")):
    print(text, repr(datetime.strptime(text, form)))
for text, form in (("2024-13-01", "%Y-%m-%d"), ("2024-02-30", "%Y-%m-%d"), ("2024-01-32", "%Y-%m-%d"), ("x", "%Y"), ("2024 z", "%Y"), ("24", "%Y"),
                   ("25:00", "%H:%M"), ("1", "%Q"), ("1", "%"), ("2024-01", "%Y-%m-%d"), ("", "%Y"), (5, "%Y")):
    try:
        print(datetime.strptime(text, form))
    except (ValueError, TypeError) as e:
        print(repr(text), form, type(e).__name__, e)
print(time.strptime("30 Nov 2000", "%d %b %Y"))
print(time.strptime("Thu Jan  1 00:00:05 1970").tm_sec, time.mktime(time.strptime("2024", "%Y")))
try:
    time.strptime("soon", "%Y")
except ValueError as e:
    print(e)
try:
    time.strptime(5, "%Y")
except TypeError as e:
    print(e)
