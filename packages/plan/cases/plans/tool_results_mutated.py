# tool list_tasks {"tasks": [{"id": 3, "title": "Write", "tags": ["a"], "due": "2024-05-01"}, {"id": 1, "title": "Read", "tags": [], "due": null}, {"id": 2, "title": "Send", "tags": ["b", "a"], "due": "2024-04-01"}], "total": 3}
# tool update_task {"updated": 1}
result = list_tasks(project="x")
tasks = result["tasks"]
tasks.sort(key=lambda t: (t["due"] is None, t["due"]))
print([t.id for t in tasks], result.total == len(result.tasks), result["tasks"] is tasks)
for task in tasks:
    task["tags"].append("seen")
    task.setdefault("owner", "ann")
    task["done"] = not task.due
    task.pop("title", None) if task.id == 1 else task.update(title=task.title.upper())
print(tasks)
tasks[0] |= {"extra": 1}
del tasks[1]["owner"]
print("owner" in tasks[1], tasks[0].get("extra"), tasks[0]["extra"], hasattr(tasks[1], "owner"))
by_id = {t["id"]: t for t in tasks}
tags = sorted({tag for t in tasks for tag in t["tags"]})
print(tags, list(by_id), {k: v for k, v in by_id[3].items() if k != "tags"})
for key, value in result.items():
    print(key, type(value))
a, *others = (t["id"] for t in tasks)
print(a, others, update_task(id=a, fields={"tags": tags, "note": None}).updated)
copy = dict(result)
copy["total"] = 0
print(result["total"], copy["total"], result == copy, list(result) == list(copy))
try:
    for t in by_id:
        by_id[t + 10] = None
except RuntimeError as error:
    print(error)
final_return_value = [t.get("title", "-") for t in tasks]
