import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import {
  type CallResult,
  type Environment,
  type Limits,
  type PlanArgument,
  type PlanCall,
  type Program,
  type Progress,
  type RunTrace,
  runPlan,
  type ToolSignature,
  type Variable,
} from "@sequrity/plan";
import {
  branchForbidden,
  emptyMetadata,
  joinMetadata,
  type Metadata,
  metadataOf,
  metadataToJson,
  type Presets,
} from "@sequrity/sqrt";
import { isJsonObject, type WritableJson, writeJson } from "@sequrity/wire";
import { Finding, UsageError } from "./exit.ts";
import { parseJsonArgument } from "./files.ts";
import { metadataFrom } from "./metadata-json.ts";

export type PlanMode = "standard" | "strict" | "custom";

export interface LineRunOptions {
  readonly tools: readonly ToolSignature[] | "any";
  readonly variables: readonly Variable<Metadata>[];
  readonly mode: PlanMode;
  readonly branching: Presets["branching_meta_policy"];
  readonly limits: Partial<Limits>;
  /** JSON lines on both sides; else prints and the final value are written for people. */
  readonly stdio: boolean;
  /** Records what the run does, where somebody wants to know. */
  readonly trace: RunTrace<Metadata> | undefined;
}

/**
 * Runs a plan whose tools are the other end of a pipe: each call goes out as a line of JSON, its result comes in as
 * one. Gives whether the plan completed; the last line written says how it ended.
 */
export async function runPlanOverLines(program: Program, options: LineRunOptions): Promise<boolean> {
  const emit = (line: WritableJson) => process.stdout.write(`${writeJson(line)}\n`);
  const environment: Environment = {
    observe: (request) => {
      switch (request.kind) {
        case "random":
          return Math.random();
        case "uuid4":
          return randomUUID();
        case "time":
          return Date.now() / 1000;
        case "now":
        case "today":
          return new Date().toISOString();
      }
    },
    print: (line) =>
      options.stdio ? emit({ type: "print", text: line.text }) : process.stdout.write(line.text),
  };
  const results = options.stdio ? readResults() : undefined;
  let progress: Progress<Metadata> = await runPlan<Metadata>(
    program,
    {
      labels: { empty: emptyMetadata, join: joinMetadata },
      tools: options.tools,
      implicitFlows: options.mode !== "standard",
      branchForbidden: (metadata) => branchForbidden(options.mode, options.branching, metadata),
      planLabel: emptyMetadata,
      environmentLabel: metadataOf({ producers: ["__environment"] }),
      variables: options.variables,
      limits: options.limits,
      wrapResults: false,
      groupReadOnlyCalls: true,
      ...(options.trace === undefined ? {} : { trace: options.trace }),
    },
    environment,
  );
  while (progress.kind === "suspended") {
    if (results === undefined) {
      const [call] = progress.calls;
      throw new Finding(
        `the plan calls ${call?.tool} (line ${call?.line}): run it with --stdio to answer its tool calls as JSON lines`,
      );
    }
    for (const call of progress.calls) process.stdout.write(callLine(call));
    const answered: CallResult<Metadata>[] = [];
    for (const call of progress.calls) answered.push(await results.of(call));
    progress = await progress.resume(answered);
  }
  results?.close();
  if (progress.kind === "completed") {
    if (options.stdio) {
      const meta = JSON.stringify(metadataToJson(progress.label));
      process.stdout.write(`{"type":"completed","value":${progress.json},"meta":${meta}}\n`);
    } else process.stdout.write(`final_return_value = ${progress.json}\n`);
    return true;
  }
  const { code, message, line, column, exceptionType } = progress.error;
  const named = exceptionType === undefined ? message : `${exceptionType}: ${message}`;
  if (options.stdio) emit({ type: "failed", error: { code, message: named, line, column } });
  else process.stderr.write(`${code} at line ${line}, column ${column}: ${named}\n`);
  return false;
}

/**
 * The line of a call. Values are written from their serialised text, not from parsed values: what is shown is, to the
 * byte, what would be sent (`1.0` stays `1.0`).
 */
function callLine(call: PlanCall<Metadata>): string {
  const shown = ({ json, label }: PlanArgument<Metadata>) =>
    `{"value":${json},"meta":${JSON.stringify(metadataToJson(joinMetadata(label, joinMetadata(call.controlLabel, call.callLabel))))}}`;
  const args = call.arguments.map((argument) => `${JSON.stringify(argument.name)}:${shown(argument)}`);
  const head = `"type":"call","id":${JSON.stringify(String(call.index))},"tool":${JSON.stringify(call.tool)}`;
  return `{${head},"args":{${args.join(",")}},"positional":[${call.positional.map(shown).join(",")}]}\n`;
}

/** Results as they come in on stdin, by the id of their call; they may come in any order. */
function readResults() {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const iterator = lines[Symbol.asyncIterator]();
  const early = new Map<string, CallResult<Metadata>>();
  return {
    async of(call: PlanCall<Metadata>): Promise<CallResult<Metadata>> {
      const id = String(call.index);
      const start = [...call.arguments, ...call.positional].reduce(
        (joined, { label }) => joinMetadata(joined, label),
        joinMetadata(call.controlLabel, call.callLabel),
      );
      for (;;) {
        const result = early.get(id);
        if (result !== undefined) {
          early.delete(id);
          return { ...result, label: joinMetadata(start, result.label) };
        }
        const next = await iterator.next();
        if (next.done === true)
          throw new Finding(`stdin ended before the result of call ${id} (${call.tool}) came`);
        if (next.value.trim() === "") continue;
        const [resultId, parsed] = resultLine(next.value);
        if (early.has(resultId)) throw new UsageError(`two results for call ${resultId}`);
        early.set(resultId, parsed);
      }
    },
    close: () => lines.close(),
  };
}

function resultLine(text: string): [string, CallResult<Metadata>] {
  const line = parseJsonArgument(text, "a result line");
  if (!isJsonObject(line) || (typeof line.id !== "string" && typeof line.id !== "number")) {
    throw new UsageError('a result line must be {"id", "result"} or {"id", "error"}');
  }
  const id = String(line.id);
  const label = metadataFrom(line.meta, `result ${id}: meta`);
  if (typeof line.error === "string") return [id, { kind: "error", message: line.error, label }];
  if (!("result" in line)) throw new UsageError(`the line for call ${id} has neither "result" nor "error"`);
  return [id, { kind: "value", value: line.result, label }];
}
