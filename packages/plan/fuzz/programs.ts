/** Random programs as trees of statements, so that they can be shrunk. */
import { atom, type Kind } from "./atoms.ts";
import { moduleCall, moduleImports } from "./module-calls.ts";
import { literals, type Operand, operation } from "./operations.ts";
import type { Random } from "./random.ts";
import { scenarioImports, scenarioText } from "./scenarios.ts";

/** A statement: its first line and, for compound ones, what is inside. */
export interface Block {
  readonly line: string;
  readonly body: readonly Block[];
}

const simple = (line: string): Block => ({ line, body: [] });
const compound = (line: string, body: readonly Block[]): Block => ({ line, body });

/** Shows what a function gives or raises; sets are shown sorted, since their order differs. */
const prelude = `def show(f):
    try:
        v = f()
    except Exception as e:
        print("!", type(e), e)
    else:
        if isinstance(v, (set, frozenset)):
            print(type(v), sorted(v, key=repr))
        else:
            print(type(v), repr(v))
`;

/** The program's text. */
export function render(blocks: readonly Block[]): string {
  return prelude + lines(blocks, "");
}

function lines(blocks: readonly Block[], indent: string): string {
  return blocks
    .map(({ line, body }) => {
      const inner =
        body.length > 0 ? lines(body, `${indent}    `) : line.endsWith(":") ? `${indent}    pass\n` : "";
      return `${indent}${line}\n${inner}`;
    })
    .join("");
}

/** Calls of the modules one after the other, each shown. */
export function moduleProgram(random: Random): readonly Block[] {
  return [
    ...blocksOf(moduleImports),
    ...Array.from({ length: 12 }, () => simple(`show(lambda: ${moduleCall(random)})`)),
  ];
}

/** A program about one feature of the language. */
export function scenarioProgram(random: Random): readonly Block[] {
  return blocksOf(moduleImports + scenarioImports + scenarioText(random));
}

/** A program's text as statements: what is indented further belongs to the line before. */
export function blocksOf(text: string): readonly Block[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const depth = (line: string) => line.length - line.trimStart().length;
  const read = (from: number, to: number): Block[] => {
    const blocks: Block[] = [];
    for (let at = from; at < to; ) {
      const line = lines[at] ?? "";
      let end = at + 1;
      while (end < to && depth(lines[end] ?? "") > depth(line)) end++;
      blocks.push({ line: line.trim(), body: read(at + 1, end) });
      at = end;
    }
    return blocks;
  };
  return read(0, lines.length);
}

/** Operations one after the other, each shown. */
export function operationProgram(random: Random): readonly Block[] {
  return Array.from({ length: 12 }, () => simple(`show(lambda: ${operation(random)})`));
}

interface Names {
  readonly variables: Map<string, Kind>;
  readonly functions: string[];
  readonly classes: string[];
  readonly depth: number;
  readonly inFunction: boolean;
  readonly inLoop: boolean;
}

const variableKinds: readonly Kind[] = [
  "int",
  "float",
  "str",
  "list",
  "dict",
  "tuple",
  "bool",
  "small",
  "bytes",
];

/** A program of assignments, branches, loops, functions, classes, exceptions and calls of the tool. */
export function statementProgram(random: Random): readonly Block[] {
  return new ProgramWriter(random).whole();
}

class ProgramWriter {
  private readonly random: Random;
  private made = 0;
  constructor(random: Random) {
    this.random = random;
  }

  whole(): readonly Block[] {
    const names: Names = {
      variables: new Map(),
      functions: [],
      classes: [],
      depth: 0,
      inFunction: false,
      inLoop: false,
    };
    const blocks: Block[] = [];
    for (let i = 0; i < 4; i++) blocks.push(this.assignment(names, true));
    for (let i = 0; i < 9; i++) blocks.push(this.guarded(names, this.statement(names)));
    for (const name of names.variables.keys()) blocks.push(simple(`show(lambda: ${name})`));
    return blocks;
  }

