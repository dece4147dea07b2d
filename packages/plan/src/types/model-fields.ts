import type { Label } from "../metadata.ts";
import type { Value } from "../value/value.ts";
import type { Constraints } from "./constraints.ts";

/** A field of a pydantic model or a dataclass. */
export interface ModelField {
  readonly name: string;
  /** The key in input and schema. */
  readonly alias: string;
  /** The annotation: a class or a type form. */
  readonly type: Value;
  readonly required: boolean;
  /** When not required and without a factory. */
  readonly fallback: Value;
  readonly fallbackLabel: Label;
  readonly factory: Value | undefined;
  readonly constraints: Constraints;
  /** Of a dataclass. */
  readonly init: boolean;
  readonly repr: boolean;
  readonly compare: boolean;
  readonly keywordOnly: boolean;
}

/** The fields of a class, those of its bases first. */
export interface ModelFields {
  readonly all: readonly ModelField[];
  readonly frozen: boolean;
  /** Of a pydantic model: what happens to keys that are no field. */
  readonly extra: "ignore" | "forbid" | "allow";
}
