// time: the run's own clock. It stands still while code runs; sleep() moves it and holds the loop. 2026-01-01 00:00 UTC is its beginning,
// UTC its time zone.
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"

#include <cmath>
#include <cstdio>

namespace sim::py {

namespace {

constexpr int64_t kEpoch = 1767225600;         // seconds from 1970 to the beginning of virtual time

Time now() {
  vm().world.tick();
  return vm().loops ? environment().now() : vm().now();
}

Value perf_counter(const Value*) { return Value::real(seconds(now())); }
Value perf_counter_ns(const Value*) { return Value::integer(now()); }
Value time_time(const Value*) { return Value::real(static_cast<double>(kEpoch) + seconds(now())); }
Value time_ns(const Value*) { return Value::integer(kEpoch * kSecond + now()); }

// Holds whoever calls it: the loop, or the worker of a thread's job.
Value time_sleep(const Value* args) {
  double length;
  if (!float_of(args[0], &length)) raise_type_error("'", type_name(args[0]), "' object cannot be interpreted as an integer");
  if (std::isnan(length)) raise(Exc::ValueError, "Invalid value NaN (not a number)");
  if (length < 0) raise(Exc::ValueError, "sleep length must be non-negative");
  environment().hold(time_from_seconds(length), "time.sleep");
  return Value::none();
}

// ---- dates

struct Date {
  int64_t year;
  int month, day, hour, minute, second, weekday, yearday;   // weekday: Monday is 0; yearday from 1
};

int64_t days_from_civil(int64_t y, int m, int d) {
  y -= m <= 2;
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  auto yoe = static_cast<int64_t>(y - era * 400);
  int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

Date date_of(int64_t t) {
  int64_t days = t >= 0 ? t / 86400 : -((-t + 86399) / 86400), rest = t - days * 86400;
  int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  Date d;
  d.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  d.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  d.year = yoe + era * 400 + (d.month <= 2);
  d.hour = static_cast<int>(rest / 3600);
  d.minute = static_cast<int>(rest / 60 % 60);
  d.second = static_cast<int>(rest % 60);
  d.weekday = static_cast<int>(((days + 3) % 7 + 7) % 7);
  d.yearday = static_cast<int>(days - days_from_civil(d.year, 1, 1)) + 1;
  return d;
}

constexpr const char* kFields[] = {"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"};
constexpr const char* kDays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr const char* kMonths[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

Type* struct_time_type() { return vm().import("time").is_object() ? get_attr(vm().import("time"), "struct_time").as<Type>() : nullptr; }

// In Object::small of a struct_time: what its zone is called. One that the program makes has none.
enum class Zone : uint16_t { none, utc, gmt };

Value make_struct_time(const Date& d, Zone zone) {
  Ref<Tuple> t = Tuple::uninitialized(9, struct_time_type());
  const int64_t fields[] = {d.year, d.month, d.day, d.hour, d.minute, d.second, d.weekday, d.yearday, 0};
  for (size_t i = 0; i < 9; ++i) (*t)[i] = Value::integer(fields[i]);
  t->small = static_cast<uint16_t>(zone);
  return Value(t);
}

template <size_t I>
Value field(const Value& self) { return (*self.as<Tuple>())[I]; }

Zone zone_of(const Value& self) { return static_cast<Zone>(self.as_object()->small); }
Value zone_name(const Value& self) {
  if (zone_of(self) == Zone::none) return Value::none();
  return Value(intern(zone_of(self) == Zone::utc ? "UTC" : "GMT"));
}
Value zone_offset(const Value& self) { return zone_of(self) == Zone::none ? Value::none() : Value::integer(0); }

Value struct_time_create(Type* type, const Args& args) {
  Ref<Tuple> from = to_tuple(args.npos ? args[0] : Value::none());
  if (from->size() < 9) raise_type_error("time.struct_time() takes an at least 9-sequence (", from->size(), "-sequence given)");
  Ref<Tuple> t = Tuple::uninitialized(9, type);
  for (size_t i = 0; i < 9; ++i) (*t)[i] = (*from)[i];
  return Value(t);
}
Value struct_time_repr(const Value& self) {
  std::string text = "time.struct_time(";
  for (size_t i = 0; i < 9; ++i) text += cat(i ? ", " : "", kFields[i], "=", repr((*self.as<Tuple>())[i])->view());
  return Str::make(text + ")");
}

int64_t seconds_argument(const Value& v) {
  if (v.is_null() || v.is_none()) return kEpoch + now() / kSecond;
  if (!v.is_float() && !is_int(v) && !type_of(v)->slots.index) raise_type_error("'", type_name(v), "' object cannot be interpreted as an integer");
  double s = to_double(v);
  if (!(std::fabs(s) < 6.7e16)) raise(Exc::OverflowError, "timestamp out of range for platform time_t");
  return static_cast<int64_t>(std::floor(s));
}
Date date_argument(const Value& v) {
  if (v.is_null() || v.is_none()) return date_of(seconds_argument(Value()));
  if (!v.is(Kind::tuple) || v.as<Tuple>()->size() != 9) raise_type_error("Tuple or struct_time argument required");
  const Tuple& t = *v.as<Tuple>();
  auto number = [&](size_t i) { return static_cast<int>(index_of(t[i])); };
  return {index_of(t[0]), number(1), number(2), number(3), number(4), number(5), number(6), number(7)};
}

Value gmtime(const Value* args) { return make_struct_time(date_of(seconds_argument(args[0])), Zone::gmt); }
Value localtime(const Value* args) { return make_struct_time(date_of(seconds_argument(args[0])), Zone::utc); }
Value mktime(const Value* args) {
  Date d = date_argument(args[0]);
  return Value::real(static_cast<double>(days_from_civil(d.year, d.month, d.day) * 86400 + d.hour * 3600 + d.minute * 60 + d.second));
}

std::string padded(int64_t n, int width, char fill = '0') {
  std::string digits = cat(n);
  while (static_cast<int>(digits.size()) < width) digits.insert(digits.begin(), fill);
  return digits;
}

std::string ascii_time(const Date& d) {
  return cat(std::string_view(kDays[d.weekday % 7]).substr(0, 3), " ", std::string_view(kMonths[(d.month + 11) % 12]).substr(0, 3), " ", padded(d.day, 2, ' '), " ",
             padded(d.hour, 2), ":", padded(d.minute, 2), ":", padded(d.second, 2), " ", d.year);
}

std::string format_one(const Date& d, char code) {
  int hour12 = d.hour % 12 ? d.hour % 12 : 12;
  int monday_week = (d.yearday + 6 - d.weekday) / 7, sunday_week = (d.yearday + 6 - (d.weekday + 1) % 7) / 7;
  std::string_view day = kDays[d.weekday % 7], month = kMonths[(d.month + 11) % 12];
  switch (code) {
    case 'Y': return cat(d.year);
    case 'y': return padded(d.year % 100, 2);
    case 'm': return padded(d.month, 2);
    case 'd': return padded(d.day, 2);
    case 'e': return padded(d.day, 2, ' ');
    case 'H': return padded(d.hour, 2);
    case 'I': return padded(hour12, 2);
    case 'M': return padded(d.minute, 2);
    case 'S': return padded(d.second, 2);
    case 'p': return d.hour < 12 ? "AM" : "PM";
    case 'a': return std::string(day.substr(0, 3));
    case 'A': return std::string(day);
    case 'b': case 'h': return std::string(month.substr(0, 3));
    case 'B': return std::string(month);
    case 'j': return padded(d.yearday, 3);
    case 'w': return cat((d.weekday + 1) % 7);
    case 'u': return cat(d.weekday + 1);
    case 'U': return padded(sunday_week, 2);
    case 'W': return padded(monday_week, 2);
    case 'Z': return "UTC";
    case 'z': return "+0000";
    case 's': return cat(days_from_civil(d.year, d.month, d.day) * 86400 + d.hour * 3600 + d.minute * 60 + d.second);
    case 'T': case 'X': return cat(padded(d.hour, 2), ":", padded(d.minute, 2), ":", padded(d.second, 2));
    case 'R': return cat(padded(d.hour, 2), ":", padded(d.minute, 2));
    case 'D': case 'x': return cat(padded(d.month, 2), "/", padded(d.day, 2), "/", padded(d.year % 100, 2));
    case 'F': return cat(d.year, "-", padded(d.month, 2), "-", padded(d.day, 2));
    case 'c': return ascii_time(d);
    case 'r': return cat(padded(hour12, 2), ":", padded(d.minute, 2), ":", padded(d.second, 2), d.hour < 12 ? " AM" : " PM");
    case 'n': return "\n";
    case 't': return "\t";
    case '%': return "%";
    default: return {'%', code};
  }
}

Value strftime(const Value* args) {
  if (!args[0].is(Kind::str)) raise_type_error("strftime() argument 1 must be str, not ", args[0].is_none() ? "None" : type_name(args[0]));
  Date d = date_argument(args[1]);
  std::string_view format = args[0].as<Str>()->view();
  std::string out;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '%' && i + 1 < format.size()) out += format_one(d, format[++i]);
    else out += format[i];
  }
  return Str::make(out);
}
Value asctime(const Value* args) { return Str::make(ascii_time(date_argument(args[0]))); }
Value ctime(const Value* args) { return Str::make(ascii_time(date_of(seconds_argument(args[0])))); }

Value strptime(const Value* args) {
  Value format = args[1].is_null() ? Value(Str::make("%a %b %d %H:%M:%S %Y")) : args[1];
  Value parts = call_method(vm().import("datetime"), "_time_tuple", {args[0], format});
  return call(Value(struct_time_type()), {parts});
}

}  // namespace

void fill_time(const Ref<Dict>& d) {
  auto put = [&](const char* name, Value v) { d->set(intern(name).get(), std::move(v)); };
  auto function = [&](const char* name, const char* signature, NativeFn fn) { put(name, Value(make_builtin(name, signature, fn))); };
  TypeBuilder b("time.struct_time", Kind::tuple, vm().types.tuple);
  b.slots().create = struct_time_create;
  b.slots().repr = struct_time_repr;
  constexpr Slots::Unary kGetters[] = {field<0>, field<1>, field<2>, field<3>, field<4>, field<5>, field<6>, field<7>, field<8>};
  for (size_t i = 0; i < 9; ++i) b.getter(kFields[i], kGetters[i]);
  b.getter("tm_zone", zone_name).getter("tm_gmtoff", zone_offset);
  put("struct_time", Value(b.finish()));
  for (const char* name : {"perf_counter", "monotonic", "process_time", "thread_time"}) {
    function(name, "", perf_counter);
    function(cat(name, "_ns").c_str(), "", perf_counter_ns);
  }
  function("time", "", time_time);
  function("time_ns", "", time_ns);
  function("sleep", "seconds, /", time_sleep);
  function("gmtime", "seconds=None, /", gmtime);
  function("localtime", "seconds=None, /", localtime);
  function("mktime", "tuple, /", mktime);
  function("strftime", "format, tuple=None, /", strftime);
  function("asctime", "tuple=None, /", asctime);
  function("ctime", "seconds=None, /", ctime);
  function("strptime", "string, format=None, /", strptime);
  put("timezone", Value::integer(0));
  put("altzone", Value::integer(0));
  put("daylight", Value::integer(0));
  put("tzname", Tuple::make({Value(intern("UTC")), Value(intern("UTC"))}));
}

}  // namespace sim::py
