# /// lesson
# id = "models"
# title = "Talking to a language model"
# part = "Real programs"
# order = 510
# minutes = 8
# goals = [
#     "A model call is a slow HTTP request: everything you know applies",
#     "Stream an answer to show its first word early",
#     "Async SDKs hide the HTTP, not the waiting; they retry by themselves",
# ]
# [glossary]
# "prompt" = "the text you send to a language model"
# "SDK" = "a package that wraps a service's HTTP requests in functions: openai, anthropic"
# "server-sent events" = "a stream of lines over HTTP, each beginning with `data:`"
# [scenario]
# latency = 0.1
# [[scenario.host]]
# name = "api.openai.com"
# answers = "openai"
# latency = 0.4
# chunks = 8
# gap = 0.1
# ///
#: ## The slowest kitchen of all
#: A language model sends its first word after 0.4 s, and then seven more words, one every 0.1 s.
#: Seen from your program that is one slow request: nearly all of the time is spent waiting. Nothing is better suited to async code.
#:
#: The package `openai` is an [[SDK]]. Its class `AsyncOpenAI` is a client as you know it: one for the program, opened once.
#: This program asks three [[prompt|prompts]], two at a time, and waits for whole answers.
import asyncio
import time

from openai import AsyncOpenAI


def order(prompt: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": prompt}]


async def whole(client: AsyncOpenAI, gate: asyncio.Semaphore, prompt: str) -> str:
    async with gate:
        answer = await client.chat.completions.create(model="small", messages=order(prompt))
    return answer.choices[0].message.content or ""


async def first_word(client: AsyncOpenAI, prompt: str) -> None:
    stream = await client.chat.completions.create(model="small", messages=order(prompt), stream=True)
    async for piece in stream:
        if piece.choices and piece.choices[0].delta.content:
            print(f"first word after {time.perf_counter() - BEGAN:.1f} s")
            break
    await stream.close()


BEGAN = time.perf_counter()


async def main() -> None:
    async with AsyncOpenAI(api_key="not-a-real-key", timeout=30) as client:
        #{asking
        gate = asyncio.Semaphore(2)
        prompts = ("What is a queue?", "What is a lock?", "What is a task?")
        answers = await asyncio.gather(*(whole(client, gate, prompt) for prompt in prompts))
        print(len(answers), "answers", f"after {time.perf_counter() - BEGAN:.1f} s")
        #}


asyncio.run(main())

#? An answer takes 0.4 s + 7 × 0.1 s. Three prompts, two at a time. When are all there?
#? predict round(total, 1)
#? - 1.1: That is all three at once. The semaphore lets in two.
#? - 2.2
#? - 3.3: That is one after another.
#? Two rounds.

#: @ 0.1
#: @ highlight "async with gate:"
#: @ holds requests_at_once == 2 and waited("Semaphore") == 1
#: ### Two prompts under way
#: {{requests_at_once}} requests are in flight. The third prompt waits at the [[semaphore]], because services limit how many you may send.

#: @ end
#: @ holds line(1) == "3 answers after 2.2 s"
#: ### All there
#: **{{line(1)}}**. With thirty prompts it would be the same sum: rounds times the time of one answer.

#= variant streamed: Show the first word
#| await first_word(client, "What is a queue?")

#: @ variant streamed
#: @ end
#: @ highlight "async for piece in stream:"
#: @ holds streamed.line(1) == "first word after 0.4 s"
#: ### Stream it
#: With `stream=True` the words come one by one: **{{streamed.line(1)}}**. A reader waits for the first word, not for the last.
#: `async for` over the stream is all it takes.

#= variant by_hand: The same by hand, with httpx
#| import json
#|
#| import httpx
#|
#| headers = {"Authorization": "Bearer not-a-real-key"}
#| question = {"model": "small", "stream": True, "messages": order("What is a queue?")}
#| async with httpx.AsyncClient(timeout=30) as http:
#|     async with http.stream("POST", "https://api.openai.com/v1/chat/completions", json=question, headers=headers) as answer:
#|         async for line in answer.aiter_lines():
#|             if line.startswith("data: {") and json.loads(line[6:])["choices"][0]["delta"].get("content"):
#|                 print(f"first word after {time.perf_counter() - BEGAN:.1f} s")
#|                 break

#: @ variant by_hand
#: @ end
#: @ highlight "answer.aiter_lines()"
#: @ holds by_hand.line(1) == "first word after 0.4 s" and by_hand.total == streamed.total
#: ### What the package hides
#: Below it is HTTP, nothing else. The words come as [[server-sent events]]: lines that begin with `data:`. The SDK hides the HTTP, not the
#: waiting: **{{by_hand.line(1)}}**, as before.

#: @ variant main
#: @ end
#: ### Take the async class
#: `OpenAI()` and `Anthropic()` without `Async` in their names block the loop. `AsyncOpenAI` and `AsyncAnthropic` are awaited:
#: `await client.messages.create(...)` is the Anthropic form.
#:
#: Both packages try again by themselves after a 429, a 5xx or a broken line: twice, with [[backoff]] and [[jitter]]. `max_retries=0` turns
#: that off. Do not put a loop of your own around it without knowing that.

#! check exit == 0: No request fails

#= exercise many: Nine prompts
#: Ask nine prompts, at most three at a time.
#! check requests_at_once <= 3: Never more than three at once
#! hint The semaphore is made in `main`, with the number of places.
#! check count("9 answers") == 1: Nine answers
#! check total <= 3.4: No slower than three rounds
#! hint Hand all prompts to one `gather`.
#= start
#| gate = asyncio.Semaphore(9)
#| prompts = [f"What is number {n}?" for n in range(9)]
#| answers = await asyncio.gather(*(whole(client, gate, prompt) for prompt in prompts))
#| print(len(answers), "answers")
#= solution
#| gate = asyncio.Semaphore(3)
#| prompts = [f"What is number {n}?" for n in range(9)]
#| answers = await asyncio.gather(*(whole(client, gate, prompt) for prompt in prompts))
#| print(len(answers), "answers")
#= wrong: Never more than three. But only one at a time, and it takes very long.
#| gate = asyncio.Semaphore(1)
#| prompts = [f"What is number {n}?" for n in range(9)]
#| answers = await asyncio.gather(*(whole(client, gate, prompt) for prompt in prompts))
#| print(len(answers), "answers")
#= wrong: Six prompts were left out.
#| gate = asyncio.Semaphore(3)
#| prompts = [f"What is number {n}?" for n in range(3)]
#| answers = await asyncio.gather(*(whole(client, gate, prompt) for prompt in prompts))
#| print(len(answers), "answers")
