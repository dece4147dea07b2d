import {
  type CallResult,
  checkPlan,
  type JsonValue,
  type PlanSettings,
  runPlan,
  type ToolSignature,
} from "../src/index.ts";

/** Labels are sets of letters, written as sorted text. */
export const letters = {
  empty: "",
  join: (a: string, b: string) =>
    Array.from(new Set([...a, ...b]))
      .sort()
      .join(""),
};

export function settings(changes: Partial<PlanSettings<string>> = {}): PlanSettings<string> {
  return {
    labels: letters,
    tools: "any",
    implicitFlows: false,
    branchForbidden: () => false,
    planLabel: "",
    environmentLabel: "e",
    variables: [],
    limits: {},
    wrapResults: false,
    groupReadOnlyCalls: false,
    ...changes,
  };
}

export interface CaseOutcome {
  out: string;
  final: string | null;
  error: [string, string] | null;
  calls: string;
}

/**
 * Runs a case. Lines `# tool NAME JSON` give the results of the tool NAME, one call after the other, the last one for
 * all that follow; `{"error!": "..."}` is a failed call.
 */
export async function runCase(source: string): Promise<CaseOutcome> {
  const results = new Map<string, string[]>();
  for (const line of source.split("\n")) {
    const found = /^# tool (\S+) (.*)$/.exec(line);
    if (found === null) continue;
    const [, name = "", json = ""] = found;
    results.set(name, [...(results.get(name) ?? []), json]);
  }
  const marker = "\u0001final ";
  const whole = `${source}\ntry:\n    print("${marker.replace("\u0001", "\\x01")}" + repr(final_return_value))\nexcept NameError:\n    print("${marker.replace("\u0001", "\\x01")}None")\n`;
  const tools: ToolSignature[] = Array.from(results.keys(), (name) => ({
    name,
    parameters: [],
    readOnly: false,
  }));
  const checked = checkPlan(whole, { tools, variables: ["final_return_value"] });
  if (!checked.ok)
    return {
      out: "",
      final: null,
      error: [
        "plan_syntax_error",
        checked.diagnostics.map((one) => `${one.span.line}: ${one.message}`).join("; "),
      ],
      calls: "[]",
    };
  let out = "";
  const calls: JsonValue[] = [];
  let progress = await runPlan(checked.program, settings({ tools: "any" }), {
    observe: () => 0,
    print: (line) => {
      out += line.text;
    },
  });
  while (progress.kind === "suspended") {
    const answers = progress.calls.map((call): CallResult<string> => {
      const texts = results.get(call.tool) ?? ["null"];
      const text = (texts.length > 1 ? texts.shift() : texts[0]) ?? "null";
      calls.push([
        call.tool,
        Object.fromEntries(call.arguments.map((argument) => [argument.name, argument.value])),
      ]);
      const error = /^\{"error!": "(.*)"\}$/.exec(text);
      return error === null
        ? { kind: "text", text, label: "" }
        : { kind: "error", message: error[1] ?? "", label: "" };
    });
    progress = await progress.resume(answers);
  }
  const at = out.lastIndexOf(marker);
  const final = at < 0 ? null : out.slice(at + marker.length, -1);
  const shown = at < 0 ? out : out.slice(0, at);
  const failed = progress.kind === "failed" ? progress.error : null;
  // That the answer is no JSON is no matter here.
  const serialisation = failed !== null && at >= 0;
  return {
    out: shown,
    final: final,
    error: failed === null || serialisation ? null : [failed.exceptionType ?? failed.code, failed.message],
    calls: pythonJson(calls),
  };
}

function pythonJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${pythonJson(item)}`)
      .join(", ")}}`;
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}
