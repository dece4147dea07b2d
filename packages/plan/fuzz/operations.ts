/** Expressions that apply an operator, a builtin or a method to right and, now and then, to wrong operands. */
import { atom, type Kind } from "./atoms.ts";
import type { Random } from "./random.ts";

const kindOf: Readonly<Record<string, Kind>> = {
  i: "int",
  z: "small",
  f: "float",
  s: "str",
  b: "bytes",
  o: "bool",
  n: "None",
  l: "list",
  t: "tuple",
  d: "dict",
  e: "set",
  r: "range",
  c: "slice",
  k: "key",
  x: "iterable",
  g: "callable",
  F: "spec",
  T: "template",
  P: "percent",
  y: "type",
  a: "any",
};

/** `receiver.name required/optional`: each letter or `name=letter` is an argument, alternatives in brackets. */
const methods = `
s.capitalize s.casefold s.center:z/s s.count:s/zz s.encode:/[s"utf-8""ascii""latin-1""utf-16"]["strict""ignore""replace"]
s.endswith:[st]/zz s.expandtabs:/z s.find:s/zz s.index:s/zz s.isalnum s.isalpha s.isascii s.isdecimal s.isdigit s.isidentifier
s.islower s.isnumeric s.isprintable s.isspace s.istitle s.isupper s.join:[xl] s.ljust:z/s s.lower s.lstrip:/s s.partition:s
s.removeprefix:s s.removesuffix:s s.replace:ss/z s.rfind:s/zz s.rindex:s/zz s.rjust:z/s s.rpartition:s s.rsplit:/[sn]z
s.rstrip:/s s.split:/[sn]z s.splitlines:/o s.startswith:[st]/zz s.strip:/s s.swapcase s.title s.upper s.zfill:z
s.translate:d T.format:/aaa T.format:a,a=a T.format_map:d
b.decode:/["utf-8""ascii""latin-1"]["strict""ignore""replace"] b.hex:/s b.split:/b b.startswith:b b.endswith:b b.find:b b.count:b
b.upper b.lower b.strip:/b b.replace:bb b.join:l
l.index:a/zz l.count:a l.copy t.index:a/zz t.count:a
d.get:k/a d.keys d.values d.items d.copy
i.bit_length i.bit_count f.is_integer f.as_integer_ratio i.as_integer_ratio f.hex i.conjugate
e.union:/xx e.intersection:x e.difference:/x e.symmetric_difference:x e.issubset:x e.issuperset:x e.isdisjoint:x e.copy
r.index:z r.count:z
`
  .trim()
  .split(/\s+/);

const builtins = `
abs:[if] all:x any:x bool:/a bytes:/[zlsb]s chr:i dict:/[dx] divmod:[if][if] enumerate:x/z filter:gx float:/[sifa] format:a/F
format:[if]/F format:s/F frozenset:/x hasattr:as int:/[sfia] int:sz isinstance:ay issubclass:yy iter:x len:[xa] list:/x map:gx
map:gxx max:/[xa]a max:x,key=g max:x,default=a min:/[xa]a min:x,key=g next:a/a ord:[sb] pow:[if]z/z range:z/zz repr:a
reversed:[xra] round:[fi]/[zn] round:f/z slice:z/zz sorted:x sorted:x,key=g sorted:x,reverse=o str:/a str:b,["utf-8""ascii"]
sum:x/[zlfat] tuple:/x type:a zip:/xxx zip:xx,strict=o set:/x print:/aaa print:aa,sep=s,end=s len:d float:s int:f str:f repr:s
hasattr:a,["x""append""keys""strip"] getattr:a,["x""real"],a
`
  .trim()
  .split(/\s+/);

const binary = "+ - * / // % ** << >> & | ^ @ == != < <= > >= in is and or".split(" ");
const withSmallRight = new Set(["**", "<<", ">>"]);
const numbers: readonly Kind[] = ["int", "int", "float", "small", "bool"];

