from string import Template
t = Template("Hi $name, you owe ${amount}USD $$5")
print(t.substitute(name="Ada", amount=3))
print(t.substitute({"name": "B", "amount": 4}), t.substitute({"name": "B"}, amount=1))
print(t.safe_substitute(name="X"), t.template)
try:
    t.substitute(name="A")
except KeyError as e:
    print("KeyError", e)
try:
    Template("bad $ here").substitute()
except ValueError as e:
    print(e)
try:
    Template("a\nb ${x").substitute(x=1)
except ValueError as e:
    print(e)
print(Template("bad $ here $x").safe_substitute(x=1))
print(Template("$a_b $a.b ${a}b").substitute(a=1, a_b=2))
