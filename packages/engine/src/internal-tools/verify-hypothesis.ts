import { canonicalJson } from "../json.ts";
import { askQuarantined } from "../quarantine.ts";
import { argumentOf, argumentText, type InternalTool } from "./internal-tool.ts";

/** `verify_hypothesis(hypothesis, evidence)`: the quarantined model says whether the evidence supports a statement. */
export const verifyHypothesis: InternalTool = {
  name: "verify_hypothesis",
  documentation: `def verify_hypothesis(hypothesis: str, evidence: Any) -> bool:
    """Whether the evidence supports the hypothesis, as a model that can only read judges it. Raises an exception when
    the evidence does not say."""`,
  parameters: [
    { name: "hypothesis", required: true, schema: true },
    { name: "evidence", required: true, schema: true },
  ],
  async perform(turn, call) {
    const hypothesis = argumentText(argumentOf(call, "hypothesis"), canonicalJson);
    const evidence = argumentText(argumentOf(call, "evidence"), canonicalJson);
    const reply = await askQuarantined(
      turn,
      `Is this statement true by the evidence below? The answer is true or false.\n\nStatement: ${hypothesis}\n\nEvidence:\n${evidence}`,
      { type: "boolean" },
    );
    switch (reply.kind) {
      case "answer":
        return { kind: "value", value: reply.value };
      case "limit":
        return reply;
      case "not_enough_information":
        return {
          kind: "error",
          message: "verify_hypothesis: not enough information in the evidence",
          code: "not_enough_information",
        };
      case "misfit":
        return {
          kind: "error",
          message: "verify_hypothesis: the model gave neither true nor false",
          code: "model_error",
        };
    }
  },
};
