# /// lesson
# id = "sequential-awaits"
# title = "Museum: awaits in a row"
# part = "Museum of mistakes"
# order = 903
# minutes = 2
# goals = ["You recognise independent calls that are made one after another"]
# ///
#: ## Five prices
#: The program asks five shops for a price. The shops do not know each other.
import asyncio


async def price(shop: int) -> int:
    await asyncio.sleep(0.2)
    return shop * 10


async def main() -> None:
    #{asking
    prices = []
    for shop in range(5):
        prices.append(await price(shop))
        #}
    print(prices)


asyncio.run(main())

#? How many questions are under way at the same time?
#? predict peak("price")
#? - 5: They could be. But the loop awaits each answer before it asks the next shop.
#? - 1

#: @ end
#: @ holds speed_up == 1 and total == 1
#: @ panels code, output, timeline, findings
#: @ holds "sequential-awaits" in findings
#: ### How it looks
#: One bar after another, like stairs. It took {{total}} s, exactly the sum of all waits.

#= variant fixed: All together
#| prices = await asyncio.gather(*(price(shop) for shop in range(5)))

#: @ variant fixed
#: @ end
#: @ compare main
#: @ holds fixed.total == 0.2 and fixed.peak("price") == 5
#: @ holds "sequential-awaits" not in fixed.findings
#: ### The fix
#: `gather` makes {{fixed.peak("price")}} bars start together: {{fixed.total}} s.