  /** Statements may fail: most programs catch that and go on. */
  private guarded(names: Names, block: Block): Block {
    if (names.depth > 0 || this.random.chance(0.03) || /^(def|class|@)/.test(block.line)) return block;
    return compound("if True:", [
      compound("try:", [block]),
      compound("except Exception as error:", [simple('print("failed", type(error), error)')]),
    ]);
  }

  private name(prefix: string): string {
    this.made += 1;
    return `${prefix}${this.made}`;
  }

  private variable(names: Names, kind: Kind): string | undefined {
    const { random } = this;
    const found: string[] = [];
    for (const [name, own] of names.variables)
      if (
        own === kind ||
        kind === "any" ||
        (kind === "int" && own === "small") ||
        (kind === "iterable" && (own === "list" || own === "dict" || own === "tuple" || own === "str")) ||
        (kind === "key" && (own === "str" || own === "small" || own === "int"))
      )
        found.push(name);
    return found.length === 0 ? undefined : random.pick(found);
  }

  private operand(names: Names): Operand {
    const { random } = this;
    const literal = literals(random);
    return (kind) => (random.chance(0.6) ? this.variable(names, kind) : undefined) ?? literal(kind);
  }

  private expression(names: Names): string {
    const { random } = this;
    const choice = random.below(20);
    if (choice === 0 && names.functions.length > 0) return this.callOf(names);
    if (choice === 1)
      return `lookup(key=${this.operand(names)(random.pick<Kind>(["str", "small", "list", "float"]))})${random.pick(['["items"]', ".n", '["key"]', ".key", ".nope", '["nope"]', ""])}`;
    if (choice === 2)
      return `(${this.expression(names)} if ${this.operand(names)("any")} else ${this.expression(names)})`;
    if (choice === 3)
      return `(${this.operand(names)("any")} ${random.pick(["and", "or"])} ${this.expression(names)})`;
    return operation(random, this.operand(names));
  }

  private callOf(names: Names): string {
    const { random } = this;
    const operand = this.operand(names);
    const parts = Array.from({ length: random.below(4) }, () => operand("any"));
    if (random.chance(0.3)) parts.push(`${random.pick(["a", "b", "c", "d"])}=${operand("any")}`);
    if (random.chance(0.1)) parts.push(`**${random.pick(['{"b": 1}', '{"d": 2}', '{"zz": 3}', "{}"])}`);
    if (random.chance(0.1)) parts.unshift(`*${operand("iterable")}`);
    return `${random.pick(names.functions)}(${parts.join(", ")})`;
  }

  private assignment(names: Names, fresh: boolean): Block {
    const { random } = this;
    const kind = random.pick(variableKinds);
    const existing = fresh ? undefined : this.variable(names, kind);
    const name = existing ?? this.name("v");
    const value = atom(random, kind);
    if (existing === undefined) names.variables.set(name, kind);
    return simple(`${name} = ${value}`);
  }

  private block(names: Names, changes: Partial<Names> = {}): readonly Block[] {
    const inner = { ...names, ...changes, depth: names.depth + 1 };
    return Array.from({ length: 1 + this.random.below(3) }, () => this.statement(inner));
  }

  private statement(names: Names): Block {
    const { random } = this;
    const operand = this.operand(names);
    const choice = random.below(names.depth >= 3 ? 60 : 100);
    if (choice < 12) return simple(`show(lambda: ${this.expression(names)})`);
    if (choice < 20) return this.assignment(names, false);
    if (choice < 30) return this.mutation(names);
    if (choice < 38) return this.augmented(names);
    if (choice < 44) return this.unpacking(names);
    if (choice < 47) return simple(`show(lambda: ${this.expression(names)})`);
    if (choice < 50) {
      const name = this.name("v");
      names.variables.set(name, "any");
      return simple(`${name} = ${operation(random, operand).replace(/\{[^:{}]*\}/g, "[]")}`);
    }
    if (choice < 53)
      return simple(
        `raise ${random.pick(["ValueError", "KeyError", "TypeError", "IndexError", "RuntimeError", "Exception"])}(${random.chance(0.8) ? operand("any") : ""})`,
      );
    if (choice < 55)
      return simple(`assert ${operand("any")}${random.chance(0.5) ? `, ${operand("any")}` : ""}`);
    if (choice < 57) {
      if (names.inLoop) return simple(random.pick(["break", "continue"]));
      return simple(names.inFunction ? `return ${operand("any")}` : "pass");
    }
    if (choice < 60) {
      if (names.inFunction) return simple(`return ${this.expression(names)}`);
      const name = this.variable(names, "any");
      return simple(name === undefined ? "pass" : `del ${name}`);
    }
    if (choice < 68) return this.branch(names);
    if (choice < 77) return this.loop(names);
    if (choice < 84) return this.tried(names);
    if (choice < 90) return this.definition(names);
    if (choice < 94) return this.classDefinition(names);
    return this.matching(names);
  }

