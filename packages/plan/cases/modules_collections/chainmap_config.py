from collections import ChainMap
defaults = {"host": "localhost", "port": 80, "debug": False}
env = {"port": 8080}
args = {"debug": True}
cfg = ChainMap(args, env, defaults)
print(cfg["host"], cfg["port"], cfg["debug"], len(cfg), sorted(cfg))
print(cfg.maps, cfg.get("nope"), "port" in cfg, cfg.get("x", 1))
cfg["host"] = "example"
print(args, defaults["host"], cfg["host"])
child = cfg.new_child({"port": 1})
print(child["port"], child.parents["port"], cfg["port"], child.maps[0])
empty = cfg.new_child()
empty["temp"] = 1
print("temp" in cfg, empty["temp"], empty.maps[0])
del cfg["host"]
print(cfg["host"])
for bad in (lambda: cfg["zzz"], lambda: cfg.pop("host")):
    try:
        print(bad())
    except KeyError as e:
        print("KeyError", e)
try:
    del cfg["host"]
except KeyError as e:
    print("KeyError", e)
print(dict(cfg), list(cfg.keys()), list(cfg.values()), list(cfg.items()))
print(cfg == {"debug": True, "port": 8080, "host": "localhost"}, ChainMap(), bool(ChainMap()), bool(ChainMap({}, {"a": 1})))
print(ChainMap({"a": 1}, {"b": 2}), cfg.pop("debug"), cfg["debug"])
scopes = ChainMap({})
def enter(s, **names): return s.new_child(names)
inner = enter(enter(scopes, x=1, y=2), x=10)
print(inner["x"], inner["y"], inner.parents["x"], len(inner.maps))
inner["z"] = 3
print(inner.maps[0], sorted(inner.items()))
