/**
 * A tool call before it leaves the run: arguments bound to the signature's names, defaults filled in, checked against
 * the schema, serialised.
 * INVARIANT: what is serialised here is what policies see and what is sent (security.md C1); nothing of the plan's
 * mutable values leaves.
 */
import type { Span } from "../ast.ts";
import { asRaised, raise, Uncatchable } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { checkSchema } from "../types/json-schema.ts";
import { valueOfSchema } from "../types/schema-value.ts";
import { schemaOfType } from "../types/type-schema.ts";
import type { PyTool } from "../value/callable.ts";
import { deepLabel } from "../value/deep.ts";
import type { JsonValue } from "../value/json.ts";
import { jsonOf, jsonText, valueOfJson } from "../value/json-values.ts";
import type { Value } from "../value/value.ts";
import { quotedList } from "./bind.ts";

export interface PreparedArgument {
  readonly name: string;
  readonly json: string;
  readonly value: JsonValue;
  readonly label: Label;
}

export interface PreparedCall {
  readonly tool: PyTool;
  readonly index: number;
  readonly arguments: readonly PreparedArgument[];
  readonly positional: readonly PreparedArgument[];
  readonly controlLabel: Label;
  readonly callLabel: Label;
  readonly span: Span;
  /** What the result is validated into. */
  readonly resultType: { readonly value: Value; readonly label: Label } | undefined;
}

/**
 * Binds, checks and serialises; raises what the plan sees as a TypeError or ValueError. Counts against the budget.
 * INVARIANT: with implicit flows a call that a labelled value makes impossible ends the run: else whether there was a call
 * would tell the value, and every argument of every call in a `try` would have to carry the labels of all.
 */
export function prepareCall(
  run: Run,
  tool: PyTool,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
  callLabel: Label,
  span: Span,
): PreparedCall {
  try {
    const prepared = prepareAhead(run, tool, values, labels, names, callLabel, span);
    run.world.called?.(prepared);
    return prepared;
  } catch (thrown) {
    const raised = run.implicitFlows && run.tries > 0 ? asRaised(run, thrown) : undefined;
    if (raised === undefined) throw thrown;
    let label = run.join(raised.label, callLabel);
    values.forEach((value, i) => {
      label = run.join(label, run.join(labels[i] ?? 0, deepLabel(run, value)));
    });
    throw run.join(run.pc, label) === run.pc ? raised : new Uncatchable(raised);
  }
}

/** The same, of a call that the run has not come to yet: a trace is not told. */
export function prepareAhead(
  run: Run,
  tool: PyTool,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
  callLabel: Label,
  span: Span,
): PreparedCall {
  run.at = span;
  if (run.toolCalls >= run.limits.toolCalls) run.exceeded("toolCalls");
  const base = run.join(callLabel, run.planLabel);
  const controlLabel = run.join(base, run.pc);
  const given = values.length - (names?.length ?? 0);
  const argument = (name: string, value: Value, label: Label): PreparedArgument => {
    const whole = run.join(run.join(label, deepLabel(run, value)), base);
    run.label = whole;
    return { name, json: jsonText(run, value), value: jsonOf(run, value), label: whole };
  };
  const { signature } = tool;
  if (signature === null) {
    const positional: PreparedArgument[] = [];
    for (let i = 0; i < given; i++) positional.push(argument("", values[i] ?? null, labels[i] ?? 0));
    const named = (names ?? []).map((name, i) =>
      argument(name, values[given + i] ?? null, labels[given + i] ?? 0),
    );
    return {
      tool,
      index: run.toolCalls++,
      arguments: named,
      positional,
      controlLabel,
      callLabel: base,
      span,
      resultType: undefined,
    };
  }
  const bound = bindTool(run, tool.name, signature.parameters, values, labels, names);
  const prepared: PreparedArgument[] = [];
  let resultType: PreparedCall["resultType"];
  // INVARIANT: a None that stands for an absent argument is data too: what decided it joins the whole call.
  let leftOut = base;
  for (const parameter of signature.parameters) {
    const one = bound.get(parameter.name);
    const isSchema = parameter.name === signature.resultSchemaFrom;
    if (isSchema && one !== undefined && one.value !== null) {
      const label = run.join(one.label, deepLabel(run, one.value));
      resultType = { value: one.value, label };
      run.label = run.join(label, base);
      const schema = schemaOfType(run, one.value);
      // INVARIANT: the schema is data like any argument: what is in it carries its labels to the model and its answer.
      prepared.push(argument(parameter.name, valueOfSchema(run, schema, 0), label));
      continue;
    }
    if (one !== undefined) {
      const ready = argument(parameter.name, one.value, one.label);
      const optionalNull =
        one.value === null &&
        !parameter.required &&
        parameter.schema !== undefined &&
        checkSchema(null, parameter.schema, "", signature.schema).length > 0;
      if (!optionalNull) {
        prepared.push(ready);
        continue;
      }
      leftOut = run.join(leftOut, ready.label);
    }
    if (parameter.default !== undefined)
      prepared.push(argument(parameter.name, valueOfJson(run, parameter.default, 0, false), 0));
  }
  for (const ready of tool.hasSchemas ? prepared : []) {
    const parameter = signature.parameters.find(({ name }) => name === ready.name);
    if (parameter?.schema === undefined || ready.name === signature.resultSchemaFrom) continue;
    const [problem] = checkSchema(ready.value, parameter.schema, "", signature.schema);
    if (problem !== undefined) {
      run.label = ready.label;
      throw raise(
        run,
        problem.kind === "type" ? "TypeError" : "ValueError",
        `${tool.name}() argument '${ready.name}'${problem.path === "" ? "" : ` at ${problem.path}`}: ${problem.message}`,
      );
    }
  }
  if (signature.schema !== undefined)
    checkWhole(run, tool, signature.schema, prepared, signature.resultSchemaFrom);
  return {
    tool,
    index: run.toolCalls++,
    arguments: prepared,
    positional: [],
    controlLabel,
    callLabel: leftOut,
    span,
    resultType,
  };
}

