/** `textwrap`. */
import { deep } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { getAttribute } from "../evaluate/attribute.ts";
import { callProtocol } from "../evaluate/call.ts";
import { collect } from "../evaluate/iterate.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import { indexOf } from "../evaluate/slice.ts";
import * as pure from "../python/textwrap.ts";
import type { Run } from "../run.ts";
import { typeName } from "../value/classes.ts";
import { PyBytes } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { listOf, sizeArgument, textArgument } from "./arguments.ts";
import { defineModule } from "./registry.ts";

const options =
  'initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, max_lines=None, placeholder=" [...]"';

function optionsOf(run: Run, values: readonly Value[]): pure.WrapOptions {
  const [
    initial = "",
    subsequent = "",
    expand = true,
    replace = true,
    fix = false,
    long = true,
    drop = true,
    hyphens = true,
    tab = 8,
    lines = null,
    placeholder = "",
  ] = values;
  return {
    initialIndent: textArgument(run, initial, "initial_indent must be str, not {type}"),
    subsequentIndent: textArgument(run, subsequent, "subsequent_indent must be str, not {type}"),
    expandTabs: isTrue(run, expand),
    replaceWhitespace: isTrue(run, replace),
    fixSentenceEndings: isTrue(run, fix),
    breakLongWords: isTrue(run, long),
    dropWhitespace: isTrue(run, drop),
    breakOnHyphens: isTrue(run, hyphens),
    tabSize: sizeArgument(run, tab),
    maxLines: lines === null ? undefined : sizeArgument(run, lines),
    placeholder: textArgument(run, placeholder, "placeholder must be str, not {type}"),
    charge: run.chargeBytes,
  };
}

/** What text is asked for first: the method of the first option that changes it, or else to be split by a pattern. */
function wrappedText(run: Run, value: Value, options: readonly Value[]): string {
  const [, , expand = true, replace = true] = options;
  const translates = isTrue(run, replace);
  if (translates) return textOf(run, value, isTrue(run, expand) ? "expandtabs" : "translate");
  if (value instanceof PyBytes)
    throw raise(run, "TypeError", "cannot use a string pattern on a bytes-like object");
  if (isTrue(run, expand)) return textOf(run, value);
  return textArgument(run, value, "expected string or bytes-like object, got '{type}'");
}

function textOf(run: Run, value: Value, first = "expandtabs"): string {
  if (value instanceof PyBytes) throw raise(run, "TypeError", "a bytes-like object is required, not 'dict'");
  const text = textArgument(run, value, `'{type}' object has no attribute '${first}'`, "AttributeError");
  run.chargeBytes(text.length * 16);
  return text;
}

/** `" ".join(text.strip().split())` is what is shortened: bytes have the methods too. */
function shortenedText(run: Run, text: Value): string {
  if (!(text instanceof PyBytes)) return textOf(run, text, "strip");
  if (text.bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13))) return "";
  throw raise(run, "TypeError", "sequence item 0: expected str instance, bytes found");
}

/** A width is first compared with zero. */
function widthOf(run: Run, value: Value): number {
  if (value === false) throw raise(run, "ValueError", "invalid width False (must be > 0)");
  if (indexOf(run, value) === undefined)
    throw raise(run, "TypeError", `'<=' not supported between instances of '${typeName(value)}' and 'int'`);
  return sizeArgument(run, value);
}

function accepts(run: Run, predicate: Value, line: Value): boolean {
  const { label } = run;
  const truth = isTrue(run, callProtocol(run, predicate, [line], [label]));
  run.label = run.join(run.label, label);
  return truth;
}

/** Lines of bytes are no text: without a line there is nothing to complain about. */
function indentBytes(run: Run, text: PyBytes, prefix: Value, predicate: Value): Value {
  const lines = collect(run, callProtocol(run, getAttribute(run, text, "splitlines"), [true], [0])).items;
  for (const line of lines) {
    const blank =
      line instanceof PyBytes && line.bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13));
    if (predicate === null ? !blank : accepts(run, predicate, line))
      binaryOperation(run, "Add", prefix, line);
  }
  if (lines.length === 0) return "";
  throw raise(run, "TypeError", "sequence item 0: expected str instance, bytes found");
}

defineModule("textwrap", {
  wrap: deep(`@wrap(text, width=70, *, ${options})`, (run, text = null, width = 70, ...rest) =>
    listOf(
      run,
      pure.wrap(wrappedText(run, text, rest), { ...optionsOf(run, rest), width: widthOf(run, width) }),
    ),
  ),
  fill: deep(`@fill(text, width=70, *, ${options})`, (run, text = null, width = 70, ...rest) => {
    const filled = pure.fill(wrappedText(run, text, rest), {
      ...optionsOf(run, rest),
      width: widthOf(run, width),
    });
    run.chargeText(filled.length);
    return filled;
  }),
  shorten: deep(`@shorten(text, width, *, ${options})`, (run, text = null, width = null, ...rest) =>
    pure.shorten(shortenedText(run, text), widthOf(run, width), optionsOf(run, rest)),
  ),
  dedent: deep("@dedent(text)", (run, text = null) => {
    if (text instanceof PyBytes)
      throw raise(run, "TypeError", "cannot use a string pattern on a bytes-like object");
    return pure.dedent(textArgument(run, text, "expected string or bytes-like object, got '{type}'"));
  }),
  indent: deep(
    "@indent(text, prefix, predicate=None)",
    (run, text = null, prefix = null, predicate = null) => {
      if (text instanceof PyBytes) return indentBytes(run, text, prefix, predicate);
      const before = textArgument(run, prefix, 'can only concatenate str (not "{type}") to str');
      const given = textArgument(
        run,
        text,
        "'{type}' object has no attribute 'splitlines'",
        "AttributeError",
      );
      run.chargeText(given.length + before.length * (given.split("\n").length + 1));
      if (predicate === null) return pure.indent(given, before);
      return pure.indent(given, before, (line) => accepts(run, predicate, line));
    },
  ),
});
