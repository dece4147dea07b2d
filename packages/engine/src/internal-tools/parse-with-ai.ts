import { canonicalJson } from "../json.ts";
import { askQuarantined } from "../quarantine.ts";
import { argumentOf, argumentText, type InternalTool } from "./internal-tool.ts";

/** `parse_with_ai(query, output_schema=None)`: the quarantined model reads a text and gives a value of the schema. */
export const parseWithAi: InternalTool = {
  name: "parse_with_ai",
  documentation: `def parse_with_ai(query: str, output_schema: type | dict = None) -> Any:
    """Ask a model that can read text, and nothing else, one question about data. Put the question and the data into
    \`query\` (an f-string does). \`output_schema\` is a type, a pydantic model or a JSON Schema; the result is a value of
    it, a str when it is left out. Raises an exception when the data does not hold the answer."""`,
  parameters: [
    { name: "query", required: true, schema: true },
    { name: "output_schema", required: false, default: null, schema: true },
  ],
  resultSchemaFrom: "output_schema",
  async perform(turn, call) {
    const given = argumentOf(call, "output_schema");
    const schema = given === null ? { type: "string" } : given;
    const reply = await askQuarantined(turn, argumentText(argumentOf(call, "query"), canonicalJson), schema);
    switch (reply.kind) {
      case "answer":
        return { kind: "value", value: reply.value };
      case "limit":
        return reply;
      case "not_enough_information":
        return {
          kind: "error",
          message: "parse_with_ai: not enough information in the data to answer the query",
          code: "not_enough_information",
        };
      case "misfit":
        return {
          kind: "error",
          message: "parse_with_ai: the model gave no answer that fits the output schema",
          code: "model_error",
        };
    }
  },
};
