import type { PlanCall } from "@sequrity/plan";
import {
  type CallArgument,
  type CheckedCall,
  checkToolCall,
  emptyMetadata,
  joinMetadata,
  labelResult,
  type Metadata,
  metadataOf,
  metadataToJson,
  type PolicySet,
} from "@sequrity/sqrt";
import type { ContentBlocker, SessionConfig } from "@sequrity/wire";
import { blockJson } from "./content-blockers.ts";
import type { JsonObject, JsonValue } from "./conversation.ts";
import { resultLabelEffect, verdictEffect } from "./effects.ts";
import { hashOf } from "./hash.ts";
import type { TurnJournal } from "./journal.ts";
import { isJsonObject, isWritable, jsonObjectOf, readJson } from "./json.ts";
import { parameterDeclarations, type Tool } from "./tool-table.ts";

/** Where a policy is asked before a call, and where a result gets its metadata. */

/** A call with its arguments serialised. */
export interface BoundCall {
  readonly tool: Tool;
  readonly internal: boolean;
  /** Exactly what is sent; what is checked was read from it. */
  readonly argumentsJson: string;
  readonly checked: CheckedCall;
}

/**
 * Serialises a plan's call.
 * INVARIANT: the values that the policies see are read from the text that is sent (security.md, C1). Undefined when a
 * value has no JSON form; such a call does not happen.
 */
export function bindPlanCall(
  call: PlanCall<Metadata>,
  tool: Tool,
  internal: boolean,
  planLabel: Metadata,
  ids: { readonly session: string; readonly call: string | null },
  blockers: readonly ContentBlocker[],
): BoundCall | undefined {
  const wireNames = new Map((tool.parameters ?? []).map((known) => [known.identifier, known.wireName]));
  const fields = call.arguments.map(
    ({ name, json }) => `${JSON.stringify(wireNames.get(name) ?? name)}: ${blockJson(blockers, json)}`,
  );
  const argumentsJson = `{${fields.join(", ")}}`;
  const sent = readJson(argumentsJson);
  if (!isJsonObject(sent) || !isWritable(sent)) return undefined;
  if (Object.keys(sent).length !== call.arguments.length) return undefined;
  const args: CallArgument[] = [];
  for (const { name, label } of call.arguments) {
    const value = sent[wireNames.get(name) ?? name];
    if (value === undefined) return undefined;
    args.push({ name, value, metadata: joinMetadata(label, call.callLabel) });
  }
  const parameters = parameterDeclarations(tool);
  return {
    tool,
    internal,
    argumentsJson,
    checked: {
      tool: tool.wireName,
      callId: ids.call,
      sessionId: ids.session,
      arguments: args,
      ...(parameters !== undefined && { parameters }),
      internal,
      // The callee's label reaches arguments that were not passed, too (security.md, M3).
      control: joinMetadata(joinMetadata(call.controlLabel, call.callLabel), planLabel),
    },
  };
}

export interface Authorization {
  readonly allowed: boolean;
  /** The call as its own policies relabelled it, for its result's blocks. */
  readonly checked: CheckedCall;
  readonly session: Metadata;
  readonly record: JsonObject;
  readonly message: string;
}

function labelledArguments(call: CheckedCall): JsonValue {
  return call.arguments.map(({ name, value, metadata }) => ({
    name,
    value,
    meta: { ...metadataToJson(metadata) },
  }));
}

/** Asks the policies about a call, or the journal for what they said (security.md, S3). */
export function authorizeCall(
  journal: TurnJournal,
  policies: PolicySet,
  config: SessionConfig,
  call: CheckedCall,
  session: Metadata,
  explain: () => JsonObject,
): Authorization {
  const hash = hashOf({
    tool: call.tool,
    callId: call.callId,
    arguments: labelledArguments(call),
    control: metadataToJson(call.control),
    session: metadataToJson(session),
  });
  const noted = journal.note(verdictEffect, hash, () => {
    const verdict = checkToolCall(policies, call, session, {
      presets: config.policy.presets,
      failFast: config.policy.failFast,
      includeValues: false,
    });
    const allowed = verdict.kind === "allowed";
    return {
      allowed,
      verdict: verdict.verdict,
      session: metadataToJson(verdict.session),
      record: jsonObjectOf({ ...verdict.record, ...(!allowed && explain()) }),
      message: verdict.message,
      arguments: verdict.arguments.map(({ name, metadata }) => ({ name, meta: metadataToJson(metadata) })),
    };
  });
  const relabelled = new Map(noted.arguments.map(({ name, meta }) => [name, metadataOf(meta)]));
  return {
    allowed: noted.allowed,
    checked: {
      ...call,
      arguments: call.arguments.map((argument) => ({
        ...argument,
        metadata: relabelled.get(argument.name) ?? argument.metadata,
      })),
    },
    session: metadataOf(noted.session),
    record: noted.record,
    message: noted.message,
  };
}

/** The join of all that went into a call: what its result's metadata starts from. */
export function metadataOfCall(call: CheckedCall): Metadata {
  let joined = joinMetadata(emptyMetadata, call.control);
  for (const argument of call.arguments) joined = joinMetadata(joined, argument.metadata);
  return joined;
}

/** Gives a result its metadata and the session what the call leaves on it, or reads both from the journal. */
export function labelCallResult(
  journal: TurnJournal,
  policies: PolicySet,
  presets: SessionConfig["policy"]["presets"],
  call: CheckedCall,
  result: { readonly value: JsonValue; readonly start: Metadata },
  session: Metadata,
): { readonly metadata: Metadata; readonly session: Metadata } {
  const hash = hashOf({
    tool: call.tool,
    callId: call.callId,
    arguments: labelledArguments(call),
    value: result.value,
    start: metadataToJson(result.start),
    session: metadataToJson(session),
  });
  const noted = journal.note(resultLabelEffect, hash, () => {
    const labelled = labelResult(policies, call, result, session, presets);
    return { metadata: metadataToJson(labelled.metadata), session: metadataToJson(labelled.session) };
  });
  return { metadata: metadataOf(noted.metadata), session: metadataOf(noted.session) };
}