function checkWhole(
  run: Run,
  tool: PyTool,
  schema: JsonValue,
  prepared: readonly PreparedArgument[],
  except: string | undefined,
): void {
  const object: Record<string, JsonValue> = {};
  let label: Label = 0;
  for (const ready of prepared) {
    if (ready.name === except) continue;
    Object.defineProperty(object, ready.name, {
      value: ready.value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    label = run.join(label, ready.label);
  }
  const problem = checkSchema(object, schema, "").find(
    (one) => one.missing !== except || except === undefined,
  );
  if (problem === undefined) return;
  run.label = label;
  const where =
    problem.path === ""
      ? ""
      : ` argument '${problem.path.split(/[.[]/)[0]}'${problem.path.includes(".") || problem.path.includes("[") ? ` at ${problem.path}` : ""}`;
  throw raise(
    run,
    problem.kind === "type" ? "TypeError" : "ValueError",
    `${tool.name}()${where}: ${problem.message}`,
  );
}

interface Bound {
  readonly value: Value;
  readonly label: Label;
}

function bindTool(
  run: Run,
  tool: string,
  parameters: readonly { readonly name: string; readonly required: boolean; readonly default?: JsonValue }[],
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): Map<string, Bound> {
  const given = values.length - (names?.length ?? 0);
  const bound = new Map<string, Bound>();
  if (given > parameters.length)
    throw raise(
      run,
      "TypeError",
      `${tool}() takes ${parameters.length} positional argument${parameters.length === 1 ? "" : "s"} but ${given} ${given === 1 ? "was" : "were"} given`,
    );
  for (let i = 0; i < given; i++)
    bound.set(parameters[i]?.name ?? "", { value: values[i] ?? null, label: labels[i] ?? 0 });
  for (let i = 0; names !== null && i < names.length; i++) {
    const name = names[i] ?? "";
    if (!parameters.some((parameter) => parameter.name === name))
      throw raise(
        run,
        "TypeError",
        `${tool}() got an unexpected keyword argument '${name}'; its arguments are ${parameters.map((parameter) => parameter.name).join(", ") || "none"}`,
      );
    if (bound.has(name))
      throw raise(run, "TypeError", `${tool}() got multiple values for argument '${name}'`);
    bound.set(name, { value: values[given + i] ?? null, label: labels[given + i] ?? 0 });
  }
  if (bound.size === parameters.length) return bound;
  const missing = parameters.filter(
    (parameter) => parameter.required && parameter.default === undefined && !bound.has(parameter.name),
  );
  if (missing.length > 0)
    throw raise(
      run,
      "TypeError",
      `${tool}() missing ${missing.length} required argument${missing.length === 1 ? "" : "s"}: ${quotedList(missing.map((parameter) => parameter.name))}`,
    );
  return bound;
}
