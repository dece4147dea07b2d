import { type BlockerName, type ContentBlocker, writeJson } from "@sequrity/wire";
import { RE2JS } from "re2js";
import type { JsonValue } from "./conversation.ts";
import { isJsonList, isJsonObject, readJson } from "./json.ts";

/** Content blockers: URLs and file paths are replaced in arguments and results (config.md, X-Features). */

interface Blocker {
  readonly pattern: RE2JS;
  readonly placeholder: string;
}

/** Ends at what ends a string in JSON or a link in prose. */
const urlEnd = "[^\\s\"'<>\\\\`|{}\\[\\]]";

/** INVARIANT: the patterns run in linear time, since what they run over is untrusted. */
const blockers: Readonly<Record<BlockerName, Blocker>> = {
  url_blocker: {
    pattern: RE2JS.compile(`(?i)\\b(?:[a-z][a-z0-9+.-]*://|www\\.|mailto:|data:[a-z]+/)${urlEnd}+`),
    placeholder: "[URL blocked]",
  },
  file_blocker: {
    pattern: RE2JS.compile(
      `(?i)(?:file://${urlEnd}+|\\b[a-z]:(?:\\\\{1,2}|/)[^\\s"'<>|*?]+|(?:~|\\.{1,2})(?:/[\\w.@+-]+)+/?|\\B/(?:[\\w.@+-]+/)*[\\w.@+-]+)`,
    ),
    placeholder: "[file path blocked]",
  },
};

/** A text without what the blockers keep out. */
export function blockText(active: readonly ContentBlocker[], text: string): string {
  let blocked = text;
  // URLs first: their paths would look like files.
  for (const name of ["url_blocker", "file_blocker"] as const) {
    if (!active.some((blocker) => blocker.name === name)) continue;
    const { pattern, placeholder } = blockers[name];
    blocked = pattern.matcher(blocked).replaceAll(placeholder);
  }
  return blocked;
}

/** A value in whose strings, keys too, the blockers have been at work. */
export function blockValue(active: readonly ContentBlocker[], value: JsonValue): JsonValue {
  if (typeof value === "string") return blockText(active, value);
  if (isJsonList(value)) return value.map((item) => blockValue(active, item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [blockText(active, key), blockValue(active, field)]),
  );
}

/** JSON text with the blockers applied to its strings; text that is no JSON is taken as it is. */
export function blockJson(active: readonly ContentBlocker[], json: string): string {
  if (active.length === 0) return json;
  const value = readJson(json);
  if (value === undefined) return blockText(active, json);
  const blocked = writeJson(blockValue(active, value));
  // What is not changed keeps the form that it came in.
  return blocked === writeJson(value) ? json : blocked;
}
