import { expect, test } from "vitest";
import type { JsonValue } from "../src/index.ts";
import { mayGroup } from "../src/plan-settings.ts";
import { contentOf, type Played, play, type ToolBox } from "./agent.ts";
import { type Line, ScriptedProvider } from "./scripted-provider.ts";
import { type Headers, program, request, resent, Stage, tool, toolResult, user } from "./stage.ts";

/** Calls and results: internal tools, wrapped results, caching, errors, groups. */

const tools = [
  tool("fetch", { key: { type: "string" } }, []),
  tool("send", { to: { type: "string" }, text: {} }),
  tool("get-file", { "file-name": { type: "string" }, class: { type: "integer", default: 3 } }, [
    "file-name",
  ]),
];
const box: ToolBox = { fetch: () => "DATA", send: () => "ok", "get-file": () => "FILE" };

interface Setting extends Headers {
  readonly quarantined?: readonly Line[];
  readonly box?: ToolBox;
  readonly trust?: object;
  readonly settings?: { readonly parallelToolCalls?: boolean };
}
async function run(
  lines: readonly string[],
  setting: Setting = {},
): Promise<Played & { readonly content: unknown; readonly provider: ScriptedProvider }> {
  const { quarantined = [], box: own = {}, ...options } = setting;
  const provider = new ScriptedProvider({ planner: [program(...lines)], quarantined });
  const config = { ...options.config, fsm: { max_pllm_failed_steps: 1, ...options.config?.fsm } };
  const begin = request([user("Do it")], { tools, ...options, config });
  const played = await play(new Stage(provider), begin, { ...box, ...own });
  return { ...played, content: contentOf(played.outcome), provider };
}
function value(of: JsonValue, meta?: object): object {
  return { status: "success", final_return_value: { value: of, ...(meta && { meta }) } };
}
function failure(code: string): object {
  return { status: "failure", error: { code } };
}
const all = {
  fsm: { enabled_internal_tools: ["parse_with_ai", "verify_hypothesis", "set_policy"] as const },
};
const internals = { fsm: { enabled_internal_tools: [...all.fsm.enabled_internal_tools] } };
function says(answer: JsonValue): string {
  return JSON.stringify({ value: answer, not_enough_information: false });
}

test("names on the wire stay the tools'; the plan writes identifiers; defaults are filled in and sent", async () => {
  const { calls, content } = await run(['final_return_value = get_file(file_name="a")'], {
    policy: { codes: 'tool "get-file" { hard deny when not class_.value == 3; }' },
  });
  expect(calls.map(({ name, arguments: args }) => [name, JSON.parse(args)])).toEqual([
    ["get-file", { "file-name": "a", class: 3 }],
  ]);
  expect(content).toMatchObject(value("FILE"));
});

test("tools whose names collide are refused", async () => {
  const colliding = [tool("a-b"), tool("a_b")];
  const stage = new Stage(new ScriptedProvider({}));
  for (const given of [colliding, [tool("print")], [tool("parse_with_ai")]]) {
    await expect(stage.turn(request([user("x")], { tools: given }))).rejects.toMatchObject({
      code: "tool_name_collision",
      status: 422,
    });
  }
  const contextVariables = { "a b": { value: 1 } };
  await expect(
    stage.turn(request([user("x")], { tools: [tool("a_b")], contextVariables })),
  ).rejects.toMatchObject({ code: "tool_name_collision" });
});

test("parse_with_ai gives a value of the schema; one that does not fit is asked for again", async () => {
  const { content, provider } = await run(
    [
      "from pydantic import BaseModel",
      "class Mail(BaseModel):",
      "    sender: str",
      "    size: int",
      'mail = parse_with_ai("Read " + fetch(), output_schema=Mail)',
      "final_return_value = [mail.sender, mail.size + 1]",
    ],
    { quarantined: [says({ sender: "bob", size: "big" }), says({ sender: "bob", size: 4 })] },
  );
  expect(content).toMatchObject(value(["bob", 5], { tags: ["__non_executable", "__tool/parse_with_ai"] }));
  expect(provider.asked("quarantined")).toHaveLength(2);
});

