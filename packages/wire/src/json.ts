/** A JSON value. Integers beyond 2^53 are `bigint`, so that what is checked is what is sent. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