  private mutation(names: Names): Block {
    const { random } = this;
    const operand = this.operand(names);
    const list = this.variable(names, "list");
    const dict = this.variable(names, "dict");
    const a = () => operand("any");
    if (list !== undefined && (dict === undefined || random.chance(0.6)))
      return simple(
        random.pick([
          `${list}.append(${a()})`,
          `${list}.extend(${operand("iterable")})`,
          `${list}.insert(${operand("small")}, ${a()})`,
          `${list}.pop(${random.chance(0.5) ? "" : operand("small")})`,
          `${list}.remove(${a()})`,
          `${list}.sort(${random.pick(["", "reverse=True", "key=str", "key=repr", "key=len"])})`,
          `${list}.reverse()`,
          `${list}[${operand("small")}] = ${a()}`,
          `${list}[${operand("small")}:${operand("small")}] = ${operand("iterable")}`,
          `${list}[::${random.pick([2, -1, 3])}] = ${operand("iterable")}`,
          `del ${list}[${operand("small")}]`,
          `del ${list}[${operand("small")}:${random.chance(0.5) ? "" : operand("small")}]`,
          `del ${list}[::2]`,
          `${list}.clear()`,
        ]),
      );
    if (dict !== undefined)
      return simple(
        random.pick([
          `${dict}[${operand("key")}] = ${a()}`,
          `del ${dict}[${operand("key")}]`,
          `${dict}.update(${operand("dict")})`,
          `${dict}.update(${operand("any")})`,
          `${dict}.pop(${operand("key")}${random.chance(0.5) ? "" : `, ${a()}`})`,
          `${dict}.setdefault(${operand("key")}, []).append(${operand("small")})`,
          `${dict}.popitem()`,
          `${dict}[${a()}] = ${a()}`,
          `${dict}[${operand("key")}] += ${operand("small")}`,
          `${dict} |= ${operand("dict")}`,
        ]),
      );
    return this.assignment(names, true);
  }

  private augmented(names: Names): Block {
    const { random } = this;
    const operand = this.operand(names);
    const name = this.variable(names, random.pick(variableKinds)) ?? this.variable(names, "any");
    if (name === undefined) return this.assignment(names, true);
    const kind = names.variables.get(name) ?? "any";
    if (kind === "any") names.variables.delete(name);
    const op = random.pick(["+", "-", "*", "//", "%", "/", "|", "&", "^"]);
    if (op === "*" || kind === "bytes") return simple(`${name} *= ${atom(random, "small")}`);
    return simple(`${name} ${op}= ${operand(random.chance(0.8) ? kind : "any")}`);
  }

  private unpacking(names: Names): Block {
    const { random } = this;
    const fresh = () => {
      const name = this.name("u");
      names.variables.set(name, "any");
      return name;
    };
    const source = this.operand(names)(random.chance(0.9) ? "iterable" : "any");
    const targets = [
      () => `${fresh()}, ${fresh()}`,
      () => `${fresh()}, *${fresh()}`,
      () => `*${fresh()}, ${fresh()}`,
      () => `${fresh()}, (${fresh()}, ${fresh()})`,
      () => `[${fresh()}]`,
      () => `${fresh()}, *${fresh()}, ${fresh()}`,
    ];
    return simple(`${random.pick(targets)()} = ${source}`);
  }

