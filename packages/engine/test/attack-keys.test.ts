import { expect, test } from "vitest";
import type { ModelCallOptions, ModelProvider, ModelRequest } from "../src/index.ts";
import { ScriptedProvider } from "./scripted-provider.ts";
import { program, request, resent, Stage, tool, toolResult, user } from "./stage.ts";

/** Attempts to have a turn go on with a key that is not for it. */

/** A provider that notes with which key it is asked. */
class Noting implements ModelProvider {
  readonly name: string;
  readonly keys: (string | undefined)[] = [];
  readonly #scripted: ScriptedProvider;

  constructor(name: string, script: ConstructorParameters<typeof ScriptedProvider>[0]) {
    this.name = name;
    this.#scripted = new ScriptedProvider(script);
  }

  get capabilities(): ModelProvider["capabilities"] {
    return this.#scripted.capabilities;
  }

  complete(asked: ModelRequest, options: ModelCallOptions) {
    this.keys.push(options.apiKey);
    return this.#scripted.complete(asked, options);
  }

  stream(asked: ModelRequest, options: ModelCallOptions) {
    this.keys.push(options.apiKey);
    return this.#scripted.stream(asked, options);
  }
}

const lines = program("x = get()", 'final_return_value = parse_with_ai("read " + x)');
const answer = '{"value": "a", "not_enough_information": false}';

const swaps = [
  { name: "another provider's key", change: { provider: "second", providerKey: "key of second" } },
  { name: "a model that needs no key", change: { model: "cheap", providerKey: undefined } },
];
test.each(swaps)("a turn under way does not go on with $name", async ({ change }) => {
  const first = new Noting("scripted", { planner: [lines], quarantined: [answer] });
  const second = new Noting("second", {});
  const named = new Map<string, ModelProvider>([first, second].map((provider) => [provider.name, provider]));
  const stage = new Stage(first, { providers: (name) => named.get(name) });
  const options = { tools: [tool("get")], providerKey: "key of first" };
  const begun = await stage.turn(request([user("q")], options));
  if (begun.kind !== "tool_calls") throw new Error("There is a call.");
  const messages = [user("q"), resent(begun), toolResult(begun.calls[0]?.id ?? "", "text")];
  const { providerKey, ...others } = { ...options, ...change };
  const swapped = request(messages, { ...others, ...(providerKey !== undefined && { providerKey }) });
  await expect(stage.turn(swapped)).rejects.toMatchObject({ code: "session_pinned" });
  stage.restart();
  await expect(stage.turn(swapped)).rejects.toMatchObject({ code: "session_pinned" });
  expect([first.keys, second.keys]).toEqual([["key of first"], []]);
  // As it was begun it goes on.
  expect(await stage.turn(request(messages, options))).toMatchObject({ kind: "final" });
  expect(first.keys).toEqual(["key of first", "key of first"]);
});
