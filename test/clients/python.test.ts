import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pythonOfClients } from "./python-environment.ts";
import { apiKey, openStage, type Stage } from "./stage.ts";

/** The Python packages `openai`, `anthropic` and `sequrity`, each by a script that runs its cases and says so. */

const run = promisify(execFile);
const folder = join(import.meta.dirname, "python");
const python = await pythonOfClients();
if (python.kind === "absent") console.warn(`The Python clients are not tested: ${python.why}`);

describe.runIf(python.kind === "ready")("Python", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  test.each([
    ["openai_client.py", 11],
    ["anthropic_client.py", 5],
    ["sequrity_client.py", 17],
    ["langgraph_client.py", 3],
  ])("%s: %i cases", async (script, cases) => {
    if (python.kind === "absent") return;
    const { stdout } = await run(python.command, [join(folder, script)], {
      env: {
        ...process.env,
        SEQURITY_URL: stage.server.url,
        SEQURITY_API_KEY: apiKey,
        PYTHONDONTWRITEBYTECODE: "1",
      },
      timeout: 120_000,
    });
    expect(stdout.split("\n").filter((line) => line.startsWith("ok "))).toHaveLength(cases);
  });
});
