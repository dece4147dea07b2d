import type { CallResult, PlanCall, TraceStep } from "@sequrity/plan";
import { emptyMetadata, joinMetadata, type Metadata, metadataToJson, withTags } from "@sequrity/sqrt";
import { namesAttachment } from "./attachments.ts";
import {
  type Authorization,
  authorizeCall,
  type BoundCall,
  bindPlanCall,
  labelCallResult,
  metadataOfCall,
} from "./authorize.ts";
import type { JsonObject, ToolCallItem } from "./conversation.ts";
import { callIdsEffect, toolResultsEffect } from "./effects.ts";
import { hashOf } from "./hash.ts";
import { enabledInternalTools } from "./internal-tools/index.ts";
import { type InternalTool, internalAsTool } from "./internal-tools/internal-tool.ts";
import { cachedResult, isCached, receiveResult, storedLabel } from "./results.ts";
import { showThought } from "./thoughts.ts";
import type { Tool } from "./tool-table.ts";
import { sessionChange, type TurnContext } from "./turn-context.ts";

/** The calls of a plan: each is authorized, then performed by ourselves or sent to the client. */

export type CallsOutcome =
  | { readonly kind: "results"; readonly results: readonly CallResult<Metadata>[] }
  | {
      readonly kind: "denied";
      readonly message: string;
      readonly label: Metadata;
      readonly line: number;
      readonly tool: string;
    }
  | { readonly kind: "limit"; readonly limit: string }
  | { readonly kind: "completes"; readonly json: string; readonly label: Metadata };

interface AuthorizedCall {
  readonly plan: PlanCall<Metadata>;
  readonly bound: BoundCall;
  readonly internal: InternalTool | undefined;
  readonly authorization: Authorization;
}

/**
 * The way that an argument's data took, for the record of a denial: from the argument back to the calls whose results'
 * labels it carries. Lines of the plan and labels, no values.
 */
function dataPath(turn: TurnContext, call: PlanCall<Metadata>): JsonObject {
  const lines = turn.program.split("\n");
  const paths = call.arguments.map(({ name, label }): [string, JsonObject[]] => {
    const steps: readonly TraceStep<Metadata>[] = [
      ...call.trace(name),
      ...turn.received
        .filter((result) => result.label !== emptyMetadata && joinMetadata(label, result.label) === label)
        .toReversed()
        .map((result) => ({ ...result, name: result.tool, text: lines[result.line - 1]?.trim() ?? "" })),
    ];
    // A call in a loop gave many results: the step is shown once.
    const shown = new Map<string, JsonObject>();
    for (const { label: carried, ...step } of steps) {
      const { name, line, column, text } = step;
      const one = { name, line, column, text, meta: { ...metadataToJson(carried) } };
      const key = JSON.stringify(one);
      if (!shown.has(key)) shown.set(key, one);
    }
    return [name, Array.from(shown.values())];
  });
  return { line: call.line, column: call.column, data_path: Object.fromEntries(paths) };
}

/** Ids for the external calls, made once. */
function newCallIds(turn: TurnContext, sessionId: string, count: number): readonly string[] {
  if (count === 0) return [];
  return turn.run.journal.note(callIdsEffect, hashOf(count), () => ({
    ids: Array.from({ length: count }, () => turn.sources.newCallId(sessionId)),
  })).ids;
}

function findTool(turn: TurnContext, name: string): { tool: Tool; internal: InternalTool | undefined } {
  const internal = enabledInternalTools(turn.input.config).find((tool) => tool.name === name);
  if (internal !== undefined) return { tool: internalAsTool(internal), internal };
  const tool = turn.tools.find((candidate) => candidate.identifier === name);
  if (tool === undefined) throw new Error(`The plan called '${name}', which it does not have.`);
  return { tool, internal: undefined };
}

/**
 * Does what the plan asks for. Nothing is performed or sent before every call of the batch is authorized.
 * INVARIANT: this is the only way from a plan to a tool.
 */
