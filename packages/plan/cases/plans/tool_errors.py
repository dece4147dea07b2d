# tool a {"error!": "denied by server"}
# tool b 1
try:
    a(x=1)
except Exception as e:
    message = str(e)
    print(message, repr(e), e.args)
try:
    v = b(n=1) / (b(n=2) - 1)
except ZeroDivisionError as e:
    v = str(e)
print(v)
a(x=2)
