try:
    name = input("What is your name? ")
except EOFError as e:
    print("nobody:", e)
