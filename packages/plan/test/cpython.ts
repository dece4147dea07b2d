import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ConstantValue } from "../src/ast.ts";

/** What CPython says about a source: its tree in our terms, or its SyntaxError. */
export type Judgement =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      /** Whether the grammar or the symbol table and compiler refused it. */
      readonly stage: "parse" | "compile";
      readonly message: string;
      readonly line: number | null;
      readonly column: number | null;
    };

/** Whether a python3 of version 3.11 is on this machine: the oracle of these tests. */
export function hasOracle(): boolean {
  const result = spawnSync("python3", ["-c", "import sys; print(sys.version_info[:2] == (3, 11))"], {
    encoding: "utf8",
  });
  return result.status === 0 && result.stdout.trim() === "True";
}

/** CPython's judgement of each source. */
export function askCPython(sources: readonly string[]): readonly Judgement[] {
  const judgements: readonly Judgement[] = JSON.parse(runScript("ast_dump.py", sources));
  return judgements;
}

/** CPython's symbol table of each source as JSON text, `null` for what it refuses. */
export function askSymbolTables(sources: readonly string[]): readonly string[] {
  const tables: readonly string[] = JSON.parse(runScript("symbol_tables.py", sources));
  return tables;
}

function runScript(name: string, sources: readonly string[]): string {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const result = spawnSync("python3", [script], {
    input: JSON.stringify(sources),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (result.status !== 0) throw new Error(result.stderr);
  return result.stdout;
}

const placed = new Set(["arg", "keyword", "alias"]);
const placeless = new Set([
  "Module",
  "comprehension",
  "arguments",
  "ExceptHandler",
  "withitem",
  "match_case",
]);

/** Our tree in the form that `ast_dump.py` gives. */
export function dumpTree(node: unknown, formatted = false): unknown {
  if (Array.isArray(node)) return node.map((item) => dumpTree(item, formatted));
  if (typeof node !== "object" || node === null) return node;
  const fields = Object.entries(node);
  const kind = new Map(fields).get("kind");
  const result: Record<string, unknown> = {};
  for (const [field, value] of fields) {
    if (field === "span") {
      if (formatted || (placeless.has(String(kind)) && !placed.has(String(kind)))) continue;
      const { line, column, endLine, endColumn } = value;
      result.span = [line, column, endLine, endColumn];
    } else if (kind === "Constant" && field === "value") result.value = constantText(value);
    else result[field] = dumpTree(value, formatted || kind === "JoinedStr");
  }
  return result;
}

function constantText(value: ConstantValue): unknown {
  switch (value.type) {
    case "int":
      return `int 0x${BigInt(value.value).toString(16)}`;
    case "float":
      return `float ${floatHex(value.value)}`;
    case "str":
      return ["str", Buffer.from(value.value, "utf8").toString("hex")];
    case "bytes":
      return ["bytes", Buffer.from(value.value).toString("hex")];
    case "bool":
      return value.value ? "bool True" : "bool False";
    default:
      return value.type;
  }
}

/** A non-negative float as Python's `float.hex()` writes it. */
function floatHex(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === 0) return "0x0.0p+0";
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const fraction = (bits.getBigUint64(0) & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const exponent = (bits.getUint16(0) >> 4) & 0x7ff;
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}
