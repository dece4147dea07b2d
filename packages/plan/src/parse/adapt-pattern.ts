import type { Expression, Pattern } from "../ast.ts";
import { adaptExpression } from "./adapt-expression.ts";
import { identifier, type RawPattern, type Reader, refuse } from "./reader.ts";

/** Our node for a pattern of py-ast, with the checks of CPython's parser and compiler on patterns. */
export function adaptPattern(reader: Reader, raw: RawPattern): Pattern {
  const span = reader.text.spanOf(raw);
  const read = (child: RawPattern): Pattern => adaptPattern(reader, child);
  switch (raw.nodeType) {
    case "MatchValue": {
      const value = adaptExpression(reader, raw.value);
      if (value.kind === "Constant" && value.value.type === "None")
        return { kind: "MatchSingleton", value: null, span };
      if (value.kind === "Constant" && value.value.type === "bool") {
        return { kind: "MatchSingleton", value: value.value.value, span };
      }
      if (!isValuePattern(value)) {
        return refuse(reader, raw, "patterns may only match literals and attribute lookups");
      }
      return { kind: "MatchValue", value, span };
    }
    case "MatchSingleton":
      return { kind: "MatchSingleton", value: raw.value === null ? null : raw.value === true, span };
    case "MatchSequence": {
      if (raw.patterns.filter((pattern) => pattern.nodeType === "MatchStar").length > 1) {
        return refuse(reader, raw, "multiple starred expressions in sequence pattern");
      }
      return {
        kind: "MatchSequence",
        patterns: raw.patterns.map((child) => adaptElement(reader, child)),
        span,
      };
    }
    case "MatchMapping": {
      const keys = raw.keys.map((key) => adaptExpression(reader, key));
      const seen = new Set<string>();
      for (const [index, key] of keys.entries()) {
        const place = raw.keys[index] ?? raw;
        if (!isValuePattern(key)) {
          refuse(reader, place, "mapping pattern keys may only match literals and attribute lookups");
        }
        const written = key.kind === "Constant" ? literalKey(key) : null;
        if (written !== null && seen.has(written.key)) {
          refuse(reader, raw, `mapping pattern checks duplicate key (${written.shown})`);
        }
        if (written !== null) seen.add(written.key);
      }
      const rest = raw.rest === undefined ? null : identifier(reader, raw.rest);
      if (rest === "_") return refuse(reader, raw, "invalid syntax");
      return { kind: "MatchMapping", keys, patterns: raw.patterns.map(read), rest, span };
    }
    case "MatchClass": {
      const kwd_attrs = raw.kwd_attrs.map((name) => reader.text.nameOf(name));
      const repeated = kwd_attrs.find((name, index) => kwd_attrs.indexOf(name) !== index);
      if (repeated !== undefined) {
        return refuse(reader, raw, `attribute name repeated in class pattern: ${repeated}`);
      }
      return {
        kind: "MatchClass",
        cls: adaptExpression(reader, raw.cls),
        patterns: raw.patterns.map(read),
        kwd_attrs,
        kwd_patterns: raw.kwd_patterns.map(read),
        span,
      };
    }
    case "MatchStar":
      return refuse(reader, raw, "invalid syntax");
    case "MatchAs": {
      const name = raw.name === undefined ? null : identifier(reader, raw.name);
      const pattern = raw.pattern === undefined ? null : read(raw.pattern);
      return { kind: "MatchAs", pattern, name, span };
    }
    case "MatchOr":
      return { kind: "MatchOr", patterns: raw.patterns.map(read), span };
  }
}

/** An element of a sequence pattern: here alone a star may stand. */
function adaptElement(reader: Reader, raw: RawPattern): Pattern {
  if (raw.nodeType !== "MatchStar") return adaptPattern(reader, raw);
  const name = raw.name === undefined ? null : identifier(reader, raw.name);
  const { start, end } = reader.text.offsetsOf(raw);
  // py-ast takes a star without a name for `*_`.
  if (name === null && !reader.text.source.text.slice(start, end).endsWith("_"))
    refuse(reader, raw, "invalid syntax");
  return { kind: "MatchStar", name: name === "_" ? null : name, span: reader.text.spanOf(raw) };
}

function isDotted(node: Expression): boolean {
  return node.kind === "Attribute" && (node.value.kind === "Name" || isDotted(node.value));
}

function isNumber(node: Expression): boolean {
  return node.kind === "Constant" && (node.value.type === "int" || node.value.type === "float");
}

function isValuePattern(node: Expression): boolean {
  if (node.kind === "Constant") return node.value.type !== "Ellipsis";
  return isDotted(node) || (node.kind === "UnaryOp" && node.op === "USub" && isNumber(node.operand));
}

/** Equal keys have equal `key`: 1, 1.0 and True are one key, as in a dict. */
function literalKey(node: Extract<Expression, { kind: "Constant" }>): { key: string; shown: string } | null {
  const { value } = node;
  switch (value.type) {
    case "int":
    case "float":
      return { key: `number ${Number(value.value)}`, shown: String(value.value) };
    case "bool":
      return { key: `number ${Number(value.value)}`, shown: value.value ? "True" : "False" };
    case "str":
      return { key: `str ${value.value}`, shown: `'${value.value}'` };
    case "bytes":
      return { key: `bytes ${value.value.join(" ")}`, shown: "bytes" };
    case "None":
      return { key: "None", shown: "None" };
    case "Ellipsis":
      return null;
  }
}
