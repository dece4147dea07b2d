import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { type JsonRpcMessage, JsonRpcReader } from "../src/json-rpc.ts";
import { LanguageServer } from "../src/language-server.ts";

const uri = "file:///policy.sqrt";
const text = [
  "/// Where mail may go.",
  'let inside = {"😀", r"[a-z]+@corp\\.com"};',
  'tool "send" { hard deny when not to.value in inside and x.value in inside2; }',
].join("\n");

/** A server in this process, with what it sent. */
function start(): {
  server: LanguageServer;
  sent: JsonRpcMessage[];
  ask: (method: string, params?: object) => unknown;
} {
  const sent: JsonRpcMessage[] = [];
  const server = new LanguageServer((message) => sent.push(message));
  let id = 0;
  const ask = (method: string, params: object = {}): unknown => {
    id++;
    server.receive(JSON.parse(JSON.stringify({ jsonrpc: "2.0", id, method, params })));
    const answer = sent.find((message) => message.id === id);
    return answer !== undefined && "result" in answer ? answer.result : answer?.error;
  };
  return { server, sent, ask };
}

function open(server: LanguageServer, opened: string): void {
  server.receive({
    jsonrpc: "2.0",
    method: "textDocument/didOpen",
    params: { textDocument: { uri, text: opened } },
  });
}

test("diagnostics are published when a document opens, changes and closes", () => {
  const { server, sent, ask } = start();
  expect(ask("initialize")).toMatchObject({ capabilities: { textDocumentSync: 1, hoverProvider: true } });
  open(server, text);
  expect(sent.at(-1)).toMatchObject({
    method: "textDocument/publishDiagnostics",
    params: {
      uri,
      diagnostics: [
        {
          range: { start: { line: 2, character: 67 }, end: { line: 2, character: 74 } },
          severity: 1,
          code: "unknown-let",
          source: "sqrt",
          message: "No `let` is named `inside2`.\nDid you mean `inside`?",
        },
      ],
    },
  });
  const changed = { textDocument: { uri }, contentChanges: [{ text: 'let a = {"😀"}; let a = {};' }] };
  server.receive({ jsonrpc: "2.0", method: "textDocument/didChange", params: changed });
  expect(sent.at(-1)).toMatchObject({
    params: { diagnostics: [{ code: "duplicate-let", range: { start: { line: 0, character: 20 } } }] },
  });
  server.receive({ jsonrpc: "2.0", method: "textDocument/didClose", params: { textDocument: { uri } } });
  expect(sent.at(-1)).toMatchObject({ params: { diagnostics: [] } });
});

test("hover tells a let and a word, and definition leads to the let", () => {
  const { server, ask } = start();
  ask("initialize");
  open(server, text);
  const at = (line: number, character: number): object => ({
    textDocument: { uri },
    position: { line, character },
  });
  expect(ask("textDocument/hover", at(2, 47))).toEqual({
    contents: {
      kind: "markdown",
      value: '```sqrt\nlet inside = {"😀", r"[a-z]+@corp\\.com"};\n```\n\nWhere mail may go.',
    },
    range: { start: { line: 2, character: 45 }, end: { line: 2, character: 51 } },
  });
  expect(ask("textDocument/hover", at(2, 15))).toMatchObject({
    contents: { value: expect.stringContaining("hard deny") },
  });
  expect(ask("textDocument/hover", at(99, 0))).toBe(null);
  expect(ask("textDocument/definition", at(2, 47))).toEqual({
    uri,
    range: { start: { line: 1, character: 4 }, end: { line: 1, character: 10 } },
  });
  expect(ask("textDocument/definition", at(0, 0))).toBe(null);
});

test("formatting replaces the text, or leaves one with errors alone", () => {
  const { server, ask } = start();
  ask("initialize");
  open(server, 'let a={"😀"};\nlet b=a ;');
  expect(ask("textDocument/formatting", { textDocument: { uri } })).toEqual([
    {
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 9 } },
      newText: 'let a = {"😀"};\nlet b = a;\n',
    },
  ]);
  open(server, "let a = ;");
  expect(ask("textDocument/formatting", { textDocument: { uri } })).toBe(null);
  expect(ask("textDocument/formatting", { textDocument: { uri: "file:///other" } })).toBe(null);
});

test("requests out of order and unknown ones are refused", () => {
  const { ask, server } = start();
  expect(ask("textDocument/hover")).toMatchObject({ code: -32002 });
  ask("initialize");
  expect(ask("workspace/nothing")).toMatchObject({ code: -32601 });
  expect(ask("shutdown")).toBe(null);
  expect(server.isShutDown).toBe(true);
  expect(ask("textDocument/hover")).toMatchObject({ code: -32600 });
});

test("the protocol over stdio, in pieces and with rubbish in between", async () => {
  const module = new URL("../src/language-server.ts", import.meta.url).href;
  const program = `import { serveLanguage } from ${JSON.stringify(module)}; process.exitCode = await serveLanguage(process.stdin, process.stdout);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const reader = new JsonRpcReader();
  const received: JsonRpcMessage[] = [];
  child.stdout.on("data", (chunk: Buffer) => {
    for (const read of reader.push(chunk)) if (read.kind === "message") received.push(read.message);
  });
  const frame = (message: object): Buffer => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    return Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const stream = Buffer.concat([
    frame({ id: 1, method: "initialize", params: {} }),
    Buffer.from("Content-Length: 3\r\n\r\n{x}"),
    Buffer.from("Content-Type: none\r\n\r\n"),
    frame({ method: "textDocument/didOpen", params: { textDocument: { uri, text: "let ü = 1;" } } }),
    frame({ id: 2, method: "shutdown" }),
    frame({ method: "exit" }),
  ]);
  for (let at = 0; at < stream.length; at += 7) child.stdin.write(stream.subarray(at, at + 7));
  child.stdin.end();
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(received.map(({ id, method }) => id ?? method ?? "error")).toEqual([
    1,
    "error",
    "error",
    "textDocument/publishDiagnostics",
    2,
  ]);
});
