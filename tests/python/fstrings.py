n, pi, s = 42, 3.14159, "text"
w = 10
print(f"{n} {n:5d}|{n:<5}|{n:^5}|{n:05}|{n:x}|{n:#b}|{n:,}|{-n:+}")
print(f"{pi:.2f} {pi:8.3f} {pi:e} {pi:g} {1e10:g} {0.1 + 0.2} {1234567.891:,.2f} {0.5:%}")
print(f"{s!r:>{w}} {s:*^{w}} {s:.2} {n=} {n + 1 = } {s!r} {'nested ' + f'{n}'} {{}}")
print(f"{'a' if n else 'b'} {[1, 2][0]} {dict(a=1)['a']} {(lambda x: x * 2)(3)}")
print(f"""multi
{n}""", f"{s:{'>'}{w}}", f"{None} {True} {[1, 'a']}", f'{"q"}')
