for n in range(2, 12):
    for x in range(2, n):
        if n % x == 0:
            break
    else:
        print(n, end=" ")
print()
i = 0
while i < 3:
    i += 1
    if i == 5: break
else:
    print("while else", i)
