"""A name is what NFKC makes of it: ligatures, styled and wide letters, accents written apart."""
import asyncio
import math as other


async def 𝐦𝐚𝐢𝐧():
    𝑥 = 1
    await asyncio.sleep(x)
    print(x, 𝑥, main.__name__, main.__code__.co_varnames)
    try:
        𝒴
    except NameError as e:
        print(e)


def ª(ⅷ, *, ﬁne=2):
    return locals()


class Kind:
    ℌ = 1

    def ﬂow(self, µ):
        self.ª = µ
        return self.a


kind = Kind()
print(a(1), a(viii=3, fine=4), a(ⅷ=3, ﬁne=4))
print(sorted(n for n in vars(Kind) if n[0] != "_"), kind.flow(5), kind.H, vars(kind), getattr(kind, "ª", "no such one"))
é = "written apart"
print(é, [ascii(n) for n in globals() if n == "\u00e9"], ascii("é"))
가, ệ = 1, 2
print([ascii(n) for n in globals() if ord(n[0]) > 0x1000], 가, ệ, other.pi)
match kind:
    case Kind(ℌ=ﬀ):
        print(ff)
asyncio.run(main())
