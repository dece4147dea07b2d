# tool get_user {"id": 7, "name": "Ann", "address": {"city": "Oslo", "zip": "0150", "geo": {"lat": 59.9, "lon": 10.7}}, "tags": ["a", "b"], "items": [1, 2], "manager": null, "keys": "k"}
user = get_user(id=7)
print(user.name, user["name"], user.get("name"), user.get("missing"), user.get("missing", "-"))
print(user.address.city, user["address"]["zip"], user.address["geo"].lat + user["address"].geo["lon"])
print(user.tags[0], user.tags[-1], len(user.tags), user.manager is None)
print(user["items"], user["keys"], sorted(user.keys())[0], len(user.items()))
print("name" in user, "nope" in user, list(user)[:3])
print(hasattr(user, "address"), hasattr(user, "phone"), getattr(user, "phone", "none"))
try:
    print(user.phone)
except AttributeError as error:
    print("AttributeError:", error)
try:
    print(user["phone"])
except KeyError as error:
    print("KeyError:", error, repr(error), error.args)
try:
    user.address.street.upper()
except AttributeError as error:
    print(error)
print(isinstance(user, dict), isinstance(user.tags, list), isinstance(user.address.geo.lat, float))
copy = {**user, "name": "Bob"}
print(copy["name"], user.name)
user["name"] = "Cay"
print(user.name, user["name"])
match user:
    case {"address": {"city": city}, "tags": [first, *rest]}:
        print(city, first, rest)
final_return_value = user.address