test("not enough information is an exception in the plan, and the turn's code when nothing catches it", async () => {
  const unknown = '{"value": null, "not_enough_information": true}';
  const plain = await run(['final_return_value = parse_with_ai("?" + fetch())'], { quarantined: [unknown] });
  expect(plain.content).toMatchObject(failure("not_enough_information"));
  const caught = await run(
    [
      "try:",
      '    x = parse_with_ai("?" + fetch())',
      "except Exception:",
      '    x = "unknown"',
      "final_return_value = x",
    ],
    { quarantined: [unknown] },
  );
  expect(caught.content).toMatchObject(value("unknown"));
});

test("C6: what is tagged __llm_blocked reaches no model, unless the preset is off", async () => {
  const blocked = 'tool "fetch" -> @tags |= {"__llm_blocked"};';
  for (const call of ['parse_with_ai("?" + fetch())', 'verify_hypothesis("h", fetch())']) {
    const { content, provider } = await run([`final_return_value = ${call}`], {
      policy: { codes: blocked },
      config: internals,
      quarantined: [says("x")],
    });
    expect(content).toMatchObject(failure("policy_violation"));
    expect(provider.asked("quarantined")).toHaveLength(0);
  }
  const { content } = await run(['final_return_value = parse_with_ai("?" + fetch())'], {
    policy: { codes: blocked, presets: { enable_llm_blocked_tag: false } },
    quarantined: [says("x")],
  });
  expect(content).toMatchObject(value("x"));
});

test("verify_hypothesis is true or false", async () => {
  const { content } = await run(['final_return_value = verify_hypothesis("h", fetch())'], {
    config: internals,
    quarantined: [says(true)],
  });
  expect(content).toMatchObject(value(true, { tags: ["__non_executable", "__tool/verify_hypothesis"] }));
});

test("policies apply to internal tools by name", async () => {
  const { content } = await run(['parse_with_ai("x")'], {
    policy: { codes: 'tool "parse_with_ai" { hard deny always; }' },
  });
  expect(content).toMatchObject(failure("policy_violation"));
});

test("set_policy tightens for the rest of the session; it takes a literal and nothing that loosens", async () => {
  const tightened = await run(
    ['set_policy("tool \\"send\\" { hard deny always; }")', 'send(to="a", text="b")'],
    { config: internals },
  );
  expect(tightened.content).toMatchObject(failure("policy_violation"));
  expect(tightened.calls).toEqual([]);
  const loosened = await run(['set_policy("tool \\"send\\" { hard allow always; }")'], { config: internals });
  expect(loosened.content).toMatchObject(failure("tool_error"));
  const fromData = await run(["set_policy(fetch())"], {
    config: internals,
    box: { fetch: () => 'tool "send" { hard deny always; }' },
  });
  expect(fromData.content).toMatchObject(failure("tool_error"));
});

test("M1: a wrapped result is its value with its tags; what only a labelling tool may do needs config", async () => {
  const wrapped = {
    value: "v",
    meta: { producers: ["bank"], consumers: ["alice"], tags: ["secret", "__x"] },
    is_sequrity_var: true,
  };
  const setting = { box: { fetch: () => wrapped } };
  const plain = await run(["final_return_value = fetch()"], setting);
  expect(plain.content).toMatchObject(
    value("v", { producers: [], consumers: ["alice"], tags: ["__non_executable", "secret"] }),
  );
  const labelling = await run(["final_return_value = fetch()"], {
    ...setting,
    trust: { labellingTools: ["fetch"] },
  });
  expect(labelling.content).toMatchObject(value("v", { producers: ["bank"] }));
  const nested = await run(["final_return_value = fetch()[0]['value']"], { box: { fetch: () => [wrapped] } });
  expect(nested.content).toMatchObject(value("v", { consumers: ["*"], tags: ["__non_executable"] }));
});

