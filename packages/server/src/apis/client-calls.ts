import { type ContentPart, type JsonObject, type JsonValue, type Message, textOf } from "@sequrity/engine";
import { newResponsesId } from "@sequrity/wire";
import { isArray, isObject, own, stringAt } from "../json-fields.ts";
import { JsonTextError, parseJsonText, writeJsonText } from "../json-text.ts";
import { type ClientTool, clientToolOfCall, clientToolOfResult } from "./client-tools.ts";

/**
 * Items that call a tool which the caller runs, and their results: into the internal form and back. What such an item
 * has besides is its frame: the same item with `true` for whatever the internal form holds.
 */

/** Fields of a call that say nothing about what to do. */
const aside: ReadonlySet<string> = new Set(["type", "id", "status", "caller", "created_by"]);

/** A call in the internal form. */
export interface ClientCall {
  /** Its `call_id`. */
  readonly id: string;
  /** The tool's family. */
  readonly name: string;
  /** JSON text of all that it says to do. */
  readonly arguments: string;
  readonly frame: JsonObject;
}

/**
 * The call that an item is; undefined for items of other types and for those that do not hold together.
 * INVARIANT: each field of the item is an argument that policies see, or one of those that say nothing about what to do.
 */
export function readClientCall(item: JsonObject): ClientCall | undefined {
  const tool = clientToolOfCall(stringAt(item, "type") ?? "");
  const id = stringAt(item, "call_id") ?? "";
  if (tool === undefined || id === "") return undefined;
  const args = actionOf(tool, item);
  if (args === undefined) return undefined;
  const frame: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(item)) {
    const said = isAction(tool, name);
    if (aside.has(name)) frame[name] = value;
    else if (name === "call_id" || (said && value !== null)) frame[name] = true;
    else if (said) frame[name] = null;
    else {
      if (args.has(name)) return undefined;
      args.set(name, value);
      frame[name] = true;
    }
  }
  return { id, name: tool.family, arguments: writeJsonText(Object.fromEntries(args)), frame };
}

/** What a call says to do, as arguments: of a computer's the list of all actions, whichever way they are told. */
function actionOf(tool: ClientTool, item: JsonObject): Map<string, JsonValue> | undefined {
  const action = own(item, tool.action) ?? undefined;
  if (action !== undefined && !isObject(action)) return undefined;
  if (tool.family !== "computer") return action && new Map(Object.entries(action));
  const more = own(item, "actions") ?? undefined;
  if (more === undefined) return action && new Map([["actions", [action]]]);
  if (!isArray(more)) return undefined;
  return new Map([["actions", action === undefined ? more : [action, ...more]]]);
}

function isAction(tool: ClientTool, field: string): boolean {
  return field === tool.action || (tool.family === "computer" && field === "actions");
}

/**
 * The item of a call.
 * INVARIANT: what it says to do is made of the arguments alone: they are what was checked (security.md, C1).
 *
 * @param frame undefined when the item that it was is not known any more
 */
export function writeClientCall(
  tool: ClientTool,
  frame: JsonObject | undefined,
  call: { readonly id: string; readonly arguments: string },
): JsonObject {
  const args = parseJsonText(call.arguments);
  const rest = new Map(isObject(args) ? Object.entries(args) : []);
  const item: Record<string, JsonValue> = { ...(frame ?? newFrame(tool)), type: tool.call };
  for (const [name, value] of Object.entries(item)) {
    if (value !== true) continue;
    if (name === "call_id") item[name] = call.id;
    else if (!aside.has(name) && !isAction(tool, name)) {
      item[name] = rest.get(name) ?? null;
      rest.delete(name);
    }
  }
  if (tool.family !== "computer") return { ...item, [tool.action]: Object.fromEntries(rest) };
  const actions = rest.get("actions");
  const list = isArray(actions) ? actions : [];
  const single = item.action === true;
  if (single) item.action = list[0] ?? {};
  if (item.actions === true) item.actions = single ? list.slice(1) : list;
  return item;
}

