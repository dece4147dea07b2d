# tool page {"items": [1, 2], "next": "t1"}
# tool page {"items": [3], "next": "t2"}
# tool page {"items": [], "next": null}
def pages():
    token = None
    while True:
        p = page(token=token)
        yield from p["items"]
        token = p["next"]
        if token is None:
            return
seen = []
for item in pages():
    seen.append(item)
state = "start"
log = []
for ev in ["go", "pause", "go", "stop"]:
    match (state, ev):
        case ("start" | "paused", "go"): state = "running"
        case ("running", "pause"): state = "paused"
        case (_, "stop"): state = "stopped"
        case other: log.append(other)
    log.append(state)
print(seen, log)
final_return_value = {"items": seen, "state": state}
