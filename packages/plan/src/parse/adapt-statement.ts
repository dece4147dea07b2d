import type { Alias, ExceptHandler, Expression, MatchCase, Span, Statement, WithItem } from "../ast.ts";
import {
  adaptArguments,
  adaptExpression,
  adaptKeywords,
  adaptTarget,
  elements,
  plainOrTuple,
} from "./adapt-expression.ts";
import { adaptPattern } from "./adapt-pattern.ts";
import {
  expressionName,
  identifier,
  lacking,
  type RawExpression,
  type RawStatement,
  type Reader,
  refuse,
} from "./reader.ts";

/** Our nodes for a block of py-ast. Throws a refusal where CPython or the plan language refuses it. */
export function adaptBlock(reader: Reader, raws: readonly RawStatement[]): readonly Statement[] {
  return raws.map((raw) => adaptStatement(reader, raw));
}

function adaptStatement(reader: Reader, raw: RawStatement): Statement {
  const span = reader.text.spanOf(raw);
  const name = (seen: string): string => identifier(reader, seen);
  const read = (child: RawExpression): Expression => adaptExpression(reader, child);
  const optional = (child: RawExpression | undefined): Expression | null =>
    child === undefined ? null : adaptExpression(reader, child);
  const block = (raws: readonly RawStatement[]): readonly Statement[] => adaptBlock(reader, raws);
  switch (raw.nodeType) {
    case "FunctionDef":
    case "AsyncFunctionDef": {
      if (raw.type_params.length > 0) return lackingTypeParameters(reader, raw);
      const inside = { ...reader, asyncAllowed: raw.nodeType === "AsyncFunctionDef" };
      return {
        kind: "FunctionDef",
        name: name(raw.name),
        args: adaptArguments(reader, raw.args, span),
        body: adaptBlock(inside, raw.body),
        decorator_list: raw.decorator_list.map(read),
        returns: optional(raw.returns),
        span,
      };
    }
    case "ClassDef": {
      if (raw.type_params.length > 0) return lackingTypeParameters(reader, raw);
      checkBaseOrder(reader, raw);
      return {
        kind: "ClassDef",
        name: name(raw.name),
        bases: elements(reader, raw.bases),
        keywords: adaptKeywords(reader, raw.keywords),
        body: adaptBlock(
          { ...reader, asyncAllowed: false, privateClass: reader.text.nameOf(raw.name) },
          raw.body,
        ),
        decorator_list: raw.decorator_list.map(read),
        span,
      };
    }
    case "Return":
      return {
        kind: "Return",
        value: raw.value === undefined ? null : plainOrTuple(reader, raw.value),
        span,
      };
    case "Delete":
      return {
        kind: "Delete",
        targets: raw.targets.map((target) => adaptTarget(reader, target, "Del")),
        span,
      };
    case "Assign": {
      const targets = raw.targets.map((target) => adaptTarget(reader, target));
      for (const target of targets) {
        if (target.kind === "Starred") {
          refuse(reader, raw, "starred assignment target must be in a list or tuple");
        }
      }
      return { kind: "Assign", targets, value: plainOrTuple(reader, raw.value), span };
    }
    case "AugAssign": {
      const target = adaptTarget(reader, raw.target);
      if (target.kind !== "Name" && target.kind !== "Attribute" && target.kind !== "Subscript") {
        const kind = expressionName(target);
        return refuse(reader, raw.target, `'${kind}' is an illegal expression for augmented assignment`);
      }
      return { kind: "AugAssign", target, op: raw.op.nodeType, value: plainOrTuple(reader, raw.value), span };
    }
    case "AnnAssign": {
      const target = read(raw.target);
      if (target.kind === "Tuple" || target.kind === "List") {
        const kind = expressionName(target);
        return refuse(reader, raw.target, `only single target (not ${kind}) can be annotated`);
      }
      if (target.kind !== "Name" && target.kind !== "Attribute" && target.kind !== "Subscript") {
        return refuse(reader, raw.target, "illegal target for annotation");
      }
      return {
        kind: "AnnAssign",
        target: { ...target, ctx: "Store" },
        annotation: read(raw.annotation),
        value: raw.value === undefined ? null : plainOrTuple(reader, raw.value),
        // Not simple when it stands in parentheses.
        simple:
          target.kind === "Name" && target.span.column === span.column && target.span.line === span.line,
        span,
      };
    }
    case "For":
    case "AsyncFor": {
      if (raw.nodeType === "AsyncFor" && !reader.asyncAllowed) {
        return refuse(reader, raw, "'async for' outside async function");
      }
      const target = adaptTarget(reader, raw.target);
      if (target.kind === "Starred") {
        return refuse(reader, raw.target, "starred assignment target must be in a list or tuple");
      }
      const iter = plainOrTuple(reader, raw.iter);
      return { kind: "For", target, iter, body: block(raw.body), orelse: block(raw.orelse), span };
    }
    case "While":
      return { kind: "While", test: read(raw.test), body: block(raw.body), orelse: block(raw.orelse), span };
    case "If":
      return { kind: "If", test: read(raw.test), body: block(raw.body), orelse: block(raw.orelse), span };
    case "With":
    case "AsyncWith": {
      if (raw.nodeType === "AsyncWith" && !reader.asyncAllowed) {
        return refuse(reader, raw, "'async with' outside async function");
      }
      const items = raw.items.map((item): WithItem => {
        const context_expr = read(item.context_expr);
        const optional_vars =
          item.optional_vars === undefined ? null : adaptTarget(reader, item.optional_vars);
        if (optional_vars?.kind === "Starred") {
          refuse(reader, raw, "starred assignment target must be in a list or tuple");
        }
        return { kind: "withitem", context_expr, optional_vars, span: context_expr.span };
      });
      return { kind: "With", items, body: block(raw.body), span };
    }
    case "Match": {
      const cases = raw.cases.map((clause): MatchCase => {
        const pattern = adaptPattern(reader, clause.pattern);
        const body = block(clause.body);
        const last = body.at(-1)?.span ?? pattern.span;
        return {
          kind: "match_case",
          pattern,
          guard: optional(clause.guard),
          body,
          span: { ...pattern.span, endLine: last.endLine, endColumn: last.endColumn },
        };
      });
      return { kind: "Match", subject: plainOrTuple(reader, raw.subject), cases, span };
    }
    case "Raise":
      return { kind: "Raise", exc: optional(raw.exc), cause: optional(raw.cause), span };
    case "Try": {
      const handlers = raw.handlers.map(
        (handler): ExceptHandler => ({
          kind: "ExceptHandler",
          type: optional(handler.type),
          name: handler.name === undefined ? null : name(handler.name),
          body: block(handler.body),
          span: reader.text.spanOf(handler),
        }),
      );
      if (handlers.length === 0 && raw.finalbody.length === 0) {
        return refuse(reader, raw, "expected 'except' or 'finally' block");
      }
      if (handlers.length === 0 && raw.orelse.length > 0) return refuse(reader, raw, "invalid syntax");
      for (const [index, handler] of raw.handlers.entries()) {
        if (handler.type === undefined && index < raw.handlers.length - 1) {
          refuse(reader, handler, "default 'except:' must be last");
        }
      }
      const [orelse, finalbody] = [block(raw.orelse), block(raw.finalbody)];
      return { kind: "Try", body: block(raw.body), handlers, orelse, finalbody, span };
    }
    case "Assert":
      return { kind: "Assert", test: read(raw.test), msg: optional(raw.msg), span };
    case "Import":
      return { kind: "Import", names: raw.names.map((alias) => adaptAlias(reader, alias, span)), span };
    case "ImportFrom":
      return {
        kind: "ImportFrom",
        module:
          raw.module === undefined
            ? null
            : raw.module
                .split(".")
                .map((part) => reader.text.nameOf(part))
                .join("."),
        names: raw.names.map((alias) => adaptAlias(reader, alias, span)),
        level: raw.level ?? 0,
        span,
      };
    case "Global":
    case "Nonlocal":
      return { kind: raw.nodeType, names: raw.names.map(name), span };
    case "Expr":
      return { kind: "Expr", value: plainOrTuple(reader, raw.value), span };
    case "Pass":
    case "Break":
    case "Continue":
      return { kind: raw.nodeType, span };
    case "TryStar":
      return lacking(reader, raw, "the plan language has no except*", "write a plain except clause");
    case "TypeAlias":
      return lacking(reader, raw, "the plan language has no type statement", "assign the type to a name");
    case "Comment":
      return refuse(reader, raw, "invalid syntax");
  }
}

