# ISO weeks read and made, what is out of range, copy.replace() of dates, the zone of time.localtime().
import copy
import time
from datetime import date, datetime, timezone

for text in ("2024-W05-3", "2024W053", "2024-W05", "2024W05", "2024-W05-3T10:11", "2024-W54-1", "2024-W05-9", "2024-13-01", "20240230",
             "2024-01-01T25:00", "2024-01-01T10:61", "2024-01-01T", "2024-01-01T10:11+25:00", "2024-1-01"):
    for cls in (date, datetime):
        try:
            print(text, repr(cls.fromisoformat(text)))
        except ValueError as e:
            print(text, e)
for year, week, day in ((2020, 53, 5), (2024, 53, 1), (2024, 1, 8), (0, 1, 1), (2024, 54, 1)):
    try:
        print(date.fromisocalendar(year, week, day))
    except ValueError as e:
        print(e)
print(copy.replace(date(2024, 1, 31), month=3), copy.replace(datetime(2024, 1, 1, tzinfo=timezone.utc), hour=5, tzinfo=None),
      copy.replace(datetime(2024, 1, 1, 5).time(), minute=3))
print(time.localtime(5).tm_zone, time.localtime(5).tm_gmtoff, time.gmtime(5).tm_zone, time.struct_time(range(9)).tm_zone)
