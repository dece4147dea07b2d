import type { JsonValue } from "@sequrity/engine";
import { parseJson } from "@sequrity/wire";

/**
 * JSON text from outside, with integers kept exactly: `wire` reads it. Here it is held to a depth, and what is wrong
 * with it is said by line and column.
 */

declare global {
  interface JSON {
    /** A value that `stringify` writes as this text. Not yet in the compiler's library. */
    rawJSON(text: string): unknown;
  }
}

/** How deep a document may nest: the readers behind this one recurse. */
const depthMax = 256;
/** A request's body is stored inside of other documents, and must be read back then. */
export const bodyDepthMax = 200;

/** Text that is no JSON. The message says where, by line and column, and quotes nothing of the text. */
export class JsonTextError extends Error {
  override readonly name = "JsonTextError";
}

/**
 * Reads one JSON document.
 *
 * @throws {JsonTextError} when the text is not JSON or nests too deeply
 */
export function parseJsonText(text: string, levelsMax = depthMax): JsonValue {
  const depth = depthOf(text);
  if (depth > levelsMax) throw new JsonTextError(`the JSON nests deeper than ${levelsMax} levels`);
  try {
    return parseJson(text);
  } catch (error) {
    throw new JsonTextError(`the body is not valid JSON${placeOf(error, text)}`);
  }
}

/** Writes one JSON document; `bigint` becomes an integer of the same digits. */
export function writeJsonText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "bigint" ? JSON.rawJSON(part.toString()) : part,
  );
}

/** The deepest nesting of brackets outside strings; wrong text gets some number. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

/** Beyond this a place that the engine does not name is not searched for. */
const searchedCharactersMax = 65_536;

/** " at line L, column C" of what is wrong; the engine names an offset for some errors only. */
function placeOf(error: unknown, text: string): string {
  if (!(error instanceof SyntaxError)) return "";
  if (text.trim() === "") return ": it is empty";
  const named = offsetIn(error.message);
  if (named !== undefined) return at(text, named);
  if (endsTooEarly(error.message)) return ": it ends too early";
  return text.length > searchedCharactersMax ? "" : at(text, firstWrong(text));
}

function offsetIn(message: string): number | undefined {
  const found = /at position (\d+)/.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}

function endsTooEarly(message: string): boolean {
  return /end of JSON input/.test(message);
}

/** The offset of the first wrong character: every prefix before it is wrong only in ending too early. */
function firstWrong(text: string): number {
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function couldGoOn(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) return false;
    return endsTooEarly(error.message) || offsetIn(error.message) === prefix.length;
  }
}

function at(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - (before.lastIndexOf("\n") + 1) + 1;
  return ` at line ${line}, column ${column}`;
}
