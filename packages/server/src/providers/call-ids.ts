import { createHash } from "node:crypto";
import type { Message } from "@sequrity/engine";

/** Which ids of tool calls a provider takes. */
export interface CallIdRule {
  readonly lengthMax: number;
  /** Only letters, digits, `_` and `-`. */
  readonly plain: boolean;
}

/** OpenAI's chat completions. */
export const chatCallIds: CallIdRule = { lengthMax: 40, plain: false };
/** OpenAI's responses. */
export const responsesCallIds: CallIdRule = { lengthMax: 64, plain: false };
/** Anthropic's messages. */
export const messagesCallIds: CallIdRule = { lengthMax: 64, plain: true };

/**
 * The messages with ids that the provider takes. A provider's own ids come back to it as they were; those of a history
 * that began elsewhere, or at another provider, may be too long or of other letters. Each of those becomes a hash of
 * itself, the same for a call and its result and in every request.
 */
export function withFittingCallIds(messages: readonly Message[], rule: CallIdRule): readonly Message[] {
  return messages.map((message): Message => {
    if (message.role === "tool") return { ...message, callId: fitting(message.callId, rule) };
    if (message.role !== "assistant" || message.toolCalls.length === 0) return message;
    return {
      ...message,
      toolCalls: message.toolCalls.map((call) => ({ ...call, id: fitting(call.id, rule) })),
    };
  });
}

function fitting(id: string, { lengthMax, plain }: CallIdRule): string {
  if (id.length <= lengthMax && (!plain || /^[A-Za-z0-9_-]+$/.test(id))) return id;
  return `call_${createHash("sha256").update(id).digest("base64url").slice(0, 32)}`;
}
