// The interpreter: calls, generators, coroutines, exceptions and their messages, each against what CPython 3.13 prints.
#include "sim/run/run.h"

#include <catch2/catch.hpp>

#include <optional>
#include <string>

namespace {

struct Printed {
  std::string out, err;
  int status;
};

Printed run(const std::string& text, sim::RunOptions options = {}) {
  Printed p;
  options.on_output = [&](int fd, std::string_view t) { (fd == 2 ? p.err : p.out) += t; };
  p.status = sim::run({"test.py", text, {}}, options)->exit_status;
  return p;
}

std::string out_of(const std::string& text) {
  Printed p = run(text);
  CHECK(p.err == "");
  return p.out;
}

// What TypeError the call in `expression` gives after `definitions`.
std::string refused(const std::string& definitions, const std::string& expression) {
  std::string out = out_of(definitions + "\ntry:\n    " + expression + "\nexcept TypeError as e:\n    print(e)\n");
  return out.empty() ? out : out.substr(0, out.size() - 1);
}

}  // namespace

TEST_CASE("arguments are bound as in CPython", "[vm]") {
  CHECK(out_of("def f(a, b=2, *args, c, d=4, **kw): return (a, b, args, c, d, kw)\n"
               "print(f(1, c=3), f(1, 5, 6, c=3, z=9), f(*[1, 2, 3], **{'c': 1}))\n") ==
        "(1, 2, (), 3, 4, {}) (1, 5, (6,), 3, 4, {'z': 9}) (1, 2, (3,), 1, 4, {})\n");
  CHECK(out_of("def f(a, /, **kw): return a, kw\nprint(f(1, a=2))\n") == "(1, {'a': 2})\n");
}

TEST_CASE("wrong arguments are told in CPython's words", "[vm]") {
  std::string f = "def f(x, y=1): pass\ndef g(a, b, /, x, *, k): pass\nclass A:\n    def m(self): pass\n";
  CHECK(refused(f, "f()") == "f() missing 1 required positional argument: 'x'");
  CHECK(refused(f, "g(k=1)") == "g() missing 3 required positional arguments: 'a', 'b', and 'x'");
  CHECK(refused(f, "f(1, 2, 3)") == "f() takes from 1 to 2 positional arguments but 3 were given");
  CHECK(refused(f, "g(1, 2, 3, 4, k=1)") == "g() takes 3 positional arguments but 4 positional arguments (and 1 keyword-only argument) were given");
  CHECK(refused(f, "f(1, x=2)") == "f() got multiple values for argument 'x'");
  CHECK(refused(f, "f(1, yy=2)") == "f() got an unexpected keyword argument 'yy'. Did you mean 'y'?");
  CHECK(refused(f, "g(a=1, b=2, x=3, k=4)") == "g() got some positional-only arguments passed as keyword arguments: 'a, b'");
  CHECK(refused(f, "g(1, 2, 3)") == "g() missing 1 required keyword-only argument: 'k'");
  CHECK(refused(f, "A().m(1)") == "A.m() takes 1 positional argument but 2 were given");
  CHECK(refused(f, "len()") == "len() takes exactly one argument (0 given)");
  CHECK(refused(f, "[].insert(1)") == "insert expected 2 arguments, got 1");
  CHECK(refused(f, "len(x=1)") == "len() takes no keyword arguments");
  CHECK(refused(f, "list.append(1, 2)") == "descriptor 'append' for 'list' objects doesn't apply to a 'int' object");
}

TEST_CASE("generators delegate, return and are closed", "[vm]") {
  CHECK(out_of("def count():\n    for k in range(3): yield k\n    return 'done'\n"
               "def all():\n    r = yield from count()\n    yield r\nprint(list(all()))\n") == "[0, 1, 2, 'done']\n");
  CHECK(out_of("def g():\n    try: yield 1\n    finally: print('closed')\nfor v in g(): break\nprint('after')\n") == "closed\nafter\n");
  CHECK(out_of("def g():\n    raise StopIteration\n    yield\ntry: next(g())\nexcept RuntimeError as e: print(e, repr(e.__cause__))\n") ==
        "generator raised StopIteration StopIteration()\n");
  CHECK(out_of("def g():\n    try: yield\n    except GeneratorExit: yield\nx = g(); next(x)\n"
               "try: x.close()\nexcept RuntimeError as e: print(e)\n") == "generator ignored GeneratorExit\n");
}

