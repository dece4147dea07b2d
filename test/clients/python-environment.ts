import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type PythonOfClients =
  | { readonly kind: "ready"; readonly command: string }
  | { readonly kind: "absent"; readonly why: string };

/**
 * A Python in which the packages of `python/requirements.txt` are installed: a virtual environment, made once under
 * `node_modules/.cache`. Absent where there is no python3 of 3.11 or later, or where pip cannot install.
 */
export async function pythonOfClients(): Promise<PythonOfClients> {
  const requirements = join(import.meta.dirname, "python", "requirements.txt");
  const version = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(import.meta.dirname, "../../node_modules/.cache/python-clients", version);
  const command = join(folder, "bin", "python");
  const done = join(folder, "installed");
  if (existsSync(done)) return { kind: "ready", command };
  try {
    await run("python3", ["-c", "import sys; assert sys.version_info >= (3, 11), 'python 3.11 or later'"]);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await run("python3", ["-m", "venv", folder]);
    await run(
      command,
      ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
      {
        timeout: 300_000,
      },
    );
    await writeFile(done, "");
    return { kind: "ready", command };
  } catch (error) {
    return {
      kind: "absent",
      why: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
    };
  }
}