test("M5: a cached result is reused for equal calls, with the labels of both", async () => {
  const { calls, content } = await run(
    ['a = fetch(key="1")', 'b = fetch(key="1")', 'c = fetch(key="2")', "final_return_value = [a, b, c]"],
    {
      config: { fsm: { force_to_cache: ["fe.*"] } },
      policy: { codes: 'tool "fetch" -> @tags |= {"fetched"};' },
    },
  );
  expect(calls).toHaveLength(2);
  expect(content).toMatchObject(value(["DATA", "DATA", "DATA"], { tags: ["__non_executable", "fetched"] }));
});

test("M5: a cached result keeps the labels of the call that it came from", async () => {
  const { calls, content } = await run(
    ['key = get_file(file_name="x")', "fetch(key=key)", 'final_return_value = fetch(key="FILE")'],
    {
      config: { fsm: { force_to_cache: ["fetch"] } },
      policy: { codes: 'tool "get-file" -> @tags |= {"secret"};' },
    },
  );
  expect(calls.map(({ name }) => name)).toEqual(["get-file", "fetch"]);
  expect(content).toMatchObject(value("DATA", { tags: ["__non_executable", "secret"] }));
});

test("M5: the check runs for a cached call too", async () => {
  const { calls, content } = await run(["fetch()", "fetch()"], {
    config: { fsm: { force_to_cache: ["fetch"] } },
    policy: {
      codes: 'tool "fetch" { hard deny when "used" in @session.tags; session after { @tags |= {"used"}; } }',
    },
  });
  expect(calls).toHaveLength(1);
  expect(content).toMatchObject(failure("policy_violation"));
});

test("errors of tools: the client's word, and what a pattern finds", async () => {
  const caught = [
    "try:",
    "    x = fetch()",
    "except Exception as error:",
    '    x = "failed: " + str(error)',
    "final_return_value = x",
  ];
  const detected = await run(caught, {
    box: { fetch: () => "Error: no such key" },
    config: { fsm: { detect_tool_errors: "regex" } },
  });
  expect(JSON.stringify(detected.content)).toContain("failed: ");
  const uncaught = await run(["fetch()"], {
    box: { fetch: () => "Error: no such key" },
    config: { fsm: { detect_tool_errors: "regex" } },
  });
  expect(uncaught.content).toMatchObject(failure("tool_error"));
  const wrapped = await run(["final_return_value = fetch().is_ok()"], {
    config: { fsm: { wrap_tool_result: true } },
  });
  expect(wrapped.content).toMatchObject({ status: "success" });
});

test("S4: an error result gets the presets' tags and the blocks too", async () => {
  const provider = new ScriptedProvider({
    planner: [program("try:", "    fetch()", "except Exception as e:", "    final_return_value = str(e)")],
  });
  const stage = new Stage(provider);
  const options = { tools, policy: { codes: 'tool "fetch" -> @tags |= {"fetched"};' } };
  const first = await stage.turn(request([user("x")], options));
  const id = first.kind === "tool_calls" ? (first.calls[0]?.id ?? "") : "";
  const last = await stage.turn(request([user("x"), resent(first), toolResult(id, "boom", true)], options));
  expect(contentOf(last)).toMatchObject({
    final_return_value: { meta: { tags: ["__non_executable", "fetched"] } },
  });
  expect(last.text).toContain("boom");
});

const sessionPolicy = 'tool "fetch" { session after { @tags |= {"x"}; } }';
const groups: readonly { readonly name: string; readonly setting: Setting; readonly wanted: boolean }[] = [
  { name: "config calls it read-only", setting: { trust: { readOnlyTools: ["fetch"] } }, wanted: true },
  { name: "nobody says so", setting: {}, wanted: false },
  {
    name: "the client takes one call at a time",
    setting: { trust: { readOnlyTools: ["fetch"] }, settings: { parallelToolCalls: false } },
    wanted: false,
  },
  {
    name: "its results may set labels",
    setting: { trust: { readOnlyTools: ["fetch"], labellingTools: ["fetch"] } },
    wanted: false,
  },
  {
    name: "a policy has to do with the session",
    setting: { trust: { readOnlyTools: ["fetch"] }, policy: { codes: sessionPolicy } },
    wanted: false,
  },
  {
    name: "policies may come while the turn runs",
    setting: { trust: { readOnlyTools: ["fetch"] }, config: internals },
    wanted: false,
  },
];
test.each(groups)("C9: whether calls may go out together: $name", ({ setting, wanted }) => {
  const { config, settings } = request([user("x")], setting);
  expect(mayGroup({ config, settings, addedPolicies: [] }, "fetch")).toBe(wanted);
});

