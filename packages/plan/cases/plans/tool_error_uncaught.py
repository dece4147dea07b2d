# tool lookup {"error!": "permission denied for table users"}
attempts = 0
def find(name):
    global attempts
    attempts += 1
    return lookup(table="users", name=name)
try:
    find("ann")
except ValueError:
    print("never")
finally:
    print("attempts", attempts)
print("not reached")