TEST_CASE("a dropped generator's error is reported and ignored", "[vm]") {
  Printed p = run("def g():\n    try: yield\n    finally: 1/0\nx = g(); next(x); del x\nprint('on')\n");
  CHECK(p.out == "on\n");
  CHECK(p.err.find("Exception ignored in: <generator object g at 0x") == 0);
  CHECK(p.err.find("ZeroDivisionError: division by zero\n") != std::string::npos);
}

TEST_CASE("coroutines can be driven by hand", "[vm]") {
  std::string awaitable = "class Wait:\n    def __await__(self): return (yield self)\n";
  CHECK(out_of(awaitable + "async def f(): return await Wait() + await Wait()\nc = f(); c.send(None); c.send(1)\n"
                           "try: c.send(2)\nexcept StopIteration as e: print(e.value)\n"
                           "try: c.send(None)\nexcept RuntimeError as e: print(e)\n") == "3\ncannot reuse already awaited coroutine\n");
  CHECK(out_of(awaitable + "async def f(): await Wait()\nasync def g(c): await c\nc = f(); a = g(c); a.send(None)\n"
                           "try: g(c).send(None)\nexcept RuntimeError as e: print(e)\n") == "coroutine is being awaited already\n");
}

TEST_CASE("a coroutine that is dropped unstarted says so", "[vm]") {
  CHECK(run("async def f(): pass\nf()\n").err ==
        "test.py:2: RuntimeWarning: coroutine 'f' was never awaited\n  f()\n"
        "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n");
}

TEST_CASE("async generators keep to their states", "[vm]") {
  std::string drive =
      "class Wait:\n    def __await__(self): return (yield self)\n"
      "def drive(c):\n    while True:\n        try: c.send(None)\n        except StopIteration as e: return e.value\n";
  CHECK(out_of(drive + "async def g():\n    for i in range(3):\n        await Wait()\n        yield i\n"
                       "async def f(): return [x async for x in g()]\nprint(drive(f()))\n") == "[0, 1, 2]\n");
  CHECK(out_of(drive + "async def g():\n    await Wait()\n    yield 1\nx = g(); a = x.asend(None); a.send(None)\n"
                       "try: x.asend(None).send(None)\nexcept RuntimeError as e: print(e)\n") ==
        "anext(): asynchronous generator is already running\n");
  CHECK(out_of(drive + "async def g():\n    try: yield 1\n    except GeneratorExit: yield 2\n"
                       "async def f():\n    x = g(); await x.__anext__()\n    try: await x.aclose()\n"
                       "    except RuntimeError as e: print(e)\ndrive(f())\n") == "async generator ignored GeneratorExit\n");
}

TEST_CASE("exceptions keep cause and context", "[vm]") {
  CHECK(out_of("try:\n    try: raise ValueError('a')\n    except ValueError: raise KeyError('b')\n"
               "except KeyError as k: print(repr(k.__context__), k.__cause__)\n") == "ValueError('a') None\n");
  CHECK(out_of("def f():\n    try: return 1\n    finally: print('finally')\nprint(f())\n") == "finally\n1\n");
  CHECK(out_of("try: raise ExceptionGroup('g', [ValueError(1), TypeError(2)])\nexcept* ValueError as e: print(e.exceptions)\n"
               "except* TypeError as e: print(e.exceptions)\n") == "(ValueError(1),)\n(TypeError(2),)\n");
}

TEST_CASE("recursion ends at CPython's depth", "[vm]") {
  CHECK(out_of("n = 0\ndef f():\n    global n\n    n += 1\n    f()\ntry: f()\nexcept RecursionError as e: print(n, e)\n") ==
        "999 maximum recursion depth exceeded\n");
  CHECK(out_of("class A:\n    def __repr__(self): return repr(self)\ntry: repr(A())\nexcept RecursionError: print('deep')\n") == "deep\n");
}

TEST_CASE("what the compiler finds and does not know ends the run with a sentence", "[vm]") {
  Printed p = run("print('never')\nx = 3j\n");
  CHECK(p.status == 5);
  CHECK(p.out == "");
  CHECK(p.err.rfind("UNSUPPORTED: line 2: a complex number is not simulated.", 0) == 0);
}

