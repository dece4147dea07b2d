import { RE2JS } from "re2js";

/** Whether a whole string matches. Takes time linear in the string. */
export type TextTest = (text: string) => boolean;

const CACHE_MAX = 2048;
const compiled = new Map<string, RE2JS>();

/**
 * Compiles a regular expression that must match whole strings (RE2 syntax, linear time). Throws what re2js throws where it is invalid.
 * Compiled patterns are kept for later, up to a limit.
 * INVARIANT: a policy is a user's text; no pattern may take more than linear time.
 */
export function compileRegex(pattern: string, dotMatchesLineBreak = false): TextTest {
  const key = `${dotMatchesLineBreak ? "s" : "-"}${pattern}`;
  let regex = compiled.get(key);
  if (regex === undefined) {
    regex = RE2JS.compile(pattern, dotMatchesLineBreak ? RE2JS.DOTALL : 0);
    if (compiled.size >= CACHE_MAX) compiled.clear();
    compiled.set(key, regex);
  }
  const known = regex;
  return (text) => known.testExact(text);
}

/**
 * Compiles a wildcard pattern: `*` stands for any text, `?` for one code point, `\` takes the meaning from what follows.
 */
export function compileWildcard(pattern: string): TextTest {
  const regex = [...pattern.matchAll(/\\([\s\S])|([\s\S])/gu)].map(([whole, escaped]) => {
    if (escaped !== undefined) return RE2JS.quote(escaped);
    if (whole === "*") return ".*";
    return whole === "?" ? "." : RE2JS.quote(whole);
  });
  return compileRegex(regex.join("").replace(/(?:\.\*)+/g, ".*"), true);
}
