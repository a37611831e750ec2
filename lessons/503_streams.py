# /// lesson
# id = "streams"
# title = "Streams: word by word"
# part = "Real programs"
# order = 503
# minutes = 7
# goals = [
#     "An async generator hands out one piece at a time",
#     "`async for` takes the pieces, and others run between them",
#     "A list of pieces is had by an async comprehension",
# ]
# [glossary]
# "stream" = "an answer that comes in pieces, each as soon as it is there"
# "async generator" = "an `async def` function with `yield`: it gives one value after another and may await in between"
# "token" = "a piece of text, about a word: what language models produce one by one"
# ///
#: ## Do not wait for the last word
#: A language model writes an answer [[token]] by token. Whoever waits for the whole answer sees nothing for a long time. A [[stream]]
#: shows each word at once.
#: `tell` is an [[async generator]].
import asyncio
import time
from collections.abc import AsyncIterator

BEGAN = time.perf_counter()


async def tell(text: str) -> AsyncIterator[str]:
    await asyncio.sleep(0.4)
    for word in text.split():
        yield word
        await asyncio.sleep(0.1)


async def show(name: str, text: str) -> None:
    #{showing
    async for word in tell(text):
        print(f"{time.perf_counter() - BEGAN:.1f} {name}: {word}")
        #}


async def main() -> None:
    await asyncio.gather(show("A", "tea is ready now"), show("B", "soup comes later"))


asyncio.run(main())

#? Two answers are shown at the same time. Which line is the second?
#? predict line(2)
#? - "0.5 A: is": `async for` does not keep the turn. While A's next word is on its way, B gets its first one.
#? - "0.4 B: soup"
#? - "0.4 A: is": Between two words of one answer 0.1 s pass.
#? The two streams are mixed. Each word is printed when it comes.

#: @ when "A: tea" is printed
#: @ highlight "yield word"
#: @ holds now == 0.4
#: ### The first word
#: At {{now}} s the generator reaches `yield`. It hands the word to `async for` and stands still until the next one is asked for.

#: @ when Task-2 waits #2
#: @ highlight Task-2, Task-3
#: @ holds next == "Task-3"
#: ### Between two words
#: A waits for its next word, so it is {{next}}'s turn. That is because `tell` awaits between its words. A `yield` alone gives nobody else a turn.

#: @ end
#: @ holds total == 0.8 and serial_total == 1.5
#: ### {{total}} s for two answers
#: The reader saw the first word after 0.4 s. One after the other, without a stream, the first answer would have come whole at 0.8 s, and
#: the second at {{serial_total}} s.

#= variant collected: The whole text
#| words = [word async for word in tell(text)]
#| print(name, "said:", " ".join(words))

#: @ variant collected
#: @ end
#: @ holds collected.line(1) == "B said: soup comes later" and collected.lines == 2
#: ### If you want it whole
#: An async comprehension collects a stream: `[word async for word in tell(text)]`. Now nothing is shown before the answer is complete: B
#: at {{collected.time("B said")}} s, A at {{collected.time("A said")}} s.

#! check in_order("A: tea", "A: is", "A: ready", "A: now"): The words keep their order

#= exercise upper: A stream of your own
#: Write an async generator `loud` that takes the words of `tell` and hands each on in capital letters, as it comes.
#! check in_order("0.4 A: TEA", "0.5 A: IS"): The words are loud, and each comes in time
#! hint `async for word in tell(text): yield word.upper()` inside an `async def`.
#! check count("B: SOUP") == 1: B is loud, too
#! check total <= 0.8: It takes no longer
#! hint Do not collect the words first.
#= start
#| words = [word.upper() async for word in tell(text)]
#| for word in words:
#|     print(f"{time.perf_counter() - BEGAN:.1f} {name}: {word}")
#| await asyncio.sleep(0.1)
#= solution
#| async def loud() -> AsyncIterator[str]:
#|     async for word in tell(text):
#|         yield word.upper()
#|
#| async for word in loud():
#|     print(f"{time.perf_counter() - BEGAN:.1f} {name}: {word}")
#= wrong: Not loud.
#| async for word in tell(text):
#|     print(f"{time.perf_counter() - BEGAN:.1f} {name}: {word}")
