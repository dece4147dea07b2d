import { Type } from "typebox";
import { optional, recordOf } from "../schema/shapes.ts";

/**
 * Items of tools that a provider or its client runs: shells, patches, MCP servers, images, searches. They are checked as
 * far as they must hold together; words that providers extend are theirs to judge.
 */

const word = optional(Type.String());
const integer = optional(Type.Integer());
const anyObject = recordOf(Type.Unknown());

const LocalShellActionSchema = Type.Object({
  type: Type.Literal("exec"),
  command: Type.Array(Type.String()),
  env: optional(recordOf(Type.String())),
  timeout_ms: integer,
  user: word,
  working_directory: word,
});

const ShellActionSchema = Type.Object({
  commands: Type.Array(Type.String()),
  max_output_length: integer,
  timeout_ms: integer,
});

const SafetyCheckSchema = Type.Object({ id: Type.String(), code: word, message: word });

const McpListedToolSchema = Type.Object({
  name: Type.String(),
  input_schema: anyObject,
  description: word,
  annotations: optional(anyObject),
});

export const hostedItemSchemas = {
  apply_patch_call: Type.Object({
    type: Type.Literal("apply_patch_call"),
    call_id: Type.String(),
    operation: anyObject,
    status: Type.String(),
    id: word,
  }),
  apply_patch_call_output: Type.Object({
    type: Type.Literal("apply_patch_call_output"),
    call_id: Type.String(),
    status: Type.String(),
    id: word,
    output: word,
  }),
  code_interpreter_call: Type.Object({
    type: Type.Literal("code_interpreter_call"),
    id: Type.String(),
    container_id: Type.String(),
    code: word,
    outputs: optional(Type.Array(anyObject)),
    status: word,
  }),
  computer_call: Type.Object({
    type: Type.Literal("computer_call"),
    id: Type.String(),
    call_id: Type.String(),
    action: optional(anyObject),
    actions: optional(Type.Array(anyObject)),
    pending_safety_checks: optional(Type.Array(SafetyCheckSchema)),
    status: word,
  }),
  computer_call_output: Type.Object({
    type: Type.Literal("computer_call_output"),
    call_id: Type.String(),
    output: anyObject,
    id: word,
    acknowledged_safety_checks: optional(Type.Array(SafetyCheckSchema)),
    status: word,
  }),
  file_search_call: Type.Object({
    type: Type.Literal("file_search_call"),
    id: Type.String(),
    queries: optional(Type.Array(Type.String())),
    results: optional(Type.Array(anyObject)),
    status: word,
  }),
  image_generation_call: Type.Object({
    type: Type.Literal("image_generation_call"),
    id: Type.String(),
    status: Type.String(),
    result: word,
  }),
  local_shell_call: Type.Object({
    type: Type.Literal("local_shell_call"),
    id: Type.String(),
    call_id: Type.String(),
    action: LocalShellActionSchema,
    status: Type.String(),
  }),
  local_shell_call_output: Type.Object({
    type: Type.Literal("local_shell_call_output"),
    /** The call's, or its item's. Clients that name the call by `call_id` leave it out. */
    id: word,
    call_id: word,
    output: Type.String(),
    status: word,
  }),
  mcp_approval_request: Type.Object({
    type: Type.Literal("mcp_approval_request"),
    id: Type.String(),
    name: Type.String(),
    arguments: Type.String(),
    server_label: Type.String(),
  }),
  mcp_approval_response: Type.Object({
    type: Type.Literal("mcp_approval_response"),
    approval_request_id: Type.String(),
    approve: Type.Boolean(),
    id: word,
    reason: word,
  }),
  mcp_call: Type.Object({
    type: Type.Literal("mcp_call"),
    id: Type.String(),
    name: Type.String(),
    arguments: Type.String(),
    server_label: Type.String(),
    approval_request_id: word,
    /** Text in the hosted product, an object in the public API. */
    error: optional(Type.Union([Type.String(), anyObject])),
    output: word,
    status: word,
  }),
  mcp_list_tools: Type.Object({
    type: Type.Literal("mcp_list_tools"),
    id: Type.String(),
    server_label: Type.String(),
    tools: Type.Array(McpListedToolSchema),
    error: word,
  }),
  shell_call: Type.Object({
    type: Type.Literal("shell_call"),
    call_id: Type.String(),
    action: ShellActionSchema,
    id: word,
    status: word,
  }),
  shell_call_output: Type.Object({
    type: Type.Literal("shell_call_output"),
    call_id: Type.String(),
    output: Type.Array(anyObject),
    id: word,
    max_output_length: integer,
  }),
  web_search_call: Type.Object({
    type: Type.Literal("web_search_call"),
    id: Type.String(),
    action: optional(anyObject),
    status: word,
  }),
} as const;
