import type { CheckRule, Declaration, Expression, Program, ToolId } from "../ast.ts";
import type { ParameterDeclaration, ToolDeclaration } from "../call.ts";
import type { JsonValue } from "../json.ts";
import { isList } from "../leaf.ts";
import { compileRegex } from "../pattern.ts";
import { defaultOf } from "../scope.ts";
import { type ExpressionNode, expressionsOf, walkExpression } from "../walk.ts";
import type { Findings } from "./findings.ts";
import { type LetTable, nearestName } from "./lets.ts";

/** Warns of what the known tools make pointless: ids that match none, arguments that none has, strings that no `enum` takes. */
export function checkAgainstTools(
  program: Program,
  lets: LetTable,
  tools: readonly ToolDeclaration[],
  findings: Findings,
): void {
  for (const declaration of program.declarations) {
    if (declaration.kind === "let") continue;
    const matched = matchingTools(declaration.id, tools);
    if (matched === undefined) continue;
    if (matched.length === 0) reportUnknownTool(declaration, tools, findings);
    // Without a schema every argument counts as declared.
    if (matched.length === 0 || matched.some((tool) => tool.parameters === undefined)) continue;
    const parameters = matched.flatMap((tool) => tool.parameters ?? []);
    const checker = new ArgumentChecker(lets, parameters, matched, findings);
    for (const expression of expressionsOf(declaration)) checker.check(expression);
    if (declaration.kind === "tool") {
      for (const member of declaration.members) if (member.kind === "check") checker.checkOptional(member);
    }
  }
}

/** Undefined when the id itself is invalid. */
function matchingTools(
  id: ToolId,
  tools: readonly ToolDeclaration[],
): readonly ToolDeclaration[] | undefined {
  if (id.kind === "string") return tools.filter((tool) => tool.name === id.value);
  try {
    const matches = compileRegex(id.pattern, true);
    return tools.filter((tool) => matches(tool.name));
  } catch {
    return undefined;
  }
}

function reportUnknownTool(
  { id }: Exclude<Declaration, { kind: "let" }>,
  tools: readonly ToolDeclaration[],
  findings: Findings,
): void {
  const names = tools.map((tool) => tool.name);
  const near = id.kind === "string" ? nearestName(id.value, names) : undefined;
  findings.report(
    "unknown-tool",
    id,
    "No known tool has this name.",
    near === undefined ? `The tools are: ${names.slice(0, 20).join(", ")}.` : `Did you mean \`${near}\`?`,
  );
}

class ArgumentChecker {
  readonly #lets: LetTable;
  readonly #parameters: ReadonlyMap<string, readonly ParameterDeclaration[]>;
  readonly #tools: readonly ToolDeclaration[];
  readonly #findings: Findings;
  readonly #followed = new Set<string>();

  constructor(
    lets: LetTable,
    parameters: readonly ParameterDeclaration[],
    tools: readonly ToolDeclaration[],
    findings: Findings,
  ) {
    this.#lets = lets;
    this.#parameters = Map.groupBy(parameters, (parameter) => parameter.name);
    this.#tools = tools;
    this.#findings = findings;
  }

  check(expression: Expression): void {
    this.#walk(expression, this.#followed, (node) => {
      if (node.kind === "argument-field" || node.kind === "argument-value") this.#checkName(node.name);
      if (node.kind === "value-in" && node.value.kind === "argument-value") {
        walkExpression(node.set, (inner) => {
          if (inner.kind === "string" && node.value.kind === "argument-value")
            this.#checkEnum(node.value.name.text, inner);
        });
      }
      if (node.kind === "value-equals") {
        const [side, literal] =
          node.left.kind === "argument-value" ? [node.left, node.right] : [node.right, node.left];
        if (side.kind === "argument-value" && literal.kind === "string")
          this.#checkEnum(side.name.text, literal);
      }
    });
  }

  /** A deny rule that asks for a value does not fire when the argument is left out. */
  checkOptional(rule: CheckRule): void {
    if (rule.condition === undefined || rule.effect !== "deny") return;
    this.#walk(rule.condition, new Set(), (node) => {
      if (node.kind !== "argument-value") return;
      const declared = this.#parameters.get(node.name.text);
      if (
        declared === undefined ||
        declared.every((parameter) => parameter.required || defaultOf(parameter.schema) !== undefined)
      )
        return;
      this.#findings.report(
        "optional-argument",
        node,
        `A call may leave out \`${node.name.text}\`; its value is null then, which is in no set and equals nothing.`,
        "Make sure that the rule does what you want for such a call.",
      );
    });
  }

  #walk(expression: Expression, followed: Set<string>, visit: (node: ExpressionNode) => void): void {
    walkExpression(expression, (node) => {
      visit(node);
      if (node.kind !== "reference" || followed.has(node.name)) return;
      followed.add(node.name);
      const declaration = this.#lets.byName.get(node.name);
      if (declaration !== undefined) this.#walk(declaration.expression, followed, visit);
    });
  }

  #checkName(name: { readonly text: string; readonly start: number; readonly end: number }): void {
    if (this.#parameters.has(name.text)) return;
    const near = nearestName(name.text, this.#parameters.keys());
    const tools = this.#tools
      .map((tool) => `\`${tool.name}\``)
      .slice(0, 5)
      .join(", ");
    this.#findings.report(
      "unknown-argument",
      name,
      `${tools} has no argument \`${name.text}\`: its value is unknown, and its metadata that of all arguments.`,
      near === undefined ? undefined : `Did you mean \`${near}\`?`,
    );
  }

  #checkEnum(
    name: string,
    literal: { readonly value: string; readonly start: number; readonly end: number },
  ): void {
    const declared = this.#parameters.get(name);
    if (declared === undefined) return;
    const allowed = declared.map((parameter) => enumOf(parameter.schema));
    if (allowed.some((values) => values === undefined || values.includes(literal.value))) return;
    const shown = [...new Set(allowed.flatMap((values) => values ?? []))]
      .slice(0, 10)
      .map((value) => JSON.stringify(value));
    this.#findings.report(
      "impossible-string",
      literal,
      `\`${name}\` never has this value.`,
      `It is one of ${shown.join(", ")}.`,
    );
  }
}

/** The strings that an `enum` or `const` allows; undefined where the schema sets no such limit. */
function enumOf(schema: JsonValue): readonly string[] | undefined {
  if (schema === null || typeof schema !== "object" || isList(schema)) return undefined;
  const { enum: values, const: single, items } = schema;
  if (values !== undefined && values !== null && typeof values === "object" && isList(values)) {
    return values.filter((value) => typeof value === "string");
  }
  if (typeof single === "string") return [single];
  return items === undefined ? undefined : enumOf(items);
}