  private branch(names: Names): Block {
    const body = this.block(names);
    const condition = this.random.chance(0.5) ? this.operand(names)("any") : this.expression(names);
    const first = compound(`if ${condition}:`, body);
    if (this.random.chance(0.5)) return first;
    return compound("if True:", [first, compound("else:", this.block(names))]);
  }

  private loop(names: Names): Block {
    const { random } = this;
    const changes = { inLoop: true };
    const other = random.chance(0.3) ? [compound("else:", this.block(names))] : [];
    if (random.chance(0.25)) {
      const counter = this.name("n");
      return compound("if True:", [
        // The condition counts, so that no part can be left out that ends the loop.
        simple(`${counter} = 0`),
        compound(`while (${counter} := ${counter} + 1) < ${random.below(5)}:`, this.block(names, changes)),
        ...other,
      ]);
    }
    const name = this.name("i");
    const inner = new Map(names.variables);
    inner.set(name, "any");
    const source = random.pick([
      this.operand(names)("iterable"),
      `enumerate(${this.operand(names)("iterable")})`,
      `zip(${this.operand(names)("iterable")}, ${this.operand(names)("iterable")})`,
      `range(${random.below(4)})`,
      `sorted(${this.operand(names)("iterable")}, key=repr)`,
      `reversed(${this.operand(names)("list")})`,
    ]);
    const loop = compound(`for ${name} in ${source}:`, this.block({ ...names, variables: inner }, changes));
    return compound("if True:", [loop, ...other]);
  }

  private tried(names: Names): Block {
    const { random } = this;
    const parts = [compound("try:", this.block(names))];
    const types = random.pick([
      "ValueError",
      "(TypeError, KeyError)",
      "Exception",
      "LookupError",
      "ArithmeticError",
    ]);
    const handler = random.pick(["as", "plain", "finally"]);
    const shown = [simple('print("caught", type(err), err, err.args)')];
    if (handler !== "plain")
      parts.push(
        compound(`except ${types} as err:`, random.chance(0.15) ? [...shown, simple("raise")] : shown),
      );
    else parts.push(compound(`except ${types}:`, this.block(names)));
    if (random.chance(0.3)) parts.push(compound("else:", this.block(names)));
    if (handler === "finally")
      parts.push(compound("finally:", [simple('print("finally")'), ...this.block(names)]));
    return compound("if True:", parts);
  }

  private definition(names: Names): Block {
    const { random } = this;
    const name = this.name("f");
    const parameters = random.pick([
      "a",
      "a, b=2",
      "*a",
      "a, *b, c=3",
      "a, /, b, *, c=1",
      "**d",
      "a=1, **d",
      "a, b, c",
      "",
      "a, *, b",
    ]);
    const own = new Map(names.variables);
    for (const [, parameter = ""] of parameters.matchAll(/([a-d])/g)) own.set(parameter, "any");
    const inner = { ...names, variables: own, functions: [...names.functions], classes: [...names.classes] };
    const body = this.block(inner, { inFunction: true, inLoop: false });
    if (random.chance(0.2)) {
      const [first, ...rest] = body;
      names.functions.push(`(lambda *p, **q: list(${name}(*p, **q)))`);
      return compound(`def ${name}(${parameters}):`, [
        ...(first === undefined ? [] : [first]),
        simple(`yield ${this.operand(names)("any")}`),
        ...rest,
        simple(`yield from ${this.operand(names)("iterable")}`),
      ]);
    }
    names.functions.push(name);
    return compound(`def ${name}(${parameters}):`, [
      ...body,
      simple(`return ${this.operand({ ...names, variables: own })("any")}`),
    ]);
  }

