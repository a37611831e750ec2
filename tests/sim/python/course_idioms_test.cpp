// The ways in which courses use httpx, openai, anthropic, requests, FastAPI and SQLAlchemy: what they print, and what the libraries' own errors say.
#include "sim/run/run.h"
#include "sim/world/scenario.h"

#include <catch2/catch.hpp>

using namespace sim;

namespace {

std::unique_ptr<Run> run_program(const std::string& text, std::string_view toml) {
  RunOptions options;
  ReadScenario read = read_scenario(toml);
  INFO(describe(read.problems, "s"));
  REQUIRE(read.problems.empty());
  options.scenario = std::make_shared<const Scenario>(read.scenario);
  return run({"program.py", text, {}}, options);
}

std::string output(const std::string& text, std::string_view toml = "preset = \"httpbin\"") { return run_program(text, toml)->trace.output(); }

}  // namespace

TEST_CASE("httpx tells its requests to a program that logs", "[idioms]") {
  CHECK(output(R"(
import logging, httpx
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
httpx.get("https://httpbin.org/status/404")
)") == "INFO httpx HTTP Request: GET https://httpbin.org/status/404 \"HTTP/1.1 404 Not Found\"\n");
}

TEST_CASE("httpx sends what a generator makes, of the client's own kind", "[idioms]") {
  CHECK(output(R"(
import asyncio, httpx
async def parts():
    for i in range(3):
        await asyncio.sleep(0.1)
        yield f"part {i} ".encode()
async def main():
    async with httpx.AsyncClient() as client:
        print((await client.post("https://httpbin.org/post", content=parts())).json()["data"])
        try:
            await client.post("https://httpbin.org/post", content=iter([b"x"]))
        except RuntimeError as error:
            print(error)
asyncio.run(main())
print(httpx.post("https://httpbin.org/post", content=(b"x" for _ in range(3))).json()["data"])
)") == "part 0 part 1 part 2 \nAttempted to send an sync request with an AsyncClient instance.\nxxx\n");
}

TEST_CASE("aiohttp: traces hear of a request's beginning, end and failure; what stays open is told at the end", "[idioms]") {
  std::string got = output(R"(
import asyncio, aiohttp
async def started(session, context, params):
    context.began = asyncio.get_running_loop().time()
    print("start", params.method, params.url)
async def ended(session, context, params):
    print("end", params.response.status, round(asyncio.get_running_loop().time() - context.began, 2))
async def failed(session, context, params):
    print("failed", type(params.exception).__name__)
async def main():
    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(started)
    trace.on_request_end.append(ended)
    trace.on_request_exception.append(failed)
    session = aiohttp.ClientSession(trace_configs=[trace])
    async with session.get("http://a.org/x", params={"n": 1}) as response:
        await response.read()
    try:
        await session.get("http://nobody.invalid/")
    except aiohttp.ClientConnectorDNSError:
        pass
asyncio.run(main())
)", "latency = 0.1");
  CHECK(got.starts_with("start GET http://a.org/x?n=1\nend 200 0.1\nstart GET http://nobody.invalid/\nfailed ClientConnectorDNSError\n"
                        "Unclosed client session\nclient_session: <aiohttp.client.ClientSession object at "));
  CHECK(got.find("\nUnclosed connector\nconnections: ['deque([(<aiohttp.client_proto.ResponseHandler object at ") != std::string::npos);
}

TEST_CASE("a name under .invalid is nobody's, unless the scenario lists it", "[idioms]") {
  const char* program = "import httpx\ntry:\n    print(httpx.get('http://nobody.invalid/').status_code)\nexcept httpx.ConnectError as error:\n    print(error)\n";
  CHECK(output(program, "latency = 0.1") == "[Errno -2] Name or service not known\n");
  CHECK(output(program, "[[host]]\nname = \"nobody.invalid\"") == "200\n");
}

TEST_CASE("a run tells whose answers were made up", "[idioms]") {
  std::string program = R"(
import httpx
httpx.get("https://httpbin.org/get")
httpx.get("https://pokeapi.test/pikachu")
print(httpx.get("https://example.test/").json()["name"])
)";
  CHECK(run_program(program, "")->unlisted_hosts == "example.test, httpbin.org, pokeapi.test");
  CHECK(run_program(program, "preset = \"httpbin\"\n[[host]]\nname = \"example.test\"\n")->unlisted_hosts == "pokeapi.test");
}

TEST_CASE("types of requests are dicts, those of answers are classes, names that are left out say so", "[idioms]") {
  CHECK(output(R"(
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam
from anthropic.types import Message, MessageParam
from sqlalchemy.future import select
from sqlalchemy.sql import func
from sqlalchemy.types import Date
import requests, aiohttp
print(MessageParam(role="user", content="x"), ChatCompletionMessageParam is dict, Message.__name__, requests.adapters.HTTPAdapter.__name__)
print(issubclass(aiohttp.ClientProxyConnectionError, aiohttp.ClientConnectorError))
)") == "{'role': 'user', 'content': 'x'} True Message HTTPAdapter\nTrue\n");
  CHECK(run_program("import openai\nopenai.AzureOpenAI()\n", "")->message ==
        "UNSUPPORTED: line 2: openai.AzureOpenAI is not simulated. OpenAI and AsyncOpenAI are simulated.");
}

TEST_CASE("openai's responses: whole and as events", "[idioms]") {
  CHECK(output(R"(
from openai import OpenAI
client = OpenAI()
answer = client.responses.create(model="gpt-4.1", input="Say hello", max_output_tokens=3)
print(answer.status, answer.output[0].content[0].type, answer.output_text == answer.output[0].content[0].text, answer.usage.output_tokens)
types, text = [], ""
for event in client.responses.create(model="gpt-4.1", input=[{"role": "user", "content": "Hi"}], stream=True, max_output_tokens=2):
    types.append(event.type)
    if event.type == "response.output_text.delta":
        text += event.delta
print(*types, sep="\n")
print(event.response.output_text == text)
)", "preset = \"openai\"") == "completed output_text True 3\nresponse.created\nresponse.in_progress\nresponse.output_item.added\nresponse.content_part.added\n"
                              "response.output_text.delta\nresponse.output_text.delta\nresponse.output_text.done\nresponse.content_part.done\n"
                              "response.output_item.done\nresponse.completed\nTrue\n");
}

TEST_CASE("anthropic's helper gives the block and the message with the events that end them", "[idioms]") {
  CHECK(output(R"(
import anthropic
with anthropic.Anthropic().messages.stream(model="m", max_tokens=3, messages=[{"role": "user", "content": "Hi"}]) as stream:
    for event in stream:
        if event.type == "content_block_stop":
            text = event.content_block.text
        elif event.type == "message_stop":
            print(event.message.content[0].text == text, event.message.stop_reason)
)", "preset = \"anthropic\"") == "True end_turn\n");
}

