// Threads' jobs with real HTTP stand still where they wait, each by itself, as real threads do; and the run can be played back.
#include "app/live/demo_server.h"
#include "app/live/program_run.h"
#include "sim/trace/trace.h"

#include <catch2/catch.hpp>

#include <sstream>
#include <thread>

using namespace app::live;

namespace {

std::shared_ptr<const sim::Scenario> scenario(double latency = 0.1) {
  return std::make_shared<const sim::Scenario>(
      sim::read_scenario("latency = " + std::to_string(latency) + "\n[[host]]\nname = \"httpbin.org\"\nanswers = \"httpbin\"\n").scenario);
}

// What the program prints, live; played back it is the same, record by record.
std::string live(const std::string& text, std::shared_ptr<const sim::Scenario> from = scenario(), int status = 0) {
  std::atomic<bool> never = false;
  ProgramOptions options;
  options.program = {"p.py", "import asyncio, functools, time, threading\nimport httpx, requests\nfrom concurrent.futures import ThreadPoolExecutor\n"
                             "URL = 'https://httpbin.org/anything'\n" + text, {}};
  options.scenario = from;
  sim::Program program = options.program;
  auto result = run_program(std::move(options), never);
  REQUIRE(result);
  std::string printed(result->run->trace.output());
  INFO(printed);
  CHECK(result->run->exit_status == status);
  sim::RunOptions again;
  again.world = [&] { return std::make_shared<sim::ReplayWorld>(result->recording, from); };
  for (auto detail : {sim::Trace::Detail::off, sim::Trace::Detail::events, sim::Trace::Detail::lines}) {
    again.detail = detail;
    CHECK(sim::run(program, again)->trace.output() == printed);
  }
  return printed;
}

}  // namespace

TEST_CASE("jobs of threads wait for their answers at the same time", "[live]") {
  const char* job = GENERATE("asyncio.to_thread(requests.get, URL)", "asyncio.to_thread(httpx.get, URL)", "asyncio.to_thread(lambda: requests.get(URL))",
                             "asyncio.get_running_loop().run_in_executor(None, functools.partial(requests.get, URL, timeout=9))",
                             "asyncio.to_thread(time.sleep, 0.1)", "asyncio.to_thread(nap)");
  INFO(job);
  std::istringstream printed(live(std::string("def nap():\n    time.sleep(0.05)\n    return requests.get(URL).status_code\n"
                                              "async def main():\n"
                                              "    for many in (1, 8):\n"
                                              "        began = time.perf_counter()\n"
                                              "        await asyncio.gather(*(") + job + " for _ in range(many)))\n"
                                              "        print(time.perf_counter() - began)\n"
                                              "asyncio.run(main())\n"));
  double one = 0, eight = 0;
  printed >> one >> eight;
  CHECK(one > 0.09);
  CHECK(eight < one * 4);            // one after another they would take eight times as long
}

TEST_CASE("no more jobs wait at the same time than the pool has workers", "[live]") {
  std::string text = live("now = most = 0\n"
                          "def get(i):\n"
                          "    global now, most\n"
                          "    now += 1\n"
                          "    most = max(most, now)\n"
                          "    status = requests.get(URL).status_code\n"
                          "    now -= 1\n"
                          "    return status\n"
                          "async def main():\n"
                          "    loop = asyncio.get_running_loop()\n"
                          "    with ThreadPoolExecutor(max_workers=3) as pool:\n"
                          "        print(await asyncio.gather(*(loop.run_in_executor(pool, get, i) for i in range(7))), most)\n"
                          "asyncio.run(main())\n", scenario(0.02));
  CHECK(text == "[200, 200, 200, 200, 200, 200, 200] 3\n");
}

TEST_CASE("the loop goes on while threads wait, and what they raise arrives", "[live]") {
  std::string text = live("def fails():\n"
                          "    try:\n"
                          "        raise KeyError('kept')\n"
                          "    except KeyError:\n"
                          "        requests.get('https://httpbin.org/delay/9', timeout=0.2)\n"
                          "async def tick():\n"
                          "    for i in range(3):\n"
                          "        print('tick', i)\n"
                          "        await asyncio.sleep(0.02)\n"
                          "async def main():\n"
                          "    job = asyncio.create_task(asyncio.to_thread(fails))\n"
                          "    await tick()\n"
                          "    try:\n"
                          "        await job\n"
                          "    except requests.exceptions.ReadTimeout as error:\n"
                          "        print(type(error.__context__).__name__, 'while handling', repr(error.__context__.__context__ or error.__context__))\n"
                          "    print((await asyncio.to_thread(requests.get, URL)).status_code)\n"
                          "asyncio.run(main())\n");
  CHECK(text.starts_with("tick 0\ntick 1\ntick 2\n"));
  CHECK(text.find("KeyError('kept')") != std::string::npos);
  CHECK(text.ends_with("200\n"));
}

TEST_CASE("jobs that nobody waits for any more end before the program does", "[live]") {
  CHECK(live("def late():\n"
             "    time.sleep(0.1)\n"
             "    print(requests.get(URL).status_code, 'late')\n"
             "async def main():\n"
             "    try:\n"
             "        await asyncio.wait_for(asyncio.to_thread(late), 0.02)\n"
             "    except TimeoutError:\n"
             "        print('gave up')\n"
             "asyncio.run(main())\n") == "gave up\n200 late\n");
}

