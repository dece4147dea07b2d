import fc from "fast-check";

/**
 * Random programs over two secrets (`s0`, `s1`), numbers, lists, dicts, functions, generators and objects, built so that
 * most of them run. They tell what they know by calling `out`.
 */
const numbers = ["p0", "p1", "p2", "q"];
const containers = ["l0", "l1", "d0", "box.items"];

const atom = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom("s0", "s1") },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 }).map(String) },
  fc.constantFrom("len(l0)", "len(l1)", "sum(l0)", "d0.get('a', 0)", "box.n", "total()", "len(d0)", "l1[0]"),
);

const expression: fc.Arbitrary<string> = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 2 },
    atom,
    fc.tuple(tie("e"), fc.constantFrom("+", "-", "*"), tie("e")).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie("e"), fc.constantFrom("<", "==", ">"), tie("e")).map(([a, op, b]) => `int(${a} ${op} ${b})`),
    fc.tuple(tie("e"), tie("e"), tie("e")).map(([a, b, c]) => `(${a} if ${b} else ${c})`),
    fc.tuple(tie("e"), fc.constantFrom("and", "or"), tie("e")).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie("e").map((a) => `pick(${a})`),
    tie("e").map((a) => `max([${a}, 1, p0])`),
    tie("e").map((a) => `len([v for v in l0 if v < ${a}])`),
    tie("e").map((a) => `next(counter) + ${a}`),
    tie("e").map((a) => `int(${a} in l1)`),
    tie("e").map((a) => `[p0, p1, ${a}][${a} % 3]`),
    tie("e")
      .map((a) => `any(v == ${a} for v in l0)`)
      .map((text) => `int(${text})`),
    tie("e").map((a) => `sorted([2, ${a}, 1])[0]`),
    tie("e").map((a) => `(p1 if push(${a}) else 0)`),
  ),
})).e;

const simple: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.constantFrom(...numbers), expression).map(([name, value]) => `${name} = ${value}`),
  fc.tuple(fc.constantFrom(...numbers), expression).map(([name, value]) => `${name} += ${value}`),
  fc
    .tuple(fc.constantFrom("l0", "l1", "box.items"), expression)
    .map(([name, value]) => `${name}.append(${value})`),
  fc.tuple(fc.constantFrom("a", "b"), expression).map(([key, value]) => `d0["${key}"] = ${value}`),
  fc.tuple(expression, expression).map(([key, value]) => `d0[${key}] = ${value}`),
  expression.map((value) => `box.n = ${value}`),
  expression.map((value) => `bump(${value})`),
  expression.map((value) => `l1[${value} % len(l1)] = 7`),
  expression.map((value) => `[l0, l1][${value} % 2].append(3)`),
  expression.map((value) => `[box, spare][${value} % 2].n = 4`),
  expression.map((value) => `${value} and l0.append(1)`),
  expression.map((value) => `out(${value})`),
  fc.constantFrom(...containers).map((name) => `out(${name})`),
  fc.constantFrom(
    "out()",
    "l0 = l1",
    "l1 = list(l0)",
    "l0 = [1, 2]",
    "counter = count()",
    "out(box.n)",
    "out(spare.n)",
  ),
  fc.tuple(expression, expression).map(([a, b]) => `p0, p1 = ${a}, ${b}`),
  expression.map((value) => `early(${value})`),
  expression.map((value) => `[bump, push][${value} % 2](1)`),
);

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}

const statement: fc.Arbitrary<string[]> = fc.letrec<{ s: string[] }>((tie) => {
  const block = fc.array(tie("s"), { minLength: 1, maxLength: 3 }).map((parts) => parts.flat());
  const exit = fc.option(fc.constantFrom("break", "continue"), { nil: null, freq: 2 });
  return {
    s: fc.oneof(
      { maxDepth: 3 },
      simple.map((line) => [line]),
      fc.tuple(expression, block).map(([test, body]) => [`if ${test}:`, ...indent(body)]),
      fc
        .tuple(expression, block, block)
        .map(([test, body, other]) => [`if ${test}:`, ...indent(body), "else:", ...indent(other)]),
      fc
        .tuple(
          fc.constantFrom("range(3)", "list(l0)[:3]", "range(min(abs(s0), 3))", "list(d0)[:3]"),
          block,
          expression,
          exit,
        )
        .map(([source, body, test, last]) => [
          `for q in ${source}:`,
          ...indent(body),
          ...(last === null ? [] : indent([`if ${test}:`, `    ${last}`])),
          "    out(1)",
        ]),
      fc
        .tuple(expression, block, exit)
        .map(([test, body, last]) => [
          "fuel = 3",
          `while fuel > 0 and ${test}:`,
          "    fuel -= 1",
          ...indent(body),
          ...(last === null ? [] : indent([`if ${test}:`, `    ${last}`])),
        ]),
      fc
        .tuple(expression, block, block, block)
        .map(([test, before, after, handler]) => [
          "try:",
          ...indent(before),
          `    if ${test}: raise ValueError(p0)`,
          ...indent(after),
          "except ValueError:",
          ...indent(handler),
        ]),
      fc
        .tuple(expression, block, block)
        .map(([value, before, handler]) => [
          "try:",
          ...indent(before),
          `    q = 10 // ${value}`,
          "except ZeroDivisionError:",
          ...indent(handler),
        ]),
      fc
        .tuple(expression, block, block)
        .map(([value, one, other]) => [
          `match ${value}:`,
          "    case 0:",
          ...indent(indent(one)),
          "    case n if n > 2:",
          ...indent(indent(other)),
          "    case _:",
          "        out(2)",
        ]),
    ),
  };
}).s;

const prelude = `
class Box:
    def __init__(self, n):
        self.n = n
        self.items = [n]
box = Box(1)
spare = Box(2)
l0 = [1, 2, 3]
l1 = [0]
d0 = {"a": 1}
p0 = 1
p1 = 2
p2 = 3
q = 0
hidden = [0]
def bump(v):
    global p2
    p2 = p2 + v
    return 0
def push(v):
    hidden.append(v)
    return len(hidden) % 2
def total():
    return sum(hidden)
def pick(v):
    if v:
        return p0
    return p1
def early(v):
    for i in [1, 2]:
        if v > i:
            return 0
        l1.append(i)
    return 1
def count():
    n = 0
    while n < 1000000:
        n += 1
        yield n
counter = count()
`;

const postlude = `
out(p0); out(p1); out(p2); out(q); out(l0); out(l1); out(d0); out(box.n); out(spare.n); out(box.items); out(hidden)
out(next(counter)); out(len(l0)); out(list(d0))
final_return_value = p0
`;

export const randomProgram: fc.Arbitrary<string> = fc
  .array(statement, { minLength: 1, maxLength: 6 })
  .map((statements) => prelude + statements.flat().join("\n") + postlude);
