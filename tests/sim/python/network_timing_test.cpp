// How long a program's requests take, against numbers worked out by hand and the formulas of queueing theory: connections, pools, limits, retries, queues.
#include "sim/run/run.h"
#include "sim/world/scenario.h"

#include <catch2/catch.hpp>

#include <sstream>

using namespace sim;

namespace {

std::string output(const std::string& text, std::string_view toml) {
  RunOptions options;
  ReadScenario read = read_scenario(toml);
  INFO(describe(read.problems, "s"));
  REQUIRE(read.problems.empty());
  options.scenario = std::make_shared<const Scenario>(read.scenario);
  options.limits.steps = 2'000'000'000;
  return run({"program.py", text, {}}, options)->trace.output();
}

// Opening costs 20 ms each for the name, for TCP and for TLS; a request and its answer 20 ms on the way and 100 ms at the server.
constexpr const char* kPlain = "latency = 0.1\nround_trip = 0.02\n";

// `body` is that of main(), where since(t) is the time since then in milliseconds.
std::string program(const std::string& body) {
  std::string text = "import asyncio, aiohttp, anthropic, httpx, openai, time\ndef now():\n    return time.perf_counter()\n"
                     "def since(t):\n    return round((now() - t) * 1000)\nasync def main():\n";
  std::istringstream lines(body);
  for (std::string line; std::getline(lines, line);) text += "    " + line + "\n";
  return text + "asyncio.run(main())\n";
}

}  // namespace

TEST_CASE("timing: http is open 20 ms before https, and a connection kept open costs nothing", "[timing]") {
  CHECK(output(program(R"(async with httpx.AsyncClient() as c:
    for url in ("http://a.org/", "https://a.org/", "http://a.org/", "https://a.org/"):
        t = now()
        await c.get(url)
        print(since(t)))"), kPlain) == "160\n180\n120\n120\n");
}

TEST_CASE("timing: of three connections a pool keeps one, the next two are opened again", "[timing]") {
  CHECK(output(program(R"(async with httpx.AsyncClient(limits=httpx.Limits(max_keepalive_connections=1)) as c:
    async def one(t):
        await c.get("https://a.org/")
        return since(t)
    for _ in range(2):
        t = now()
        print(await asyncio.gather(*(one(t) for _ in range(3)))))"), kPlain) == "[180, 180, 180]\n[120, 180, 180]\n");
}

TEST_CASE("timing: aiohttp's limit for each host makes its second request wait for the first", "[timing]") {
  CHECK(output(program(R"(async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=10, limit_per_host=1)) as s:
    async def one(host):
        async with s.get(f"http://{host}/") as r:
            await r.read()
        return since(0)
    print(await asyncio.gather(*(one(host) for host in ("a.org", "b.org", "a.org", "b.org")))))"), kPlain) == "[160, 160, 280, 280]\n");
}

// They arrive at 70 ms: two go through, three come back at 80 ms and try again after the second they are told to wait. Those arrive at 1090 ms, when
// the second that began with the first two is over: again two go through. The last arrives at 2110 ms.
TEST_CASE("timing: five requests under a limit of two a second take three rounds", "[timing]") {
  CHECK(output(program(R"(async with httpx.AsyncClient() as c:
    async def one(i):
        while (r := await c.get("https://a.org/")).status_code == 429:
            print(i, "again", since(0))
            await asyncio.sleep(int(r.headers["retry-after"]))
        print(i, "ok", since(0))
    await asyncio.gather(*(one(i) for i in range(5))))"), std::string(kPlain) + "limit = { per_second = 2 }") ==
        "2 again 80\n3 again 80\n4 again 80\n0 ok 180\n1 ok 180\n4 again 1100\n2 ok 1200\n3 ok 1200\n4 ok 2220\n");
}

// Three attempts: 80 ms with the opening, then twice 20 ms, and the 3 s between them that the server asked for.
TEST_CASE("timing: openai and anthropic wait as long as the server says before they try again", "[timing]") {
  CHECK(output(program(R"(hello = [{"role": "user", "content": "hello"}]
for error, call in ((openai.RateLimitError, openai.AsyncOpenAI(api_key="k").chat.completions.create(model="m", messages=hello)),
                    (anthropic.RateLimitError, anthropic.AsyncAnthropic(api_key="k").messages.create(model="m", max_tokens=9, messages=hello))):
    t = now()
    try:
        await call
    except error:
        print(since(t)))"), std::string(kPlain) + "[[fault]]\nkind = \"status\"\nstatus = 429\nretry_after = 3") == "6120\n6120\n");
}

TEST_CASE("timing: a server with two workers serves five requests two by two", "[timing]") {
  CHECK(output(program(R"(async with httpx.AsyncClient() as c:
    async def one():
        await c.get("https://a.org/")
        return since(0)
    print(await asyncio.gather(*(one() for _ in range(5)))))"), std::string(kPlain) + "workers = 2") == "[180, 180, 280, 280, 380]\n");
}

// L = lambda W, each of the three counted by the program itself: how many are under way at regular moments, how many came in a second, how long each took.
TEST_CASE("Little's law: what is under way is the rate times the time each takes, whatever the latencies and the queue", "[timing]") {
  auto server = GENERATE("latency = { kind = \"exponential\", mean = 0.1 }\nworkers = 4", "latency = 0.1\nworkers = 4",
                         "latency = { kind = \"lognormal\", median = 0.08, sigma = 0.7 }\nworkers = 5",
                         "latency = { kind = \"uniform\", min = 0.02, max = 0.3 }");
  std::istringstream got(output(program(R"(import random
present, samples, took = 0, [], []
async def call(client):
    nonlocal present
    present += 1
    began = now()
    await client.get("http://a.org/")
    took.append(now() - began)
    present -= 1
async def look():
    while True:
        samples.append(present)
        await asyncio.sleep(0.01)
looking = asyncio.create_task(look())
async with httpx.AsyncClient(limits=httpx.Limits(max_connections=None), timeout=None) as client, asyncio.TaskGroup() as group:
    for _ in range(5000):
        await asyncio.sleep(random.expovariate(30))
        group.create_task(call(client))
looking.cancel()
print(sum(samples) / len(samples), len(took) / now(), sum(took) / len(took)))"), std::string("round_trip = 0.02\n") + server));
  double present = 0, rate = 0, time = 0;
  got >> present >> rate >> time;
  INFO(server << ": " << present << " under way, " << rate << " a second, each " << time << " s");
  CHECK(time > 0.1);
  CHECK(present == Approx(rate * time).epsilon(0.02));
}
