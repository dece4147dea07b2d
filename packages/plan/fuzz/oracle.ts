/** CPython 3.11 as a process that runs batches of programs. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";

/** What a program did: what it printed, which exception ended it, the JSON of its tool calls. */
export interface Outcome {
  readonly out: string;
  readonly error: readonly [string, string] | null;
  readonly calls: readonly string[];
}

/** Whether a python3 of version 3.11 is on this machine. */
export function hasCPython(): boolean {
  const found = spawnSync("python3", ["-c", "import sys; print(sys.version_info[:2] == (3, 11))"], {
    encoding: "utf8",
  });
  return found.status === 0 && found.stdout.trim() === "True";
}

export class CPython {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;
  private readonly answers: AsyncIterator<string>;

  constructor() {
    this.child = spawn("python3", [fileURLToPath(new URL("./oracle.py", import.meta.url))], {
      stdio: "pipe",
      env: { ...process.env, PYTHONHASHSEED: "0", PYTHONIOENCODING: "utf-8" },
    });
    this.lines = createInterface({ input: this.child.stdout });
    this.answers = this.lines[Symbol.asyncIterator]();
  }

  /** The outcome of each program; `null` where CPython ran out of time, memory or stack. */
  async run(sources: readonly string[]): Promise<readonly (Outcome | null)[]> {
    this.child.stdin.write(`${JSON.stringify(sources)}\n`);
    const answer = await this.answers.next();
    if (answer.done) throw new Error("python3 ended before it answered");
    const outcomes: readonly (Outcome | null)[] = JSON.parse(answer.value);
    return outcomes;
  }

  close(): void {
    this.lines.close();
    this.child.stdin.end();
  }
}
