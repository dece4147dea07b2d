import json
data = json.loads('{"a": [1, 2.5, null, true, "x\\u00e9"], "b": {"c": {}}}')
print(data, json.dumps(data), json.dumps(data, indent=2), json.dumps(data, sort_keys=True, ensure_ascii=False), json.dumps([1.0, 1e20, None, "\"", (1, 2)]))
for bad in ["{", "[1,]", "nope", "", '{"a" 1}', "1 2", '"\n"']:
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(e)
try:
    json.dumps({1, 2})
except TypeError as e:
    print(e)
final_return_value = data