function argumentKinds(text: string): readonly { name: string; choices: readonly string[] }[] {
  const found: { name: string; choices: readonly string[] }[] = [];
  for (const match of text.matchAll(/,?(?:([a-z]+)=)?(\[[^\]]*\]|[a-zA-Z])/g)) {
    const [, name = "", kinds = ""] = match;
    const choices = kinds.startsWith("[") ? (kinds.slice(1, -1).match(/"[^"]*"|[a-zA-Z]/g) ?? []) : [kinds];
    found.push({ name, choices });
  }
  return found;
}

/** Where operands come from: literals, or variables of a program with the type. */
export type Operand = (kind: Kind) => string;

/** Operands that are literals. */
export function literals(random: Random): Operand {
  return (kind) => atom(random, kind);
}

function argument(random: Random, choices: readonly string[], operand: Operand): string {
  const choice = random.pick(choices);
  if (choice.startsWith('"')) return choice;
  return operand(random.chance(0.06) ? "any" : (kindOf[choice] ?? "any"));
}

function callText(random: Random, form: string, operand: Operand): string {
  const [target = "", parameters = ""] = splitOnce(form, ":");
  const [required = "", optional = ""] = splitOnce(parameters, "/");
  const parts: string[] = [];
  const add = ({ name, choices }: { name: string; choices: readonly string[] }) => {
    const value = argument(random, choices, operand);
    parts.push(name === "" ? value : `${name}=${value}`);
  };
  for (const one of argumentKinds(required)) add(one);
  for (const one of argumentKinds(optional)) {
    if (random.chance(0.5)) break;
    add(one);
  }
  if (random.chance(0.02) && parts.every((part) => !/^\w+=/.test(part))) parts.push(operand("any"));
  if (random.chance(0.02)) parts.pop();
  const [receiver = "", method] = target.split(".");
  if (method === undefined) return `${receiver}(${parts.join(", ")})`;
  return `${parenthesised(operand(kindOf[receiver] ?? "any"))}.${method}(${parts.join(", ")})`;
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function parenthesised(text: string): string {
  return /^[\w.]*$/.test(text) && !/^\d/.test(text) ? text : `(${text})`;
}

function binaryText(random: Random, operand: Operand): string {
  const op = random.pick(binary);
  if (withSmallRight.has(op)) {
    const left = random.chance(0.9) ? operand(random.pick(numbers)) : operand("any");
    // A negative number to a fraction is complex.
    const right = random.chance(op === "**" ? 0.95 : 0.85)
      ? atom(random, "small")
      : random.chance(0.5)
        ? atom(random, "float")
        : atom(random, "str");
    return `${left} ${op} ${right}`;
  }
  if (op === "*") {
    if (random.chance(0.5)) return `${operand(random.pick(numbers))} * ${operand(random.pick(numbers))}`;
    return `${operand(random.pick<Kind>(["str", "list", "tuple", "bytes", "float", "any"]))} * ${atom(random, random.pick<Kind>(["small", "small", "bool", "float", "str"]))}`;
  }
  // Which equal numbers are one object is in docs/limitations/ too.
  if (op !== "is" && random.chance(0.5))
    return `${operand(random.pick(numbers))} ${op} ${operand(random.pick(numbers))}`;
  if (op === "%" && random.chance(0.7)) {
    const right = random.pick<Kind>(["any", "tuple", "dict", "small", "int", "float", "str"]);
    return `${operand("percent")} % ${operand(right)}`;
  }
  // `%` of bytes, order of slices and identity of equal values are in docs/limitations/.
  const kind = random.pick<Kind>([
    "str",
    "list",
    "tuple",
    "dict",
    "set",
    "range",
    op === "==" ? "any" : "bytes",
  ]);
  const used = op === "%" || op === "is" ? random.pick<Kind>(["str", "None", "bool"]) : kind;
  const other = op === "is" ? random.pick<Kind>(["None", "bool"]) : random.chance(0.7) ? used : "any";
  return op === "in" ? `${operand(other)} in ${operand(kind)}` : `${operand(used)} ${op} ${operand(other)}`;
}

function subscriptText(random: Random, operand: Operand): string {
  const target = parenthesised(
    operand(random.pick<Kind>(["str", "list", "tuple", "bytes", "range", "dict", "any"])),
  );
  if (random.chance(0.3)) return `${target}[${operand(random.chance(0.8) ? "small" : "any")}]`;
  if (random.chance(0.1)) return `${target}[${operand("key")}]`;
  const part = () => (random.chance(0.4) ? "" : operand(random.chance(0.95) ? "small" : "any"));
  return random.chance(0.6)
    ? `${target}[${part()}:${part()}]`
    : `${target}[${part()}:${part()}:${random.pick(["", "1", "2", "-1", "-2", "0", "3"])}]`;
}

function formattedText(random: Random, operand: Operand): string {
  const kind = random.pick<Kind>(["int", "float", "str", "bool", "any", "small"]);
  const value = operand(kind).replaceAll("\\", "\\\\");
  if (/["'\\{}]|^\(?lambda/.test(value)) return `format(${operand(kind)}, ${atom(random, "spec")})`;
  const conversion = random.pick(["", "", "", "!r", "!s", "!a", "=", " = "]);
  const spec = random.chance(0.6)
    ? `:${atom(random, "spec")
        .slice(1, -1)
        .replace(/[{}"\\]/g, "")}`
    : "";
  return `f"<{(${value})${conversion}${spec}}>"`;
}

function comprehensionText(random: Random, operand: Operand): string {
  const source = operand("iterable");
  const element = random.pick(["v", "str(v)", "(v, 1)", "v * 2", "[v]", "repr(v)", "not v", "v == v"]);
  const filter = random.pick(["", "", " if v", " if not v", " if v != 1", " if isinstance(v, str)"]);
  return random.pick([
    `[${element} for v in ${source}${filter}]`,
    `{str(v): ${element} for v in ${source}${filter}}`,
    `list(${element} for v in ${source}${filter})`,
    `sorted({repr(v) for v in ${source}${filter}})`,
    `[(v, w) for v in ${source}${filter} for w in ${operand("iterable")}]`,
    `sum(${element} for v in ${source}${filter})`,
    `any(${element} for v in ${source}${filter})`,
    `[*${source}, *${operand("iterable")}]`,
    `{**${operand("dict")}, **${operand("dict")}}`,
    `(lambda *a, **k: (a, k))(*${source}, **${operand("dict")})`,
    `", ".join(map(str, ${source}))`,
    `dict(zip(${source}, ${operand("iterable")}))`,
    `list(enumerate(${source}))`,
    `max(${source}, key=${operand("callable")}, default=None)`,
    `sorted(${source}, key=${operand("callable")}, reverse=${operand("bool")})`,
    `list(map(${operand("callable")}, ${source}))`,
    `list(filter(${operand("callable")}, ${source}))`,
    `list(zip(${source}, ${operand("iterable")}))`,
    `list(reversed(${source}))`,
  ]);
}

/** One operation on operands. */
export function operation(random: Random, operand: Operand = literals(random)): string {
  const choice = random.below(100);
  if (choice < 30) return callText(random, random.pick(methods), operand);
  if (choice < 55) return callText(random, random.pick(builtins), operand);
  if (choice < 75) return binaryText(random, operand);
  if (choice < 83) return subscriptText(random, operand);
  if (choice < 90) return formattedText(random, operand);
  if (choice < 92)
    return `${random.pick(["-", "+", "~", "not "])}${operand(random.pick<Kind>(["any", "int", "float", "bool"]))}`;
  if (choice < 94)
    return `${operand("int")} ${random.pick(["<", "<=", "==", "!=", ">"])} ${operand("any")} ${random.pick([`< ${operand("any")}`, `>= ${operand("any")}`, `in ${operand("any")}`, "is not None"])}`;
  return comprehensionText(random, operand);
}
