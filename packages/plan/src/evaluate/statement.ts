/** Statements as closures that run to their end without suspending. */
import type { Assert, Assign, For, If, Raise, Return, Statement, While } from "../ast.ts";
import { Raised, raise } from "../errors.ts";
import type { Run } from "../run.ts";
import { instantiate } from "../types/instantiate.ts";
import { PyClass, PyException } from "../value/class.ts";
import { PyList, PyTuple } from "../value/container.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { compileAugmented, compileDelete, compileTarget } from "./assign.ts";
import { raiseStored } from "./choice.ts";
import { compileClassDef } from "./class-statement.ts";
import { broke, type Completion, continued, type Evaluate, type Execute, normal, returned } from "./code.ts";
import type { Context } from "./context.ts";
import { compileExpression } from "./expression.ts";
import { compileFunctionDef } from "./function.ts";
import { implicitFor, implicitIf, implicitWhile } from "./implicit-statement.ts";
import { compileImport, compileImportFrom } from "./import.ts";
import { hold, letGo } from "./in-use.ts";
import { iterate } from "./iterate.ts";
import { compileMatch } from "./match.ts";
import { mayRaise } from "./may-raise.ts";
import { compileTry } from "./try.ts";
import { compileWith } from "./with.ts";

/** Statements one after the other, until one does not end normally. */
export function compileBlock(c: Context, body: readonly Statement[]): Execute {
  const statements = body.map((node) => compileInBlock(c, node));
  const [first, second, third] = statements;
  if (first === undefined) return () => normal;
  if (second === undefined) return first;
  if (third === undefined)
    return (frame) => {
      const completion = first(frame);
      return completion === normal ? second(frame) : completion;
    };
  return (frame) => {
    for (const statement of statements) {
      const completion = statement(frame);
      if (completion !== normal) return completion;
    }
    return normal;
  };
}

/** A statement of a block; traced where the run records a trace. */
export function compileInBlock(c: Context, node: Statement): Execute {
  const { tracing } = c.globals;
  return tracing === null
    ? compileStatement(c, node)
    : tracing.statement(c, node, () => compileStatement(c, node));
}

export function compileStatement(c: Context, node: Statement): Execute {
  const { run } = c;
  switch (node.kind) {
    case "Expr": {
      const value = compileExpression(c, node.value);
      return (frame) => {
        run.step();
        value(frame);
        return normal;
      };
    }
    case "Assign":
      return compileAssign(c, node, compileExpression(c, node.value));
    case "AugAssign": {
      const change = compileAugmented(c, node);
      return (frame) => {
        run.step();
        change(frame);
        return normal;
      };
    }
    case "AnnAssign": {
      if (node.value === null) return () => normal;
      const value = compileExpression(c, node.value);
      const store = compileTarget(c, node.target);
      return (frame) => {
        run.step();
        store(frame, value(frame), run.label);
        return normal;
      };
    }
    case "If":
      return run.implicitFlows ? implicitIf(c, node) : compileIf(c, node);
    case "While":
      return run.implicitFlows ? implicitWhile(c, node) : compileWhile(c, node);
    case "For":
      return run.implicitFlows ? implicitFor(c, node) : compileFor(c, node);
    case "Return":
      return compileReturn(c, node);
    case "Break":
      return () => broke;
    case "Continue":
      return () => continued;
    case "Pass":
    case "Global":
    case "Nonlocal":
      return () => normal;
    case "Delete": {
      const targets = node.targets.map((target) => compileDelete(c, target));
      return (frame) => {
        run.step();
        for (const target of targets) target(frame);
        return normal;
      };
    }
    case "Assert":
      return compileAssert(c, node);
    case "Raise":
      return compileRaise(c, node);
    case "Try":
      return compileTry(c, node);
    case "With":
      return compileWith(c, node);
    case "Match":
      return compileMatch(c, node);
    case "FunctionDef": {
      const define = compileFunctionDef(c, node, c.owner);
      return (frame) => {
        run.step();
        define(frame);
        return normal;
      };
    }
    case "ClassDef":
      return compileClassDef(c, node);
    case "Import":
      return compileImport(c, node);
    case "ImportFrom":
      return compileImportFrom(c, node);
  }
}

function compileAssign(c: Context, node: Assign, value: Evaluate): Execute {
  const { run } = c;
  const stores = node.targets.map((target) => compileTarget(c, target));
  const [only] = stores;
  if (stores.length === 1 && only !== undefined)
    return (frame) => {
      run.step();
      const result = value(frame);
      only(frame, result, run.label);
      return normal;
    };
  return (frame) => {
    run.step();
    const result = value(frame);
    const { label } = run;
    for (const store of stores) store(frame, result, label);
    return normal;
  };
}

