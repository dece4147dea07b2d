/**
 * Differential tests: the same operation here and in CPython 3.11.
 *
 * Chosen cases are kept with CPython's answers in cases/*.json, so that they mean something on machines without
 * python3; generated ones are only checked where it is. With ORACLE_WRITE=1 the kept answers are written anew.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PythonError } from "../../src/python/error.ts";

/** A Python float, as against an int that is a number too. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}
export const float = (value: number): Float => new Float(value);

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | Uint8Array
  | readonly Value[]
  | ReadonlyMap<Value, Value>;

type Encoded = null | boolean | string | readonly Encoded[] | { readonly [kind: string]: Encoded };

function floatBits(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

export function encode(value: Value, forPython = false): Encoded {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Error(`not an int: ${value}`);
    return { i: String(value) };
  }
  if (typeof value === "bigint") {
    if (Number.isSafeInteger(Number(value)) && BigInt(Number(value)) === value) {
      throw new Error(`an int not normalised: ${value}`);
    }
    const magnitude = value < 0n ? -value : value;
    return {
      i: magnitude < 10n ** 4000n ? value.toString() : `${value < 0n ? "-" : ""}0x${magnitude.toString(16)}`,
    };
  }
  if (value instanceof Float) {
    const bits = floatBits(value.value);
    return { f: forPython && bits === "nan" ? "7ff8000000000000" : bits };
  }
  if (value instanceof Uint8Array) return { b: Buffer.from(value).toString("hex") };
  if (value instanceof Map) {
    const entries: Encoded[] = [];
    for (const [key, item] of value) entries.push([encode(key, forPython), encode(item, forPython)]);
    return { d: entries };
  }
  if (Array.isArray(value)) return value.map((item: Value) => encode(item, forPython));
  throw new Error("no value");
}

/** Each operation knows its own arguments. */
export type Operation = readonly [python: string, here: (...args: never[]) => Value];
export type Case = readonly [operation: string, ...args: Value[]];

function outcomeHere(operation: Operation, args: readonly Value[]): Encoded {
  const raw = (value: Value): unknown =>
    value instanceof Float ? value.value : Array.isArray(value) ? value.map(raw) : value;
  try {
    return { v: encode(Reflect.apply(operation[1], undefined, args.map(raw))) };
  } catch (error) {
    if (error instanceof PythonError) return { x: [error.type, error.message] };
    throw error;
  }
}

const python = process.env.ORACLE_PYTHON ?? "python3";
let version: string | undefined;
function pythonPresent(): boolean {
  if (version === undefined) {
    const probe = spawnSync(python, ["--version"], { encoding: "utf8" });
    version = probe.status === 0 ? probe.stdout.trim() : "";
    if (!version.startsWith("Python 3.11")) {
      console.log("CPython 3.11 is not here: only the kept cases are checked");
    }
  }
  return version.startsWith("Python 3.11");
}

function outcomesThere(operations: Record<string, Operation>, cases: readonly Case[]): Encoded[] {
  const lines = cases.map(([name, ...args]) => {
    const operation = operations[name];
    if (operation === undefined) throw new Error(`no operation ${name}`);
    return JSON.stringify({ e: operation[0], a: args.map((value) => encode(value, true)) });
  });
  const script = new URL("oracle.py", import.meta.url).pathname;
  const run = spawnSync(python, [script], { input: lines.join("\n"), encoding: "utf8", maxBuffer: 1 << 29 });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Encoded);
}

function describeCase([name, ...args]: Case): string {
  return `${name}(${args.map((value) => JSON.stringify(encode(value))).join(", ")})`;
}

/**
 * Declares two tests: the chosen cases against the kept answers (and those against CPython, when present), and the
 * generated cases against CPython. `same` may accept known and documented differences.
 */
export function differential(
  name: string,
  operations: Record<string, Operation>,
  chosen: readonly Case[],
  generated: () => readonly Case[],
): void {
  const path = new URL(`cases/${name}.json`, import.meta.url).pathname;
  const compare = (cases: readonly Case[], expected: readonly Encoded[]): void => {
    const differences: unknown[] = [];
    cases.forEach((example, index) => {
      const operation = operations[example[0]];
      if (operation === undefined) throw new Error(`no operation ${example[0]}`);
      const here = outcomeHere(operation, example.slice(1) as Value[]);
      if (JSON.stringify(here) !== JSON.stringify(expected[index])) {
        differences.push(
          `${describeCase(example)}\n  here    ${JSON.stringify(here)}\n  CPython ${JSON.stringify(expected[index])}`,
        );
      }
    });
    expect(
      differences.length === 0 ? "" : `${differences.length} differ:\n${differences.slice(0, 25).join("\n")}`,
    ).toBe("");
  };
  test(`${name}: chosen cases`, () => {
    const kept = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, Encoded>) : {};
    const keys = chosen.map((example) => describeCase(example));
    if (pythonPresent()) {
      const there = outcomesThere(operations, chosen);
      if (process.env.ORACLE_WRITE === "1") {
        const entries = keys.map((key, index) => [key, there[index] ?? null] as const);
        writeFileSync(
          path,
          `{\n${entries.map(([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`).join(",\n")}\n}\n`,
        );
      } else {
        expect(keys.map((key) => kept[key])).toEqual(there);
      }
      compare(chosen, there);
    } else {
      const known = chosen.filter((_, index) => kept[keys[index] ?? ""] !== undefined);
      expect(known.length).toBe(chosen.length);
      compare(
        chosen,
        keys.map((key) => kept[key] ?? null),
      );
    }
  }, 60_000);
  test(`${name}: generated cases`, () => {
    if (!pythonPresent()) return;
    const cases = generated();
    compare(cases, outcomesThere(operations, cases));
  }, 120_000);
}
