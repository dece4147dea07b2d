import type { Label } from "../metadata.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import type { Value } from "../value/value.ts";
import type { Constraints } from "./constraints.ts";
import type { PendingType } from "./forward-types.ts";

/** A field of a pydantic model or a dataclass. */
export interface ModelField {
  readonly name: string;
  /** The key in input and schema. */
  readonly alias: string;
  /** Keys that are looked for in input after that one. */
  readonly otherAliases: readonly string[];
  /** The key in a dump by alias. */
  readonly outputAlias: string;
  /** The annotation: a class or a type form. */
  readonly type: Value;
  readonly required: boolean;
  /** When not required and without a factory. */
  readonly fallback: Value;
  readonly fallbackLabel: Label;
  readonly factory: Value | undefined;
  readonly constraints: Constraints;
  /** Of a pydantic field. */
  readonly strict: boolean | undefined;
  readonly frozen: boolean;
  readonly excluded: boolean;
  readonly validatesDefault: boolean;
  /** Of a dataclass. */
  readonly init: boolean;
  readonly repr: boolean;
  readonly compare: boolean;
  /** Whether the hash takes it in; null: as comparisons do. */
  readonly hash: boolean | null;
  readonly keywordOnly: boolean;
  /** `field(metadata={...})`; null without. */
  readonly metadata: Value;
}

/** What a dataclass's field has of a pydantic field's properties. */
export const plainField = {
  constraints: {},
  otherAliases: [],
  strict: undefined,
  frozen: false,
  excluded: false,
  validatesDefault: false,
} as const;

/** `@field_validator`, `@model_validator`, `@field_serializer`, `@model_serializer`, `@computed_field`. */
export interface ModelHook {
  readonly kind: "field validator" | "model validator" | "serializer" | "model serializer" | "computed";
  /** The fields that it is for; `*` is all. */
  readonly fields: readonly string[];
  readonly mode: "before" | "after" | "plain";
  /** The function, maybe a classmethod or staticmethod; a property for a computed field. */
  readonly target: Value;
  /** Of a computed field. */
  readonly alias: string | null;
}

/** What a model's `model_config` says. */
export interface ModelConfig {
  readonly strict: boolean;
  readonly stripWhitespace: boolean;
  readonly textCase: "lower" | "upper" | null;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly validateAssignment: boolean;
  readonly validateDefault: boolean;
  readonly byName: boolean;
  readonly byAlias: boolean;
  readonly enumValues: boolean;
  readonly fromAttributes: boolean;
  readonly numbersToText: boolean;
  readonly title: string | null;
  /** `alias_generator`: makes a field's alias from its name. */
  readonly aliasGenerator: Value;
  /** `json_schema_extra`: what the schema says besides. */
  readonly schemaExtra: Value;
}

export const defaultConfig: ModelConfig = {
  strict: false,
  stripWhitespace: false,
  textCase: null,
  minLength: undefined,
  maxLength: undefined,
  validateAssignment: false,
  validateDefault: false,
  byName: false,
  byAlias: true,
  enumValues: false,
  fromAttributes: false,
  numbersToText: false,
  title: null,
  aliasGenerator: null,
  schemaExtra: null,
};

/** The fields of a class, those of its bases first. */
export interface ModelFields {
  readonly all: readonly ModelField[];
  readonly frozen: boolean;
  /** Of a pydantic model: what happens to keys that are no field. */
  readonly extra: "ignore" | "forbid" | "allow";
  readonly config: ModelConfig;
  /** By the name that the class body gave them. */
  readonly hooks: ReadonlyMap<string, ModelHook>;
  /** Types that were given as text and are not known yet. */
  readonly pending: readonly PendingType[];
  /** Attributes with a leading underscore and their defaults. */
  readonly hidden: ReadonlyMap<string, { readonly value: Value; readonly label: Label }>;
}

export const noFields: ModelFields = {
  all: [],
  frozen: false,
  extra: "ignore",
  config: defaultConfig,
  hooks: new Map(),
  hidden: new Map(),
  pending: [],
};

/** An instance of a model: it knows which fields it was given. */
export class ModelInstance extends PyInstance {
  readonly given = new Set<string>();
  constructor(cls: PyClass) {
    super(cls);
  }
}
