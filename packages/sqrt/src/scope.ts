import type { CallArgument, CheckedCall, ParameterDeclaration } from "./call.ts";
import type { JsonValue } from "./json.ts";
import { type Leaf, leavesOf } from "./leaf.ts";
import {
  emptyMetadata,
  type Field,
  intersectSets,
  joinMetadata,
  type LabelSet,
  type Metadata,
  unionSets,
} from "./metadata.ts";

/** A value as conditions see it; `undefined` stands for one of which nothing is known. */
export class SeenValue {
  readonly json: JsonValue;
  readonly #schema: JsonValue | undefined;
  #leaves: readonly Leaf[] | undefined;

  constructor(json: JsonValue, schema?: JsonValue) {
    this.json = json;
    this.#schema = schema;
  }

  /** Taken apart when a condition asks first. */
  get leaves(): readonly Leaf[] {
    this.#leaves ??= leavesOf(this.json, this.#schema);
    return this.#leaves;
  }
}

interface SeenArgument {
  /** Without control labels. */
  readonly metadata: Metadata;
  readonly value: SeenValue | undefined;
}

const nullValue = new SeenValue(null);

/** A call's arguments as conditions see them, worked out once for all rules. */
export class SeenArguments {
  readonly passed: readonly CallArgument[];
  readonly control: Metadata;
  readonly #byName: ReadonlyMap<string, CallArgument>;
  readonly #parameters: ReadonlyMap<string, ParameterDeclaration> | undefined;
  readonly #seen = new Map<string, SeenArgument>();
  readonly #joined: Metadata;

  constructor(call: CheckedCall) {
    this.passed = call.arguments;
    this.control = call.control;
    this.#byName = new Map(call.arguments.map((argument) => [argument.name, argument]));
    // INVARIANT: of two arguments with one name a rule would see only one, so such a call is not checked but denied.
    if (this.#byName.size < call.arguments.length) throw new RangeError("two arguments have the same name");
    this.#parameters =
      call.parameters === undefined
        ? undefined
        : new Map(call.parameters.map((parameter) => [parameter.name, parameter]));
    this.#joined = call.arguments.reduce(
      (joined, argument) => joinMetadata(joined, argument.metadata),
      emptyMetadata,
    );
  }

  /**
   * An argument by its name. One that the tool declares and the call leaves out has its default, or null.
   * INVARIANT (C3): one that the tool does not declare has the labels of all arguments and an unknown value.
   */
  argument(name: string): SeenArgument {
    let seen = this.#seen.get(name);
    if (seen === undefined) {
      seen = this.#look(name);
      this.#seen.set(name, seen);
    }
    return seen;
  }

  #look(name: string): SeenArgument {
    const parameter = this.#parameters?.get(name);
    if (this.#parameters !== undefined && parameter === undefined)
      return { metadata: this.#joined, value: undefined };
    const passed = this.#byName.get(name);
    const schema = parameter?.schema;
    if (passed !== undefined) {
      return { metadata: passed.metadata, value: new SeenValue(passed.value, schema) };
    }
    const fallback = defaultOf(schema);
    const value = fallback === undefined ? nullValue : new SeenValue(fallback, schema);
    return { metadata: emptyMetadata, value };
  }
}

/** The `default` of a JSON Schema. */
export function defaultOf(schema: JsonValue | undefined): JsonValue | undefined {
  if (schema === undefined || schema === null || typeof schema !== "object") return undefined;
  const found = Object.entries(schema).find(([key]) => key === "default");
  return found?.[1];
}

/** What updates change, while the blocks of one call run. */
export interface Labels {
  readonly session: Metadata;
  readonly result: Metadata;
  /** Arguments that `result` blocks relabelled. */
  readonly relabelled: ReadonlyMap<string, Metadata>;
}

/** What a condition is evaluated in: the arguments, the labels so far, with or without the control labels. */
export class Scope {
  readonly arguments: SeenArguments;
  readonly withControl: boolean;
  readonly resultValue: SeenValue;
  labels: Labels;
  /** Counts the conditions evaluated; what is remembered of one does not hold for the next. */
  round = 0;

  constructor(seen: SeenArguments, withControl: boolean, labels: Labels, resultValue: JsonValue) {
    this.arguments = seen;
    this.withControl = withControl;
    this.labels = labels;
    this.resultValue = resultValue === null ? nullValue : new SeenValue(resultValue);
  }

  get sessionValue(): SeenValue {
    return nullValue;
  }

  argumentMetadata(name: string): Metadata {
    return this.#controlled(this.labels.relabelled.get(name) ?? this.arguments.argument(name).metadata);
  }

  #controlled(metadata: Metadata): Metadata {
    return this.withControl ? joinMetadata(metadata, this.arguments.control) : metadata;
  }

  #passed(argument: CallArgument): Metadata {
    return this.#controlled(this.labels.relabelled.get(argument.name) ?? argument.metadata);
  }

  /** The join of all arguments that the call passes. */
  joinedArguments(): Metadata {
    return this.arguments.passed.reduce(
      (joined, argument) => joinMetadata(joined, this.#passed(argument)),
      this.#controlled(emptyMetadata),
    );
  }

  /** A field of all arguments that the call passes, united or intersected; over no arguments, the default. */
  argumentsField(field: Field, operation: "union" | "intersect"): LabelSet {
    const [first, ...others] = this.arguments.passed;
    if (first === undefined) return this.#controlled(emptyMetadata)[field];
    const combine = operation === "union" ? unionSets : intersectSets;
    return others.reduce(
      (set, argument) => combine(set, this.#passed(argument)[field]),
      this.#passed(first)[field],
    );
  }
}

/** The join of a call's arguments' and control labels: what its result starts with. */
export function joinOfCall(call: CheckedCall): Metadata {
  return call.arguments.reduce((joined, argument) => joinMetadata(joined, argument.metadata), call.control);
}