function newFrame(tool: ClientTool): JsonObject {
  const shared = { id: newResponsesId("item"), call_id: true, status: "completed" };
  return tool.family === "computer" ? { ...shared, actions: true, pending_safety_checks: true } : shared;
}

type ToolMessage = Extract<Message, { role: "tool" }>;

/**
 * The result that an item is; undefined for items of other types, and for those that name no call.
 *
 * @param callOf the `call_id` of the call that an item with this id is
 */
export function readClientResult(
  item: JsonObject,
  callOf: (itemId: string) => string | undefined,
): ToolMessage | undefined {
  const tool = clientToolOfResult(stringAt(item, "type") ?? "");
  if (tool === undefined) return undefined;
  const named = stringAt(item, "call_id");
  // A local shell's result names its call by `id`: the public API's reference has the call's, its guide its `call_id`.
  const id = named === undefined && tool.family === "local_shell" ? stringAt(item, "id") : undefined;
  const ofItem = id === undefined ? undefined : callOf(id);
  const callId = named ?? ofItem ?? id ?? "";
  if (callId === "") return undefined;
  const frame: Record<string, JsonValue> = { ...item };
  if (named !== undefined) frame.call_id = true;
  else if (ofItem === undefined) frame.id = true;
  const output = own(item, "output") ?? undefined;
  if (output !== undefined) frame.output = true;
  return { role: "tool", callId, content: contentOf(output), marks: frame };
}

function contentOf(output: JsonValue | undefined): readonly ContentPart[] {
  if (output === undefined) return [];
  if (typeof output === "string") return [{ kind: "text", text: output }];
  // A screenshot is for the provider; a list of outputs is a value that policies see.
  if (isObject(output)) return [{ kind: "opaque", type: stringAt(output, "type") ?? "", part: output }];
  return [{ kind: "text", text: writeJsonText(output) }];
}

/** The items that tell a provider of a result; undefined when the message is a result of another tool. */
export function writeClientResult(message: ToolMessage): readonly JsonObject[] | undefined {
  const { callId, content, marks } = message;
  const tool = clientToolOfResult(stringAt(marks, "type") ?? "");
  if (marks === undefined || tool === undefined) return undefined;
  const said = textOf(content);
  const item: Record<string, JsonValue> = { ...marks };
  for (const name of ["call_id", "id"]) if (item[name] === true) item[name] = callId;
  if (item.output !== true && said === "") return [item];
  switch (tool.family) {
    case "computer": {
      const [part] = content;
      if (part?.kind === "opaque") return [{ ...item, output: part.part }];
      return [
        { ...item, output: { type: "computer_screenshot", image_url: blankImage } },
        { type: "message", role: "developer", content: said },
      ];
    }
    case "shell":
      return [{ ...item, output: outputsIn(said) }];
    default:
      return [{ ...item, output: said }];
  }
}

/** A picture of one pixel, in the place of one that no model may see: the API takes nothing else there. */
const blankImage =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A shell's outputs; another text stands as one of them. */
function outputsIn(said: string): JsonValue {
  try {
    const outputs = parseJsonText(said);
    if (isArray(outputs)) return outputs;
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
  }
  return [{ stdout: said, stderr: "", outcome: { type: "exit", exit_code: 0 } }];
}

/** The `call_id`s of the calls among some items, by the items' ids. */
export function callsByItemId(items: readonly JsonObject[]): ReadonlyMap<string, string> {
  const calls = new Map<string, string>();
  for (const item of items) {
    if (clientToolOfCall(stringAt(item, "type") ?? "") === undefined) continue;
    const [id, callId] = [stringAt(item, "id"), stringAt(item, "call_id")];
    if (id !== undefined && callId !== undefined) calls.set(id, callId);
  }
  return calls;
}
