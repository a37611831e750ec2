class Machine:
    transitions = {("idle", "start"): "running", ("running", "stop"): "idle", ("running", "pause"): "paused", ("paused", "start"): "running"}
    def __init__(self): self.state = "idle"
    def send(self, ev):
        key = (self.state, ev)
        if key not in self.transitions: raise ValueError(f"cannot {ev} from {self.state}")
        self.state = self.transitions[key]
        return self.state
m = Machine()
print([m.send(e) for e in ("start", "pause", "start", "stop")])
try: m.send("pause")
except ValueError as e: print(e)
