/**
 * The text that a quoted literal stands for, without its prefix and quotes.
 * Plain strings and datetimes read escapes as JSON does; any other backslash stands for itself, as does the
 * character after it. In `r"..."` only `\\` and `\"` are read, the rest is the regex's own; in `w"..."` nothing
 * but `\"` is, since `\*`, `\?` and `\\` are the pattern's own.
 */
export function decodeQuoted(written: string): string {
  const quote = written.indexOf('"');
  const body = written.slice(quote + 1, -1);
  if (!body.includes("\\")) return body;
  const prefix = written.slice(0, quote);
  if (prefix === "r") return body.replace(/\\([\\"])/g, "$1");
  if (prefix === "w")
    return body.replace(/\\([\s\S])/g, (pair, escaped: string) => (escaped === '"' ? '"' : pair));
  return body.replace(
    /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
    (pair, code: string | undefined, escaped: string) =>
      code === undefined
        ? (plainEscapes.get(escaped) ?? pair)
        : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const plainEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** The first escape of a plain string that means nothing, such as `\.`, and its place in the written text. */
export function unknownEscape(written: string): { readonly text: string; readonly at: number } | undefined {
  if (!written.startsWith('"')) return undefined;
  for (const found of written.matchAll(/\\(?:u[0-9a-fA-F]{4}|([\s\S]))/g)) {
    const escaped = found[1];
    if (escaped !== undefined && !plainEscapes.has(escaped)) return { text: found[0], at: found.index };
  }
  return undefined;
}

/** The number that an integer, float or infinity token stands for; a large integer stays exact. */
export function decodeNumber(written: string): number | bigint {
  if (written.endsWith("inf")) return written.startsWith("-") ? -Infinity : Infinity;
  const value = Number(written);
  return written.includes(".") || Number.isSafeInteger(value) ? value : BigInt(written);
}
