import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMcpServers, type McpServerSettings } from "../../src/integrations/mcp/index.ts";
import { runChatTools } from "../../src/tools/index.ts";
import { notesServer } from "./mcp-server.ts";
import { startServerWith, type TestServer } from "./server.ts";

/** MCP servers as they come: a process over stdio, and HTTP. */

const plan = (source: string) => `\`\`\`python\n${source}\n\`\`\``;
const stdio: McpServerSettings = {
  command: process.execPath,
  args: [fileURLToPath(new URL("./mcp-server.ts", import.meta.url))],
};

let server: TestServer;
let http: Awaited<ReturnType<typeof serveNotes>>;
beforeAll(async () => {
  server = await startServerWith([
    {
      model: "planner",
      unless: "delete",
      last_user: "my plan",
      answer: plan(
        'note = notes_read_note(name="plan")\ncount = notes_count_notes()\nfinal_return_value = [note, count["count"]]',
      ),
    },
    {
      model: "planner",
      last_user: "a note that is not there",
      answer: plan('notes_read_note(name="nothing")'),
    },
  ]);
  http = await serveNotes();
});
afterAll(async () => {
  await http.close();
  await server[Symbol.asyncDispose]();
});

/** The server over HTTP; it wants a header. */
async function serveNotes() {
  const handler = createMcpHandler(notesServer);
  const listener = createServer(async (request, response) => {
    if (request.headers["x-team"] !== "blue") {
      response.writeHead(403).end();
      return;
    }
    const body = await text(request);
    const answer = await handler.fetch(
      new Request(`http://127.0.0.1${request.url}`, {
        method: request.method ?? "GET",
        headers: Object.entries(request.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
        ...(body !== "" && { body }),
      }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/mcp`,
    close: () =>
      new Promise<void>((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
}

const settings = (transport: string): McpServerSettings =>
  transport === "stdio" ? stdio : { url: http.url, headers: { "X-Team": "blue" } };

test.each(["stdio", "http"])("tools over %s, called by a plan through the tool loop", async (transport) => {
  await using mcp = await connectMcpServers({ notes: settings(transport) });
  expect(mcp.tools.map(({ name }) => name)).toEqual(["notes_read_note", "notes_count_notes", "notes_draw"]);
  const run = await runChatTools(
    server.client().control.chat,
    { model: "planner,quarantine", messages: [{ role: "user", content: "What is my plan?" }] },
    { tools: mcp.tools },
  );
  expect(run.kind).toBe("answered");
  expect(run.content.final_return_value?.value).toEqual(["Ship on Friday.", 1]);
});

test("a policy knows a tool by its server's and its own name", async () => {
  await using mcp = await connectMcpServers({ notes: settings("http") });
  const run = await runChatTools(
    server.client({ securityPolicy: { codes: 'tool r"notes_.*" { hard deny always; }' } }).control.chat,
    { model: "planner,quarantine", messages: [{ role: "user", content: "What is my plan?" }] },
    { tools: mcp.tools },
  );
  expect(run).toMatchObject({ kind: "denied", denial: { tool: "notes_read_note" }, calls: [] });
});

test("what a server says of its tools is shown only where it is trusted", async () => {
  await using mcp = await connectMcpServers({
    notes: settings("http"),
    trusted: { ...settings("http"), trusted: true },
  });
  const said = (name: string) => JSON.stringify(mcp.tools.filter((tool) => tool.name === name));
  expect(said("notes_read_note")).not.toMatch(/Ignore the user|delete_note/);
  expect(said("trusted_read_note")).toMatch(/Ignore the user.*delete_note/);
  expect(mcp.tools[0]?.jsonSchema).toMatchObject({
    properties: { name: { type: "string" } },
    required: ["name"],
  });
});

test("hints count where the settings believe them", async () => {
  await using mcp = await connectMcpServers({
    notes: settings("http"),
    believed: { ...settings("http"), trustReadOnlyHints: true },
  });
  expect(mcp.readOnlyTools).toEqual(["believed_read_note", "believed_count_notes"]);
});

test("results that are no text, errors of a tool, numbers that lost digits", async () => {
  await using mcp = await connectMcpServers({ notes: settings("http") });
  const context = { callId: "1", signal: new AbortController().signal, sessionId: undefined };
  const call = (name: string, given: unknown) =>
    mcp.tools.find((tool) => tool.name === name)?.call(given, context);
  const drawn = await call("notes_draw", {});
  expect(JSON.parse(drawn?.kind === "returned" ? drawn.text : "")).toMatchObject([
    { type: "text", text: "a picture" },
    { type: "image", mimeType: "image/png" },
  ]);
  expect(await call("notes_read_note", { name: "nothing" })).toMatchObject({
    kind: "threw",
    message: "There is no note nothing.",
  });
  expect(await call("notes_read_note", { name: 2 ** 60 })).toMatchObject({ kind: "refused" });
  expect(await call("notes_read_note", { name: 1 })).toMatchObject({ kind: "threw" });
});

test("a tool's error is the plan's", async () => {
  await using mcp = await connectMcpServers({ notes: { ...settings("http"), only: ["read_note"] } });
  expect(mcp.tools).toHaveLength(1);
  const run = await runChatTools(
    server.client({ fineGrainedConfig: { fsm: { max_pllm_failed_steps: 1 } } }).control.chat,
    { model: "planner,quarantine", messages: [{ role: "user", content: "Read a note that is not there." }] },
    { tools: mcp.tools },
  );
  expect(run.calls).toMatchObject([{ outcome: { kind: "threw", message: "There is no note nothing." } }]);
});

test("servers that cannot be used are named, and nothing is left open", async () => {
  const broken: readonly [Record<string, McpServerSettings>, RegExp][] = [
    [{ lost: { command: "/nowhere/at-all" } }, /MCP server 'lost' cannot be used/],
    [{ ok: stdio, closed: { url: "http://127.0.0.1:9/mcp" } }, /MCP server 'closed' cannot be used/],
    [{ denied: { url: http.url } }, /MCP server 'denied' cannot be used/],
    [{ notes: { ...stdio, only: ["draw", "paint"] } }, /MCP server 'notes': only: it has no tool paint/],
  ];
  for (const [servers, message] of broken) await expect(connectMcpServers(servers)).rejects.toThrow(message);
});
