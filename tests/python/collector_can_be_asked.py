import gc

print(type(gc.collect()).__name__, gc.get_threshold()[0])
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), len(gc.get_stats()))
try:
    gc.collect(7)
except ValueError as e:
    print(e)
