// The same program in the simulator and with real HTTP against the demo server, which plays the same scenario: what it prints is the same.
#include "app/live/program_run.h"

#include <catch2/catch.hpp>

#include <string>

using namespace app::live;

namespace {

constexpr const char* kScenario =
    "latency = 0.01\n"
    "[[host]]\nname = \"httpbin.org\"\nanswers = \"httpbin\"\n"
    "[[host]]\nname = \"api.openai.com\"\nanswers = \"openai\"\n"
    "[[host]]\nname = \"api.anthropic.com\"\nanswers = \"anthropic\"\n"
    "[[host]]\nname = \"flaky.example.com\"\nanswers = \"httpbin\"\n[[host.fault]]\nkind = \"status\"\nstatus = 503\nevery = 2\n";

struct Program {
  const char *name, *text;
};
const Program kPrograms[] = {
    {"httpx",
     "import asyncio, httpx\n"
     "async def main():\n"
     "    async with httpx.AsyncClient(base_url='https://httpbin.org') as client:\n"
     "        answers = await asyncio.gather(*(client.get('/anything', params={'i': i}) for i in range(6)))\n"
     "        print([a.json()['args'] for a in answers])\n"
     "        posted = await client.post('/post', json={'a': [1, 2]}, headers={'X-Mine': 'yes'})\n"
     "        print(posted.status_code, posted.json()['json'], posted.headers['content-type'])\n"
     "        async with client.stream('GET', '/stream/3') as r:\n"
     "            print([len(line) > 0 async for line in r.aiter_lines()])\n"
     "        try:\n"
     "            (await client.get('/status/404')).raise_for_status()\n"
     "        except httpx.HTTPStatusError as error:\n"
     "            print(type(error).__name__, error.response.status_code)\n"
     "asyncio.run(main())\n"},
    {"aiohttp",
     "import asyncio, aiohttp\n"
     "async def get(session, i):\n"
     "    async with session.get(f'https://httpbin.org/anything/{i}') as r:\n"
     "        return r.status, (await r.json())['url']\n"
     "async def main():\n"
     "    async with aiohttp.ClientSession() as session:\n"
     "        print(await asyncio.gather(*(get(session, i) for i in range(4))))\n"
     "asyncio.run(main())\n"},
    {"requests in threads",
     "import asyncio, requests\n"
     "def get(i):\n"
     "    return requests.get('https://httpbin.org/anything', params={'i': i}).json()['args']\n"
     "async def main():\n"
     "    print(await asyncio.gather(*(asyncio.to_thread(get, i) for i in range(3))))\n"
     "asyncio.run(main())\n"},
    {"openai",
     "import asyncio\nfrom openai import AsyncOpenAI\n"
     "async def main():\n"
     "    client = AsyncOpenAI(api_key='k')\n"
     "    question = [{'role': 'user', 'content': 'hello'}]\n"
     "    whole = await client.chat.completions.create(model='gpt-4o-mini', messages=question)\n"
     "    print(whole.choices[0].message.content)\n"
     "    stream = await client.chat.completions.create(model='gpt-4o-mini', messages=question, stream=True)\n"
     "    print(''.join([chunk.choices[0].delta.content or '' async for chunk in stream]))\n"
     "asyncio.run(main())\n"},
    {"anthropic",
     "import asyncio\nfrom anthropic import AsyncAnthropic\n"
     "async def main():\n"
     "    client = AsyncAnthropic(api_key='k')\n"
     "    m = await client.messages.create(model='claude-3-5-haiku-latest', max_tokens=50, messages=[{'role': 'user', 'content': 'hello'}])\n"
     "    print(m.content[0].text, m.stop_reason)\n"
     "asyncio.run(main())\n"},
    {"retries",
     "import asyncio, httpx\n"
     "async def main():\n"
     "    async with httpx.AsyncClient() as client:\n"
     "        for i in range(4):\n"
     "            for attempt in range(3):\n"
     "                r = await client.get('https://flaky.example.com/get')\n"
     "                print(i, attempt, r.status_code)\n"
     "                if r.status_code == 200:\n"
     "                    break\n"
     "                await asyncio.sleep(0.01 * 2**attempt)\n"
     "asyncio.run(main())\n"},
    {"timeouts and cancellation",
     "import asyncio, httpx\n"
     "async def main():\n"
     "    async with httpx.AsyncClient() as client:\n"
     "        try:\n"
     "            await client.get('https://httpbin.org/delay/8', timeout=0.3)\n"
     "        except httpx.TimeoutException as error:\n"
     "            print(type(error).__name__)\n"
     "        try:\n"
     "            async with asyncio.timeout(0.2):\n"
     "                await client.get('https://httpbin.org/delay/9')\n"
     "        except TimeoutError as error:\n"
     "            print(type(error).__name__)\n"
     "        print((await client.get('https://httpbin.org/get')).status_code)\n"
     "asyncio.run(main())\n"},
};

}  // namespace

TEST_CASE("programs print the same in the simulator and with real HTTP", "[live]") {
  auto scenario = std::make_shared<const sim::Scenario>(sim::read_scenario(kScenario).scenario);
  for (const Program& p : kPrograms) {
    INFO(p.name);
    sim::RunOptions options;
    options.scenario = scenario;
    auto simulated = sim::run({"p.py", p.text, {}}, options);
    INFO(simulated->trace.output());
    CHECK(simulated->exit_status == 0);
    std::atomic<bool> never = false;
    ProgramOptions live;
    live.program = {"p.py", p.text, {}};
    live.scenario = scenario;
    auto result = run_program(std::move(live), never);
    REQUIRE(result);
    CHECK(result->run->exit_status == 0);
    CHECK(result->run->trace.output() == simulated->trace.output());
    CHECK_FALSE(result->played.empty());
  }
}

TEST_CASE("a program on a thread of its own can be stopped at once", "[live]") {
  ProgramOptions options;
  options.program = {"p.py", "import asyncio\nasyncio.run(asyncio.sleep(3600))\n", {}};
  options.scenario = std::make_shared<const sim::Scenario>();
  auto begin = std::chrono::steady_clock::now();
  ProgramRun run(std::move(options));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK_FALSE(run.over());
  run.stop();
  while (!run.over() && std::chrono::steady_clock::now() - begin < std::chrono::seconds(30)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  REQUIRE(run.over());
  CHECK(run.seconds() < 30);
  auto result = run.take();
  REQUIRE(result);
  CHECK(result->run->ending == sim::Ending::interrupted);
}
