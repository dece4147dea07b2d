# tool submit {"error!": "503 busy"}
# tool submit {"error!": "503 busy"}
# tool submit {"error!": "400 bad request"}
# tool submit {"ticket": "T-9"}
import functools

def retry(times, on=("503",)):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            last = None
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except RuntimeError as error:
                    last = error
                    code = str(error).split()[0]
                    print(f"attempt {attempt}/{times}: {error!s:>20}")
                    if code not in on:
                        raise
            raise TimeoutError(f"gave up after {times} attempts") from last
        return wrapper
    return decorate

@retry(2)
def send(text, *, urgent=False):
    """Sends a text."""
    return submit(text=text, urgent=urgent)["ticket"]

results = []
for text in ("one", "two", "three"):
    try:
        results.append(send(text, urgent=text == "two"))
    except (TimeoutError, RuntimeError) as error:
        results.append(f"{type(error) is TimeoutError}: {error}")
print(results)
final_return_value = results
