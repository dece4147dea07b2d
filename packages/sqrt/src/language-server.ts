import type { Readable, Writable } from "node:stream";
import type { Let, Program } from "./ast.ts";
import type { ToolDeclaration } from "./call.ts";
import type { Diagnostic } from "./diagnostics.ts";
import type { JsonValue } from "./json.ts";
import { type JsonRpcMessage, JsonRpcReader, writeMessage } from "./json-rpc.ts";
import { isList } from "./leaf.ts";
import { lex, type Token } from "./lex.ts";
import { parsePolicy } from "./parse.ts";
import { compilePolicy } from "./policy.ts";
import { formatPolicy } from "./print.ts";
import type { Range } from "./source.ts";
import { expressionsOf, walkExpression } from "./walk.ts";
import { wordHelp } from "./word-help.ts";

type JsonObject = { readonly [key: string]: JsonValue };
type Answer = JsonValue | undefined;

const PARSE_ERROR = -32700;
const METHOD_NOT_FOUND = -32601;
const NOT_INITIALIZED = -32002;
const INVALID_REQUEST = -32600;

/**
 * A language server for policies, over the Language Server Protocol: diagnostics, hover, formatting, and the way from a name to its `let`.
 * It keeps the texts of open documents and nothing else.
 */
export class LanguageServer {
  readonly #send: (message: JsonRpcMessage) => void;
  readonly #documents = new Map<string, string>();
  readonly #tools: readonly ToolDeclaration[] | undefined;
  #state: "new" | "running" | "shut down" = "new";

  constructor(send: (message: JsonRpcMessage) => void, tools?: readonly ToolDeclaration[]) {
    this.#send = send;
    this.#tools = tools;
  }

  /** Whether the client asked for the end in the right order. */
  get isShutDown(): boolean {
    return this.#state === "shut down";
  }

  /** Takes one message of the client. Requests are answered, whatever they are; unknown notifications are ignored. */
  receive(message: JsonRpcMessage): void {
    const { id, method } = message;
    if (typeof method !== "string") return;
    const params = isObject(message.params) ? message.params : {};
    if (id === undefined) {
      this.#notified(method, params);
      return;
    }
    if (this.#state === "new" && method !== "initialize")
      this.#fail(id, NOT_INITIALIZED, "The first request is `initialize`.");
    else if (this.#state === "shut down") this.#fail(id, INVALID_REQUEST, "The server is shut down.");
    else {
      const answer = this.#requested(method, params);
      if (answer === undefined) this.#fail(id, METHOD_NOT_FOUND, `There is no method \`${method}\`.`);
      else this.#send({ jsonrpc: "2.0", id, result: answer });
    }
  }

  /** Says that a message could not be read. */
  unreadable(reason: string): void {
    this.#fail(null, PARSE_ERROR, reason);
  }

  #fail(id: JsonValue, code: number, message: string): void {
    this.#send({ jsonrpc: "2.0", id, error: { code, message } });
  }

  #requested(method: string, params: JsonObject): Answer {
    switch (method) {
      case "initialize":
        this.#state = "running";
        return CAPABILITIES;
      case "shutdown":
        this.#state = "shut down";
        return null;
      case "textDocument/hover":
        return this.#at(params, hover);
      case "textDocument/definition":
        return this.#at(params, (document, offset, uri) => definition(document, offset, uri));
      case "textDocument/formatting":
        return this.#format(params);
      default:
        return undefined;
    }
  }

  #notified(method: string, params: JsonObject): void {
    const document = isObject(params.textDocument) ? params.textDocument : {};
    const { uri } = document;
    if (typeof uri !== "string") return;
    if (method === "textDocument/didOpen" && typeof document.text === "string")
      this.#changed(uri, document.text);
    else if (method === "textDocument/didChange") {
      const { contentChanges } = params;
      // Documents are synchronised whole, so the last change is the text.
      const last = isObjectList(contentChanges) ? contentChanges.at(-1) : undefined;
      if (typeof last?.text === "string") this.#changed(uri, last.text);
    } else if (method === "textDocument/didClose") {
      this.#documents.delete(uri);
      this.#publish(uri, []);
    }
  }

  #changed(uri: string, text: string): void {
    this.#documents.set(uri, text);
    const compiled = compilePolicy(text, this.#tools === undefined ? {} : { tools: this.#tools });
    const { source } = parsePolicy(text).program;
    const findings = compiled.ok ? compiled.warnings : compiled.diagnostics;
    this.#publish(
      uri,
      findings.map((finding) => lspDiagnostic(finding, (offset) => source.lineStart(offset))),
    );
  }

  #publish(uri: string, diagnostics: readonly JsonValue[]): void {
    this.#send({ jsonrpc: "2.0", method: "textDocument/publishDiagnostics", params: { uri, diagnostics } });
  }

  #at(params: JsonObject, find: (program: Program, offset: number, uri: string) => JsonValue): Answer {
    const { textDocument, position } = params;
    const uri = isObject(textDocument) ? textDocument.uri : undefined;
    const text = typeof uri === "string" ? this.#documents.get(uri) : undefined;
    if (typeof uri !== "string" || text === undefined || !isObject(position)) return null;
    const { line, character } = position;
    if (typeof line !== "number" || typeof character !== "number") return null;
    const { program } = parsePolicy(text);
    return find(program, program.source.offsetAt(line, character), uri);
  }

  #format(params: JsonObject): Answer {
    const { textDocument } = params;
    const uri = isObject(textDocument) ? textDocument.uri : undefined;
    const text = typeof uri === "string" ? this.#documents.get(uri) : undefined;
    if (text === undefined) return null;
    const formatted = formatPolicy(text);
    if (!formatted.ok) return null;
    if (formatted.text === text) return [];
    const { program } = parsePolicy(text);
    return [{ range: lspRange(program, { start: 0, end: text.length }), newText: formatted.text }];
  }
}

