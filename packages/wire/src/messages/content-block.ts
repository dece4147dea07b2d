import { type Static, Type } from "typebox";
import { oneOf, optional, recordOf, taggedUnion } from "../schema/shapes.ts";

/** The blocks that the content of a message may consist of, told apart by `type`. */

const word = optional(Type.String());
const anyObject = recordOf(Type.Unknown());
/** How a provider caches, and who called a tool: the provider's to judge. */
const cache_control = optional(anyObject);
const caller = optional(anyObject);

export const TextBlockSchema = Type.Object({
  type: Type.Literal("text"),
  text: Type.String(),
  citations: optional(Type.Array(anyObject)),
  cache_control,
});

const UrlSourceSchema = Type.Object({ type: Type.Literal("url"), url: Type.String() });
const FileSourceSchema = Type.Object({ type: Type.Literal("file"), file_id: Type.String() });
const Base64SourceSchema = Type.Object({
  type: Type.Literal("base64"),
  media_type: Type.String(),
  data: Type.String(),
});

const ImageBlockSchema = Type.Object({
  type: Type.Literal("image"),
  source: taggedUnion("type", Base64SourceSchema, UrlSourceSchema, FileSourceSchema),
  cache_control,
});

const DocumentBlockSchema = Type.Object({
  type: Type.Literal("document"),
  source: taggedUnion(
    "type",
    Base64SourceSchema,
    Type.Object({ type: Type.Literal("text"), media_type: Type.String(), data: Type.String() }),
    Type.Object({
      type: Type.Literal("content"),
      content: Type.Union([
        Type.String(),
        Type.Array(taggedUnion("type", TextBlockSchema, ImageBlockSchema)),
      ]),
    }),
    UrlSourceSchema,
    FileSourceSchema,
  ),
  title: word,
  context: word,
  citations: optional(anyObject),
  cache_control,
});

const SearchResultBlockSchema = Type.Object({
  type: Type.Literal("search_result"),
  source: Type.String(),
  title: Type.String(),
  content: Type.Array(TextBlockSchema),
  citations: optional(anyObject),
  cache_control,
});

const ThinkingBlockSchema = Type.Object({
  type: Type.Literal("thinking"),
  thinking: Type.String(),
  signature: Type.String(),
});
const RedactedThinkingBlockSchema = Type.Object({
  type: Type.Literal("redacted_thinking"),
  data: Type.String(),
});

const ToolUseBlockSchema = Type.Object({
  type: Type.Literal("tool_use"),
  id: Type.String(),
  name: Type.String(),
  input: anyObject,
  caller,
  toolset_name: word,
  cache_control,
});

const ToolResultBlockSchema = Type.Object({
  type: Type.Literal("tool_result"),
  tool_use_id: Type.String(),
  content: optional(
    Type.Union([
      Type.String(),
      Type.Array(
        taggedUnion(
          "type",
          TextBlockSchema,
          ImageBlockSchema,
          SearchResultBlockSchema,
          DocumentBlockSchema,
          Type.Object({ type: Type.Literal("tool_reference"), tool_name: Type.String(), cache_control }),
          Type.Object({ type: Type.Literal("browser_state"), tabs: Type.Array(anyObject), cache_control }),
        ),
      ),
    ]),
  ),
  is_error: optional(Type.Boolean()),
  toolset_name: word,
  cache_control,
});

const ServerToolUseBlockSchema = Type.Object({
  type: oneOf("server_tool_use", "mcp_tool_use"),
  id: Type.String(),
  name: Type.String(),
  input: anyObject,
  server_name: word,
  caller,
  cache_control,
});

/** What a tool gave back that the provider ran itself. */
const ServerToolResultBlockSchema = Type.Object({
  type: oneOf(
    "web_search_tool_result",
    "web_fetch_tool_result",
    "code_execution_tool_result",
    "bash_code_execution_tool_result",
    "text_editor_code_execution_tool_result",
    "tool_search_tool_result",
    "mcp_tool_result",
  ),
  tool_use_id: Type.String(),
  content: optional(Type.Union([Type.String(), Type.Array(anyObject), anyObject])),
  is_error: optional(Type.Boolean()),
  caller,
  cache_control,
});

const ContainerUploadBlockSchema = Type.Object({
  type: Type.Literal("container_upload"),
  file_id: Type.String(),
  cache_control,
});

const CompactionBlockSchema = Type.Object({
  type: Type.Literal("compaction"),
  content: word,
  cache_control,
});

export const ContentBlockSchema = taggedUnion(
  "type",
  TextBlockSchema,
  ImageBlockSchema,
  DocumentBlockSchema,
  SearchResultBlockSchema,
  ThinkingBlockSchema,
  RedactedThinkingBlockSchema,
  ToolUseBlockSchema,
  ToolResultBlockSchema,
  ServerToolUseBlockSchema,
  ServerToolResultBlockSchema,
  ContainerUploadBlockSchema,
  CompactionBlockSchema,
);

export type MessagesContentBlock = Static<typeof ContentBlockSchema>;
export type MessagesToolResult = Static<typeof ToolResultBlockSchema>;