TEST_CASE("a thread that holds a lock is waited for, and shared sessions and generators work", "[live]") {
  const char* text =
      "lock = threading.Lock()\n"
      "session = requests.Session()\n"
      "def pages():\n"
      "    for n in range(2):\n"
      "        yield session.get(URL, params={'n': n}).json()['args']['n']\n"
      "def work(i):\n"
      "    with lock:\n"
      "        found = list(pages())\n"
      "    return found + [n for n in pages()] + sorted([2, 1], key=lambda n: session.get(URL).status_code)\n"
      "async def main():\n"
      "    print(await asyncio.gather(*(asyncio.to_thread(work, i) for i in range(3))))\n"
      "asyncio.run(main())\n";
  CHECK(live(text, scenario(0.01)) == "[['0', '1', '0', '1', 2, 1], ['0', '1', '0', '1', 2, 1], ['0', '1', '0', '1', 2, 1]]\n");
}

TEST_CASE("a program that is stopped while its threads wait ends at once and leaves nothing", "[live]") {
  ProgramOptions options;
  options.program = {"p.py", "import asyncio, requests, time\n"
                             "def get():\n"
                             "    kept = [object()]\n"
                             "    for pause in iter(lambda: 60, None):\n"
                             "        try:\n"
                             "            requests.get('https://httpbin.org/delay/9')\n"
                             "        finally:\n"
                             "            time.sleep(pause)\n"
                             "async def main():\n"
                             "    await asyncio.gather(*(asyncio.to_thread(get) for _ in range(12)))\n"
                             "asyncio.run(main())\n", {}};
  options.scenario = scenario();
  ProgramRun run(std::move(options));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  CHECK_FALSE(run.over());
  auto begin = std::chrono::steady_clock::now();
  run.stop();
  auto result = run.take();
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));   // not stopped it would be minutes
  REQUIRE(result);
  CHECK(result->run->ending == sim::Ending::interrupted);
}

TEST_CASE("threads and pools outside any loop wait for their answers at the same time", "[live]") {
  const char* many = GENERATE("with ThreadPoolExecutor(8) as pool:\n        list(pool.map(get, range(n)))\n",
                              "with ThreadPoolExecutor(8) as pool:\n        for f in as_completed([pool.submit(get, i) for i in range(n)]):\n            f.result()\n",
                              "threads = [threading.Thread(target=get, args=(i,)) for i in range(n)]\n"
                              "    for t in threads: t.start()\n"
                              "    for t in threads: t.join()\n");
  INFO(many);
  std::istringstream printed(live(std::string("from concurrent.futures import as_completed\n"
                                              "now = most = 0\n"
                                              "def get(i):\n"
                                              "    global now, most\n"
                                              "    now += 1\n"
                                              "    most = max(most, now)\n"
                                              "    requests.get(URL)\n"
                                              "    time.sleep(0.02)\n"
                                              "    now -= 1\n"
                                              "for n in (1, 8):\n"
                                              "    began = time.perf_counter()\n"
                                              "    ") + many + "    print(time.perf_counter() - began, most)\n"));
  double one = 0, eight = 0;
  int at_once = 0, all_at_once = 0;
  printed >> one >> at_once >> eight >> all_at_once;
  CHECK(one > 0.11);
  CHECK(eight < one * 4);
  CHECK(at_once == 1);
  CHECK(all_at_once == 8);
}

TEST_CASE("threads outside any loop: who runs, what they raise, a timeout, workers, and the program's end", "[live]") {
  std::string text = live("from concurrent.futures import FIRST_COMPLETED, wait\n"
                          "now = most = 0\n"
                          "def get(i):\n"
                          "    global now, most\n"
                          "    now += 1\n"
                          "    most = max(most, now)\n"
                          "    requests.get(URL)\n"
                          "    now -= 1\n"
                          "    return threading.current_thread().name\n"
                          "def fails():\n"
                          "    get(0)\n"
                          "    raise ValueError('broken')\n"
                          "def slow():\n"
                          "    time.sleep(0.3)\n"
                          "    print('slow')\n"
                          "with ThreadPoolExecutor(3) as pool:\n"
                          "    print(len(list(pool.map(get, range(7)))), most)\n"
                          "pool = ThreadPoolExecutor(2)\n"
                          "broken = pool.submit(fails)\n"
                          "try:\n"
                          "    broken.result()\n"
                          "except ValueError as error:\n"
                          "    print(error, broken.done(), isinstance(broken.exception(), ValueError))\n"
                          "late = pool.submit(slow)\n"
                          "try:\n"
                          "    late.result(timeout=0.01)\n"
                          "except TimeoutError:\n"
                          "    print('late', late.running())\n"
                          "done, left = wait([late, pool.submit(get, 1)], return_when=FIRST_COMPLETED)\n"
                          "print(len(done), len(left))\n"
                          "names = []\n"
                          "threads = [threading.Thread(target=lambda: (get(1), names.append(threading.current_thread().name)), name=f't{i}') for i in range(3)]\n"
                          "for t in threads:\n"
                          "    t.start()\n"
                          "print(threads[0].is_alive(), threading.current_thread().name)\n"
                          "for t in threads:\n"
                          "    t.join()\n"
                          "print(sorted(names), threads[0].is_alive())\n"
                          "threading.Thread(target=slow).start()\n"
                          "print('end')\n", scenario(0.02));
  CHECK(text == "7 3\nbroken True True\nlate True\n1 1\nTrue MainThread\n['t0', 't1', 't2'] False\nend\nslow\nslow\n");
}