  private classDefinition(names: Names): Block {
    const { random } = this;
    const name = this.name("C");
    const base = names.classes.length > 0 && random.chance(0.4) ? `(${random.pick(names.classes)})` : "";
    const operand = this.operand(names);
    const methods = [
      compound("def __init__(self, a=0, b=1):", [simple("self.a = a"), simple("self.b = b")]),
      compound("def __repr__(self):", [simple(`return f"${name}({self.a!r})"`.replace("{self", "{self"))]),
      compound("def __eq__(self, other):", [simple("return self.a == other.a")]),
      compound("def __lt__(self, other):", [simple("return self.a < other.a")]),
      compound("def __add__(self, other):", [simple(`return ${operand("any")}`)]),
      compound("def __radd__(self, other):", [simple("return (other, self.a)")]),
      compound("def __getitem__(self, k):", [simple("return self.a[k]")]),
      compound("def __len__(self):", [simple(`return ${random.pick(["0", "1", "3", "True"])}`)]),
      compound("def __bool__(self):", [simple(`return ${random.pick(["True", "False", operand("any")])}`)]),
      compound("def __contains__(self, k):", [simple("return k == self.a")]),
      compound("def __call__(self, *p):", [simple("return p")]),
      compound("def __iter__(self):", [simple(`return iter(${operand("iterable")})`)]),
      compound("def __str__(self):", [
        simple(`return ${random.chance(0.9) ? 'f"<{self.a}>"' : operand("any")}`),
      ]),
      compound("def m(self, x=1, *r):", [simple(`return (self.a, x, r, ${operand("any")})`)]),
      compound("def __neg__(self):", [simple("return -self.a")]),
      compound("def __index__(self):", [simple(`return ${operand("small")}`)]),
      compound("def __format__(self, spec):", [simple("return spec + str(self.b)")]),
    ].filter((_, i) => i < 2 || random.chance(0.35));
    names.classes.push(name);
    const uses = [
      `${name}(${operand("any")}) + ${operand("any")}`,
      `${operand("any")} + ${name}(1)`,
      `${name}(1) == ${name}(${operand("any")})`,
      `${name}(${operand("any")}) < ${name}(${operand("any")})`,
      `sorted([${name}(2), ${name}(1)])`,
      `${name}(${operand("any")}).m(${operand("any")})`,
      `bool(${name}())`,
      `list(${name}(${operand("any")}))`,
      `${name}(1)(2)`,
      `len(${name}())`,
      `str(${name}(${operand("any")}))`,
      `f"{${name}(1):>5}"`,
      `${operand("any")} in ${name}(${operand("any")})`,
      `-${name}(${operand("any")})`,
      `[1, 2, 3][${name}(1)]`,
      `${name}(${operand("any")})[${operand("any")}]`,
      `${name}(1, 2, 3)`,
      `${name}(1).zz`,
      `isinstance(${name}(), ${name})`,
      `max(${name}(1), ${name}(2))`,
      `${name}(1) in [${name}(1)]`,
      `range(${name}(1))`,
    ];
    names.functions.push(name);
    return compound("if True:", [
      compound(`class ${name}${base}:`, methods),
      ...Array.from({ length: 4 }, () => simple(`show(lambda: ${random.pick(uses)})`)),
    ]);
  }

  private matching(names: Names): Block {
    const { random } = this;
    const pattern = () =>
      random.pick([
        "1",
        '"a"',
        "None",
        "[]",
        "[x]",
        "[x, y]",
        "[x, *y]",
        "(1 | 2) as x",
        "{}",
        '{"a": x}',
        "int()",
        "int(x)",
        "str(x)",
        "float(x)",
        "[int(x), *_]",
        "True",
        "x if x",
        "list(x)",
        "dict(x)",
        "-1",
        "2.5",
        "{**x}",
        "tuple((x, y))",
      ]);
    const cases = Array.from({ length: 1 + random.below(4) }, (_, i) => {
      const text = pattern();
      const bound = Array.from(text.matchAll(/\b([xy])\b/g), ([name]) => name);
      const shown = bound.length === 0 ? "" : `, ${Array.from(new Set(bound)).join(", ")}`;
      return compound(`case ${text}:`, [simple(`print("case ${i}"${shown})`)]);
    });
    return compound(`match ${this.operand(names)("any")}:`, cases);
  }
}
