import type { JsonValue } from "../value/json.ts";

/** What pydantic's `Field(...)` says besides the default. Numbers are JSON, as the schema prints them. */
export interface Constraints {
  readonly title?: string;
  readonly description?: string;
  readonly ge?: number;
  readonly gt?: number;
  readonly le?: number;
  readonly lt?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly examples?: JsonValue;
  /** `json_schema_extra`. */
  readonly extra?: JsonValue;
}
