import type { JsonValue } from "@sequrity/wire/json";
import { SequrityGraphError } from "./graph-error.ts";

/**
 * Values of a graph's state as JSON, so that they can be a plan's values, and back. What JSON lacks is written as an
 * object with one key that begins `langgraph:`. The plan treats such values as they are; null stands for a channel that
 * holds nothing.
 */

const wordKey = "langgraph:value";
const dateKey = "langgraph:date";
const classKey = "langgraph:class";
const fieldsKey = "fields";

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["null", null],
  ["undefined", undefined],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["-0", -0],
]);

type Constructor = new (fields: Record<string, unknown>) => unknown;

/** An object of LangChain's that knows how to be made again: a message, a document. */
interface Serializable {
  readonly lc_serializable: true;
  readonly lc_id: readonly string[];
  readonly lc_kwargs: object;
}

function isSerializable(value: object): value is Serializable {
  return (
    "lc_serializable" in value &&
    value.lc_serializable === true &&
    "lc_id" in value &&
    Array.isArray(value.lc_id) &&
    "lc_kwargs" in value &&
    typeof value.lc_kwargs === "object" &&
    value.lc_kwargs !== null
  );
}

function isConstructor(value: unknown): value is Constructor {
  return typeof value === "function";
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

const depthMax = 200;

/**
 * Writes and reads the values of one run. The classes of LangChain's objects are learnt from the objects that the run
 * meets, so nothing of LangChain is imported: whatever comes back went out before.
 */
export class StateValues {
  readonly #classes = new Map<string, Constructor>();

  /**
   * What a channel holds, as the plan holds it.
   * @throws SequrityGraphError with code `unsupported` for what cannot be JSON, naming where it stands.
   */
  write(value: unknown, where: string): JsonValue {
    return value === null ? { [wordKey]: "null" } : this.#write(value, where, 0);
  }

  /** What the plan holds for a channel, as the graph has it. */
  read(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.read(item));
    if (typeof value === "bigint") return Number(value);
    if (typeof value !== "object" || value === null) return value;
    const word = this.#field(value, wordKey);
    if (typeof word === "string" && words.has(word)) return words.get(word);
    const date = this.#field(value, dateKey);
    if (typeof date === "number") return new Date(date);
    const name = this.#field(value, classKey);
    if (typeof name === "string") {
      const found = this.#classes.get(name);
      if (found === undefined) {
        throw new SequrityGraphError(
          "out_of_turn",
          `The plan holds an object of '${name}', which this run never made.`,
        );
      }
      return new found(this.#readFields(Object(this.#field(value, fieldsKey))));
    }
    return this.#readFields(value);
  }

  #field(value: object, name: string): unknown {
    return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  }

  #readFields(value: object): Record<string, unknown> {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.read(item)]));
  }

  #write(value: unknown, where: string, depth: number): JsonValue {
    if (depth > depthMax) throw this.#refusal(where, "is nested too deeply, or in itself");
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        if (Number.isFinite(value) && !Object.is(value, -0)) return value;
        return { [wordKey]: Object.is(value, -0) ? "-0" : String(value) };
      case "undefined":
        return { [wordKey]: "undefined" };
      case "object":
        return value === null ? null : this.#writeObject(value, where, depth);
      default:
        throw this.#refusal(where, `is a ${typeof value}`);
    }
  }

  #writeObject(value: object, where: string, depth: number): JsonValue {
    if (Array.isArray(value)) {
      return Array.from(value, (item: unknown, index) => this.#write(item, `${where}[${index}]`, depth + 1));
    }
    if (value instanceof Date) return { [dateKey]: value.getTime() };
    if (isSerializable(value)) {
      const made: unknown = value.constructor;
      const name = value.lc_id.join("/");
      if (isConstructor(made)) this.#classes.set(name, made);
      // The object may have changed since it was made: what it is now counts.
      const fields = Object.keys(value.lc_kwargs).map((field): [string, unknown] => [
        field,
        field in value ? Reflect.get(value, field) : Reflect.get(value.lc_kwargs, field),
      ]);
      return { [classKey]: name, [fieldsKey]: this.#writeFields(fields, where, depth) };
    }
    if (!isPlain(value)) throw this.#refusal(where, `is a ${value.constructor.name}`);
    const fields = Object.entries(value);
    const reserved = fields.find(([name]) => name.startsWith("langgraph:"));
    if (reserved !== undefined) throw this.#refusal(`${where}.${reserved[0]}`, "has a reserved name");
    return this.#writeFields(fields, where, depth);
  }

  #writeFields(fields: readonly [string, unknown][], where: string, depth: number): JsonValue {
    return Object.fromEntries(
      fields.map(([name, item]) => [name, this.#write(item, `${where}.${name}`, depth + 1)]),
    );
  }

  #refusal(where: string, what: string): SequrityGraphError {
    return new SequrityGraphError(
      "unsupported",
      `${where} ${what}: a plan's values are JSON, dates, and LangChain's own objects such as messages.`,
    );
  }
}
