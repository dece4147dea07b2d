/** Traces an argument of a call back to where its data came from, for people who ask why a call was denied. */
import type { Call, Expression, Node, Span } from "./ast.ts";
import { namesIn } from "./evaluate/arm-variables.ts";
import type { PreparedCall } from "./evaluate/tool-call.ts";
import type { Label } from "./metadata.ts";
import type { Program } from "./program.ts";
import { descendantsOf } from "./walk.ts";

/** One step of the way that the data of an argument took, the nearest first. */
export interface TraceStep<L> {
  /** The variable, or the argument itself. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** The source line, trimmed. */
  readonly text: string;
  /** Of the argument at the call; of a variable as it is now. */
  readonly label: L;
}

const stepsMax = 20;

/** A place that binds a name, and what the value is made of. */
interface Binding {
  readonly name: string;
  readonly span: Span;
  readonly sources: readonly Node[];
}

/** Every place of a program that binds or changes a variable. */
function bindingsOf(program: Program): readonly Binding[] {
  const bindings: Binding[] = [];
  const add = (targets: readonly Node[], span: Span, sources: readonly Node[]) => {
    const { bound, mentioned } = namesIn(targets);
    // `d[k] = v` changes `d`.
    for (const name of new Set([...bound, ...mentioned])) bindings.push({ name, span, sources });
  };
  for (const node of descendantsOf(program.module)) {
    switch (node.kind) {
      case "Assign":
        add(node.targets, node.span, [node.value]);
        break;
      case "AugAssign":
      case "NamedExpr":
        add([node.target], node.span, [node.value]);
        break;
      case "AnnAssign":
        if (node.value !== null) add([node.target], node.span, [node.value]);
        break;
      case "For":
      case "comprehension":
        add([node.target], node.span, [node.iter]);
        break;
      case "withitem":
        if (node.optional_vars !== null) add([node.optional_vars], node.span, [node.context_expr]);
        break;
      case "Expr":
        // `list.append(value)` changes `list`.
        if (node.value.kind === "Call" && node.value.func.kind === "Attribute")
          add([node.value.func.value], node.span, [...node.value.args, ...node.value.keywords]);
        break;
    }
  }
  return bindings;
}

function argumentExpression(call: Call, prepared: PreparedCall, name: string): readonly Expression[] {
  const keyword = call.keywords.find((one) => one.arg === name);
  if (keyword !== undefined) return [keyword.value];
  const at = prepared.tool.signature?.parameters.findIndex((parameter) => parameter.name === name) ?? -1;
  const positional = call.args[at];
  return positional === undefined || call.args.some((arg) => arg.kind === "Starred")
    ? call.args
    : [positional];
}

/**
 * Where the data of an argument came from, the nearest source first: the argument, then the statements that bind the
 * variables in it, and theirs in turn. Read off the program: it shows the ways that data can have taken, latest binding
 * before its use first.
 */
export function traceArgument<L>(
  program: Program,
  prepared: PreparedCall,
  name: string,
  outside: (label: Label) => L,
  labelOf: (name: string) => Label,
): readonly TraceStep<L>[] {
  const argument = [...prepared.arguments, ...prepared.positional].find((one) => one.name === name);
  if (argument === undefined) return [];
  const textOf = (span: Span) => (program.lines[span.line - 1] ?? "").trim();
  const { span } = prepared;
  const steps: TraceStep<L>[] = [
    { name, line: span.line, column: span.column, text: textOf(span), label: outside(argument.label) },
  ];
  const call = Array.from(descendantsOf(program.module)).find(
    (node): node is Call =>
      node.kind === "Call" &&
      node.span.line === span.line &&
      node.span.column === span.column &&
      node.span.endLine === span.endLine &&
      node.span.endColumn === span.endColumn,
  );
  if (call === undefined) return steps;
  const bindings = bindingsOf(program);
  const seen = new Set<Binding>();
  let wanted: { name: string; before: number }[] = [
    ...namesIn(argumentExpression(call, prepared, name)).mentioned,
  ].map((one) => ({ name: one, before: span.line }));
  while (wanted.length > 0 && steps.length < stepsMax) {
    const next: { name: string; before: number }[] = [];
    for (const one of wanted) {
      const places = bindings.filter((binding) => binding.name === one.name && !seen.has(binding));
      const earlier = places.filter((binding) => binding.span.line <= one.before);
      const chosen = (earlier.length > 0 ? earlier : places)
        .toSorted((a, b) => b.span.line - a.span.line)
        .slice(0, 2);
      for (const binding of chosen) {
        seen.add(binding);
        steps.push({
          name: one.name,
          line: binding.span.line,
          column: binding.span.column,
          text: textOf(binding.span),
          label: outside(labelOf(one.name)),
        });
        for (const source of namesIn(binding.sources).mentioned)
          next.push({ name: source, before: binding.span.line });
        if (steps.length >= stepsMax) return steps;
      }
    }
    wanted = next;
  }
  return steps;
}
