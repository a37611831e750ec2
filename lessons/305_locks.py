# /// lesson
# id = "locks"
# title = "What can race, and what cannot"
# part = "Limits"
# order = 305
# minutes = 7
# goals = ["Between two awaits nobody else can run", "Read, await, write is a race", "A lock makes others wait outside"]
# [glossary]
# "race" = "a result that depends on who comes first, by accident"
# "lock" = "a semaphore with one place: who has it, is alone"
# ///
#: ## Three people and one cash box
#: The box holds 100 euros. Three waiters each put 10 euros in, at the same time. Putting in takes a moment: look, count, write down.
import asyncio


class Box:
    def __init__(self) -> None:
        self.euros = 100
        self.lock = asyncio.Lock()

    async def add(self, amount: int) -> None:
        #{adding
        seen = self.euros
        await asyncio.sleep(0.1)
        self.euros = seen + amount
        #}


async def main() -> None:
    box = Box()
    await asyncio.gather(box.add(10), box.add(10), box.add(10))
    print("in the box:", box.euros)


asyncio.run(main())

#? How much is in the box?
#? predict line(1)
#? - "in the box: 130": It should be. But all three saw 100 before anybody had written.
#? - "in the box: 110"
#? - "in the box: 100": Each of them wrote something. The last one wrote 110.
#? 20 euros are lost, and there is no error message.

#: @ line "self.euros = seen + amount"
#: @ highlight "seen = self.euros", "await asyncio.sleep(0.1)"
#: @ holds now == 0.1 and peak("asyncio.sleep") == 3
#: ### All have looked, nobody has written
#: At {{now}} s the first waiter is about to write. All {{peak("asyncio.sleep")}} have looked, and all have seen 100. This is a [[race]].

#: @ end
#: ### The rule
#: A race needs an `await` between reading and writing. Without an `await` nobody else can run, so nothing can come between.
#: That is the great comfort of async code: you *see* every place where the world may change. It says `await` there.

#= variant quick: No await between
#| await asyncio.sleep(0.1)
#| self.euros = self.euros + amount

#: @ variant quick
#: @ end
#: @ holds quick.line(1) == "in the box: 130" and quick.total == 0.1
#: ### First cure: do not await in the middle
#: Wait first, then read and write in one go. **{{quick.line(1)}}**, in {{quick.total}} s. If you can do it like this, you need no lock.

#= variant locked: With a lock
#| async with self.lock:
#|     seen = self.euros
#|     await asyncio.sleep(0.1)
#|     self.euros = seen + amount

#: @ variant locked
#: @ when Task-3 waits
#: @ highlight Task-3
#: @ holds waits_for("Task-3") == "Lock"
#: ### Second cure: a [[lock]]
#: If the wait has to be in the middle, take a lock. The second waiter now waits for **{{waits_for("Task-3")}}** before he looks.

#: @ variant locked
#: @ end
#: @ compare main
#: @ holds locked.line(1) == "in the box: 130" and locked.total == 0.3
#: ### The price
#: **{{locked.line(1)}}**, but it takes {{locked.total}} s. A lock makes things serial. Hold it as short as you can.

#! check total <= 0.3: It does not take longer than one after another

#= exercise full-box: A box for 120 euros
#: The box holds 120 euros at most. Who finds no room says `full`. With 100 in it, two of the three can add 10. Checking takes 0.1 s.
#! check line(-1) == "in the box: 120": The box is not overfilled
#! hint Looking and adding belong together. Nobody may look in between. That is what `self.lock` is for.
#! check count("full") == 1: The third one is told
#! hint Whoever waited at the lock has to look *after* getting it.
#= start
#| if self.euros + amount <= 120:
#|     await asyncio.sleep(0.1)
#|     self.euros += amount
#| else:
#|     print("full")
#= solution
#| async with self.lock:
#|     if self.euros + amount <= 120:
#|         await asyncio.sleep(0.1)
#|         self.euros += amount
#|     else:
#|         print("full")
#= wrong: The lock is taken after looking. All three have seen room by then.
#| if self.euros + amount <= 120:
#|     async with self.lock:
#|         await asyncio.sleep(0.1)
#|         self.euros += amount
#| else:
#|     print("full")
