/**
 * Would the random programs notice? Breaks the label tracking at one place after the other, in a copy of the sources, and
 * runs the noninterference fuzz on each broken interpreter.
 *
 *     node packages/plan/fuzz/mutants.ts [programs = 5000] [seed = 1] [pattern] [--every N]
 *
 * The places are found in the sources: each join loses one of its sides, each statement that only raises labels is left
 * out, each test whether a label tells something fails. `pattern` is a regular expression over `file:line what`; `--every N`
 * takes each Nth place. A line per mutant: after how many programs it was found, or SURVIVED. A survivor is either
 * a hole of the fuzz or a break that changes nothing (the label is joined elsewhere too).
 */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mutantsOf } from "./mutation-places.ts";

const args = process.argv.slice(2);
const option = args.indexOf("--every");
const every = option < 0 ? 1 : Number(args[option + 1]);
if (option >= 0) args.splice(option, 2);
const [programs = "5000", seed = "1", pattern = ""] = args;

const home = realpathSync(new URL("..", import.meta.url));
const places = mutantsOf(join(home, "src")).filter((one) => new RegExp(pattern).test(one.name));
const chosen = places.filter((_, at) => at % every === 0);

/** A copy of the package to break. */
function copy(): string {
  const made = mkdtempSync(join(tmpdir(), "plan-mutants-"));
  for (const part of ["src", "test", "fuzz", "package.json"])
    cpSync(join(home, part), join(made, part), { recursive: true });
  symlinkSync(join(home, "../../node_modules"), join(made, "node_modules"));
  return made;
}

function runFuzz(place: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = ["--programs", programs, "--seed", seed, "--show", "0", "--threads", "1", "--first"];
    const child = spawn(process.execPath, [join(place, "fuzz/noninterference.ts"), ...options], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.on("error", reject);
    child.on("close", () => resolve(text));
  });
}

function verdictOf(text: string): string {
  const found = /^(\d+) programs .* (\d+) told a secret$/m.exec(text);
  if (found === null) return `crashed: ${/^\w*Error.*$/m.exec(text)?.[0] ?? text.slice(-200)}`;
  return found[2] === "0" ? "SURVIVED" : `found after ${found[1]}`;
}

let survived = 0;
const queue = chosen.values();
async function work(): Promise<void> {
  const place = copy();
  for (const mutant of queue) {
    const file = join(place, "src", mutant.file);
    const whole = readFileSync(file, "utf8");
    writeFileSync(file, mutant.apply(whole));
    const verdict = verdictOf(await runFuzz(place));
    writeFileSync(file, whole);
    if (verdict === "SURVIVED") survived++;
    process.stdout.write(`${verdict.padEnd(18)} ${mutant.name}\n`);
  }
  rmSync(place, { recursive: true });
}
await Promise.all([work(), work()]);
process.stdout.write(`${chosen.length} of ${places.length} mutants, ${survived} survived\n`);