function adaptAlias(
  reader: Reader,
  raw: Extract<RawStatement, { nodeType: "Import" }>["names"][number],
  owner: Span,
): Alias {
  const span = raw.lineno === undefined ? owner : reader.text.spanOf(raw);
  return {
    kind: "alias",
    name: raw.name
      .split(".")
      .map((part) => reader.text.nameOf(part))
      .join("."),
    asname: raw.asname === undefined ? null : identifier(reader, raw.asname),
    span,
  };
}

function lackingTypeParameters(reader: Reader, raw: RawStatement): never {
  return lacking(
    reader,
    raw,
    "the plan language has no type parameters",
    "leave the [...] behind the name away",
  );
}

/** Calls have this check in py-ast; the bases of a class do not. */
function checkBaseOrder(reader: Reader, raw: Extract<RawStatement, { nodeType: "ClassDef" }>): void {
  const first = raw.keywords.at(0);
  const unpacked = raw.keywords.find((keyword) => keyword.arg === undefined);
  for (const base of raw.bases) {
    const at = reader.text.offsetsOf(base).start;
    const starred = base.nodeType === "Starred";
    if (unpacked !== undefined && reader.text.offsetsOf(unpacked).start < at) {
      const what = starred ? "iterable argument unpacking" : "positional argument";
      refuse(reader, base, `${what} follows keyword argument unpacking`);
    }
    if (first !== undefined && !starred && reader.text.offsetsOf(first).start < at) {
      refuse(reader, base, "positional argument follows keyword argument");
    }
  }
}