TEST_CASE("what is left out of a resource is unsupported, no missing attribute", "[idioms]") {
  auto run = run_program("import openai\nopenai.OpenAI().chat.completions.with_streaming_response\n", "preset = \"openai\"");
  CHECK(run->exit_status == 5);
  CHECK(run->message.find("line 2: openai's Completions.with_streaming_response is not simulated") != std::string::npos);
}

TEST_CASE("answers are sent back in the next question; with_raw_response gives the headers, too", "[idioms]") {
  CHECK(output(R"(
import asyncio, openai, anthropic
client = openai.OpenAI()
messages = [{"role": "user", "content": "Hello"}]
messages.append(client.chat.completions.create(model="m", messages=messages).choices[0].message)
raw = client.chat.completions.with_raw_response.create(model="m", messages=messages)
print(raw.status_code, raw.headers["content-type"], type(raw.parse()).__name__)
async def main():
    async with anthropic.AsyncAnthropic() as client:
        first = await client.messages.create(model="m", max_tokens=9, messages=[{"role": "user", "content": "Hello"}])
        raw = await client.messages.with_raw_response.create(model="m", max_tokens=9, messages=[
            {"role": "user", "content": "Hello"}, {"role": first.role, "content": first.content}, {"role": "user", "content": "And?"}])
        print(raw.parse().role, raw.status_code)
asyncio.run(main())
)", "preset = \"default\"") == "200 application/json ChatCompletion\nassistant 200\n");
}

