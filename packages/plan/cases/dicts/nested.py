cfg = {"db": {"hosts": ["a", "b"], "port": 5432}, "debug": False}
cfg["db"]["hosts"].append("c"); cfg["db"]["port"] += 1; cfg.setdefault("new", {})["x"] = 1
print(cfg, cfg.get("db", {}).get("user", "root"), cfg["db"]["hosts"][-1], "port" in cfg["db"], [k for k, v in cfg.items() if isinstance(v, dict)], {k: type(v) for k, v in cfg.items()})
del cfg["db"]["hosts"][0]; cfg["db"].pop("port"); print(cfg, len(cfg))