export async function performCalls(
  turn: TurnContext,
  sessionId: string,
  calls: readonly PlanCall<Metadata>[],
): Promise<CallsOutcome> {
  const { config, limits } = turn.input;
  const stepMax = config.fsm.max_tool_calls_per_step;
  turn.callsInStep += calls.length;
  turn.callsInTurn += calls.length;
  if (stepMax !== null && turn.callsInStep > stepMax)
    return { kind: "limit", limit: "max_tool_calls_per_step" };
  if (turn.callsInTurn > limits.tool_calls) return { kind: "limit", limit: "tool_calls" };

  const found = calls.map((plan) => ({ plan, ...findTool(turn, plan.tool) }));
  const ids = [...newCallIds(turn, sessionId, found.filter(({ internal }) => internal === undefined).length)];
  const authorized: AuthorizedCall[] = [];
  for (const { plan, tool, internal } of found) {
    const callId = internal === undefined ? (ids.shift() ?? null) : null;
    const bound = bindPlanCall(
      plan,
      tool,
      internal !== undefined,
      turn.planLabel,
      { session: sessionId, call: callId },
      internal === undefined ? config.features.contentBlockers : [],
    );
    if (bound === undefined) {
      return {
        kind: "denied",
        message: `Tool call '${tool.wireName}' is denied: an argument has no JSON form.`,
        label: joinMetadata(turn.planLabel, joinArguments(plan)),
        line: plan.line,
        tool: tool.wireName,
      };
    }
    if (internal === undefined && namesAttachment(turn, bound.argumentsJson)) {
      return {
        kind: "denied",
        message: `Tool call '${tool.wireName}' is denied: an attachment of the user's can only be read, with parse_with_ai.`,
        label: joinMetadata(turn.planLabel, joinArguments(plan)),
        line: plan.line,
        tool: tool.wireName,
      };
    }
    const authorization = authorizeCall(
      turn.run.journal,
      turn.policies,
      config,
      bound.checked,
      turn.session,
      () => dataPath(turn, plan),
    );
    turn.session = authorization.session;
    turn.checks.push(authorization.record);
    if (!authorization.allowed) {
      const { message } = authorization;
      return {
        kind: "denied",
        message,
        label: metadataOfCall(bound.checked),
        line: plan.line,
        tool: tool.wireName,
      };
    }
    authorized.push({ plan, bound, internal, authorization });
  }
  return performAuthorized(turn, authorized);
}

function joinArguments(call: PlanCall<Metadata>): Metadata {
  return call.arguments.reduce((joined, { label }) => joinMetadata(joined, label), emptyMetadata);
}

async function performAuthorized(turn: TurnContext, calls: readonly AuthorizedCall[]): Promise<CallsOutcome> {
  const results: (CallResult<Metadata> | undefined)[] = calls.map(() => undefined);
  const outgoing: { readonly index: number; readonly call: AuthorizedCall; readonly item: ToolCallItem }[] =
    [];
  for (const [index, call] of calls.entries()) {
    const { plan, bound, internal, authorization } = call;
    showThought(turn, `# Line ${plan.line}: ${bound.tool.wireName}`);
    if (internal !== undefined) {
      const outcome = await performInternal(turn, internal, call);
      if (outcome.kind !== "result") return outcome;
      results[index] = outcome.result;
      continue;
    }
    const cached = isCached(turn, bound.tool.wireName) ? cachedResult(turn, bound) : undefined;
    if (cached !== undefined) {
      const raw = { text: cached.text, isError: false };
      const received = await receiveResult(turn, bound, authorization.checked, raw, storedLabel(cached));
      if (received.kind === "limit") return received;
      results[index] = received.result;
      continue;
    }
    const id = bound.checked.callId ?? "";
    outgoing.push({ index, call, item: { id, name: bound.tool.wireName, arguments: bound.argumentsJson } });
  }
  if (outgoing.length > 0) {
    const items = outgoing.map(({ item }) => item);
    const delivered = await turn.run.awaitDelivery(
      toolResultsEffect,
      hashOf(items.map(({ id }) => id)),
      () => ({
        kind: "parked",
        calls: items,
        usage: turn.models.requestUsage,
        recorded: turn.models.requestRecorded,
        change: sessionChange(turn),
      }),
    );
    turn.models.beginRequest();
    if (delivered.mismatch) turn.mismatch = true;
    for (const { index, call, item } of outgoing) {
      const raw = delivered.results.find(({ id }) => id === item.id);
      if (raw === undefined) throw new Error(`No result was delivered for '${item.id}'.`);
      const received = await receiveResult(turn, call.bound, call.authorization.checked, raw);
      if (received.kind === "limit") return received;
      results[index] = received.result;
    }
  }
  const given = results.filter((result) => result !== undefined);
  for (const [index, { plan, bound }] of calls.entries()) {
    const { line, column } = plan;
    const label = given[index]?.label;
    if (label !== undefined) turn.received.push({ tool: bound.tool.wireName, line, column, label });
  }
  return { kind: "results", results: given };
}

async function performInternal(
  turn: TurnContext,
  tool: InternalTool,
  call: AuthorizedCall,
): Promise<
  | { readonly kind: "result"; readonly result: CallResult<Metadata> }
  | Exclude<CallsOutcome, { kind: "results" }>
> {
  const { bound, plan, authorization } = call;
  const outcome = await tool.perform(turn, bound);
  if (outcome.kind === "limit") return outcome;
  if (outcome.kind === "completes") {
    const argument = plan.arguments.find(({ name }) => name === outcome.argument);
    return {
      kind: "completes",
      json: argument?.json ?? "null",
      label: metadataOfCall(bound.checked),
    };
  }
  const value = outcome.kind === "value" ? outcome.value : outcome.message;
  const start = withTags(metadataOfCall(authorization.checked), [`__tool/${tool.name}`]);
  const { metadata, session } = labelCallResult(
    turn.run.journal,
    turn.policies,
    turn.input.config.policy.presets,
    authorization.checked,
    { value, start },
    turn.session,
  );
  turn.session = session;
  if (outcome.kind === "error") {
    turn.raised.set(outcome.message, outcome.code);
    return { kind: "result", result: { kind: "error", message: outcome.message, label: metadata } };
  }
  return { kind: "result", result: { kind: "value", value: outcome.value, label: metadata } };
}