// A pause of 0 s, 1 s and 2 s between four attempts of 20 ms each; opening takes 60 ms, and every answer 100 ms.
TEST_CASE("requests tries again as a mounted adapter says", "[idioms]") {
  CHECK(output(R"(
import requests, time
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry
session = requests.Session()
session.mount("https://", HTTPAdapter(max_retries=Retry(total=3, backoff_factor=0.5, status_forcelist=[500, 502, 503])))
try:
    session.get("https://a.org/x")
except requests.exceptions.RetryError as error:
    print(error)
print(round(time.perf_counter(), 3))
print(session.post("https://a.org/x").status_code)
)", "latency = 0.1\nround_trip = 0.02\n[[route]]\npath = \"/x\"\nstatus = 503") ==
        "HTTPSConnectionPool(host='a.org', port=443): Max retries exceeded with url: /x (Caused by ResponseError('too many 503 error responses'))\n"
        "3.54\n503\n");
}

TEST_CASE("fastapi: the answer is what the response model has of it, from any object's attributes", "[idioms]") {
  CHECK(output(R"(
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel
class UserIn(BaseModel):
    name: str
    password: str
    nick: str | None = None
class UserOut(BaseModel):
    name: str
    nick: str | None = None
class Row:
    def __init__(self, name):
        self.name, self.secret = name, "s"
app = FastAPI()
@app.post("/users", response_model=UserOut)
async def add(user: UserIn):
    return user
@app.post("/short", response_model=UserOut, response_model_exclude_unset=True)
async def short(user: UserIn):
    return user
@app.get("/rows")
async def rows() -> list[UserOut]:
    return [Row("a"), Row("b")]
@app.get("/set")
async def set(response: Response):
    response.headers["X-A"] = "1"
    response.set_cookie("c", "2")
    response.status_code = 202
    return {}
with TestClient(app) as client:
    for path in ("/users", "/short"):
        print(client.post(path, json={"name": "Ada", "password": "x"}).json())
    print(client.get("/rows").json())
    r = client.get("/set")
    print(r.status_code, r.headers["x-a"], r.cookies["c"])
)") == "{'name': 'Ada', 'nick': None}\n{'name': 'Ada'}\n[{'name': 'a', 'nick': None}, {'name': 'b', 'nick': None}]\n202 1 2\n");
}

TEST_CASE("fastapi: an app that is called in its own program is not served again behind it", "[idioms]") {
  CHECK(output(R"(
import asyncio, httpx
from fastapi import FastAPI
app = FastAPI()
@app.get("/")
async def root():
    return 1
async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        print((await client.get("/")).json())
asyncio.run(main())
)") == "1\n");
}

// A route that sleeps holds the loop and with it its caller; those that wait, and those in threads, go on together.
TEST_CASE("fastapi: a program calls the server that it runs beside its client, by its port", "[idioms]") {
  CHECK(output(R"(
import asyncio, time
import aiohttp, httpx, uvicorn
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
app = FastAPI()
@app.get("/blocking")
async def blocking():
    time.sleep(0.5)
@app.get("/threaded")
def threaded():
    time.sleep(0.5)
@app.get("/waiting")
async def waiting():
    await asyncio.sleep(0.5)
@app.get("/lines")
async def lines():
    async def made():
        for i in range(2):
            yield f"{i}\n"
            await asyncio.sleep(0.5)
    return StreamingResponse(made())
async def main():
    server = uvicorn.Server(uvicorn.Config(app, port=8000, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    def since():
        return round(time.perf_counter() - began, 2)
    async with httpx.AsyncClient(base_url="http://127.0.0.1:8000", timeout=3) as client:
        for path in ("/blocking", "/threaded", "/waiting"):
            began = time.perf_counter()
            await asyncio.gather(*(client.get(path) for _ in range(4)))
            print(path, since())
        began = time.perf_counter()
        async with client.stream("GET", "/lines") as response:
            async for line in response.aiter_lines():
                print(line, since())
        try:
            await client.get("/waiting", timeout=0.1)
        except httpx.ReadTimeout:
            print("ReadTimeout")
    async with aiohttp.ClientSession() as session:
        async with session.get("http://localhost:8000/none") as response:
            print(response.status, await response.json())
    server.should_exit = True
    await serving
asyncio.run(main())
)", "latency = 0.1\nround_trip = 0.02") == "/blocking 2.0\n/threaded 0.5\n/waiting 0.5\n0 0.0\n1 0.5\nReadTimeout\n404 {'detail': 'Not Found'}\n");
}

TEST_CASE("pydantic: fields that were set, validators before and after, of the model, and what is extra", "[idioms]") {
  CHECK(output(R"(
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
class Range(BaseModel):
    model_config = ConfigDict(extra="forbid")
    low: int
    high: int = Field(10, alias="top")
    tags: list[str] = []
    @field_validator("low", mode="before")
    @classmethod
    def number(cls, value):
        return str(value).strip("#")
    @field_validator("high")
    @classmethod
    def above(cls, value, info):
        if value <= info.data["low"]:
            raise ValueError("too low")
        return value
    @model_validator(mode="after")
    def small(self):
        if self.high - self.low > 100:
            raise ValueError("too wide")
        return self
a, b = Range(low="#1"), Range(low=2, top=3)
a.tags.append("x")
print(a, b, b.model_dump(exclude_unset=True), b.model_dump(by_alias=True), b.model_fields_set == {"low", "high"})
for data in ({"low": 5, "top": 4}, {"low": 5, "other": 1}, {"low": -200}):
    try:
        Range(**data)
    except ValidationError as error:
        print(error.errors()[0]["loc"], error.errors()[0]["msg"])
)") == "low=1 high=10 tags=['x'] low=2 high=3 tags=[] {'low': 2, 'high': 3} {'low': 2, 'top': 3, 'tags': []} True\n"
       "('top',) Value error, too low\n('other',) Extra inputs are not permitted\n() Value error, too wide\n");
}

namespace {

constexpr const char* kLibrary = R"(
import asyncio
from typing import List, Optional
from sqlalchemy import ForeignKey, insert, select, text
from sqlalchemy.exc import DetachedInstanceError, IntegrityError, InvalidRequestError, MissingGreenlet
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship, selectinload
class Base(DeclarativeBase):
    pass
class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    books: Mapped[List["Book"]] = relationship(back_populates="author", cascade="all, delete-orphan")
class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[Optional[int]] = mapped_column(ForeignKey("authors.id"))
    author: Mapped["Author"] = relationship(back_populates="books")
engine = create_async_engine("sqlite+aiosqlite://")
Session = async_sessionmaker(engine)
async def fill():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with Session() as s:
        s.add_all([Author(name="Ada", books=[Book(title="A"), Book(title="B")]), Book(title="C", author=Author(name="Guido"))])
        await s.commit()
async def titles():
    async with Session() as s:
        return (await s.scalars(select(Book.title).order_by(Book.id))).all()
)";

std::string library(const std::string& body) { return output(std::string(kLibrary) + "async def main():\n    await fill()\n" + body + "asyncio.run(main())\n", "latency = 0.1"); }

}  // namespace

TEST_CASE("sqlalchemy: a relationship is loaded when asked for, and says so when it is not", "[idioms]") {
  CHECK(library(R"(
    async with Session() as s:
        authors = (await s.scalars(select(Author).options(selectinload(Author.books)).order_by(Author.name))).all()
        print([(a.name, [b.title for b in a.books]) for a in authors], authors[0].books[0].author is authors[0])
        books = (await s.scalars(select(Book).options(joinedload(Book.author)))).all()
        print([b.author.name for b in books])
    async with Session() as s:
        ada = await s.get(Author, 1)
        try:
            ada.books
        except MissingGreenlet as error:
            print(error)
        await s.refresh(ada, attribute_names=["books"])
        print(len(ada.books))
        try:
            (await s.execute(select(Author).options(joinedload(Author.books)))).scalars().all()
        except InvalidRequestError as error:
            print(str(error)[:31])
        await s.commit()
        try:
            ada.name
        except MissingGreenlet:
            print("expired")
    async with Session() as s:
        book = await s.get(Book, 1)
    try:
        book.author
    except DetachedInstanceError:
        print("detached", book.title)
)") == "[('Ada', ['A', 'B']), ('Guido', ['C'])] True\n['Ada', 'Ada', 'Guido']\n"
       "greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place? "
       "(Background on this error at: https://sqlalche.me/e/20/xd2s)\n2\nThe unique() method must be inv\nexpired\ndetached A\n");
}

TEST_CASE("sqlalchemy: what hangs on a row is written, bound and deleted with it; a rollback takes it all back", "[idioms]") {
  CHECK(library(R"(
    async with Session() as s:
        ada = await s.get(Author, 1, options=[selectinload(Author.books)])
        ada.books.append(Book(title="D"))
        ada.books.pop(0)
        await s.commit()
    print(await titles())
    async with Session() as s:
        s.add(Author(name="Ada"))
        try:
            await s.flush()
        except IntegrityError as error:
            print(error.orig)
        await s.rollback()
        s.add(Book(title="E"))
        await s.delete(await s.get(Author, 1))
        await s.flush()
        await s.rollback()
    print(await titles())
    async with Session.begin() as s:
        await s.delete(await s.get(Author, 1))
    print(await titles())
)") == "['B', 'C', 'D']\nUNIQUE constraint failed: authors.name\n['B', 'C', 'D']\n['C']\n");
}

TEST_CASE("sqlalchemy: SQL as text, parameters beside an insert, and a session that two tasks share", "[idioms]") {
  CHECK(library(R"(
    async with Session() as s:
        print((await s.execute(text("SELECT 1"))).scalar(), (await s.execute(text("SELECT title FROM books WHERE id > :n ORDER BY id"), {"n": 1})).all())
        await s.execute(insert(Book), [{"title": "X"}, {"title": "Y"}])
        await s.commit()
    print(await titles())
    async with Session() as s:
        await s.execute(text("SELECT 1"))
        for got in await asyncio.gather(*(s.execute(text("SELECT 1")) for _ in range(2)), return_exceptions=True):
            print(type(got).__name__)
)") == "1 [('B',), ('C',)]\n['A', 'B', 'C', 'X', 'Y']\nResult\nInterfaceError\n");
}

TEST_CASE("requests: a streamed answer outlives the session of the module's own functions", "[idioms]") {
  CHECK(output(R"(
import requests, time
with requests.get("https://api.test/items", stream=True) as answer:
    began = time.perf_counter()
    print(sum(len(piece) for piece in answer.iter_content(None)), round(time.perf_counter() - began, 1) > 0)
session = requests.Session()
with session:
    session.get("https://api.test/items")
print(session.get("https://api.test/items").status_code)
)", "[[host]]\nname = \"api.test\"\nbandwidth = 200\nround_trip = 0\n[[host.route]]\nsize = 1000\n") == "1000 True\n200\n");
}

TEST_CASE("each library joins parameters to a URL its own way", "[idioms]") {
  CHECK(output(R"(
import asyncio, aiohttp, httpx, requests
url = "https://httpbin.org/get?a=1&b=2"
params = {"a": [3, 4], "c": None}
print(httpx.get(url, params={"c": True, **params}).url, httpx.QueryParams("a=1&b=2&a=3"))
print(requests.get(url, params={"d": True, **params}).url, requests.post(url, data={"k": "v w", "yes": True, "no": None}).request.body)
async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get(url, params=[("a", 3), ("e", 1.5)]) as answer:
            print(answer.url, answer.url.query_string, answer.url.query["a"], answer.url.parts)
        try:
            await session.get(url, params={"d": True})
        except TypeError as error:
            print(error)
asyncio.run(main())
try:
    httpx.AsyncClient(proxies={})
except TypeError as error:
    print(error)
)") == "https://httpbin.org/get?c=&a=3&a=4 a=1&a=3&b=2\n"
       "https://httpbin.org/get?a=1&b=2&d=True&a=3&a=4 k=v+w&yes=True\n"
       "https://httpbin.org/get?a=1&b=2&a=3&e=1.5 a=1&b=2&a=3&e=1.5 1 ('/', 'get')\n"
       "Invalid variable type: value should be str, int or float, got True of type <class 'bool'>\n"
       "AsyncClient.__init__() got an unexpected keyword argument 'proxies'\n");
}

TEST_CASE("fastapi: several parameters of the body each have their key, one has it when it says so", "[idioms]") {
  CHECK(output(R"(
import asyncio, httpx
from fastapi import Body, Depends, FastAPI
from pydantic import BaseModel

class Item(BaseModel):
    name: str

class User(BaseModel):
    username: str

app = FastAPI()

@app.put("/items/{number}")
async def both(number: int, item: Item, user: User, weight: int = Body(gt=0)):
    return [number, item.name, user.username, weight]

@app.post("/one")
async def one(item: Item = Body(embed=True)):
    return item

@app.post("/many")
async def many(items: list[Item], dry: bool = False):
    return len(items)

def name_of(user: User):
    return user.username

@app.post("/depends")
async def depends(item: Item, name: str = Depends(name_of)):
    return name

async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://app") as client:
        async def show(method, path, body):
            answer = await client.request(method, path, json=body)
            print(answer.status_code, answer.json() if answer.status_code == 200 else [error["loc"] for error in answer.json()["detail"]])
        item = {"name": "lamp"}
        await show("PUT", "/items/3", {"item": item, "user": {"username": "ann"}, "weight": 2})
        await show("PUT", "/items/3", {"item": item, "weight": 0})
        await show("PUT", "/items/3", None)
        await show("POST", "/one", {"item": item})
        await show("POST", "/one", item)
        await show("POST", "/many", [item, {}])
        await show("POST", "/depends", {"item": item, "user": {"username": "ann"}})
asyncio.run(main())
)") == "200 [3, 'lamp', 'ann', 2]\n"
       "422 [['body', 'user'], ['body', 'weight']]\n"
       "422 [['body', 'item'], ['body', 'user'], ['body', 'weight']]\n"
       "200 {'name': 'lamp'}\n"
       "422 [['body', 'item']]\n"
       "422 [['body', 1, 'name']]\n"
       "200 ann\n");
}

TEST_CASE("sqlalchemy: the session's instances follow an UPDATE and a DELETE", "[idioms]") {
  CHECK(output(R"(
import asyncio
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    age: Mapped[int]

async def main():
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with async_sessionmaker(engine, expire_on_commit=False)() as session:
        ann, bob = User(name="Ann", age=30), User(name="Bob", age=40)
        session.add_all([ann, bob])
        await session.commit()
        await session.execute(update(User).where(User.age > 30).values({User.age: User.age + 1}))
        print(bob.age, (await session.get(User, 2)).age)
        await session.execute(update(User).values(age=7).execution_options(synchronize_session=False))
        print(ann.age)
        await session.execute(delete(User).where(User.name == "Bob"))
        await session.commit()
        print(await session.get(User, 2), len((await session.scalars(select(User))).all()))
asyncio.run(main())
)") == "41 41\n30\nNone 1\n");
}
