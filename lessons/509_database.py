# /// lesson
# id = "database"
# title = "An async database session"
# part = "Real programs"
# order = 509
# minutes = 6
# goals = [
#     "A database is one more thing to wait for: use an async engine",
#     "One session for each task, never one for several",
#     "The engine's pool limits how many queries run at once",
# ]
# [glossary]
# "engine" = "SQLAlchemy's owner of the database connections: one for the whole program"
# "session" = "one conversation with the database: it takes a connection from the pool and gives it back"
# [scenario]
# [scenario.database]
# connect = 0.1
# query = 0.2
# ///
#: ## Six questions to the cellar
#: The database is in the cellar: going there takes time. SQLAlchemy has an async [[engine]], so the loop stays free. This engine may have
#: two connections.
#: Opening one takes 0.1 s, a query 0.2 s.
import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Dish(Base):
    __tablename__ = "dishes"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


engine = create_async_engine("postgresql+asyncpg://cook:secret@localhost/kitchen", pool_size=2, max_overflow=0)  #{engine}


async def load(number: int) -> str:
    async with AsyncSession(engine) as session:
        result = await session.execute(select(Dish).where(Dish.id == number))
        return result.scalar_one().name


async def main() -> None:
    names = await asyncio.gather(*(load(number) for number in range(1, 7)))  #{work}
    print(len(names), "dishes")


asyncio.run(main())

#? Six queries at once, two connections. How long does it take?
#? predict total
#? - 0.3: That would be six connections. The engine has two, and the others wait.
#? - 0.7
#? - 1.3: That is one connection for all six.
#? 0.1 s to connect, then three rounds of 0.2 s.

#: @ 0.3
#: @ highlight "await session.execute"
#: ### Two are answered
#: At {{now}} s the first two [[session|sessions]] end. `async with` gives their connections back to the pool, and the next two take them.

#: @ end
#: @ holds total == 0.7 and blocked == 0
#: ### {{total}} s, and the loop was free
#: The loop was held for {{blocked}} s. An ordinary (sync) session would have blocked it for all the queries, one after another.

#= variant big: Six connections
#= in engine
#| engine = create_async_engine("postgresql+asyncpg://cook:secret@localhost/kitchen", pool_size=6)

#: @ variant big
#: @ end
#: @ compare main
#: @ holds big.total == 0.3
#: ### A larger pool
#: With six connections it takes {{big.total}} s. But a database bears only so many connections, from all programs together. The pool is a
#: limit you choose, like a semaphore.

#: @ variant main
#: @ end
#: ### One session, one task
#: A session is one conversation. Two tasks that speak in the same one disturb each other, and SQLAlchemy forbids it. Open the session
#: inside the task, as `load` does,
#: and keep the engine for the whole program. In a web server: one engine in the lifespan, one session for each request.

#! check count("6 dishes") == 1: All six are loaded

#= exercise three: Ten dishes in time
#: Load ten dishes within 0.6 s, with as few connections as that allows.
#! check total <= 0.6: In time
#! hint After 0.1 s for connecting, how many rounds of 0.2 s fit?
#! check count("10 dishes") == 1: All ten are loaded
#! check waited("database connection") >= 5: Not more connections than needed
#! hint Two rounds of five.
#= start
#= in work
#| names = await asyncio.gather(*(load(number) for number in range(1, 11)))
#= solution
#= in engine
#| engine = create_async_engine("postgresql+asyncpg://cook:secret@localhost/kitchen", pool_size=5, max_overflow=0)
#= in work
#| names = await asyncio.gather(*(load(number) for number in range(1, 11)))
#= wrong: In time, but with a connection for each dish.
#= in engine
#| engine = create_async_engine("postgresql+asyncpg://cook:secret@localhost/kitchen", pool_size=10)
#= in work
#| names = await asyncio.gather(*(load(number) for number in range(1, 11)))
#= wrong: In time, but only six.
#= in engine
#| engine = create_async_engine("postgresql+asyncpg://cook:secret@localhost/kitchen", pool_size=5, max_overflow=0)
