export type { AskedCall } from "./rounds.ts";
export {
  runChatTools,
  runMessagesTools,
  runResponsesTools,
  type ToolCall,
  type ToolRun,
  type ToolRunSettings,
} from "./run-tools.ts";
export type { ArgumentsOf, ArgumentsSchema, JsonSchema, StandardSchema } from "./schema.ts";
export { type CallOutcome, type Tool, type ToolContext, type ToolDefinition, tool } from "./tool.ts";