TEST_CASE("a thread whose loop nobody stops: a daemon ends with the program, another one is a deadlock", "[vm]") {
  auto program = [](std::string daemon, std::string rest) {
    return "import asyncio, threading\n"
           "loop = asyncio.new_event_loop()\n"
           "def serve():\n"
           "    loop.run_forever()\n"
           "threading.Thread(target=serve, daemon=" + daemon + ").start()\n" + rest;
  };
  auto submit = [&](std::string body) {
    return program("True", "async def work():\n" + body + "asyncio.run_coroutine_threadsafe(work(), loop).result()\n");
  };
  CHECK(run(program("True", "print('end')\n")).status == 0);
  Printed p = run(program("False", "print('end')\n"));
  CHECK(p.status == 3);
  CHECK(p.out == "end\n");
  CHECK(p.err.rfind("DEADLOCK: the program waits for the end of the thread 'Thread-1 (serve)', which waits itself", 0) == 0);
  // The error's frames are still there when the run ends, and nothing in them may run any more.
  p = run(program("False", "class Loud:\n    def __del__(self): print('gone')\ndef fail():\n    loud = Loud()\n    1 / 0\nfail()\n"));
  CHECK(p.status == 3);
  CHECK(p.out == "");
  CHECK(p.err.find("ZeroDivisionError: division by zero\nDEADLOCK") != std::string::npos);
  p = run(submit("    await loop.create_future()\n"));
  CHECK(p.status == 3);
  CHECK(p.err.rfind("DEADLOCK: the program waits for the result of a future, and nothing else runs that could provide it (line 8).", 0) == 0);
  p = run(submit("    while True: await asyncio.sleep(0)\n"));
  CHECK(p.status == 4);
  CHECK(p.err.rfind("LIMIT: the loop turned 100000 times while no time passed", 0) == 0);
  p = run(submit("    while True: await asyncio.sleep(3600)\n"));
  CHECK(p.status == 4);
}

TEST_CASE("a thread that waits for the loop that waits for it is a deadlock, and below a function of C++ none can wait for the loop", "[vm]") {
  Printed p = run("import asyncio, threading\n"
                  "async def main():\n"
                  "    loop = asyncio.get_running_loop()\n"
                  "    def ask(): asyncio.run_coroutine_threadsafe(asyncio.sleep(1), loop).result()\n"
                  "    thread = threading.Thread(target=ask)\n"
                  "    thread.start()\n"
                  "    thread.join()\n"
                  "asyncio.run(main())\n");
  CHECK(p.status == 3);
  CHECK(p.err.rfind("DEADLOCK: the program waits for the end of the thread 'Thread-1 (ask)', which waits itself", 0) == 0);
  p = run("import asyncio, threading\n"
          "async def main():\n"
          "    loop = asyncio.get_running_loop()\n"
          "    def ask(n):\n"
          "        asyncio.run_coroutine_threadsafe(asyncio.sleep(1), loop).result()\n"
          "    await asyncio.to_thread(lambda: list(map(ask, [1])))\n"
          "asyncio.run(main())\n");
  CHECK(p.status == 5);
  CHECK(p.err.rfind("UNSUPPORTED: line 5: a thread that waits here for the result of a future is not simulated.", 0) == 0);
}

TEST_CASE("threads that wait for each other's locks are a deadlock, a pool's jobs that end at once do not nest", "[vm]") {
  Printed p = run("import threading, time\n"
                  "first, second = threading.Lock(), threading.Lock()\n"
                  "def take(one, other):\n"
                  "    with one:\n"
                  "        time.sleep(1)\n"
                  "        with other: print('never')\n"
                  "threads = [threading.Thread(target=take, args=locks) for locks in ((first, second), (second, first))]\n"
                  "for thread in threads: thread.start()\n"
                  "for thread in threads: thread.join()\n");
  CHECK(p.status == 3);
  CHECK(p.out.empty());
  CHECK(p.err.rfind("DEADLOCK: the program waits for the end of the thread 'Thread-1 (take)', which waits itself", 0) == 0);
  p = run("import time\n"
          "from concurrent.futures import ThreadPoolExecutor\n"
          "with ThreadPoolExecutor(1) as pool:\n"
          "    pool.submit(time.sleep, 1)\n"
          "    pool.submit(lambda: time.sleep(1))\n"
          "    print(len([pool.submit(abs, -1) for _ in range(20000)]))\n"
          "print(time.perf_counter())\n");
  CHECK(p.out == "20000\n2.0\n");
}

TEST_CASE("starting another process ends the run with a sentence", "[vm]") {
  for (std::string name : {"system", "fork", "popen"}) {
    Printed p = run("import os\nos." + name + "()\n");
    CHECK(p.status == 5);
    CHECK(p.err.rfind("UNSUPPORTED: line 2: os." + name + " is not simulated.", 0) == 0);
  }
}

