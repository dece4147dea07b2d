import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One break of the label tracking. */
export interface Mutant {
  /** `file:line what`. */
  readonly name: string;
  /** Relative to the sources. */
  readonly file: string;
  apply(source: string): string;
}

/** Calls that only raise labels: a statement of one of them can be left out. */
const raising =
  /^(?:run\.|this\.)?(?:raiseAll|raiseReachable|raiseElements|spreadOperands|spreadReference|spreadTries|mayRaise|noteStore|reshaped|chooseByIndex|chooseByKey|spread\.before|spread\.after|branch\.enter|endLoop|raiseControl|decide|place\.raise|run\.branch)$/;

/** Every place in the sources at which labels are joined or raised. */
export function mutantsOf(root: string): readonly Mutant[] {
  const mutants: Mutant[] = [];
  for (const folder of ["evaluate", "value", "builtins", "types", "modules"])
    for (const name of readdirSync(join(root, folder)).sort())
      if (name.endsWith(".ts"))
        mutants.push(...mutantsIn(`${folder}/${name}`, readFileSync(join(root, folder, name), "utf8")));
  return mutants;
}

function mutantsIn(file: string, source: string): Mutant[] {
  const found: Mutant[] = [];
  const add = (start: number, end: number, instead: string) => {
    const line = source.slice(0, start).split("\n").length;
    const was = source.slice(start, end).replace(/\s+/g, " ");
    found.push({
      name: `${file}:${line} ${was.length > 90 ? `${was.slice(0, 90)}...` : was} -> ${instead.replace(/\s+/g, " ").slice(0, 60) || "nothing"}`,
      file,
      apply: (whole) => whole.slice(0, start) + instead + whole.slice(end),
    });
  };
  for (const match of source.matchAll(
    /\b(run\.join|this\.join|under|tells|enterIteration|deepLabel|shapeOf)\(/g,
  )) {
    const start = match.index;
    if (/(?:function |\* )$/.test(source.slice(0, start))) continue;
    const call = callAt(source, start + match[0].length);
    if (call === null) continue;
    const [first = "", second = ""] = call.arguments;
    switch (match[1]) {
      case "run.join":
      case "this.join":
        if (call.arguments.length === 2) {
          // `x = run.join(x, y)`: only the side that is new matters.
          const target = /(\S+) =\s*$/.exec(source.slice(0, start))?.[1];
          add(start, call.end, first);
          if (target !== first) add(start, call.end, second);
        }
        break;
      case "under":
        add(start, call.end, `under(${first}, 0, ${call.arguments.slice(2).join(", ")})`);
        break;
      case "tells":
        add(start, call.end, "false");
        break;
      default:
        add(start, call.end, "0");
    }
  }
  for (const match of source.matchAll(/(?<=^[ \t]*(?:if \([^\n]*\) |else )?)([\w.]+)\(/gm)) {
    const callee = match[1] ?? "";
    if (!raising.test(callee)) continue;
    const call = callAt(source, match.index + match[0].length);
    if (call !== null && source[call.end] === ";") add(match.index, call.end + 1, ";");
  }
  for (const match of source.matchAll(/(?<=^[ \t]*(?:if \([^\n]*\) )?)[^\s(][^\n]* = touch\([^\n]*\);/gm))
    add(match.index, match.index + match[0].length, ";");
  return found;
}

/** The arguments of a call whose opening parenthesis ends in front of `from`. */
function callAt(
  source: string,
  from: number,
): { readonly arguments: readonly string[]; readonly end: number } | null {
  const parts: string[] = [];
  let depth = 0;
  let begin = from;
  for (let at = from; at < source.length; at++) {
    const char = source[at] ?? "";
    if ("([{".includes(char)) depth++;
    else if (char === ")" && depth === 0) {
      const last = source.slice(begin, at).trim();
      if (last !== "") parts.push(last);
      return { arguments: parts, end: at + 1 };
    } else if (")]}".includes(char)) depth--;
    else if (char === "," && depth === 0) {
      parts.push(source.slice(begin, at).trim());
      begin = at + 1;
    }
  }
  return null;
}
