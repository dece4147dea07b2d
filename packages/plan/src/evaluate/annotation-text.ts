/** Types that an annotation gives as text: `Optional["Place"]`, where `Place` is a class further down. */
import type { Expression, Node } from "../ast.ts";
import { Raised } from "../errors.ts";
import { parseProgram } from "../parse/parse-program.ts";
import { subscriptClass, subscriptForm, TypeForm, unionOperator } from "../types/type-form.ts";
import { PyClass } from "../value/class.ts";
import { PyTuple } from "../value/container.ts";
import { ellipsis } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { someChild } from "../walk.ts";
import type { Evaluate, Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { loadName } from "./name.ts";

/** Gives the type that a text stands for; undefined while a name in it is not bound. Its label is in `run.label`. */
export type ReadType = (frame: Frame) => Value | undefined;

const longestText = 1_000;

/**
 * The types that the texts in an annotation stand for, by text. They are read from the source of the plan, never from
 * values: nothing that a run computes becomes code. Names are those of the module.
 */
export function annotationTexts(c: Context, annotation: Expression): ReadonlyMap<string, ReadType> {
  const texts = new Map<string, ReadType>();
  const collect = (node: Node): boolean => {
    if (node.kind === "Constant" && node.value.type === "str" && node.value.value.length <= longestText) {
      const { value: text } = node.value;
      const read = texts.has(text) ? undefined : compileText(c, text);
      if (read !== undefined) texts.set(text, read);
    }
    return someChild(node, collect, undefined);
  };
  collect(annotation);
  return texts;
}

/** The type that an annotation of a function is, read when it is asked for. Its label is in `run.label`. */
export function annotatedType(c: Context, annotation: Expression | null): () => Value | undefined {
  if (annotation === null) return () => undefined;
  let read: Evaluate | null | undefined = null;
  return () => {
    if (read === null) read = compileType(c, annotation);
    return read?.(c.globals.frame);
  };
}

function compileText(c: Context, text: string): ReadType | undefined {
  const parsed = parseProgram(text.trim());
  if (!parsed.ok) return undefined;
  const [statement] = parsed.module.body;
  if (parsed.module.body.length !== 1 || statement?.kind !== "Expr") return undefined;
  const read = compileType(c, statement.value);
  if (read === undefined) return undefined;
  return (frame) => {
    try {
      return read(frame);
    } catch (thrown) {
      if (thrown instanceof Raised && thrown.exception.cls.name === "NameError") return undefined;
      throw thrown;
    }
  };
}

/** Names, subscripts of types, unions: no more than types are made of, so that no code of the plan runs. */
function compileType(c: Context, node: Expression): Evaluate | undefined {
  const { run } = c;
  switch (node.kind) {
    case "Name":
      if (node.id.startsWith("__")) return undefined;
      return loadName(c.inModule(), node.id, node.span);
    case "Constant":
      if (node.value.type === "str") return compileNested(c, node.value.value);
      if (node.value.type !== "None" && node.value.type !== "Ellipsis") return undefined;
      return constant(c, node.value.type === "None" ? null : ellipsis);
    case "Tuple": {
      const parts = node.elts.map((part) => compileType(c, part));
      if (parts.some((part) => part === undefined)) return undefined;
      return (frame) => {
        let label = 0;
        const items = parts.map((part) => {
          const item = part?.(frame) ?? null;
          label = run.join(label, run.label);
          return item;
        });
        run.label = label;
        return new PyTuple(items, label);
      };
    }
    case "BinOp": {
      const left = node.op === "BitOr" ? compileType(c, node.left) : undefined;
      const right = compileType(c, node.right);
      if (left === undefined || right === undefined) return undefined;
      return (frame) => {
        const a = left(frame);
        const label = run.label;
        const b = right(frame);
        run.label = run.join(run.label, label);
        return unionOperator(a, b) ?? null;
      };
    }
    case "Subscript": {
      const base = compileType(c, node.value);
      const literal = node.value.kind === "Name" && node.value.id === "Literal";
      if (literal && base !== undefined) return compileLiteral(base, node.slice);
      const index = compileType(c, node.slice);
      if (base === undefined || index === undefined) return undefined;
      return (frame) => {
        const type = base(frame);
        const label = run.label;
        const inner = index(frame);
        run.label = run.join(run.label, label);
        if (type instanceof PyClass) return subscriptClass(run, type, inner);
        return type instanceof TypeForm ? subscriptForm(run, type, inner) : type;
      };
    }
    default:
      return undefined;
  }
}

/** `Literal["a", 1]`: texts in it are values. */
function compileLiteral(base: Evaluate, slice: Expression): Evaluate | undefined {
  const values: Value[] = [];
  for (const part of slice.kind === "Tuple" ? slice.elts : [slice]) {
    if (part.kind !== "Constant") return undefined;
    const { value } = part;
    if (value.type === "None") values.push(null);
    else if (value.type === "str" || value.type === "int" || value.type === "bool") values.push(value.value);
    else return undefined;
  }
  return (frame) => {
    const form = base(frame);
    return form instanceof TypeForm ? new TypeForm(form.origin, values) : form;
  };
}

function compileNested(c: Context, text: string): Evaluate | undefined {
  const parsed = parseProgram(text.trim());
  const [statement] = parsed.ok ? parsed.module.body : [];
  return statement?.kind === "Expr" && statement.value.kind === "Name"
    ? compileType(c, statement.value)
    : undefined;
}

function constant({ run }: Context, value: Value): Evaluate {
  return () => {
    run.label = run.planLabel;
    return value;
  };
}
