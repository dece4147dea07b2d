import {
  type CallResult,
  checkPlan,
  type Environment,
  type PlanCall,
  type PlanSettings,
  type Program,
  type Progress,
  runPlan,
} from "../src/index.ts";

/** A program that the check takes. */
export function programOf(source: string, used: PlanSettings<string>): Program {
  const checked = checkPlan(source, { tools: used.tools, variables: used.variables.map(({ name }) => name) });
  if (!checked.ok) throw new Error(`${checked.diagnostics[0]?.message} in\n${source}`);
  return checked.program;
}

/** All that a caller sees of a call, as text. */
export function shown(call: PlanCall<string>): string {
  const { index, tool, arguments: named, positional, controlLabel, callLabel, line, column } = call;
  const values = [...positional, ...named].map(({ name, json, label }) => [name, json, label]);
  return JSON.stringify([index, tool, values, controlLabel, callLabel, line, column]);
}

function outcomeOf(progress: Progress<string>): string {
  switch (progress.kind) {
    case "completed":
      return JSON.stringify(["completed", progress.json, progress.label, progress.usage]);
    case "failed":
      return JSON.stringify(["failed", progress.error, progress.usage]);
    case "suspended":
      throw new Error("the run has not ended");
  }
}

/** A run that is advanced one suspension at a time and remembers all that it showed. */
export class LiveRun {
  readonly calls: string[] = [];
  printed = "";
  private observed = 0;
  private progress: Progress<string> | null = null;
  private readonly program: Program;
  private readonly settings: PlanSettings<string>;

  constructor(program: Program, settings: PlanSettings<string>) {
    this.program = program;
    this.settings = settings;
  }

  /** The calls that wait; none when the run has ended. */
  async start(): Promise<readonly PlanCall<string>[]> {
    const environment: Environment<string> = {
      observe: ({ kind }) =>
        kind === "now" || kind === "today"
          ? "2024-05-06T07:08:09"
          : kind === "uuid4"
            ? `00000000-0000-4000-8000-${String(this.observed++).padStart(12, "0")}`
            : (this.observed++ % 8) / 8,
      print: ({ text, label }) => {
        this.printed += `${label}|${text}`;
      },
    };
    return this.at(await runPlan(this.program, this.settings, environment));
  }

  async resume(results: readonly CallResult<string>[]): Promise<readonly PlanCall<string>[]> {
    if (this.progress?.kind !== "suspended") throw new Error("the run does not wait");
    return this.at(await this.progress.resume(results));
  }

  private at(progress: Progress<string>): readonly PlanCall<string>[] {
    this.progress = progress;
    if (progress.kind !== "suspended") return [];
    this.calls.push(...progress.calls.map(shown));
    return progress.calls;
  }

  get end(): Progress<string> {
    if (this.progress === null) throw new Error("the run has not begun");
    return this.progress;
  }

  /** All that the run showed, to the byte. */
  story(): { calls: readonly string[]; printed: string; outcome: string } {
    return { calls: this.calls, printed: this.printed, outcome: outcomeOf(this.end) };
  }
}

export type Answer = (call: PlanCall<string>) => CallResult<string>;

/** The results of the tools that a case's `# tool NAME JSON` lines give, each call's with a label of its own. */
export function answersOf(source: string): Answer {
  const results = new Map<string, string[]>();
  for (const line of source.split("\n")) {
    const [, name, json] = /^# tool (\S+) (.*)$/.exec(line) ?? [];
    if (name !== undefined && json !== undefined) results.set(name, [...(results.get(name) ?? []), json]);
  }
  return (call) => {
    const texts = results.get(call.tool) ?? ["null"];
    const text = (texts.length > 1 ? texts.shift() : texts[0]) ?? "null";
    const label = String.fromCharCode(97 + (call.index % 26));
    const error = /^\{"error!": "(.*)"\}$/.exec(text)?.[1];
    return error === undefined ? { kind: "text", text, label } : { kind: "error", message: error, label };
  };
}