const CAPABILITIES: JsonValue = {
  capabilities: {
    // 1: whole documents.
    textDocumentSync: 1,
    hoverProvider: true,
    definitionProvider: true,
    documentFormattingProvider: true,
  },
  serverInfo: { name: "sqrt" },
};

function isObject(json: JsonValue | undefined): json is JsonObject {
  return json !== undefined && json !== null && typeof json === "object" && !isList(json);
}

function isObjectList(json: JsonValue | undefined): json is readonly JsonObject[] {
  return (
    json !== undefined && json !== null && typeof json === "object" && isList(json) && json.every(isObject)
  );
}

/** LSP counts lines and UTF-16 code units from 0. */
function lspPosition({ line, offset }: { line: number; offset: number }, lineStart: number): JsonValue {
  return { line: line - 1, character: offset - lineStart };
}

function lspDiagnostic(
  { code, severity, message, help, span }: Diagnostic,
  lineStart: (offset: number) => number,
): JsonValue {
  return {
    range: {
      start: lspPosition(span.start, lineStart(span.start.offset)),
      end: lspPosition(span.end, lineStart(span.end.offset)),
    },
    severity: severity === "error" ? 1 : 2,
    code,
    source: "sqrt",
    message: help === undefined ? message : `${message}\n${help}`,
  };
}

function lspRange({ source }: Program, range: Range): JsonValue {
  const { start, end } = source.span(range);
  return {
    start: lspPosition(start, source.lineStart(start.offset)),
    end: lspPosition(end, source.lineStart(end.offset)),
  };
}

function wordAt(program: Program, offset: number): Token | undefined {
  return lex(program.source.text).tokens.find(
    (token) => token.kind !== "end" && token.start <= offset && offset <= token.end && /\w/.test(token.text),
  );
}

/** The `let` that is named at a place, or that is declared there. */
function letAt(
  program: Program,
  offset: number,
): { readonly declaration: Let; readonly name: Range } | undefined {
  const lets = program.declarations.filter((declaration) => declaration.kind === "let");
  const holds = (range: Range): boolean => range.start <= offset && offset <= range.end;
  const declared = lets.find((declaration) => holds(declaration.name));
  if (declared !== undefined) return { declaration: declared, name: declared.name };
  for (const declaration of program.declarations) {
    if (!holds(declaration)) continue;
    for (const expression of expressionsOf(declaration)) {
      let found: { name: string; range: Range } | undefined;
      walkExpression(expression, (node) => {
        if (node.kind === "reference" && holds(node)) found = { name: node.name, range: node };
      });
      const named = lets.find((candidate) => candidate.name.text === found?.name);
      if (named !== undefined && found !== undefined) return { declaration: named, name: found.range };
    }
  }
  return undefined;
}

function hover(program: Program, offset: number): JsonValue {
  const named = letAt(program, offset);
  if (named !== undefined) {
    const { declaration, name } = named;
    const doc = declaration.doc === undefined ? "" : `\n\n${declaration.doc}`;
    return markdown(
      `\`\`\`sqrt\n${program.source.slice(declaration)}\n\`\`\`${doc}`,
      lspRange(program, name),
    );
  }
  const word = wordAt(program, offset);
  const help = word === undefined ? undefined : wordHelp(word.text);
  return word === undefined || help === undefined ? null : markdown(help, lspRange(program, word));
}

function markdown(value: string, range: JsonValue): JsonValue {
  return { contents: { kind: "markdown", value }, range };
}

function definition(program: Program, offset: number, uri: string): JsonValue {
  const named = letAt(program, offset);
  return named === undefined ? null : { uri, range: lspRange(program, named.declaration.name) };
}

/** Serves a client over two streams until it says `exit` or hangs up. Gives the exit code: 0 after a proper `shutdown`. */
export async function serveLanguage(
  input: Readable,
  output: Writable,
  tools?: readonly ToolDeclaration[],
): Promise<number> {
  const server = new LanguageServer((message) => writeMessage(output, message), tools);
  const reader = new JsonRpcReader();
  for await (const chunk of input) {
    for (const read of reader.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk)) {
      if (read.kind === "unreadable") server.unreadable(read.reason);
      else if (read.message.method === "exit") return server.isShutDown ? 0 : 1;
      else server.receive(read.message);
    }
  }
  return server.isShutDown ? 0 : 1;
}
