import type { FunctionCode } from "../evaluate/code.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { ToolSignature } from "../suspend.ts";
import type { PyClass } from "./class.ts";
import type { PyDict } from "./container.ts";
import type { Value } from "./value.ts";

/** A variable that closures share. */
export class Cell {
  value: Value | undefined = undefined;
  label: Label = 0;
  /** What every value that is stored takes: which functions of those that a label chose among store here. */
  floor: Label = 0;
  /** What every object that is stored takes, and all that it reaches: which of those that a label chose among read it. */
  reach: Label = 0;
}

/** A function of the plan: its code and what it closed over. */
export class PyFunction {
  name: string;
  readonly code: FunctionCode;
  readonly cells: readonly Cell[];
  /** Of the last of the positional parameters. */
  readonly defaults: readonly Value[];
  readonly defaultLabels: readonly Label[];
  /** By position of the keyword-only parameter. */
  readonly keywordDefaults: readonly (Value | undefined)[];
  readonly keywordDefaultLabels: readonly Label[];
  /** Marked by `abc.abstractmethod`. */
  abstract = false;
  /** The class in whose body it was defined: what `super()` starts from. */
  owner: PyClass | null = null;
  /** Attributes that the plan set, made when first needed. */
  attributes: PyDict | null = null;
  constructor(
    code: FunctionCode,
    cells: readonly Cell[],
    defaults: readonly Value[],
    defaultLabels: readonly Label[],
    keywordDefaults: readonly (Value | undefined)[],
    keywordDefaultLabels: readonly Label[],
  ) {
    this.name = code.name;
    this.code = code;
    this.cells = cells;
    this.defaults = defaults;
    this.defaultLabels = defaultLabels;
    this.keywordDefaults = keywordDefaults;
    this.keywordDefaultLabels = keywordDefaultLabels;
  }
}

/**
 * How anything is called: the values of all arguments, positional first, then those of the keywords `names`; one label
 * for each. The callee puts the result's label into `run.label`.
 */
export type Invoke = (run: Run, values: Value[], labels: Label[], names: readonly string[] | null) => Value;

/** A function or method that the interpreter brings along. Immutable, shared by all runs. */
export class PyBuiltin {
  readonly name: string;
  readonly invoke: Invoke;
  /** In a class: how it binds. */
  readonly binding: "method" | "static" | "class";
  /** Of one that a builtin made: what of the plan it calls. */
  readonly inside: readonly Value[];
  /** The names by which arguments can be given, where the signature says. */
  readonly keywords: readonly string[];
  constructor(
    name: string,
    invoke: Invoke,
    binding: "method" | "static" | "class" = "method",
    inside: readonly Value[] = [],
    keywords: readonly string[] = [],
  ) {
    this.name = name;
    this.invoke = invoke;
    this.binding = binding;
    this.inside = inside;
    this.keywords = keywords;
  }
}

/** A callable with its first argument bound. */
export class PyMethod {
  readonly self: Value;
  readonly selfLabel: Label;
  readonly callee: Value;
  constructor(self: Value, selfLabel: Label, callee: Value) {
    this.self = self;
    this.selfLabel = selfLabel;
    this.callee = callee;
  }
}

/** A tool as a value. `signature` is null where any name is a tool. */
export class PyTool {
  readonly name: string;
  readonly signature: ToolSignature | null;
  /** Whether a parameter has a schema of its own. */
  readonly hasSchemas: boolean;
  constructor(name: string, signature: ToolSignature | null) {
    this.name = name;
    this.signature = signature;
    this.hasSchemas = signature?.parameters.some(({ schema }) => schema !== undefined) ?? false;
  }
}
