import { PythonError, valueError } from "./error.ts";

/** One step from a field's first value: `.name`, `[3]` or `[key]`. */
export type FieldStep =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "item"; readonly key: string | number };

/** A piece of a template: literal text or a replacement field. `spec` is a template itself. */
export type TemplatePiece =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "field";
      /** Name or number before the first `.` or `[`; `undefined` for an automatic number. */
      readonly first: string | number | undefined;
      /** Read while the steps are taken: a malformed one is an error only after those before it. */
      readonly steps: Iterable<FieldStep>;
      readonly conversion: string | undefined;
      readonly spec: string;
    };

/**
 * The pieces of a `str.format` template, one at a time: CPython too evaluates a field before it looks at the next.
 * ValueError with CPython's messages. Linear time.
 */
export function* parseTemplate(template: string): Generator<TemplatePiece> {
  let text = "";
  let at = 0;
  while (at < template.length) {
    const character = template.charAt(at);
    if (character !== "{" && character !== "}") {
      const brace = /[{}]/g;
      brace.lastIndex = at;
      const next = brace.exec(template)?.index ?? template.length;
      text += template.slice(at, next);
      at = next;
      continue;
    }
    if (template[at + 1] === character) {
      text += character;
      at += 2;
      continue;
    }
    if (character === "}") throw valueError("Single '}' encountered in format string");
    if (at + 1 >= template.length) throw valueError("Single '{' encountered in format string");
    if (text !== "") yield { kind: "text", text };
    text = "";
    const { piece, end } = parseField(template, at + 1);
    yield piece;
    at = end;
  }
  if (text !== "") yield { kind: "text", text };
}

/** Parses the field whose opening brace ends at `start`; `end` is the offset after its closing brace. */
function parseField(template: string, start: number): { piece: TemplatePiece; end: number } {
  let at = start;
  for (; at < template.length && !"}:!".includes(template.charAt(at)); at++) {
    if (template[at] === "{") throw valueError("unexpected '{' in field name");
    if (template[at] === "[") {
      const close = template.indexOf("]", at);
      at = close < 0 ? template.length : close;
    }
  }
  const name = template.slice(start, at);
  let conversion: string | undefined;
  const field = (spec: string, end: number): { piece: TemplatePiece; end: number } => ({
    piece: { kind: "field", ...parseFieldName(name), conversion, spec },
    end,
  });
  if (at >= template.length) throw valueError("expected '}' before end of string");
  if (template[at] === "}") return field("", at + 1);
  if (template[at] === "!") {
    const code = template.codePointAt(at + 1);
    if (code === undefined) throw valueError("end of string while looking for conversion specifier");
    conversion = String.fromCodePoint(code);
    at += 1 + conversion.length;
    if (template[at] === "}") return field("", at + 1);
    if (at < template.length && template[at] !== ":") {
      throw valueError("expected ':' after conversion specifier");
    }
  }
  const specStart = at + 1;
  let depth = 1;
  for (at = specStart; at < template.length; at++) {
    if (template[at] === "{") depth++;
    else if (template[at] === "}" && --depth === 0) return field(template.slice(specStart, at), at + 1);
  }
  throw valueError("unmatched '{' in format spec");
}

function fieldNumber(text: string): number | string {
  if (!/^[0-9]+$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw valueError("Too many decimal digits in format string");
  return value;
}

/** Splits `0.name[key]` into its first part and the steps after it; ValueError. */
export function parseFieldName(name: string): {
  first: string | number | undefined;
  steps: Iterable<FieldStep>;
} {
  const head = /^[^.[]*/.exec(name)?.[0] ?? "";
  return { first: head === "" ? undefined : fieldNumber(head), steps: fieldSteps(name, head.length) };
}

function* fieldSteps(name: string, start: number): Generator<FieldStep> {
  let at = start;
  while (at < name.length) {
    if (name[at] === ".") {
      const step = /[^.[]*/y;
      step.lastIndex = at + 1;
      const attribute = step.exec(name)?.[0] ?? "";
      if (attribute === "") throw valueError("Empty attribute in format string");
      yield { kind: "attribute", name: attribute };
      at += 1 + attribute.length;
    } else if (name[at] === "[") {
      const close = name.indexOf("]", at);
      if (close < 0) throw valueError("Missing ']' in format string");
      const key = name.slice(at + 1, close);
      if (key === "") throw valueError("Empty attribute in format string");
      yield { kind: "item", key: fieldNumber(key) };
      at = close + 1;
    } else throw valueError("Only '.' or '[' may follow ']' in format field specifier");
  }
}

/** The interpreter's side of `template.format(...)`. */
export interface FormatArguments<V> {
  /** Positional argument; IndexError `Replacement index 3 out of range for positional args tuple`. */
  positional(index: number): V;
  /** Keyword argument; KeyError. */
  named(name: string): V;
  attribute(value: V, name: string): V;
  item(value: V, key: string | number): V;
  /** `!r`, `!s` or `!a`. */
  convert(value: V, conversion: "r" | "s" | "a"): V;
  /** `format(value, spec)`. */
  format(value: V, spec: string): string;
}

/** `template.format(...)`, with numbering and nested specifications as CPython has them. */
export function formatTemplate<V>(template: string, values: FormatArguments<V>): string {
  const numbering = { automatic: undefined, next: 0 };
  return render(template, values, numbering, 2);
}

function render<V>(
  template: string,
  values: FormatArguments<V>,
  numbering: { automatic: boolean | undefined; next: number },
  depth: number,
): string {
  if (depth === 0) throw valueError("Max string recursion exceeded");
  const out: string[] = [];
  for (const piece of parseTemplate(template)) {
    if (piece.kind === "text") {
      out.push(piece.text);
      continue;
    }
    let value: V;
    if (typeof piece.first === "string") value = values.named(piece.first);
    else {
      const automatic = piece.first === undefined;
      if (numbering.automatic !== undefined && numbering.automatic !== automatic) {
        throw valueError(
          automatic
            ? "cannot switch from manual field specification to automatic field numbering"
            : "cannot switch from automatic field numbering to manual field specification",
        );
      }
      numbering.automatic = automatic;
      value = values.positional(piece.first ?? numbering.next++);
    }
    for (const step of piece.steps) {
      value = step.kind === "attribute" ? values.attribute(value, step.name) : values.item(value, step.key);
    }
    if (piece.conversion !== undefined) {
      const { conversion } = piece;
      if (conversion !== "r" && conversion !== "s" && conversion !== "a") {
        const code = conversion.codePointAt(0) ?? 0;
        const shown = code > 32 && code < 127 ? conversion : `\\x${code.toString(16)}`;
        throw valueError(`Unknown conversion specifier ${shown}`);
      }
      value = values.convert(value, conversion);
    }
    const spec =
      piece.spec.includes("{") || piece.spec.includes("}")
        ? render(piece.spec, values, numbering, depth - 1)
        : piece.spec;
    out.push(values.format(value, spec));
  }
  return out.join("");
}

/** What CPython raises for a missing positional argument. */
export function missingPositional(index: number): PythonError {
  return new PythonError("IndexError", `Replacement index ${index} out of range for positional args tuple`);
}
