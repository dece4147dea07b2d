import type { InternalTool } from "./internal-tool.ts";

/** `complete_turn(value)`: in multi-step planning, ends the turn; the value is its answer. */
export const completeTurn: InternalTool = {
  name: "complete_turn",
  documentation: `def complete_turn(value: Any) -> None:
    """End the work on the user's request; \`value\` is the answer. Nothing after this call runs."""`,
  parameters: [{ name: "value", required: true, schema: true }],
  async perform() {
    return { kind: "completes", argument: "value" };
  },
};
