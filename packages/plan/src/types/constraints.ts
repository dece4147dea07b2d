import type { Value } from "../value/value.ts";
import type { SchemaValue } from "./schema-value.ts";

/** What pydantic's `Field(...)` says besides the default. Bounds are values: numbers, decimals, dates. */
export interface Constraints {
  readonly title?: string;
  readonly description?: string;
  readonly ge?: Value;
  readonly gt?: Value;
  readonly le?: Value;
  readonly lt?: Value;
  readonly multipleOf?: Value;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly maxDigits?: number;
  readonly decimalPlaces?: number;
  /** Neither NaN nor infinite. */
  readonly finite?: boolean;
  readonly stripWhitespace?: boolean;
  readonly textCase?: "lower" | "upper";
  /** The field that tells the members of a union apart. */
  readonly discriminator?: string;
  readonly deprecated?: boolean;
  readonly examples?: SchemaValue;
  /** `json_schema_extra`. */
  readonly extra?: SchemaValue;
}
