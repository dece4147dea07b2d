/** What CPython has and plans lack, found by how it is written: names of modules, arguments, bases, methods. */
import type { Attribute, Call, ClassDef } from "../ast.ts";
import { closestName } from "./closest.ts";
import type { Findings } from "./findings.ts";
import { lackingNames } from "./lacking-names.ts";
import {
  builtinNames,
  dunderReadAdvice,
  methodAdvice,
  modelConfigNames,
  modules,
  nameAdvice,
  names,
} from "./modules.ts";
import type { References } from "./references.ts";

/**
 * `module.name`, where CPython's module has the name and the plan's does not. A name that neither has is an
 * AttributeError when the plan gets there.
 */
export function checkModuleAttribute(node: Attribute, references: References, findings: Findings): void {
  const found = references.of(node);
  if (found?.module === undefined || found.module === null || found.name === null) return;
  const offered = modules.get(found.module);
  if (offered === undefined || offered.has(found.name)) return;
  if (!lackingNames.get(found.module)?.has(found.name)) return;
  const close = closestName(found.name, offered);
  findings.lacking(
    `the plan language has no '${found.module}.${found.name}'`,
    node.span,
    nameAdvice.get(`${found.module}.${found.name}`) ??
      (close === undefined ? `it offers: ${[...offered].join(", ")}` : `did you mean ${close}?`),
  );
}

interface LackingArgument {
  /** Its name as a keyword. */
  readonly name: string;
  /** Its place among positional arguments; null: it is given by keyword alone. */
  readonly position: number | null;
  readonly help: string;
}

const enumArguments: readonly LackingArgument[] = ["module", "qualname", "type", "start", "boundary"].map(
  (name) => ({ name, position: null, help: "write a class statement" }),
);

const blakeArguments: readonly LackingArgument[] = [
  "digest_size",
  "key",
  "salt",
  "person",
  "fanout",
  "depth",
  "leaf_size",
  "node_offset",
  "node_depth",
  "inner_size",
  "last_node",
].map((name) => ({
  name,
  position: null,
  help: "leave it away, or use hashlib.sha256 or hashlib.shake_256",
}));

/** Arguments that CPython takes and plans do not, by function. */
const lackingArguments: ReadonlyMap<string, readonly LackingArgument[]> = new Map([
  ["json.dumps", [{ name: "cls", position: null, help: "use default=function" }]],
  ["json.loads", [{ name: "cls", position: null, help: "use object_hook=function" }]],
  ["hashlib.blake2b", blakeArguments],
  ["hashlib.blake2s", blakeArguments],
  ["dataclasses.dataclass", [{ name: "weakref_slot", position: null, help: "leave it away" }]],
  ["enum.Enum", enumArguments],
  ["enum.IntEnum", enumArguments],
  ["enum.StrEnum", enumArguments],
  ["enum.Flag", enumArguments],
  ["enum.IntFlag", enumArguments],
  ["builtins.type", [{ name: "bases", position: 1, help: "write a class statement" }]],
  ["builtins.print", [{ name: "file", position: null, help: "leave it away: print goes to the run's log" }]],
]);

const validateArguments: readonly LackingArgument[] = ["extra", "by_alias", "by_name"].map((name) => ({
  name,
  position: null,
  help: `write it in the model: model_config = ConfigDict(...)`,
}));

/** Arguments of methods whose names no other type has. */
const lackingMethodArguments: ReadonlyMap<string, readonly LackingArgument[]> = new Map([
  ["model_validate", validateArguments],
  ["model_validate_json", validateArguments],
  [
    "model_rebuild",
    ["raise_errors", "_types_namespace", "_parent_namespace_depth"].map((name) => ({
      name,
      position: null,
      help: "leave it away",
    })),
  ],
  [
    "model_json_schema",
    [
      { name: "union_format", position: null, help: "leave it away" },
      { name: "schema_generator", position: 2, help: "leave it away" },
      { name: "ref_template", position: 1, help: "leave it away" },
    ],
  ],
]);

const fieldNames = names(`
  default default_factory alias validation_alias serialization_alias strict frozen exclude repr validate_default title
  description pattern json_schema_extra examples ge gt le lt multiple_of min_length max_length max_digits decimal_places
  allow_inf_nan deprecated discriminator init init_var kw_only alias_priority`);

/** Functions of pydantic that take many arguments more: what plans take. */
const takenArguments: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["pydantic.Field", fieldNames],
  ["pydantic.ConfigDict", modelConfigNames],
  ["pydantic.PrivateAttr", names("default default_factory")],
  [
    "pydantic.StringConstraints",
    names("strip_whitespace to_upper to_lower strict min_length max_length pattern"),
  ],
  ["pydantic.computed_field", names("alias title description repr return_type")],
  ["pydantic.model_serializer", names("mode")],
]);

/** The values that plans take for an argument, where it is written as a text. */
const takenTexts: ReadonlyMap<string, readonly string[]> = new Map([
  ["pydantic.field_validator", ["before", "after", "plain"]],
  ["pydantic.model_validator", ["before", "after"]],
]);

