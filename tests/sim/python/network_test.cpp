// The simulated libraries over the simulated network: programs, what they print, when, and what the trace holds of it.
#include "sim/run/run.h"
#include "sim/world/scenario.h"

#include <catch2/catch.hpp>

using namespace sim;

namespace {

std::unique_ptr<Run> run_program(const std::string& text, std::string_view toml = "latency = 0.1\nround_trip = 0.02") {
  RunOptions options;
  if (!toml.empty()) {
    ReadScenario read = read_scenario(toml);
    INFO(describe(read.problems, "s"));
    REQUIRE(read.problems.empty());
    options.scenario = std::make_shared<const Scenario>(read.scenario);
  }
  return run({"program.py", text, {}}, options);
}

std::string output(const std::string& text, std::string_view toml = "latency = 0.1\nround_trip = 0.02") {
  return run_program(text, toml)->trace.output();
}

// `body` is that of a coroutine with an httpx client named c.
std::string with_client(const std::string& body, const std::string& arguments = "") {
  std::string text = "import asyncio, httpx, time\nt = time.perf_counter\nasync def main():\n    async with httpx.AsyncClient(" + arguments + ") as c:\n";
  size_t at = 0;
  while (at < body.size()) {
    size_t end = std::min(body.find('\n', at), body.size());
    text += "        " + body.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return text + "asyncio.run(main())\n";
}

}  // namespace

TEST_CASE("httpx: the first request opens a connection, the second finds it open", "[httpx]") {
  CHECK(output(with_client(R"(r = await c.get("https://a.org/x")
print(r.status_code, r.json()["path"], r.elapsed.total_seconds(), t())
r = await c.get("https://a.org/y")
print(r.json()["path"], t()))")) == "200 /x 0.18 0.18\n/y 0.3\n");
}

TEST_CASE("httpx: a client for each request opens a connection for each", "[httpx]") {
  CHECK(output(R"(
import asyncio, httpx, time
async def main():
    for i in range(3):
        async with httpx.AsyncClient() as c:
            await c.get("https://a.org/")
    print(time.perf_counter())
asyncio.run(main())
)") == "0.54\n");
}

TEST_CASE("httpx: a pool of two serves six requests two by two, in order", "[httpx]") {
  CHECK(output(with_client(R"(async def one(i):
    await c.get(f"https://a.org/{i}")
    print(i, round(t(), 2))
await asyncio.gather(*(one(i) for i in range(6))))", "limits=httpx.Limits(max_connections=2)")) == "0 0.18\n1 0.18\n2 0.3\n3 0.3\n4 0.42\n5 0.42\n");
}

TEST_CASE("httpx: a connection that was idle for five seconds is not used again", "[httpx]") {
  CHECK(output(with_client(R"(await c.get("https://a.org/")
await asyncio.sleep(5)
r = await c.get("https://a.org/")
print(r.elapsed.total_seconds())
await asyncio.sleep(5.1)
r = await c.get("https://a.org/")
print(r.elapsed.total_seconds()))")) == "0.12\n0.18\n");
}

TEST_CASE("httpx: each of the timeouts has its exception", "[httpx]") {
  auto timeout = [](const char* arguments, const char* toml) {
    return output(with_client("try:\n    await asyncio.gather(*(c.get('https://a.org/') for _ in range(2)))\nexcept httpx.TimeoutException as e:\n"
                              "    print(type(e).__name__, repr(str(e)), round(t(), 3))", arguments), toml);
  };
  CHECK(timeout("timeout=0.5", "latency = 1") == "ReadTimeout '' 0.5\n");
  CHECK(timeout("timeout=0.5", "round_trip = 1") == "ConnectTimeout '' 0.5\n");
  CHECK(timeout("timeout=httpx.Timeout(5, pool=0.25), limits=httpx.Limits(max_connections=1)", "latency = 1") == "PoolTimeout '' 0.25\n");
  CHECK(timeout("timeout=httpx.Timeout(None, read=0.3)", "[[fault]]\nkind = \"slow_body\"\nduration = 10") == "ReadTimeout '' 0.4\n");
}

TEST_CASE("httpx: URLs and query parameters print as httpx prints them", "[httpx]") {
  CHECK(output(R"(
import httpx
URL = httpx.URL
u = URL("https://example.com")
print(u, u.path, u.raw_path, u.join("/x"), URL("https://example.com?x=1"), URL(u, params={"a": 1}), u.copy_with(query=b"q=1"), u.copy_with(port=8))
v = URL("https://us%20er:p%40w@h.org/")
print(v.username, v.password, v.userinfo, v, repr(v), v.netloc)
c = httpx.Client(base_url="https://example.com/api/v1")
print(c.base_url, *(c.build_request("GET", to).url for to in ("/users", "users/1?x=2", "", "https://o.org/z")))
print(httpx.Client(base_url="https://example.com").base_url, httpx.Client(base_url="https://example.com").build_request("GET", "/users").url)
q = httpx.QueryParams({"a": 1, "b": [2, 3]})
print(q, q.set("b", 5), q.add("a", True), q.remove("a"), q.get_list("b"))
print(httpx.codes.NOT_FOUND, httpx.codes.get_reason_phrase(503), httpx.codes.is_error(503))
)") == "https://example.com / b'/' https://example.com/x https://example.com?x=1 https://example.com?a=1 https://example.com?q=1 https://example.com:8\n"
       "us er p@w b'us%20er:p%40w' https://us%20er:p%40w@h.org/ URL('https://us%20er:[secure]@h.org/') b'h.org'\n"
       "https://example.com/api/v1/ https://example.com/api/v1/users https://example.com/api/v1/users/1?x=2 https://example.com/api/v1/ https://o.org/z\n"
       "https://example.com https://example.com/users\n"
       "a=1&b=2&b=3 a=1&b=5 a=1&a=true&b=2&b=3 b=2&b=3 ['2', '3']\n404 Service Unavailable True\n");
}

TEST_CASE("httpx: an auth flow may send again, and its first answer is in the history", "[httpx]") {
  CHECK(output(R"(
import asyncio, httpx
class Token(httpx.Auth):
    token = "old"
    def auth_flow(self, request):
        request.headers["X-Token"] = self.token
        response = yield request
        if response.status_code == 401:
            request.headers["X-Token"] = "new"
            yield request
def api(request):
    return httpx.Response(200 if request.headers["X-Token"] == "new" else 401)
def with_key(request):
    request.headers["X-Key"] = "7"
    return request
async def main():
    async with httpx.AsyncClient(auth=Token(), transport=httpx.MockTransport(api)) as c:
        r = await c.get("https://a.org/")
        print(r.status_code, r.history)
    with httpx.Client(auth=Token(), transport=httpx.MockTransport(api)) as c:
        print(c.get("https://a.org/").history)
    async with httpx.AsyncClient(auth=with_key) as c:
        print((await c.get("https://httpbin.org/get")).json()["headers"]["X-Key"])
        print((await c.get("https://httpbin.org/get", auth=("u", "p"))).json()["headers"]["Authorization"])
        print((await c.get("https://u:p@httpbin.org/get", auth=None)).json()["headers"]["Authorization"])
        try:
            await c.get("https://httpbin.org/get", auth=5)
        except TypeError as error:
            print(error)
asyncio.run(main())
)", "preset = \"httpbin\"") == "200 [<Response [401 Unauthorized]>]\n[<Response [401 Unauthorized]>]\n7\nBasic dTpw\nBasic dTpw\nInvalid \"auth\" argument: 5\n");
}

TEST_CASE("httpbin's cookies, passwords and headers; clients keep the cookies they are given", "[httpx]") {
  CHECK(output(R"(
import asyncio, aiohttp, httpx, requests
at = "https://httpbin.org"
with httpx.Client(base_url=at, follow_redirects=True, cookies={"own": "0"}) as c:
    print(c.get("/cookies/set?a=1&b=2").json(), dict(c.cookies), c.get("/cookies", cookies={"once": "x"}).json()["cookies"])
    print(c.get("/basic-auth/u/p").status_code, c.get("/basic-auth/u/pass", auth=("u", "pass")).json())
    print(c.get("/bearer").headers["www-authenticate"], c.get("/bearer", headers={"Authorization": "Bearer t"}).json()["token"])
    r = c.get("/response-headers", params={"X-A": "b", "X-Bad": "a\r\nX-C: d", "Content-Length": "5"})
    print(r.headers["x-a"], r.headers.get("x-bad"), r.headers.get("x-c"), len(r.content) > 5)
with requests.Session() as s:
    print(s.get(at + "/cookies/set/a/1").json(), s.cookies.get_dict(), requests.get(at + "/cookies").json())
async def main():
    async with aiohttp.ClientSession() as s:
        async with s.get(at + "/cookies/set?a=1", allow_redirects=False) as r:
            print(r.cookies["a"].value)
        async with s.get(at + "/cookies") as r:
            print(await r.json())
        async with s.get(at + "/cookies/set?z=9") as r:
            print(await r.json())
asyncio.run(main())
)", "preset = \"httpbin\"") ==
        "{'cookies': {'a': '1', 'b': '2', 'own': '0'}} {'own': '0', 'a': '1', 'b': '2'} {'a': '1', 'b': '2', 'once': 'x', 'own': '0'}\n"
        "401 {'authenticated': True, 'user': 'u'}\nBearer t\nb None None True\n{'cookies': {'a': '1'}} {'a': '1'} {'cookies': {}}\n"
        "1\n{'cookies': {'a': '1'}}\n{'cookies': {'a': '1', 'z': '9'}}\n");
}

TEST_CASE("files are sent as a form of parts by httpx, requests and aiohttp", "[httpx]") {
  CHECK(output(R"(
import asyncio, io, aiohttp, httpx, requests
from requests.auth import HTTPBasicAuth
url = "https://httpbin.org/post"
notes = io.BytesIO(b"more")
def show(answer):
    print(answer["files"], answer["form"], repr(answer["data"]), answer["headers"]["Content-Type"].split(";")[0])
show(httpx.post(url, files={"f": ("a.txt", b"line\r\n"), "g": notes}, data={"k": ["v", "w"]}).json())
show(requests.post(url, files=[("f", ("a.txt", "x")), ("f", "y")]).json())
async def main():
    async with aiohttp.ClientSession() as session:
        form = aiohttp.FormData()
        form.add_field("k", "v")
        form.add_field("f", b"raw", filename="a.bin", content_type="image/png")
        async with session.post(url, data=form) as r:
            show(await r.json())
        async with session.post(url, data=aiohttp.FormData({"k": "v"})) as r:
            show(await r.json())
asyncio.run(main())
r = requests.post(url, json={"a": [1]}, auth=HTTPBasicAuth("u", "p"))
print(r.request.body, r.json()["headers"]["Authorization"], requests.codes.bad_gateway)
)", "preset = \"httpbin\"") == "{'f': 'line\\r\\n', 'g': 'more'} {'k': ['v', 'w']} '' multipart/form-data\n{'f': ['x', 'y']} {} '' multipart/form-data\n"
                               "{'f': 'raw'} {'k': 'v'} '' multipart/form-data\n{} {'k': 'v'} '' application/x-www-form-urlencoded\n"
                               "b'{\"a\": [1]}' Basic dTpw 502\n");
}

TEST_CASE("httpx: what goes wrong has httpx's exceptions and words", "[httpx]") {
  auto error = [](const char* toml) {
    return output(with_client("try:\n    r = await c.get('https://a.org/x')\n    r.raise_for_status()\nexcept httpx.HTTPError as e:\n"
                              "    print(type(e).__name__, e, isinstance(e, httpx.TransportError))"), toml);
  };
  CHECK(error("[[fault]]\nkind = \"refused\"") == "ConnectError All connection attempts failed True\n");
  CHECK(error("answers_unlisted = false") == "ConnectError [Errno -2] Name or service not known True\n");
  CHECK(error("[[fault]]\nkind = \"reset\"") == "ReadError  True\n");
  CHECK(error("[[fault]]\nkind = \"malformed\"") == "RemoteProtocolError illegal status line: bytearray(b'THIS IS NOT HTTP') True\n");
  CHECK(error("[[fault]]\nkind = \"status\"") ==
        "HTTPStatusError Server error '503 Service Unavailable' for url 'https://a.org/x'\n"
        "For more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/503 False\n");
}

TEST_CASE("httpx: a request that is cancelled frees its place in the pool", "[httpx]") {
  CHECK(output(with_client(R"(try:
    async with asyncio.timeout(0.1):
        await c.get("https://a.org/slow")
except TimeoutError:
    print("late", t())
async def waits():
    await c.get("https://a.org/w")
first = asyncio.create_task(c.get("https://a.org/1"))
second = asyncio.create_task(waits())
await asyncio.sleep(0.01)
second.cancel()
print((await first).status_code, (await c.get("https://a.org/2")).status_code))", "limits=httpx.Limits(max_connections=1)")) == "late 0.1\n200 200\n");
}

TEST_CASE("httpx: what arrives for a loop that was closed is dropped; the client goes on in the next loop", "[httpx]") {
  auto run = run_program(R"(
import asyncio, httpx
c = httpx.AsyncClient()
async def abandoned():
    asyncio.get_running_loop().create_task(c.get("https://a.org/slow"))
    await asyncio.sleep(0.01)
loop = asyncio.new_event_loop()
loop.run_until_complete(abandoned())
loop.close()
async def again():
    r = await c.get("https://a.org/x")
    await asyncio.sleep(1)
    print(r.status_code)
asyncio.run(again())
asyncio.run(again())
)");
  CHECK(run->exit_status == 0);
  CHECK_THAT(run->trace.output(), Catch::StartsWith("200\n200\n"));
}

TEST_CASE("httpx: a stream's lines come when they come", "[httpx]") {
  CHECK(output(with_client(R"(async with c.stream("GET", "https://a.org/s") as r:
    print(r.status_code, t())
    async for line in r.aiter_lines():
        print(line[-7:], round(t(), 2))
    try:
        await r.aread()
    except httpx.StreamConsumed:
        print("consumed")
async with c.stream("GET", "https://a.org/s") as r:
    pass
print(r.is_closed, round(t(), 2)))"), "latency = 0.1\nchunks = 3\ngap = 0.5") ==
        "200 0.1\n\"id\":0} 0.1\n\"id\":1} 0.6\n\"id\":2} 1.1\nconsumed\nTrue 1.2\n");
}

TEST_CASE("httpx: base_url, params, headers, bodies and hooks", "[httpx]") {
  CHECK(output(R"(
import asyncio, httpx
async def log(request): print("->", request.method, request.url)
async def main():
    async with httpx.AsyncClient(base_url="https://httpbin.org/anything", headers={"X-One": "1"}, params={"v": 2}, event_hooks={"request": [log]}) as c:
        r = await c.post("/items", params={"q": "a b"}, json={"k": [1, None]}, headers={"x-two": "2"})
        got = r.json()
        print(got["args"], got["json"], got["headers"]["X-One"], got["headers"]["X-Two"], got["headers"]["Content-Type"])
        r = await c.put("x", data={"a": "1 2"})
        print(r.json()["form"], r.json()["method"])
asyncio.run(main())
)", "preset = \"default\"") ==
        "-> POST https://httpbin.org/anything/items?v=2&q=a+b\n{'q': 'a b', 'v': '2'} {'k': [1, None]} 1 2 application/json\n"
        "-> PUT https://httpbin.org/anything/x?v=2\n{'a': '1 2'} PUT\n");
}

TEST_CASE("httpx: redirects are followed when asked for", "[httpx]") {
  CHECK(output(with_client(R"(r = await c.get("https://httpbin.org/redirect/2")
print(r.status_code, r.next_request.url)
r = await c.get("https://httpbin.org/redirect/2", follow_redirects=True)
print(r.status_code, len(r.history), r.url)
try:
    await c.get("https://httpbin.org/redirect/50", follow_redirects=True)
except httpx.TooManyRedirects as e:
    print(e))"), "preset = \"default\"") ==
        "302 https://httpbin.org/redirect/1\n200 2 https://httpbin.org/get\nExceeded maximum allowed redirects.\n");
}

TEST_CASE("httpx: misuse has httpx's sentences", "[httpx]") {
  CHECK(output(R"(
import asyncio, httpx
async def main():
    c = httpx.AsyncClient()
    for url in ("/x", "ftp://a.org"):
        try:
            await c.get(url)
        except httpx.UnsupportedProtocol as e:
            print(e)
    await c.aclose()
    try:
        await c.get("https://a.org")
    except RuntimeError as e:
        print(e)
    try:
        httpx.Timeout(connect=1)
    except ValueError as e:
        print(e)
asyncio.run(main())
)") == "Request URL is missing an 'http://' or 'https://' protocol.\nRequest URL has an unsupported protocol 'ftp://'.\n"
       "Cannot send a request, as the client has been closed.\n"
       "httpx.Timeout must either include a default, or set all four parameters explicitly.\n");
}

TEST_CASE("httpx: what is left out stops the run with its line", "[httpx]") {
  auto run = run_program("import httpx\nhttpx.Client(\n    proxy='http://p')\n");
  CHECK(run->exit_status == 5);
  CHECK_THAT(run->message, Catch::Contains("line 2") && Catch::Contains("proxy="));
}

TEST_CASE("httpx: a traceback shows the program's lines alone", "[httpx]") {
  std::string text = output("import asyncio, httpx\nasync def main():\n    async with httpx.AsyncClient() as c:\n        await c.get('https://a.org')\nasyncio.run(main())\n",
                            "[[fault]]\nkind = \"refused\"");
  CHECK_THAT(text, Catch::Contains("line 4, in main") && Catch::EndsWith("httpx.ConnectError: All connection attempts failed\n"));
  CHECK_THAT(text, !Catch::Contains("frozen") && !Catch::Contains("_http"));
}

TEST_CASE("synchronous calls hold the loop, in a thread only the thread", "[requests]") {
  CHECK(output(R"(
import asyncio, httpx, requests, time
async def tick():
    for _ in range(2):
        await asyncio.sleep(0.1)
        print("tick", round(time.perf_counter(), 2))
async def main():
    task = asyncio.create_task(tick())
    await asyncio.sleep(0)
    print(requests.get("https://a.org/").status_code, httpx.get("https://a.org/").status_code, time.perf_counter())
    await task
    began = time.perf_counter()
    await asyncio.gather(*(asyncio.to_thread(requests.get, "https://a.org/") for _ in range(3)))
    print(round(time.perf_counter() - began, 2))
asyncio.run(main())
)") == "200 200 0.36\ntick 0.36\ntick 0.46\n0.18\n");
}

TEST_CASE("requests: sessions keep their connection; errors are named", "[requests]") {
  CHECK(output(R"(
import requests
s = requests.Session()
print([s.get("https://a.org/x").elapsed.total_seconds() for _ in range(2)])
try:
    requests.get("https://a.org/x", timeout=0.1)
except requests.exceptions.Timeout as e:
    print(type(e).__name__, e)
try:
    requests.get("a.org")
except requests.exceptions.MissingSchema as e:
    print(e)
)") == "[0.18, 0.12]\nReadTimeout HTTPSConnectionPool(host='a.org', port=443): Read timed out. (read timeout=0.1)\n"
       "Invalid URL 'a.org': No scheme supplied. Perhaps you meant https://a.org?\n");
}

TEST_CASE("aiohttp: a session's connector limits what is open at once", "[aiohttp]") {
  CHECK(output(R"(
import asyncio, aiohttp, time
async def one(s, i):
    async with s.get(f"https://a.org/{i}", params={"n": 1}) as r:
        body = await r.json()
        return r.status, body["path"], round(time.perf_counter(), 2)
async def main():
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=2)) as s:
        print(await asyncio.gather(*(one(s, i) for i in range(4))))
        try:
            async with s.get("https://a.org/", timeout=aiohttp.ClientTimeout(total=0.05)) as r:
                await r.text()
        except asyncio.TimeoutError as e:
            print(type(e).__name__)
asyncio.run(main())
)") == "[(200, '/0', 0.18), (200, '/1', 0.18), (200, '/2', 0.3), (200, '/3', 0.3)]\nTimeoutError\n");
}

TEST_CASE("fastapi: async routes share the loop, def routes run in threads, requests come by the traffic", "[fastapi]") {
  auto run = run_program(R"(
import asyncio, time
from contextlib import asynccontextmanager
from fastapi import FastAPI, Depends, HTTPException
@asynccontextmanager
async def lifespan(app):
    print("up")
    yield
    print("down")
app = FastAPI(lifespan=lifespan)
async def db():
    print("open")
    yield 7
    print("close")
@app.get("/a/{n}")
async def a(n: int, conn: int = Depends(db)):
    await asyncio.sleep(0.2)
    return {"n": n + conn}
@app.get("/b")
def b():
    time.sleep(0.3)
    return time.perf_counter()
)", "[[traffic]]\npath = \"/a/1\"\ncount = 2\ngap = 0.1\n[[traffic]]\npath = \"/b\"\nstart = 0.05\n[[traffic]]\npath = \"/a/x\"\nstart = 1");
  CHECK(run->exit_status == 0);
  std::string printed;
  for (size_t i = 0; i < run->trace.size(); ++i) {
    const Record& r = run->trace[i];
    if (r.event == Event::output && r.a == 1) printed += run->trace.output().substr(static_cast<size_t>(r.number), r.count);
  }
  CHECK(printed == "up\nopen\nopen\nclose\nINFO:     127.0.0.1:50000 - \"GET /a/1 HTTP/1.1\" 200 OK\nclose\n"
                   "INFO:     127.0.0.1:50002 - \"GET /a/1 HTTP/1.1\" 200 OK\nINFO:     127.0.0.1:50001 - \"GET /b HTTP/1.1\" 200 OK\n"
                   "open\nclose\nINFO:     127.0.0.1:50003 - \"GET /a/x HTTP/1.1\" 422 Unprocessable Entity\ndown\n");
  CHECK(seconds(run->end) == 1.0);
}

TEST_CASE("sqlalchemy: queries take their time, the pool lets so many through", "[sqlalchemy]") {
  CHECK(output(R"(
import asyncio, time
from sqlalchemy import select, func
from sqlalchemy.ext.asyncio import create_async_engine, AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase):
    pass
class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
engine = create_async_engine("postgresql+asyncpg://u:p@localhost/db", pool_size=2, max_overflow=0)
async def load(i):
    async with AsyncSession(engine) as session:
        user = (await session.execute(select(User).where(User.id == i))).scalar_one()
        return user.name, round(time.perf_counter(), 2)
async def main():
    print(await asyncio.gather(*(load(i) for i in range(1, 4))))
    async with AsyncSession(engine) as session:
        session.add(User(name="new"))
        await session.commit()
        print((await session.execute(select(func.count()).select_from(User))).scalar())
asyncio.run(main())
)", "[database]\nconnect = 0.05\nquery = 0.1\nrows = 5") == "[('name 1', 0.15), ('name 2', 0.15), ('name 3', 0.25)]\n6\n");
}

TEST_CASE("asyncpg: a pool's connections serve in turn", "[sqlalchemy]") {
  CHECK(output(R"(
import asyncio, asyncpg, time
async def main():
    async with asyncpg.create_pool("postgres://", min_size=1, max_size=2) as pool:
        rows = await asyncio.gather(*(pool.fetchrow("SELECT id, name FROM users WHERE id = $1", i) for i in (1, 2, 3, 9)))
        print(rows, round(time.perf_counter(), 2))
        async with pool.acquire() as connection:
            print(await connection.fetchval("SELECT count(*) FROM users"))
asyncio.run(main())
)", "[database]\nconnect = 0.05\nquery = 0.1\nrows = 5") ==
        "[<Record id=1 name='name 1'>, <Record id=2 name='name 2'>, <Record id=3 name='name 3'>, None] 0.3\n5\n");
}

TEST_CASE("asyncpg: what is written into a table is there, and a rollback takes it back", "[sqlalchemy]") {
  CHECK(output(R"py(
import asyncio, asyncpg
async def main():
    db = await asyncpg.connect("postgres://localhost/shop")
    print(await db.execute("CREATE TABLE users(id serial PRIMARY KEY, name text UNIQUE, age int DEFAULT 7)"))
    print(await db.execute("INSERT INTO users(name, age) VALUES($1, $2), ('Cy', 3)", "Bob", 30))
    print(await db.fetchval("INSERT INTO users(name) VALUES('Di') RETURNING id"))
    print(await db.fetch("SELECT u.name, age + 1 AS older FROM users u WHERE age > $1 AND name <> 'Cy' ORDER BY age DESC", 1))
    print(await db.fetchrow("SELECT count(*), sum(age) FROM users WHERE id = ANY($1::int[])", [1, 2]))
    print(await db.execute("UPDATE users SET age = age * 2 WHERE name LIKE 'B%' OR age IS NULL"), await db.execute("DELETE FROM users WHERE id = 2"))
    try:
        await db.execute("INSERT INTO users(name) VALUES('Di')")
    except asyncpg.UniqueViolationError as error:
        print(error)
    try:
        async with db.transaction():
            await db.execute("DELETE FROM users")
            raise ValueError
    except ValueError:
        print([tuple(row.values()) for row in await db.fetch("SELECT * FROM users ORDER BY id")])
    for wrong in ("SELECT nope FROM users", "SELECT * FROM users WHERE"):
        try:
            await db.fetch(wrong)
        except asyncpg.PostgresError as error:
            print(type(error).__name__, error)
    other = await asyncpg.connect("postgres://localhost/shop")
    print(await other.fetchval("SELECT max(age) FROM users"), (await asyncpg.connect("postgres://elsewhere")) is not other)
asyncio.run(main())
)py") == "CREATE TABLE\nINSERT 0 2\n3\n[<Record name='Bob' older=31>, <Record name='Di' older=8>]\n<Record count=2 sum=33>\nUPDATE 1 DELETE 1\n"
       "duplicate key value violates unique constraint \"users_name_key\"\nDETAIL:  Key (name)=(Di) already exists.\n[(1, 'Bob', 60), (3, 'Di', 7)]\n"
       "UndefinedColumnError column \"nope\" does not exist\nPostgresSyntaxError syntax error at end of input\n60 True\n");
}

TEST_CASE("asyncpg: joins, records, cursors, savepoints and transactions that have failed", "[sqlalchemy]") {
  CHECK(output(R"py(
import asyncio, asyncpg
from asyncpg.pool import Pool
from asyncpg.exceptions import UniqueViolationError
async def main():
    pool = await asyncpg.create_pool(host="localhost", user="u", database="shop", password="p", min_size=1, max_size=2)
    print(isinstance(pool, Pool))
    async with pool.acquire() as db:
        await db.execute("""
            CREATE TABLE brand(brand_id SERIAL PRIMARY KEY, name TEXT NOT NULL);
            CREATE TABLE product(product_id SERIAL PRIMARY KEY, name TEXT, brand_id INT NOT NULL, FOREIGN KEY (brand_id) REFERENCES brand(brand_id));
            INSERT INTO brand VALUES(DEFAULT, 'A;b'), (DEFAULT, 'C');
        """)
        await db.executemany("INSERT INTO product VALUES(DEFAULT, $1, $2)", [("x", 1), ("y", 1), ("z", 2), ("w", 9)])
        print(await db.fetch("SELECT p.name, b.name AS brand FROM product p JOIN brand b ON b.brand_id = p.brand_id ORDER BY p.name DESC"))
        print(await db.fetch("SELECT p.name, b.* FROM product AS p LEFT JOIN brand AS b ON p.brand_id = b.brand_id AND b.brand_id > 1 WHERE p.product_id > 2"))
        print(await db.fetchval("SELECT count(*) FROM product p INNER JOIN brand b ON p.brand_id < b.brand_id"))
        row = await db.fetchrow("SELECT brand_id, name FROM brand WHERE brand_id = 1")
        number, name = row
        print(number, name, dict(row), tuple(row), len(row), row[0], row[-1], row["name"], "name" in row, row.get("nope", 7), row == (1, "A;b"), {**row})
        for wrong in ("SELECT name FROM product p JOIN brand b ON p.brand_id = b.brand_id", "SELECT x.name FROM product p"):
            try:
                await db.fetch(wrong)
            except asyncpg.PostgresError as error:
                print(type(error).__name__, error)
        try:
            async for row in db.cursor("SELECT * FROM product"):
                pass
        except asyncpg.NoActiveSQLTransactionError as error:
            print(error)
        async with db.transaction():
            print([row["name"] async for row in db.cursor("SELECT name FROM product", prefetch=3)])
            cursor = await db.cursor("SELECT product_id FROM product")
            print(await cursor.forward(2), await cursor.fetchrow(), await cursor.fetch(5), await cursor.fetchrow())
            try:
                async with db.transaction():
                    await db.execute("INSERT INTO brand VALUES(1, 'again')")
            except UniqueViolationError as error:
                print(error)
            print(await db.execute("INSERT INTO brand VALUES(DEFAULT, 'kept')"))
        outer = db.transaction()
        await outer.start()
        try:
            await db.execute("INSERT INTO brand VALUES(1, 'again')")
        except asyncpg.UniqueViolationError:
            try:
                await db.fetchval("SELECT 1")
            except asyncpg.InFailedSQLTransactionError as error:
                print(error, db.is_in_transaction())
        await outer.rollback()
        print(await db.fetchval("SELECT count(*) FROM brand"), db.is_in_transaction(), db.get_server_version() >= (12,))
        try:
            await outer.commit()
        except asyncpg.InterfaceError as error:
            print(error)
    await pool.close()
    try:
        await pool.fetch("SELECT 1")
    except asyncpg.InterfaceError as error:
        print(error)
asyncio.run(main())
)py") == "True\n"
       "[<Record name='z' brand='C'>, <Record name='y' brand='A;b'>, <Record name='x' brand='A;b'>]\n"
       "[<Record name='C' brand_id=2>, <Record name=None brand_id=None>]\n"
       "2\n"
       "1 A;b {'brand_id': 1, 'name': 'A;b'} (1, 'A;b') 2 1 A;b A;b True 7 True {'brand_id': 1, 'name': 'A;b'}\n"
       "AmbiguousColumnError column reference \"name\" is ambiguous\n"
       "UndefinedTableError missing FROM-clause entry for table \"x\"\n"
       "cursor cannot be created outside of a transaction\n"
       "['x', 'y', 'z', 'w']\n"
       "2 <Record product_id=3> [<Record product_id=4>] None\n"
       "duplicate key value violates unique constraint \"brand_pkey\"\n"
       "DETAIL:  Key (brand_id)=(1) already exists.\n"
       "INSERT 0 1\n"
       "current transaction is aborted, commands ignored until end of transaction block True\n"
       "3 False True\n"
       "cannot commit; the transaction is already rolled back\n"
       "pool is closed\n");
}

TEST_CASE("sqlalchemy: rows have names, results stream, and a session's maker is subscripted", "[sqlalchemy]") {
  CHECK(output(R"py(
import asyncio
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    def __repr__(self): return f"<User {self.name}>"
engine = create_async_engine("postgresql+asyncpg://u:p@localhost/db")
Session: async_sessionmaker[AsyncSession] = async_sessionmaker(engine)
async def main():
    async with engine.begin() as c:
        await c.run_sync(Base.metadata.create_all)
    async with Session() as s:
        s.add_all([User(name="ann"), User(name="bob")])
        await s.commit()
        result = await s.execute(select(User.id, User.name.label("who")).order_by(User.id))
        print(result.keys(), [(row.id, row.who, row[1], row._mapping["who"]) for row in result])
        try:
            (await s.execute(select(User.id))).first().nope
        except AttributeError as error:
            print(error)
        print((await s.execute(select(User))).first().User, (await s.execute(select(func.count(User.id).label("n")))).mappings().one())
        print([user async for user in await s.stream_scalars(select(User))], [row.name async for row in await s.stream(select(User.name))])
        print([len(part) async for part in (await s.stream(select(User.name))).partitions(1)], await (await s.stream(select(User))).scalars().all())
asyncio.run(main())
)py") == "['id', 'who'] [(1, 'ann', 'ann', 'ann'), (2, 'bob', 'bob', 'bob')]\nCould not locate column in row for column 'nope'\n<User ann> {'n': 2}\n"
       "[<User ann>, <User bob>] ['ann', 'bob']\n[1, 1] [<User ann>, <User bob>]\n");
}

TEST_CASE("chat endpoints tell the usage of a stream when asked, and count tokens", "[network]") {
  CHECK(output(R"(
import anthropic, openai
stream = openai.OpenAI(api_key="k").chat.completions.create(model="m", stream=True, max_tokens=3, stream_options={"include_usage": True},
                                                             messages=[{"role": "user", "content": "q"}])
print([(len(chunk.choices), chunk.usage.completion_tokens if chunk.usage else None) for chunk in stream][-2:])
print(anthropic.Anthropic(api_key="k").messages.count_tokens(model="m", messages=[{"role": "user", "content": "twelve chars"}]).input_tokens)
)", "[[host]]\nname = \"api.openai.com\"\nanswers = \"openai\"\nchunks = 3\n[[host]]\nname = \"api.anthropic.com\"\nanswers = \"anthropic\"") ==
        "[(1, None), (0, 3)]\n6\n");
}

TEST_CASE("fastapi: no content has no body, a handler of ValueError leaves validation alone, addresses are checked", "[fastapi]") {
  CHECK(output(R"(
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, EmailStr
app = FastAPI()
class Person(BaseModel):
    email: EmailStr
@app.exception_handler(ValueError)
async def bad(request, error):
    return JSONResponse({"error": str(error)}, status_code=400)
@app.delete("/{i}", status_code=204)
async def delete(i: int):
    pass
@app.get("/boom")
async def boom():
    raise ValueError("no")
@app.post("/")
async def post(person: Person):
    return person
with TestClient(app) as c:
    for r in (c.delete("/1"), c.delete("/x"), c.get("/boom"), c.post("/", json={"email": "a@b.org"}), c.post("/", json={"email": "a.org"})):
        print(r.status_code, r.text if r.status_code != 422 else r.json()["detail"][0]["msg"])
)") == "204 \n422 Input should be a valid integer, unable to parse string as an integer\n400 {\"error\":\"no\"}\n200 {\"email\":\"a@b.org\"}\n"
       "422 value is not a valid email address: An email address must have an @-sign.\n");
}

TEST_CASE("fastapi: its test client runs lifespan, validation and streams", "[fastapi]") {
  CHECK(output(R"(
from contextlib import asynccontextmanager
from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field
@asynccontextmanager
async def lifespan(app):
    app.state.n = 5
    yield
app = FastAPI(lifespan=lifespan)
class Item(BaseModel):
    name: str
    price: float = Field(gt=0)
@app.post("/items", status_code=201)
async def create(item: Item):
    return {"item": item.model_dump(), "n": app.state.n}
@app.get("/none")
async def none():
    raise HTTPException(404, "nothing here")
@app.get("/s")
async def s():
    async def pieces():
        yield "a"
        yield "b"
    return StreamingResponse(pieces())
with TestClient(app) as c:
    r = c.post("/items", json={"name": "x", "price": 2})
    print(r.status_code, r.json())
    r = c.post("/items", json={"price": -1})
    print(r.status_code, [(e["type"], e["loc"]) for e in r.json()["detail"]])
    print(c.get("/none").json(), c.get("/s").text, c.get("/items").status_code)
)") == "201 {'item': {'name': 'x', 'price': 2.0}, 'n': 5}\n"
       "422 [('missing', ['body', 'name']), ('greater_than', ['body', 'price'])]\n{'detail': 'nothing here'} ab 405\n");
}

TEST_CASE("stand-ins for computing hold the loop or their thread", "[compute]") {
  auto run = run_program(R"(
import asyncio, time
from sentence_transformers import SentenceTransformer
model = SentenceTransformer("m")
async def main():
    began = time.perf_counter()
    await asyncio.gather(*(asyncio.to_thread(model.encode, ["a", "b"]) for _ in range(2)))
    print(round(time.perf_counter() - began, 2))
    model.encode(["a"])
    print(round(time.perf_counter() - began, 2))
asyncio.run(main())
)", "[compute]\nsentence_transformers.load = 1\nsentence_transformers.encode = 0.5\nsentence_transformers.encode_text = 0.1");
  CHECK(run->trace.output() == "0.7\n1.3\n");
  size_t blocked = 0;
  for (const Record& r : run->trace.records()) blocked += r.event == Event::blocked;
  CHECK(blocked == 2);                       // loading, and the call on the loop
}

TEST_CASE("a request that hangs for ever is a deadlock that names it", "[httpx]") {
  auto run = run_program(with_client("await c.get('https://a.org/x')", "timeout=None"), "[[fault]]\nkind = \"hang\"");
  CHECK(run->exit_status == 3);
  CHECK_THAT(run->message, Catch::Contains("waits for GET /x, which never comes at line 5"));
  auto blocking = run_program("import requests\nrequests.get('https://a.org/x')", "[[fault]]\nkind = \"hang\"");
  CHECK(blocking->exit_status == 3);
  CHECK_THAT(blocking->message, Catch::Contains("waits for GET /x without a timeout, and the answer never comes (line 2)"));
}

TEST_CASE("the trace holds a connection's whole life", "[httpx]") {
  auto run = run_program(with_client("await c.get('https://a.org/x')\nawait c.get('https://a.org/y')"));
  std::vector<std::string> seen;
  ObjectId connection = 0;
  for (const Record& r : run->trace.records()) {
    if (r.event == Event::connection_opening) connection = r.object;
    switch (r.event) {
      case Event::connection_opening: seen.push_back("opening " + std::string(run->trace.text(r.text))); break;
      case Event::connection_phase: seen.push_back("phase " + std::to_string(r.a) + " from " + std::to_string(r.number / 1'000'000) + " ms"); break;
      case Event::connection_opened: seen.push_back("opened"); break;
      case Event::request_sent:
        CHECK(r.count == connection);
        seen.push_back("sent " + std::string(run->trace.text(r.text)));
        break;
      case Event::request_answered: seen.push_back("answered " + std::to_string(r.count16) + " at " + std::to_string(r.number / 1'000'000) + " ms"); break;
      case Event::request_ended: seen.push_back("ended " + std::to_string(r.a)); break;
      case Event::connection_closed: seen.push_back("closed"); break;
      case Event::task_suspended: seen.push_back("waits for " + std::string(run->trace.text(r.text))); break;
      default: break;
    }
  }
  CHECK(seen == std::vector<std::string>{"opening a.org:443", "waits for connect a.org:443", "phase 0 from 0 ms", "phase 1 from 20 ms",
                                         "phase 2 from 40 ms", "opened", "sent GET /x", "waits for GET /x", "answered 200 at 180 ms", "ended 0",
                                         "sent GET /y", "waits for GET /y", "answered 200 at 300 ms", "ended 0", "closed"});
}

TEST_CASE("two runs with the network are the same to the last record; another seed is another run", "[httpx]") {
  std::string program = with_client("await asyncio.gather(*(c.get(f'https://a.org/{i}') for i in range(50)), return_exceptions=True)");
  auto hash = [&](uint64_t seed) {
    RunOptions options;
    options.seed = seed;
    options.scenario = std::shared_ptr<const Scenario>(preset("flaky"), [](const Scenario*) {});
    return run({"program.py", program, {}}, options)->trace.hash();
  };
  CHECK(hash(1) == hash(1));
  CHECK(hash(1) != hash(2));
}
