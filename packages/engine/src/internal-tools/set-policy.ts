import { emptyMetadata } from "@sequrity/sqrt";
import { policyAddedEffect } from "../effects.ts";
import { hashOf } from "../hash.ts";
import { compileAddition } from "../policies.ts";
import { toolDeclaration } from "../tool-table.ts";
import { argumentOf, type InternalTool } from "./internal-tool.ts";

/** `set_policy(code)`: adds policies for the rest of the session. They can only tighten (security.md, C7). */
export const setPolicy: InternalTool = {
  name: "set_policy",
  documentation: `def set_policy(code: str) -> None:
    """Add policies in the language SQRT for the rest of the session. Only deny rules, and tags that begin
    \`__policy/\`, can be added. \`code\` must be a string that stands in the program."""`,
  parameters: [{ name: "code", required: true, schema: { type: "string" } }],
  async perform(turn, call) {
    const code = argumentOf(call, "code");
    const argument = call.checked.arguments.find(({ name }) => name === "code");
    // INVARIANT: no data writes a policy, not even where it decides whether one is added (security.md, C7).
    const unlabelled = argument?.metadata === emptyMetadata && call.checked.control === emptyMetadata;
    if (typeof code !== "string" || !unlabelled) {
      return {
        kind: "error",
        message: "set_policy takes a literal that depends on no data",
        code: "tool_error",
      };
    }
    const addition = compileAddition(code, turn.tools.map(toolDeclaration));
    if (!addition.ok) {
      const first = addition.diagnostics[0];
      return {
        kind: "error",
        message: `set_policy: ${first === undefined ? "the policy is refused" : `line ${first.span.start.line}: ${first.message}`}`,
        code: "tool_error",
      };
    }
    turn.run.journal.note(policyAddedEffect, hashOf(code), () => ({ code }));
    turn.addedPolicies = [...turn.addedPolicies, code];
    turn.policies = await turn.library.layered(turn.input.config, [
      ...turn.addedPolicies,
      ...turn.turnPolicies,
    ]);
    return { kind: "value", value: null };
  },
};
