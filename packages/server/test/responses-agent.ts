import type OpenAI from "openai";
import type { ToolBox } from "./agent.ts";
import { mailBox, mailTools } from "./agent.ts";

/** An agent as users of the Responses API write them: a loop over `previous_response_id`. */

export type Response = OpenAI.Responses.Response;
export type Input = OpenAI.Responses.ResponseInput;
export type Params = Pick<OpenAI.Responses.ResponseCreateParams, "input" | "previous_response_id">;

/** The tools of agent.ts, as this API declares them. */
export const responsesTools: OpenAI.Responses.FunctionTool[] = mailTools.flatMap((tool) =>
  tool.type === "function"
    ? [
        {
          type: "function" as const,
          name: tool.function.name,
          description: tool.function.description ?? "",
          parameters: tool.function.parameters ?? {},
          strict: false,
        },
      ]
    : [],
);

/** The results of the calls of an answer; undefined at the end. */
export function resultsOf(answer: Response, tools: ToolBox = mailBox): Input | undefined {
  const results = answer.output.flatMap((item): Input => {
    if (item.type !== "function_call") return [];
    const run = tools[item.name];
    if (run === undefined) throw new Error(`the agent has no tool '${item.name}'`);
    const result = run(JSON.parse(item.arguments));
    const output = typeof result === "string" ? result : JSON.stringify(result);
    return [{ type: "function_call_output", call_id: item.call_id, output }];
  });
  return results.length === 0 ? undefined : results;
}

/** Runs the loop to its end; every answer, in order. */
export async function runResponses(
  ask: (params: Params) => Promise<Response>,
  query: string,
  tools: ToolBox = mailBox,
): Promise<readonly Response[]> {
  const answers: Response[] = [];
  let params: Params | undefined = { input: query };
  while (params !== undefined) {
    const answer = await ask(params);
    answers.push(answer);
    const input = resultsOf(answer, tools);
    params = input === undefined ? undefined : { input, previous_response_id: answer.id };
  }
  return answers;
}
