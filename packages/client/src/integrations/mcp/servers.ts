import { Client, type Tool as ServerTool, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { SequrityError, SequrityValidationError } from "../../errors.ts";
import type { Tool } from "../../tools/tool.ts";
import { mcpTool } from "./mcp-tool.ts";

/** MCP servers whose tools are offered through the tool loop. */

interface TrustSettings {
  /**
   * Whether the models may read what the server says of its tools: descriptions, titles, examples. A planning model that
   * reads them can be steered by them, so without this it gets names and types alone.
   */
  readonly trusted?: boolean | undefined;
  /** Whether to believe the server where it says that a tool changes nothing; see `readOnlyTools`. */
  readonly trustReadOnlyHints?: boolean | undefined;
  /** The tools to offer, by the server's own names; all when left out. */
  readonly only?: readonly string[] | undefined;
}

/** A server that is a child process and speaks over its stdin and stdout. */
interface StdioServer extends TrustSettings {
  readonly command: string;
  readonly args?: readonly string[] | undefined;
  /** What the process finds in its environment beside the few variables that are safe to inherit. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
}

/** A server behind a URL (streamable HTTP). */
interface HttpServer extends TrustSettings {
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Where an MCP server is: a command to start (stdio) or a URL (HTTP). */
export type McpServerSettings = StdioServer | HttpServer;

/** The tools of connected MCP servers; disposing of it closes the connections. */
export interface McpTools extends AsyncDisposable {
  /** For `runChatTools` and its like. Each is called `<server>_<tool>`; policies know it by that name. */
  readonly tools: readonly Tool[];
  /**
   * The tools that change nothing, as far as `trustReadOnlyHints` believes their servers. The orchestrator lets calls go
   * out together for the tools that its own configuration lists (`trust.read_only_tools`, or the API key's): these are
   * the names to list there. A server's word alone counts nowhere.
   */
  readonly readOnlyTools: readonly string[];
  /** Ends all connections, and the processes begun for them. */
  close(): Promise<void>;
}

/**
 * Connects to MCP servers and lists their tools.
 * @throws SequrityError for a server that cannot be reached, by its name; SequrityValidationError for two tools of one
 *   name, and for a tool in `only` that its server does not have. What was opened until then is closed.
 */
export async function connectMcpServers(
  servers: Readonly<Record<string, McpServerSettings>>,
): Promise<McpTools> {
  const clients: Client[] = [];
  const close = async () => {
    await Promise.allSettled(clients.map((client) => client.close()));
  };
  try {
    const tools: Tool[] = [];
    const readOnlyTools: string[] = [];
    for (const [server, settings] of Object.entries(servers)) {
      const client = new Client({ name: "sequrity-client", version: "0.1.0" });
      clients.push(client);
      for (const offered of await offeredTools(client, server, settings)) {
        const name = `${server}_${offered.name}`;
        if (tools.some((tool) => tool.name === name)) {
          throw new SequrityValidationError("MCP servers", [`two tools are called ${name}`]);
        }
        tools.push(mcpTool(client, name, offered, settings.trusted === true));
        if (settings.trustReadOnlyHints === true && offered.annotations?.readOnlyHint === true)
          readOnlyTools.push(name);
      }
    }
    return { tools, readOnlyTools, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function offeredTools(
  client: Client,
  server: string,
  settings: McpServerSettings,
): Promise<readonly ServerTool[]> {
  let tools: readonly ServerTool[];
  try {
    await client.connect(await transportTo(settings));
    tools = (await client.listTools()).tools;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SequrityError(`MCP server '${server}' cannot be used: ${why}`, { cause: error });
  }
  const { only } = settings;
  if (only === undefined) return tools;
  const missing = only.filter((name) => !tools.some((tool) => tool.name === name));
  if (missing.length > 0) {
    throw new SequrityValidationError(
      `MCP server '${server}'`,
      missing.map((name) => `only: it has no tool ${name}`),
    );
  }
  return tools.filter(({ name }) => only.includes(name));
}

async function transportTo(settings: McpServerSettings) {
  if ("url" in settings) {
    return new StreamableHTTPClientTransport(new URL(settings.url), {
      ...(settings.headers && { requestInit: { headers: { ...settings.headers } } }),
    });
  }
  // Only Node has processes: browsers never load this.
  const { getDefaultEnvironment, StdioClientTransport } = await import("@modelcontextprotocol/client/stdio");
  const { command, args = [], env, cwd } = settings;
  return new StdioClientTransport({
    command,
    args: [...args],
    ...(env && { env: { ...getDefaultEnvironment(), ...env } }),
    ...(cwd !== undefined && { cwd }),
  });
}