test("C9: calls that may not go out together go out one by one", async () => {
  const lines = ['a = fetch(key="1")', 'b = fetch(key="2")', "final_return_value = a + b"];
  const { messages } = await run(lines, {
    policy: { codes: sessionPolicy },
    trust: { readOnlyTools: ["fetch"] },
  });
  const batches = messages.flatMap((message) =>
    message.role === "assistant" && message.toolCalls.length > 0 ? [message.toolCalls.length] : [],
  );
  expect(batches).toEqual([1, 1]);
});

const formats: readonly { name: string; lines: string[]; options: object; text: string | RegExp }[] = [
  {
    name: "strip: a string as it is",
    lines: ['final_return_value = "plain"'],
    options: { config: { response_format: { strip_response_content: true } } },
    text: "plain",
  },
  {
    name: "strip: the failure's message",
    lines: ["1/0"],
    options: { config: { response_format: { strip_response_content: true } } },
    text: /division by zero/,
  },
  {
    name: "a json_schema format: the bare value",
    lines: ['final_return_value = {"a": 1}'],
    options: {
      responseFormat: { kind: "json_schema", name: "n", schema: { type: "object", required: ["a"] } },
    },
    text: '{"a": 1}',
  },
  {
    name: "include_program, include_namespace_snapshot",
    lines: ["x = 1"],
    options: { config: { response_format: { include_program: true, include_namespace_snapshot: true } } },
    text: /"program": "x = 1\\n", "namespace_snapshot": \{"x": \{"value": 1, "meta": /,
  },
  {
    name: "include_policy_check_history without a violation",
    lines: ["fetch()"],
    options: { config: { response_format: { include_policy_check_history: true } } },
    text: /"policy_check_history": \[\{"tool": "fetch"/,
  },
];
test.each(formats)("$name", async ({ lines, options, text }) => {
  const provider = new ScriptedProvider({ planner: [program(...lines)] });
  const merged = request([user("x")], { tools, ...options });
  const once = {
    ...merged,
    config: { ...merged.config, fsm: { ...merged.config.fsm, max_pllm_failed_steps: 1 } },
  };
  const { outcome } = await play(new Stage(provider), once, box);
  if (typeof text === "string") expect(outcome.text).toBe(text);
  else expect(outcome.text).toMatch(text);
});

test("a value that does not fit the response format is a failed step", async () => {
  const provider = new ScriptedProvider({
    planner: [program('final_return_value = "no"'), program("final_return_value = 7")],
  });
  const responseFormat = { kind: "json_schema" as const, name: "n", schema: { type: "integer" } };
  const { outcome } = await play(new Stage(provider), request([user("x")], { responseFormat }));
  expect(outcome.text).toBe("7");
});

test("C1: blockers are applied before the check, and what was checked is sent; results are blocked too", async () => {
  const { calls, content } = await run(
    ['send(to="a", text="see https://x.org/y")', "final_return_value = fetch()"],
    {
      features: { content_blockers: [{ name: "url_blocker" }] },
      policy: { codes: 'tool "send" { hard deny when not text.value == "see [URL blocked]"; }' },
      box: { fetch: () => ({ link: "https://evil.org/" }) },
    },
  );
  expect(JSON.parse(calls[0]?.arguments ?? "")).toEqual({ to: "a", text: "see [URL blocked]" });
  expect(content).toMatchObject(value({ link: "[URL blocked]" }));
});

test("a classifier that this server lacks is refused, not left out", async () => {
  const stage = new Stage(new ScriptedProvider({}));
  const features = { content_classifiers: [{ name: "toxicity_filter" as const }] };
  await expect(stage.turn(request([user("x")], { features }))).rejects.toMatchObject({ code: "unsupported" });
});
