# /// lesson
# id = "shield"
# title = "shield: this must not be stopped"
# part = "Time and trouble"
# order = 403
# minutes = 5
# goals = ["`asyncio.shield` lets a wait be cancelled, but not the work", "Shielded work still has to be awaited by somebody"]
# [glossary]
# "shield" = "a cover around a task: a cancellation hits the cover, not the task"
# ///
#: ## The payment
#: A guest waits 0.2 s at most. But once a payment has begun, it must not be cut off in the middle. A [[shield]] stands in between.
import asyncio


async def pay() -> str:
    await asyncio.sleep(0.5)
    print("payment written down")
    return "paid"


async def main() -> None:
    payment = asyncio.create_task(pay(), name="payment")
    try:
        async with asyncio.timeout(0.2):
            await asyncio.shield(payment)  #{covered}
    except TimeoutError:
        print("the guest is gone")
    print("state:", "stopped" if payment.cancelled() else "under way")
    await asyncio.gather(payment, return_exceptions=True)  #{at_the_end}


asyncio.run(main())

#? The guest's timeout ends at 0.2 s. What becomes of the payment?
#? predict how("payment")
#? - "cancelled": Without the shield it would be. The shield takes the hit.
#? - "returned"
#? - "never done": It would be so if nobody waited for it in the end. But `main` does.
#? The wait was cancelled, the work was not.

#: @ when payment waits
#: @ highlight payment
#: ### The work has begun
#: The payment is a task of its own. `main` does not wait for it, but for the shield around it.

#: @ when "the guest is gone" is printed
#: @ highlight payment
#: @ holds now == 0.2 and state("payment") == "waiting"
#: ### The timeout hits the shield
#: At {{now}} s the wait of `main` is cancelled. The payment is still {{state("payment")}} for the bank, and knows nothing of it.

#: @ when "payment written down" is printed
#: @ holds now == 0.5
#: ### Written down
#: At {{now}} s the payment is complete, because `main` waits for it before it leaves. Without that last line the end of the program would
#: cut it off.

#= variant bare: Without the shield
#= in covered
#| await payment

#: @ variant bare
#: @ end
#: @ compare main
#: @ holds bare.how("payment") == "cancelled" and bare.count("written down") == 0
#: ### Without the shield
#: The timeout now cancels the payment itself. It {{bare.how("payment")}} in the middle.

#! check count("the guest is gone") == 1: The guest does not wait

#= exercise do-not-leave: Do not leave it alone
#: The shield is there, but the last line has gone. See that the payment is written down, and that the guest still leaves at 0.2 s.
#! check count("payment written down") == 1: The payment is complete
#! hint Shielded work still ends with the program. Somebody has to await it.
#! check time("the guest is gone") == 0.2: The guest leaves in time
#! hint Leave the timeout as it is. Wait afterwards.
#= start
#= in at_the_end
#| pass
#= solution
#= in at_the_end
#| await payment
#= wrong: The payment is complete, but nobody limited the guest's wait.
#= in covered
#| await asyncio.sleep(0)
#= in at_the_end
#| await payment
