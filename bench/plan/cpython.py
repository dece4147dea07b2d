"""Times plans in CPython: one JSON request a line (source, results by tool, runs), the milliseconds of one run back."""

import json
import statistics
import sys
import time


def once(source, results):
    queues = {tool: iter(texts) for tool, texts in results.items()}

    def tool(name):
        return lambda *args, **kwargs: json.loads(next(queues[name]))

    namespace = {name: tool(name) for name in results}
    exec(compile(source, "plan", "exec"), namespace)
    return namespace["final_return_value"]


for line in sys.stdin:
    request = json.loads(line)
    took = []
    for _ in range(request["runs"]):
        start = time.perf_counter()
        answer = once(request["source"], request["results"])
        took.append((time.perf_counter() - start) * 1000)
    print(json.dumps({"milliseconds": statistics.median(took), "answer": answer}), flush=True)
