# tool page {"items": [1, 2], "next": "p2"}
# tool page {"items": [3], "next": null}
cursor, everything = "p1", []
while cursor is not None:
    p = page(cursor=cursor)
    everything += p["items"]
    cursor = p["next"]
print(everything)
final_return_value = everything
