import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Runs the examples, each in a process of its own, and prints a table. `npm run examples -- leak` shows one as it runs.

const secondsMax = 120;
const folder = dirname(fileURLToPath(import.meta.url));
const parts: ReadonlySet<string> = new Set(["run.ts", "stage.ts"]);
const wanted = process.argv.slice(2);

const examples = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !parts.has(file))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)))
  .sort();

/** Runs one; its output is kept, or shown at once. */
function run(file: string, shown: boolean): Promise<{ readonly ok: boolean; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, file)], {
      stdio: shown ? "inherit" : ["ignore", "pipe", "pipe"],
      timeout: secondsMax * 1000,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code, signal) => {
      if (signal !== null) output += `\nEnded by ${signal}: at most ${secondsMax} s are allowed.`;
      resolve({ ok: code === 0, output });
    });
  });
}

const failed: string[] = [];
if (examples.length === 0) failed.push(`no example is called ${wanted.join(" or ")}`);
for (const file of examples) {
  const shown = wanted.length > 0;
  const began = performance.now();
  const { ok, output } = await run(file, shown);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (!ok) failed.push(file);
  console.log(`${ok ? "ok    " : "FAILED"}  ${file.padEnd(32)} ${seconds.padStart(6)} s`);
  if (!ok && !shown) console.log(output.replace(/^/gm, "        "));
}
console.log(failed.length === 0 ? `\nAll ${examples.length} hold.` : `\nFailed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
