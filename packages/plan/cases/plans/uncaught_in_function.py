# tool fetch {"items": [{"price": "12.50"}, {"price": "n/a"}]}
def parse(item):
    return float(item["price"])

def total(items):
    running = 0
    for i, item in enumerate(items):
        try:
            running += parse(item)
        except KeyError:
            print("no price")
        finally:
            print("item", i, running)
    return running

class Report:
    def __init__(self, data):
        self.total = total(data["items"])

data = fetch(id=1)
print(len(data["items"]))
report = Report(data)
final_return_value = report.total