TEST_CASE("input() reads lines, and standard input is a file of them", "[vm]") {
  sim::RunOptions options;
  std::string given = "Bob\n21\nx y\nlast";
  options.read_line = [&given]() -> std::optional<std::string> {
    if (given.empty()) return std::nullopt;
    size_t end = given.find('\n');
    std::string line = given.substr(0, end == std::string::npos ? end : end + 1);
    given.erase(0, line.size());
    return line;
  };
  Printed p = run("import sys\nprint(input('name? '), int(input()) * 2)\nprint([line for line in sys.stdin])\n"
                  "try:\n    input('more? ')\nexcept EOFError as e:\n    print(e)\n", options);
  CHECK(p.out == "name? Bob 42\n['x y\\n', 'last']\nmore? EOF when reading a line\n");
}

TEST_CASE("a text larger than the limit of output is not copied first", "[vm]") {
  sim::RunOptions options;
  options.limits.output = 1000;
  Printed p = run("print('x' * 10**6)\n", options);
  CHECK(p.status == 4);
  CHECK(p.out == "");
}

TEST_CASE("a limit of steps ends the run, whatever it does", "[vm]") {
  sim::RunOptions options;
  options.limits.steps = 10'000;
  CHECK(run("while True: pass\n", options).status == 4);
  CHECK(run("while True:\n    try: f = 1\n    except: pass\n", options).status == 4);
  CHECK(run("class A:\n    def __del__(self):\n        while True: pass\nA()\nwhile True: pass\n", options).status == 4);
  CHECK(run("import weakref\nclass A: pass\ndef f(r):\n    while True: pass\na = A()\nr = weakref.ref(a, f)\ndel a\nprint(1)\n", options).status == 4);
}

TEST_CASE("names that are not there", "[vm]") {
  CHECK(out_of("try: nope\nexcept NameError as e: print(e)\ndef f():\n    print(x)\n    x = 1\ntry: f()\nexcept UnboundLocalError as e: print(e)\n") ==
        "name 'nope' is not defined\ncannot access local variable 'x' where it is not associated with a value\n");
}

TEST_CASE("a name that CPython's module has and ours lacks is unsupported, and no mistake of the program", "[vm]") {
  for (const char* program : {"import signal\nsignal.pthread_kill\n", "import csv\nfrom csv import Sniffer\n", "import asyncio\nasyncio.get_child_watcher\n"}) {
    Printed p = run(program);
    CHECK(p.status == 5);
    CHECK(p.err.rfind("UNSUPPORTED: line 2: ", 0) == 0);
    CHECK(p.err.find("CPython has it") != std::string::npos);
  }
  CHECK(out_of("import signal, asyncio\nprint(hasattr(signal, 'pthread_kill'), getattr(asyncio, 'get_child_watcher', 5))\n"
               "try:\n    from csv import Sniffer\nexcept ImportError as e: print(e)\n") ==
        "False 5\ncannot import name 'Sniffer' from 'csv' (unknown location)\n");
  CHECK(out_of("import signal, asyncio, types\nfor m, n in (signal, 'SIGNONE'), (asyncio, 'none'), (types.ModuleType('os'), 'spawnl'):\n"
               "    try: getattr(m, n)\n    except AttributeError as e: print(e)\n") ==
        "module 'signal' has no attribute 'SIGNONE'\nmodule 'asyncio' has no attribute 'none'\nmodule 'os' has no attribute 'spawnl'\n");
}

TEST_CASE("a loop that sleeps for ever is told by its callbacks, one that polls by its turns", "[vm]") {
  sim::RunOptions options;
  options.limits.callbacks = 1'000;
  auto message = [&](const char* await) {
    return sim::run({"p.py", std::string("import asyncio\nasync def main():\n    while True: await asyncio.sleep(") + await + ")\nasyncio.run(main())\n", {}}, options)->message;
  };
  auto ends = [](const std::string& text) { return text.substr(text.rfind('(')); };   // the line of the task, not that of run()
  CHECK(message("1").rfind("LIMIT: the loop ran 1000 callbacks.", 0) == 0);
  CHECK(ends(message("1")) == "(line 3)");
  CHECK(message("0").rfind("LIMIT: the loop ran 1000 callbacks.", 0) == 0);
  options.limits.callbacks = 1'000'000;
  options.limits.turns_without_time = 500;
  CHECK(message("0").rfind("LIMIT: the loop turned 500 times while no time passed", 0) == 0);
  CHECK(ends(message("0")) == "(line 3)");
}

TEST_CASE("run_forever() inside a loop that runs leaves none running, as CPython 3.13.0 does", "[vm]") {
  CHECK(out_of(R"(
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    for attempt in (lambda: loop.run_until_complete(loop.create_future()), loop.run_forever, asyncio.get_running_loop):
        try:
            attempt()
        except RuntimeError as e:
            print(e)
asyncio.run(main())
print("over")
)").ends_with("This event loop is already running\nThis event loop is already running\nno running event loop\nover\n"));
}
