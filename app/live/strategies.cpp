#include "app/live/strategies.h"

#include "sim/base/text.h"

#include <charconv>
#include <cstdio>

namespace app::live {

using sim::cat;

namespace {

std::string number(double value) {
  char out[40];
  std::snprintf(out, sizeof out, "%.6g", value);
  return out;
}

std::string python_text(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

const char* explained(Strategy strategy) {
  switch (strategy) {
    case Strategy::serial: return "# One call after the other: the total is the sum of all.\n";
    case Strategy::gather: return "# All calls at once: the total is the slowest.\n";
    case Strategy::semaphore: return "# So many calls at once, the others wait for a place: kind to the server, and nearly as fast.\n";
    case Strategy::as_completed: return "# All calls at once, and each answer is dealt with when it comes.\n";
  }
  return "";
}

const char* body(Strategy strategy) {
  switch (strategy) {
    case Strategy::serial:
      return "async def work(client):\n"
             "    for i in range(COUNT):\n"
             "        await call(client, i)\n";
    case Strategy::gather:
      return "async def work(client):\n"
             "    await asyncio.gather(*(call(client, i) for i in range(COUNT)))\n";
    case Strategy::semaphore:
      return "async def work(client):\n"
             "    places = asyncio.Semaphore(CONCURRENCY)\n\n"
             "    async def limited(i):\n"
             "        async with places:\n"
             "            await call(client, i)\n\n"
             "    await asyncio.gather(*(limited(i) for i in range(COUNT)))\n";
    case Strategy::as_completed:
      return "async def work(client):\n"
             "    for done in asyncio.as_completed([call(client, i) for i in range(COUNT)]):\n"
             "        await done\n";
  }
  return "";
}

constexpr const char* kGet =
    "async def send(client, url, started):\n"
    "    response = await client.get(url)\n"
    "    return response, None\n";

constexpr const char* kStream =
    "async def send(client, url, started):\n"
    "    first = None\n"
    "    question = {\"model\": \"demo\", \"stream\": True, \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}\n"
    "    async with client.stream(\"POST\", url, json=question) as response:\n"
    "        async for line in response.aiter_lines():\n"
    "            if first is None:\n"
    "                first = time.perf_counter() - started\n"
    "    return response, first\n";

// A client for all calls keeps connections open; a client for each opens one every time.
constexpr const char* kShared =
    "async def once(client, url, started):\n"
    "    return await send(client, url, started)\n";
constexpr const char* kPerCall =
    "async def once(client, url, started):\n"
    "    async with new_client() as own:\n"
    "        return await send(own, url, started)\n";

constexpr const char* kCall =
    "def new_client():\n"
    "    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)\n"
    "    return httpx.AsyncClient(timeout=TIMEOUT, limits=limits, follow_redirects=True)\n\n\n"
    "async def call(client, i):\n"
    "    if RATE:\n"
    "        await asyncio.sleep(max(0, began + i / RATE - time.perf_counter()))\n"
    "    started = time.perf_counter()\n"
    "    first = None\n"
    "    for attempt in range(RETRIES + 1):\n"
    "        pause = BACKOFF * 2**attempt\n"
    "        try:\n"
    "            response, first = await once(client, URLS[i % len(URLS)], started)\n"
    "            result = str(response.status_code)\n"
    "            if response.status_code != 429 and response.status_code < 500:\n"
    "                break\n"
    "            wanted = response.headers.get(\"retry-after\", \"\")\n"
    "            if wanted.isdigit():\n"
    "                pause = max(pause, int(wanted))\n"
    "        except httpx.HTTPError as error:\n"
    "            result = f\"{type(error).__name__}: {error}\"\n"
    "        if attempt < RETRIES:\n"
    "            await asyncio.sleep(pause)\n"
    "    seconds = time.perf_counter() - started\n"
    "    print(\"call\", i, f\"{seconds:.6f}\", \"-\" if first is None else f\"{first:.6f}\", result)\n";

constexpr const char* kMain =
    "async def main():\n"
    "    async with new_client() as client:\n"
    "        await work(client)\n"
    "    print(\"total\", f\"{time.perf_counter() - began:.6f}\")\n\n\n"
    "began = time.perf_counter()\n"
    "asyncio.run(main())\n";

// The next word of a line.
std::string_view take_word(std::string_view& rest) {
  size_t end = std::min(rest.find(' '), rest.size());
  std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

template <class T>
bool read_number(std::string_view word, T& out) {
  auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
  return error == std::errc() && end == word.data() + word.size();
}

}  // namespace

const char* name(Strategy strategy) {
  switch (strategy) {
    case Strategy::serial: return "serial";
    case Strategy::gather: return "gather";
    case Strategy::semaphore: return "semaphore";
    case Strategy::as_completed: return "as_completed";
  }
  return "";
}

std::optional<Strategy> find_strategy(std::string_view wanted) {
  for (Strategy s : kStrategies)
    if (wanted == name(s)) return s;
  return std::nullopt;
}

std::string program(Strategy strategy, const Calls& calls) {
  std::string urls;
  for (const std::string& url : calls.urls) urls += cat("    ", python_text(url), ",\n");
  return cat(explained(strategy), "import asyncio\nimport time\n\nimport httpx\n\nURLS = [\n", urls, "]\nCOUNT = ", calls.count,
             "\nCONCURRENCY = ", calls.concurrency, "\nTIMEOUT = ", number(calls.timeout), "  # seconds\nRETRIES = ", calls.retries, "\nBACKOFF = ",
             number(calls.backoff), "  # seconds before the first retry, doubled for each further one\nRATE = ", number(calls.rate),
             "  # calls a second at most; 0: any number\n\n\n", body(strategy), "\n\n", calls.stream ? kStream : kGet, "\n\n",
             calls.client_per_call ? kPerCall : kShared, "\n\n", kCall, "\n\n", kMain);
}

std::optional<Call> parse_call(std::string_view line) {
  Call call;
  if (take_word(line) != "call" || !read_number(take_word(line), call.index) || !read_number(take_word(line), call.seconds)) return std::nullopt;
  std::string_view first = take_word(line);
  if (first != "-" && !read_number(first, call.first)) return std::nullopt;
  if (!read_number(line, call.status)) call.error = line, call.status = 0;
  return call;
}

std::optional<double> parse_total(std::string_view line) {
  double total = 0;
  if (take_word(line) != "total" || !read_number(take_word(line), total)) return std::nullopt;
  return total;
}

void Lines::add(std::string_view text) {
  open_ += text;
  for (size_t end; (end = open_.find('\n')) != std::string::npos; open_.erase(0, end + 1)) on_line_(std::string_view(open_).substr(0, end));
}

}  // namespace app::live
