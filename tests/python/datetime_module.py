from datetime import datetime, date, timedelta, timezone
d = datetime(2024, 2, 28, 23, 30, 5)
print(d, repr(d), d + timedelta(days=2, hours=1), d.isoformat(), d.strftime("%Y/%m/%d %H:%M %A %b %j"), d.date(), d.time(), d.weekday(), (datetime(2024, 3, 1) - d), timedelta(seconds=3661), repr(timedelta(days=1, seconds=5)))
print(date(2024, 1, 31) + timedelta(days=1), datetime.fromisoformat("2024-01-02T03:04:05+00:00"), datetime.strptime("2024-05-06 07:08", "%Y-%m-%d %H:%M"), timedelta(minutes=90).total_seconds(), datetime(2024, 1, 1, tzinfo=timezone.utc).timestamp(), d.replace(year=2025), d < datetime.max)
