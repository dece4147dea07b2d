import type { JsonObject, JsonValue } from "@sequrity/engine";
import { isArray, isObject } from "../json-fields.ts";
import type { ConfigurationFinding } from "./configuration.ts";

/** Reads the fields of one object of the file; what is wrong is noted, and reads as absent. */
export class Fields {
  readonly #values: JsonObject;
  readonly #at: string;
  readonly #findings: ConfigurationFinding[];

  constructor(values: JsonObject, at: string, known: readonly string[], findings: ConfigurationFinding[]) {
    this.#values = values;
    this.#at = at;
    this.#findings = findings;
    for (const name of Object.keys(values)) {
      if (known.includes(name)) continue;
      const near = nearest(name, known);
      const hint = near === undefined ? `there are ${known.join(", ")}` : `did you mean '${near}'?`;
      this.note(name, `unknown key; ${hint}`);
    }
  }

  note(name: string, message: string): undefined {
    this.#findings.push({ at: this.path(name), message });
    return undefined;
  }

  path(name: string): string {
    return this.#at === "" ? name : `${this.#at}.${name}`;
  }

  #get(name: string): JsonValue | undefined {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    return value === null ? undefined : value;
  }

  text(name: string): string | undefined {
    const value = this.#get(name);
    if (value === undefined || typeof value === "string") return value;
    return this.note(name, "a text is expected");
  }

  oneOf<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    const found = words.find((word) => word === value);
    return found ?? this.note(name, `one of ${words.join(", ")} is expected`);
  }

  flag(name: string): boolean | undefined {
    const value = this.#get(name);
    if (value === undefined || typeof value === "boolean") return value;
    // What a `${NAME}` reference brings is text.
    if (value === "true" || value === "false") return value === "true";
    return this.note(name, "true or false is expected");
  }

  count(name: string, least = 0): number | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isSafeInteger(number) && number >= least) return number;
    return this.note(name, `an integer of at least ${least} is expected`);
  }

  texts(name: string): readonly string[] | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    if (typeof value === "string") return splitList(value);
    if (isArray(value) && value.every((one) => typeof one === "string")) return value;
    return this.note(name, "a list of texts is expected");
  }

  object(name: string): JsonObject | undefined {
    const value = this.#get(name);
    if (value === undefined || isObject(value)) return value;
    return this.note(name, "an object is expected");
  }
}

/** The items of a list written as one text. */
export function splitList(text: string): readonly string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The known word that a misspelt one most likely means. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase().replaceAll("-", "_"), candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
