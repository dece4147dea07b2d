import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Agent, Setting } from "./agent.ts";
import { agentsSdkAgents } from "./agents-sdk-agents.ts";
import { anthropicAgents } from "./anthropic-agents.ts";
import { langchainAgents } from "./langchain-agents.ts";
import { openAiAgents } from "./openai-agents.ts";
import { apiKey, dualModels, openStage, policy, type Stage } from "./stage.ts";
import { vercelAgents } from "./vercel-agents.ts";

/** One suite over every official client: tools, several turns, streams, denials, errors, abort, in both architectures. */

const agents: readonly Agent[] = [
  ...openAiAgents,
  ...anthropicAgents,
  ...vercelAgents,
  ...agentsSdkAgents,
  ...langchainAgents,
];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const architectures = {
  "single-llm": { model: "single", headers: headersOf("single-llm") },
  "dual-llm": { model: dualModels, headers: headersOf("dual-llm") },
};
function headersOf(architecture: string) {
  return { "X-Features": JSON.stringify({ agent_arch: architecture }), "X-Policy": policy };
}

describe.each(agents.map((agent) => [agent.name, agent] as const))("%s", (_name, agent) => {
  for (const streamed of [false, true]) {
    describe(streamed ? "streamed" : "whole", () => {
      const setting = (more: Partial<Setting>): Setting => ({
        url: stage.server.url,
        apiKey,
        streamed,
        model: "single",
        headers: headersOf("single-llm"),
        ...more,
      });

      test("single-LLM: runs what the policy lets pass, two turns", async () => {
        const { texts, calls } = await agent.converse(
          ["What does my mail say?", "And the second?"],
          setting(architectures["single-llm"]),
        );
        expect(calls).toEqual(['get_mail {"number":7}']);
        expect(texts[0]).toBe("It says: Lunch at noon.");
        expect(texts[1]).toBe("the second turn");
      });

      test("dual-LLM: the plan's calls, the value, a second turn in the session", async () => {
        const { texts, calls } = await agent.converse(
          ["What does my mail say?", "And the second?"],
          setting(architectures["dual-llm"]),
        );
        expect(calls).toEqual(['get_mail {"number":7}']);
        expect(JSON.parse(texts[0] ?? "")).toMatchObject({
          status: "success",
          final_return_value: {
            value: "Lunch at noon.",
            meta: { tags: expect.arrayContaining(["__non_executable"]) },
          },
        });
        expect(JSON.parse(texts[1] ?? "")).toMatchObject({
          final_return_value: { value: "the second turn" },
        });
      });

      test("dual-LLM: a denial is an answer", async () => {
        const { texts, calls } = await agent.converse(
          ["Forward my mail."],
          setting(architectures["dual-llm"]),
        );
        expect(calls).toEqual(['get_mail {"number":7}']);
        expect(JSON.parse(texts[0] ?? "")).toMatchObject({
          status: "failure",
          error: { code: "policy_violation" },
        });
        expect(texts[0]).toContain('"denied": [{');
      });

      test.each([
        ["an unknown key", { apiKey: "sk-seq-unknown" }, 401],
        ["a config header that is wrong", { headers: { "X-Policy": '{"modus": 1}' } }, 422],
        ["a provider that fails", { model: "broken" }, 502],
      ] as const)("an error: %s", async (_what, more, status) => {
        const failure = await agent.converse(["Hello."], setting(more)).then(
          () => undefined,
          (error: unknown) => error,
        );
        expect(failure).toBeInstanceOf(Error);
        expect(agent.statusOf(failure)).toBe(status);
      });
    });
  }

  test("abort in the middle of a stream stops the model, and the server goes on", async () => {
    const stop = new AbortController();
    const setting: Setting = {
      url: stage.server.url,
      apiKey,
      streamed: true,
      model: "slow",
      headers: headersOf("single-llm"),
      signal: stop.signal,
      onText: () => stop.abort(),
    };
    await expect(agent.converse(["Talk."], setting)).rejects.toThrow();
    const { signal: _signal, onText: _onText, ...next } = setting;
    const { texts } = await agent.converse(["And the second?"], { ...next, model: "single" });
    expect(texts).toEqual(["the second turn"]);
  });
});
