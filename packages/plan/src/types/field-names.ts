/** Which names the fields of a named tuple may have. */
import { raise } from "../errors.ts";
import { reprString } from "../python/repr.ts";
import type { Run } from "../run.ts";

const keywords: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
   import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

const identifier = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

/** ValueError for a class name or a field name that is none. */
export function checkNames(run: Run, typename: string, fields: readonly string[]): void {
  for (const name of [typename, ...fields]) {
    if (!identifier.test(name))
      throw raise(
        run,
        "ValueError",
        `Type names and field names must be valid identifiers: ${reprString(name)}`,
      );
    if (keywords.has(name))
      throw raise(run, "ValueError", `Type names and field names cannot be a keyword: ${reprString(name)}`);
  }
  const seen = new Set<string>();
  for (const name of fields) {
    if (name.startsWith("_"))
      throw raise(run, "ValueError", `Field names cannot start with an underscore: ${reprString(name)}`);
    if (seen.has(name))
      throw raise(run, "ValueError", `Encountered duplicate field name: ${reprString(name)}`);
    seen.add(name);
  }
}

/** With `rename`, what is no good name becomes `_` and its position. */
export function renamed(fields: readonly string[]): string[] {
  const seen = new Set<string>();
  return fields.map((name, index) => {
    const good = identifier.test(name) && !keywords.has(name) && !name.startsWith("_") && !seen.has(name);
    seen.add(name);
    return good ? name : `_${index}`;
  });
}
