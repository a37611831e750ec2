def f[T: (y := 1)](x: T) -> T: return x
