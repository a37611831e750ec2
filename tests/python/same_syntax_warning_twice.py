print("\d", "\d")
x = 5
print(x is 5, x is 5)
y = "\p" + "\d", "\p", ("\s"
                        "\s")
for i in range(2):
    exec("y is 5, y is 5\n'\\d', '\\d'")
