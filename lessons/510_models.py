# /// lesson
# id = "models"
# title = "Talking to a language model"
# part = "Real programs"
# order = 510
# minutes = 8
# goals = [
#     "A model call is a slow HTTP request: everything you know applies",
#     "Stream an answer to show its first word early",
#     "Async SDKs hide the HTTP, not the waiting",
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
#: This program asks three [[prompt|prompts]], two at a time, and waits for whole answers.
import asyncio
import json
import time

import httpx

API = "https://api.openai.com/v1/chat/completions"
HEADERS = {"Authorization": "Bearer not-a-real-key"}


def order(prompt: str, stream: bool = False) -> dict[str, object]:
    return {"model": "small", "stream": stream, "messages": [{"role": "user", "content": prompt}]}


async def whole(client: httpx.AsyncClient, gate: asyncio.Semaphore, prompt: str) -> str:
    async with gate:
        answer = await client.post(API, json=order(prompt), headers=HEADERS)
    answer.raise_for_status()
    return answer.json()["choices"][0]["message"]["content"]


async def first_word(client: httpx.AsyncClient, prompt: str) -> None:
    async with client.stream("POST", API, json=order(prompt, stream=True), headers=HEADERS) as answer:
        async for line in answer.aiter_lines():
            if not line.startswith("data: {"):
                continue
            word = json.loads(line[6:])["choices"][0]["delta"].get("content")
            if word:
                print(f"first word after {time.perf_counter() - BEGAN:.1f} s")
                break


BEGAN = time.perf_counter()


async def main() -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        #{asking
        gate = asyncio.Semaphore(2)
        prompts = ("What is a queue?", "What is a lock?", "What is a task?")
        answers = await asyncio.gather(*(whole(client, gate, prompt) for prompt in prompts))
        print(len(answers), "answers", f"after {time.perf_counter() - BEGAN:.1f} s")
        #}


asyncio.run(main())

#? An answer takes 0.4 s + 7 × 0.1 s = 1.1 s. Three prompts, two at a time. When are all there?
#? predict round(total, 1)
#? - 1.1: That is all three at once. The semaphore lets in two.
#? - 2.2
#? - 3.3: That is one after another.
#? Two rounds.

#: @ 0.1
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
#: @ holds streamed.line(1) == "first word after 0.4 s"
#: ### Stream it
#: With `"stream": true` the words come as [[server-sent events]]: **{{streamed.line(1)}}**. A reader waits for the first word, not for the
#: last. `async for` over the lines is all it takes.

#: @ variant main
#: @ end
#: ### The packages
#: An [[SDK]] does the HTTP for you: `AsyncOpenAI().chat.completions.create(...)` and `AsyncAnthropic().messages.create(...)` are awaited
#: in the same way,
#: and both can stream. Take care to use the *async* class: `OpenAI()` and `Anthropic()` without `Async` block the loop. Make one client,
#: and give it to all calls.

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