function compileIf(c: Context, node: If): Execute {
  const { run } = c;
  const test = compileExpression(c, node.test);
  const body = compileBlock(c, node.body);
  const orelse = compileBlock(c, node.orelse);
  const { span } = node.test;
  return (frame) => {
    run.step();
    const truth = isTrue(run, test(frame));
    if (run.label !== 0) {
      run.at = span;
      run.branch(run.label);
    }
    return truth ? body(frame) : orelse(frame);
  };
}

function compileWhile(c: Context, node: While): Execute {
  const { run } = c;
  const test = compileExpression(c, node.test);
  const body = compileBlock(c, node.body);
  const orelse = compileBlock(c, node.orelse);
  const { span } = node.test;
  return (frame) => {
    for (;;) {
      run.step();
      const truth = isTrue(run, test(frame));
      if (run.label !== 0) {
        run.at = span;
        run.branch(run.label);
      }
      if (!truth) return orelse(frame);
      const completion = body(frame);
      if (completion === broke) return normal;
      if (completion === returned) return returned;
    }
  };
}

/** A `for` over a list takes the elements by position; the label joins the list's reference and shape. */
function compileFor(c: Context, node: For): Execute {
  const { run } = c;
  const iterable = compileExpression(c, node.iter);
  const store = compileTarget(c, node.target);
  const body = compileBlock(c, node.body);
  const orelse = compileBlock(c, node.orelse);
  const { span } = node.iter;
  return (frame) => {
    run.step();
    const value = iterable(frame);
    run.at = span;
    if (value instanceof PyList || value instanceof PyTuple) {
      const reference = run.label;
      for (let i = 0; i < value.items.length; i++) {
        const label = run.join(
          value instanceof PyList ? run.join(reference, value.shape) : reference,
          value.labelAt(i),
        );
        run.branch(label);
        run.step();
        store(frame, value.items[i] ?? null, label);
        const completion = body(frame);
        if (completion === broke) return normal;
        if (completion === returned) return returned;
      }
      return orelse(frame);
    }
    const iterator = iterate(run, value);
    for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
      run.branch(run.label);
      run.step();
      store(frame, item, run.label);
      const completion = body(frame);
      if (completion === broke) return normal;
      if (completion === returned) return returned;
      run.at = span;
    }
    return orelse(frame);
  };
}

function compileReturn(c: Context, node: Return): Execute {
  const { run } = c;
  if (node.value === null)
    return (frame) => {
      run.step();
      frame.result = null;
      frame.resultLabel = run.join(run.planLabel, run.pc);
      return returned;
    };
  const value = compileExpression(c, node.value);
  return (frame) => {
    run.step();
    frame.result = value(frame);
    frame.resultLabel = run.join(run.label, run.pc);
    return returned;
  };
}

function compileAssert(c: Context, node: Assert): Execute {
  const { run } = c;
  const test = compileExpression(c, node.test);
  const message = node.msg === null ? null : compileExpression(c, node.msg);
  const { span } = node;
  return (frame) => {
    run.step();
    const truth = isTrue(run, test(frame));
    const { label } = run;
    run.at = span;
    run.branch(label);
    if (truth) {
      mayRaise(run, label);
      return normal;
    }
    const items: Value[] = message === null ? [] : [message(frame)];
    run.label = run.join(label, message === null ? 0 : run.label);
    run.at = span;
    const raised = raise(run, "AssertionError");
    raised.exception.args = new PyTuple(items, run.label);
    throw raised;
  };
}

function compileRaise(c: Context, node: Raise): Execute {
  const { run } = c;
  const { span } = node;
  if (node.exc === null)
    return () => {
      run.step();
      run.at = span;
      run.label = run.planLabel;
      const current = run.handling.at(-1);
      if (current !== undefined) throw new Raised(current.exception, current.label, run.pc);
      throw raise(run, "RuntimeError", "No active exception to reraise");
    };
  const exc = compileExpression(c, node.exc);
  const cause = node.cause === null ? null : compileExpression(c, node.cause);
  return (frame): Completion => {
    run.step();
    const value = exc(frame);
    const label = run.label;
    run.at = span;
    const exception = exceptionOf(run, value);
    if (cause !== null) {
      const held = hold(run, [exception]);
      const reason = cause(frame);
      letGo(run, held);
      run.at = span;
      exception.cause = reason === null ? null : exceptionOf(run, reason, "exception causes");
      raiseStored(run, exception.cause, exception.shape);
      exception.suppressContext = true;
    }
    exception.span ??= span;
    run.label = label;
    throw new Raised(exception, label, run.pc);
  };
}

/** What `raise` accepts: an exception, or its class, which is then called. */
export function exceptionOf(run: Run, value: Value, what = "exceptions"): PyException {
  if (value instanceof PyException) return value;
  if (value instanceof PyClass && value.kind === "exception") {
    const made = instantiate(run, value, [], [], null);
    if (made instanceof PyException) return made;
  }
  throw raise(run, "TypeError", `${what} must derive from BaseException`);
}
