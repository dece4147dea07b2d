/** `re`, over the linear-time engine. Every function carries pattern, text and replacement. */
import { deep } from "../builtins/define.ts";
import { PythonError } from "../python/error.ts";
import { escapeRegex } from "../python/regex.ts";
import { regexError } from "../python/regex-parse.ts";
import type { Run } from "../run.ts";
import { raisedBy } from "../types/exception-attributes.ts";
import {
  findEach,
  findList,
  matchClass,
  matchOne,
  patternClass,
  patternOf,
  replaceText,
  splitText,
} from "../types/regex.ts";
import { regexFlagClass, regexFlagMembers } from "../types/regex-flag.ts";
import { defineModuleException } from "../value/classes.ts";
import type { Value } from "../value/value.ts";
import { sizeArgument, textArgument, tupleOf } from "./arguments.ts";
import { defineModule } from "./registry.ts";

const error = defineModuleException("re", "error", "Exception");
raisedBy(
  error,
  "@__init__(self, msg, pattern=None, pos=None)",
  (run, message = null, pattern = null, position = null) => {
    const msg = textArgument(run, message, "msg must be str, not {type}");
    if (typeof pattern === "string" && position !== null) {
      run.chargeBytes(pattern.length);
      return regexError(msg, pattern, sizeArgument(run, position));
    }
    const given = typeof pattern === "string" ? pattern : null;
    return new PythonError("error", msg, { msg, pattern: given, pos: null, lineno: null, colno: null });
  },
);

const compiled = (run: Run, pattern: Value, flags: Value) => patternOf(run, pattern, flags);

const offered = [
  "A",
  "ASCII",
  "DOTALL",
  "I",
  "IGNORECASE",
  "M",
  "MULTILINE",
  "NOFLAG",
  "S",
  "U",
  "UNICODE",
  "VERBOSE",
  "X",
];

defineModule("re", {
  ...Object.fromEntries(offered.map((name) => [name, regexFlagMembers.get(name) ?? 0] as const)),
  Match: matchClass,
  Pattern: patternClass,
  RegexFlag: regexFlagClass,
  error,
  compile: deep("@compile(pattern, flags=0)", (run, pattern = null, flags = 0) =>
    compiled(run, pattern, flags),
  ),
  escape: deep("@escape(pattern)", (run, pattern = null) => {
    const text = textArgument(run, pattern, "expected str, not {type}");
    run.chargeText(text.length * 2);
    return escapeRegex(text);
  }),
  search: deep("@search(pattern, string, flags=0)", (run, pattern = null, text = null, flags = 0) =>
    matchOne(run, compiled(run, pattern, flags), "search", text),
  ),
  match: deep("@match(pattern, string, flags=0)", (run, pattern = null, text = null, flags = 0) =>
    matchOne(run, compiled(run, pattern, flags), "match", text),
  ),
  fullmatch: deep("@fullmatch(pattern, string, flags=0)", (run, pattern = null, text = null, flags = 0) =>
    matchOne(run, compiled(run, pattern, flags), "fullmatch", text),
  ),
  findall: deep("@findall(pattern, string, flags=0)", (run, pattern = null, text = null, flags = 0) =>
    findList(run, compiled(run, pattern, flags), text),
  ),
  finditer: deep("@finditer(pattern, string, flags=0)", (run, pattern = null, text = null, flags = 0) =>
    findEach(run, compiled(run, pattern, flags), text),
  ),
  split: deep(
    "@split(pattern, string, maxsplit=0, flags=0)",
    (run, pattern = null, text = null, limit = 0, flags = 0) =>
      splitText(run, compiled(run, pattern, flags), text, limit),
  ),
  sub: deep(
    "@sub(pattern, repl, string, count=0, flags=0)",
    (run, pattern = null, by = null, text = null, limit = 0, flags = 0) =>
      replaceText(run, compiled(run, pattern, flags), by, text, limit).text,
  ),
  subn: deep(
    "@subn(pattern, repl, string, count=0, flags=0)",
    (run, pattern = null, by = null, text = null, limit = 0, flags = 0) => {
      const result = replaceText(run, compiled(run, pattern, flags), by, text, limit);
      return tupleOf(run, [result.text, result.count]);
    },
  ),
});
