export { connectMcpServers, type McpServerSettings, type McpTools } from "./servers.ts";
