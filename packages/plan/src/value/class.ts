import type { Span } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { ModelFields } from "../types/model-fields.ts";
import type { PyTuple } from "./container.ts";
import type { Value } from "./value.ts";

/** Makes an instance of a builtin type; `cls` is the type that was called, maybe a subclass. */
export type Construct = (
  run: Run,
  cls: PyClass,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
) => Value;

/** `name: type` in a class body. */
export interface Annotation {
  readonly name: string;
  readonly type: () => Value;
  /** The type that a text in the annotation stands for; undefined while it is not known. */
  readonly textType: (text: string) => Value | undefined;
  /** The type, where it was looked up when the class was made. */
  readonly known: Value;
}

/** What kind of class a class statement made. */
export type ClassKind = "plain" | "exception" | "model" | "enum" | "dataclass";

/** A class: builtin ones are immutable and shared by all runs. */
export class PyClass {
  readonly name: string;
  readonly bases: readonly PyClass[];
  /** The class itself first, `object` last. */
  readonly mro: readonly PyClass[];
  readonly attributes = new Map<string, Value>();
  labels: Map<string, Label> | null = null;
  /** The label of which attributes there are; stays 0 in builtin classes. */
  shape: Label = 0;
  readonly builtin: boolean;
  /** Names its module in reprs: `datetime.date`. */
  readonly module: string;
  /** Its name with the functions and classes around it: `outer.<locals>.Inner`. */
  readonly qualifiedName: string;
  kind: ClassKind = "plain";
  construct: Construct | null = null;
  /** Fields of a pydantic model or a dataclass. */
  fields: ModelFields | null = null;
  /** Joins what the fields were made of: types, constraints, defaults. A schema made of the class shows them. */
  fieldsLabel: Label = 0;
  /** Members of an Enum by name, in order. */
  members: Map<string, PyInstance> | null = null;
  /** A Flag: its members are those of one bit. */
  isFlag = false;
  /** Members of a Flag that stand for several bits, once they are asked for. */
  readonly composites = new Map<number, PyInstance>();
  /** Field names of a named tuple. */
  tupleFields: readonly string[] | null = null;
  /** The names that `__slots__` allows; null without. */
  slots: ReadonlySet<string> | null = null;
  /** Annotated names of the body, in order; their types are evaluated when asked for. */
  annotations: readonly Annotation[] = [];
  /** `T` of `class Page(BaseModel, Generic[T])`. */
  typeParameters: readonly Value[] = [];
  /** What `Page[int]` was made of. */
  generic: { readonly cls: PyClass; readonly args: readonly Value[] } | null = null;
  /** The classes made of this one by `Page[int]`. */
  readonly parametrised: { readonly args: readonly Value[]; readonly cls: PyClass }[] = [];
  /** Names of the abstract methods that no class defines; of classes that extend `abc.ABC` alone. */
  abstracts: readonly string[] = [];
  /** Whether operators, builtins or attribute access may run code of the plan on its instances; null: not asked yet. */
  runsPlanCode: boolean | null = null;
  /** Whether filling its fields may, as these are; null: not asked yet. */
  fieldsRunCode: { readonly fields: ModelFields; readonly answer: boolean } | null = null;
  private readonly found = new Map<string, Value | undefined>();

  constructor(
    name: string,
    bases: readonly PyClass[],
    mro: readonly PyClass[],
    builtin: boolean,
    module = "builtins",
    qualifiedName = name,
  ) {
    this.name = name;
    this.qualifiedName = qualifiedName;
    this.bases = bases;
    this.mro = [this, ...mro];
    this.builtin = builtin;
    this.module = module;
  }
  /** The attribute of this class or of the first base that has it. */
  lookup(name: string): Value | undefined {
    if (this.builtin) {
      if (this.found.has(name)) return this.found.get(name);
      const value = this.search(name);
      if (this.found.size < 500) this.found.set(name, value);
      return value;
    }
    return this.search(name);
  }
  private search(name: string): Value | undefined {
    for (const cls of this.mro) {
      const value = cls.attributes.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }
  /** The label of what `lookup` gives: of the attribute, and of its absence in the classes before. */
  labelOf(name: string, run: Run): Label {
    if (this.builtin) return 0;
    let label: Label = 0;
    for (const cls of this.mro) {
      label = run.join(label, cls.ownLabelOf(name, run));
      if (cls.attributes.has(name)) return label;
    }
    return label;
  }
  /** The label of this class's own attribute, or of its absence. */
  ownLabelOf(name: string, run: Run): Label {
    const label = this.labels === null ? 0 : (this.labels.get(name) ?? 0);
    return this.shape !== 0 && run.storesAttribute(name) ? run.join(label, this.shape) : label;
  }
  isSubclassOf(other: PyClass): boolean {
    return this.mro.includes(other);
  }
}

/** The members of an Enum in the order of definition, aliases left out; of a flag those that have one bit. */
export function membersOf(cls: PyClass): PyInstance[] {
  const all = Array.from(new Set(cls.members?.values() ?? []));
  return cls.isFlag ? all.filter((member) => isSingleBit(member.attributes.get("value") ?? null)) : all;
}

export function isSingleBit(value: Value): boolean {
  return typeof value === "number" && value > 0 && Number.isInteger(Math.log2(value));
}

/** An instance of a class of the plan, of an exception, or (through subclasses of this class) of a module's type. */
export class PyInstance {
  readonly cls: PyClass;
  readonly attributes = new Map<string, Value>();
  labels: Map<string, Label> | null = null;
  /** The label of which attributes there are. */
  shape: Label = 0;
  /** The builtin value that an instance of an extended builtin type is: `class Stack(list)`, `class Color(str, Enum)`. */
  raw: Value | undefined = undefined;
  constructor(cls: PyClass) {
    this.cls = cls;
  }
  labelOf(name: string): Label {
    return this.labels === null ? 0 : (this.labels.get(name) ?? 0);
  }
  /** Whether it becomes a method when it is found in a class: a cached function does. */
  get binds(): boolean {
    return false;
  }
  /** The values inside. */
  inside(): Iterable<Value> {
    return this.raw === undefined ? this.attributes.values() : [this.raw, ...this.attributes.values()];
  }
  set(name: string, value: Value, label: Label): void {
    this.attributes.set(name, value);
    if (this.labels !== null) this.labels.set(name, label);
    else if (label !== 0) this.labels = new Map([[name, label]]);
  }
}

/** The builtin value of an instance that extends a builtin type; any other value as it is. */
export function rawOf(value: Value): Value {
  return value instanceof PyInstance && value.raw !== undefined ? value.raw : value;
}

/** An exception: an instance that can be raised. */
export class PyException extends PyInstance {
  args: PyTuple;
  argsLabel: Label = 0;
  cause: Value = null;
  context: PyException | null = null;
  suppressContext = false;
  /** Where it was raised first. */
  span: Span | null = null;
  constructor(cls: PyClass, args: PyTuple) {
    super(cls);
    this.args = args;
  }
  override inside(): Iterable<Value> {
    return [this.args, ...this.attributes.values()];
  }
}

export class PyProperty {
  readonly getter: Value;
  readonly setter: Value;
  /** `property`, or what `staticmethod`, `classmethod` wrap (in `getter`). */
  readonly form: "property" | "static" | "class" | "cached";
  readonly deleter: Value;
  constructor(
    getter: Value,
    setter: Value = null,
    form: "property" | "static" | "class" | "cached" = "property",
    deleter: Value = null,
  ) {
    this.deleter = deleter;
    this.getter = getter;
    this.setter = setter;
    this.form = form;
  }
}
