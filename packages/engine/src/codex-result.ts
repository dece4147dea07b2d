import { isJsonObject, readJson } from "./json.ts";

/**
 * What the Codex command line sends as a command's result: metadata lines around the exit code and the output. Only
 * those two are kept (config.md, tool_result_transform).
 */

const exitLine = /^(?:Exit code: |Process exited with code )(-?\d+)$/;
const metadataLine =
  /^(?:Wall time: .*|Duration: .*|Total output lines: \d+|Chunk ID: .*|Original token count: \d+|Process running with session ID .*)$/;

function kept(exitCode: string | undefined, output: string): string {
  return exitCode === undefined ? output : `Exit code: ${exitCode}\nOutput:\n${output}`;
}

/** The result without the client's metadata; a text of another form is left as it is. */
export function codexResult(text: string): string {
  const json = readJson(text);
  if (isJsonObject(json) && typeof json.output === "string" && isJsonObject(json.metadata)) {
    const code = json.metadata.exit_code;
    return kept(typeof code === "number" ? String(code) : undefined, json.output);
  }
  const lines = text.split("\n");
  let exitCode: string | undefined;
  for (const [index, line] of lines.entries()) {
    if (line === "Output:") return kept(exitCode, lines.slice(index + 1).join("\n"));
    const exit = exitLine.exec(line)?.[1];
    if (exit !== undefined) exitCode = exit;
    else if (!metadataLine.test(line)) return text;
  }
  return text;
}