/** The arguments of a call that plans lack. */
export function checkCall(node: Call, references: References, findings: Findings): void {
  const found = references.of(node.func);
  const name = found === undefined ? null : `${found.module ?? "builtins"}.${found.name}`;
  const lacking = [
    ...(name === null ? [] : (lackingArguments.get(name) ?? [])),
    ...(node.func.kind === "Attribute" && (found === undefined || found.module === null)
      ? (lackingMethodArguments.get(node.func.attr) ?? [])
      : []),
  ];
  for (const one of lacking) {
    const keyword = node.keywords.find(({ arg }) => arg === one.name);
    if (keyword !== undefined && isNone(keyword.value)) continue;
    const given =
      keyword ??
      (one.position === null || node.args.some(({ kind }) => kind === "Starred")
        ? undefined
        : node.args[one.position]);
    const shown = found?.name ?? (node.func.kind === "Attribute" ? node.func.attr : "");
    if (given !== undefined)
      findings.lacking(`${shown}() takes no '${one.name}' in a plan`, given.span, one.help);
  }
  if (name === "builtins.getattr" || name === "builtins.hasattr")
    checkAttributeName(node, found?.name ?? "", findings);
  if (found === undefined && node.func.kind === "Attribute") checkMethod(node.func, references, findings);
  if (name !== null) checkTaken(node, name, findings);
}

/** `getattr(x, "__dict__")`: what is out of reach by a dot is so by its name. */
function checkAttributeName(node: Call, shown: string, findings: Findings): void {
  const [, given] = node.args;
  if (given?.kind !== "Constant" || given.value.type !== "str") return;
  const { value } = given.value;
  if (!/^__.+__$/.test(value) || value === "__name__" || value === "__class__") return;
  findings.lacking(`${shown}() has no access to '${value}' in a plan`, given.span, dunderReadAdvice(value));
}

function checkTaken(node: Call, name: string, findings: Findings): void {
  const shown = name.slice(name.lastIndexOf(".") + 1);
  const taken = takenArguments.get(name);
  const texts = takenTexts.get(name);
  for (const { arg, value, span } of node.keywords) {
    if (arg === null) continue;
    if (taken !== undefined && !taken.has(arg))
      findings.lacking(`${shown}() takes no '${arg}' in a plan`, span, helpFor(arg, taken));
    const text = value.kind === "Constant" && value.value.type === "str" ? value.value.value : null;
    if (texts !== undefined && arg === "mode" && text !== null && !texts.includes(text))
      findings.lacking(
        `${shown}() takes no mode '${text}' in a plan`,
        span,
        `write one of: ${texts.map((one) => `mode="${one}"`).join(", ")}`,
      );
  }
}

function helpFor(name: string, taken: ReadonlySet<string>): string {
  const close = closestName(name, taken);
  return close === undefined ? `leave it away; it takes: ${[...taken].join(", ")}` : `did you mean ${close}?`;
}

/** `model_config = {...}` in a class body. */
export function checkModelConfig(node: ClassDef, findings: Findings): void {
  for (const statement of node.body) {
    if (statement.kind !== "Assign" || statement.value.kind !== "Dict") continue;
    if (!statement.targets.some((target) => target.kind === "Name" && target.id === "model_config")) continue;
    for (const key of statement.value.keys) {
      if (key?.kind !== "Constant" || key.value.type !== "str" || modelConfigNames.has(key.value.value))
        continue;
      findings.lacking(
        `model_config takes no '${key.value.value}' in a plan`,
        key.span,
        helpFor(key.value.value, modelConfigNames),
      );
    }
  }
}

function isNone(node: Call["args"][number]): boolean {
  return node.kind === "Constant" && node.value.type === "None";
}

/** Methods that CPython's types have, plans' types lack, where nothing in the plan is called so. */
function checkMethod(node: Attribute, references: References, findings: Findings): void {
  const help = methodAdvice.get(node.attr);
  if (help !== undefined && !references.binds(node.attr))
    findings.lacking(`the plan language has no method '${node.attr}'`, node.span, help);
}

/** What a class of the plan may extend: of builtins, and of modules; exceptions besides. */
const extendable: ReadonlySet<string> = names(`
  abc.ABC builtins.object builtins.int builtins.float builtins.str builtins.bytes builtins.list builtins.tuple builtins.dict
  builtins.set builtins.frozenset collections.Counter collections.OrderedDict collections.defaultdict collections.deque
  dataclasses.FrozenInstanceError decimal.Clamped decimal.DecimalException decimal.DecimalTuple decimal.DivisionByZero
  decimal.FloatOperation decimal.Inexact decimal.InvalidOperation decimal.Overflow decimal.Rounded decimal.Subnormal
  decimal.Underflow enum.Enum enum.Flag enum.IntEnum enum.IntFlag enum.StrEnum json.JSONDecodeError pydantic.BaseModel
  pydantic.ValidationError re.error statistics.StatisticsError typing.AnyStr typing.DefaultDict typing.Deque typing.Dict
  typing.FrozenSet typing.Generic typing.List typing.NamedTuple typing.Protocol typing.Set typing.Text typing.Tuple
  typing.TypedDict`);

/** What CPython does not let a class extend either: a TypeError when the statement runs. */
const finalClasses: ReadonlySet<string> = names("builtins.bool builtins.range builtins.slice re.RegexFlag");

/** The bases of a class statement. */
export function checkBases(node: ClassDef, references: References, findings: Findings): void {
  for (const base of node.bases) {
    const found = references.of(base);
    if (found === undefined) continue;
    if (found.name === null) {
      findings.lacking(`a class cannot extend the module ${found.module}`, base.span, "name a class of it");
      continue;
    }
    const name = `${found.module ?? "builtins"}.${found.name}`;
    if (extendable.has(name) || finalClasses.has(name)) continue;
    if (found.module === null ? !builtinNames.has(found.name) : !modules.get(found.module)?.has(found.name))
      continue;
    findings.lacking(
      `a class of the plan cannot extend ${found.name}`,
      base.span,
      `keep the ${found.name} in an attribute instead`,
    );
  }
}
