import {
  checkPlan,
  type Diagnostic,
  type Limits,
  type Program,
  RunTrace,
  type ToolSignature,
  type Variable,
} from "@sequrity/plan";
import type { Metadata, Presets } from "@sequrity/sqrt";
import { defaultPresets } from "@sequrity/sqrt";
import { isJsonObject, type JsonValue } from "@sequrity/wire";
import { type Command, Option } from "commander";
import { Finding, UsageError } from "../exit.ts";
import { parseJsonArgument, readTextFile } from "../files.ts";
import { metadataFrom } from "../metadata-json.ts";
import { type PlanMode, runPlanOverLines } from "../plan-lines.ts";
import { traceAsJsonLines, traceAsTable } from "../plan-trace.ts";
import { readToolsFile, toolSignatures } from "../tools-file.ts";

/** `sequrity plan …`: programs of the plan language. */
export function register(program: Command): void {
  const plan = program
    .command("plan")
    .description("check and run plans: programs of a Python subset that carry metadata");

  plan
    .command("check")
    .description("check a plan; exit code 1 when it does not parse or uses what the plan language lacks")
    .argument("<file>", "a plan")
    .option(
      "--tools <file>",
      "the tools that it may call; without it any unknown name that is called is a tool",
    )
    .option("--vars <file>", "context variables that it sees")
    .option("--json", "print the findings as JSON")
    .addHelpText("after", "\nExample:\n  $ sequrity plan check plan.py --tools tools.json")
    .action((file: string, options: PlanOptions & { json?: boolean }) => {
      const checked = checkPlan(readTextFile(file), known(options));
      if (options.json === true) {
        process.stdout.write(
          `${JSON.stringify({ ok: checked.ok, diagnostics: checked.ok ? [] : checked.diagnostics }, null, 2)}\n`,
        );
      }
      if (checked.ok) {
        if (options.json !== true) process.stdout.write(`${file}: ok\n`);
        return;
      }
      if (options.json !== true) printFindings(file, checked.diagnostics);
      throw new Finding("");
    });

  plan
    .command("run")
    .description("run a plan; exit code 1 when it fails")
    .argument("<file>", "a plan")
    .option(
      "--tools <file>",
      "the tools that it may call; without it any unknown name that is called is a tool",
    )
    .option("--vars <file>", 'context variables: {name: {"value", "meta"?}}')
    .addOption(
      new Option("--mode <mode>", "how flows are tracked")
        .choices(["standard", "strict", "custom"])
        .default("standard"),
    )
    .option("--branching <json>", "the branching policy of mode custom")
    .option("--limits <json>", 'limits of the run, such as {"steps": 10000}')
    .addOption(
      new Option(
        "--trace [form]",
        "show on stderr which lines ran how often, what was assigned from what, with metadata, and the calls",
      )
        .choices(["table", "json"])
        .preset("table"),
    )
    .option("--stdio", "print calls as JSON lines and read their results as JSON lines")
    .addHelpText(
      "after",
      '\nExample:\n  $ echo \'{"id": "0", "result": {"sender": "ann@example.org"}}\' | sequrity plan run plan.py --stdio',
    )
    .action(run);
}

interface PlanOptions {
  readonly tools?: string;
  readonly vars?: string;
}

interface RunOptions extends PlanOptions {
  readonly mode: PlanMode;
  readonly branching?: string;
  readonly limits?: string;
  readonly stdio?: boolean;
  readonly trace?: "table" | "json";
}

function known(options: PlanOptions): {
  tools: readonly ToolSignature[] | "any";
  variables: readonly string[];
} {
  return { tools: toolsOf(options), variables: variablesOf(options).map(({ name }) => name) };
}

function toolsOf(options: PlanOptions): readonly ToolSignature[] | "any" {
  return options.tools === undefined ? "any" : toolSignatures(readToolsFile(options.tools));
}

function variablesOf(options: PlanOptions): readonly Variable<Metadata>[] {
  if (options.vars === undefined) return [];
  const file = parseJsonArgument(readTextFile(options.vars), options.vars);
  if (!isJsonObject(file)) throw new UsageError(`${options.vars} must be an object of {"value", "meta"?}`);
  return Object.entries(file).map(([name, variable]) => {
    if (!isJsonObject(variable) || !("value" in variable))
      throw new UsageError(`${options.vars}: ${name} has no "value"`);
    return {
      name,
      value: variable.value,
      label: metadataFrom(variable.meta, `${options.vars}: ${name}.meta`),
    };
  });
}

async function run(file: string, options: RunOptions): Promise<void> {
  const source = readTextFile(file);
  const branching = branchingOf(options.branching);
  const limits = limitsOf(options.limits);
  const checked = checkPlan(source, known(options));
  if (!checked.ok) {
    printFindings(file, checked.diagnostics);
    if (options.stdio === true) {
      const first = checked.diagnostics[0];
      const error = {
        code: "plan_syntax_error",
        message: first?.message ?? "the plan does not check",
        line: first?.span.line ?? 1,
        column: first?.span.column ?? 1,
      };
      process.stdout.write(`${JSON.stringify({ type: "failed", error })}\n`);
    }
    throw new Finding("");
  }
  const trace = options.trace === undefined ? undefined : new RunTrace<Metadata>();
  const running = runPlanOverLines(checked.program satisfies Program, {
    trace,
    tools: toolsOf(options),
    variables: variablesOf(options),
    mode: options.mode,
    branching,
    limits,
    stdio: options.stdio === true,
  });
  const completed = await running.finally(() => {
    if (trace === undefined) return;
    process.stderr.write(options.trace === "json" ? traceAsJsonLines(trace) : traceAsTable(trace, source));
  });
  if (!completed) throw new Finding("");
}

function branchingOf(text: string | undefined): Presets["branching_meta_policy"] {
  const policy = defaultPresets.branching_meta_policy;
  if (text === undefined) return policy;
  const given = parseJsonArgument(text, "--branching");
  if (!isJsonObject(given)) throw new UsageError("--branching must be a JSON object");
  const { mode = "deny", ...sets } = given;
  if (mode !== "deny" && mode !== "allow")
    throw new UsageError('--branching: mode must be "deny" or "allow"');
  const lists = {
    producers: labels(sets.producers),
    tags: labels(sets.tags),
    consumers: labels(sets.consumers),
  };
  const unknown = Object.keys(sets).find((name) => !(name in lists));
  if (unknown !== undefined) throw new UsageError(`--branching: unknown field "${unknown}"`);
  return { mode, ...lists };
}

function labels(value: JsonValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((label): label is string => typeof label === "string")) {
    throw new UsageError("--branching: producers, tags and consumers must be lists of strings");
  }
  return value;
}

function limitsOf(text: string | undefined): Partial<Limits> {
  if (text === undefined) return {};
  const given = parseJsonArgument(text, "--limits");
  if (!isJsonObject(given)) throw new UsageError("--limits must be a JSON object");
  const limits: Record<string, number> = {};
  for (const [name, limit] of Object.entries(given)) {
    if (typeof limit !== "number" || !Number.isSafeInteger(limit) || limit < 0) {
      throw new UsageError(`--limits: ${name} must be a whole number`);
    }
    limits[name] = limit;
  }
  return limits;
}

function printFindings(file: string, diagnostics: readonly Diagnostic[]): void {
  for (const { code, message, span, excerpt, help } of diagnostics) {
    const lines = [`${file}:${span.line}:${span.column}: error[${code}]: ${message}`, excerpt];
    if (help !== undefined) lines.push(`  help: ${help}`);
    process.stderr.write(`${lines.join("\n")}\n\n`);
  }
}
