import { noUsage } from "./conversation.ts";
import { modelAnswerEffect } from "./effects.ts";
import type { ModelAnswer } from "./model.ts";
import type { EngineState, StoredMessage } from "./state.ts";
import type { JournalEntry } from "./store.ts";
import type { TurnOutcome } from "./turn-request.ts";
import type { RequestScope, TurnStop } from "./turn-run.ts";

/** What a request is answered: from where a turn stopped, or from what was answered before. */

/** The outcome of a turn that stopped. */
export function outcomeOf(sessionId: string, stop: TurnStop): TurnOutcome {
  const { usage, recorded, calls } = stop;
  const modelAnswer = stop.kind === "ended" &&
    stop.modelAnswer !== undefined && { modelAnswer: stop.modelAnswer };
  const others = stop.kind === "ended" &&
    stop.otherChoices !== undefined && { otherChoices: stop.otherChoices };
  if (stop.kind === "parked" || calls.length > 0) {
    const text = stop.kind === "ended" ? stop.text : "";
    return { kind: "tool_calls", sessionId, calls, text, usage, recorded, ...modelAnswer, ...others };
  }
  const { text, refusal, finishReason } = stop;
  return {
    kind: "final",
    sessionId,
    text,
    ...(refusal !== undefined && { refusal }),
    finishReason,
    usage,
    recorded,
    ...modelAnswer,
    ...others,
  };
}

/** The answer that a request got before. */
export function answerAgain(sessionId: string, message: StoredMessage): TurnOutcome {
  const { text, calls = [], answer } = message;
  const usage = answer?.usage ?? noUsage;
  const recorded = answer?.recorded ?? false;
  if (calls.length > 0) return { kind: "tool_calls", sessionId, calls, text, usage, recorded };
  return { kind: "final", sessionId, text, finishReason: answer?.finishReason ?? "stop", usage, recorded };
}

/** The answer that a single-LLM request got before, with the provider's own as it is in the journal. */
export function singleAgain(
  sessionId: string,
  answer: NonNullable<EngineState["single"]>["answer"],
  entries: readonly JournalEntry[],
  scope: RequestScope,
): TurnOutcome {
  let modelAnswer: ModelAnswer | undefined;
  for (const { kind, payload } of entries) {
    if (kind === modelAnswerEffect.name && modelAnswerEffect.accepts(payload)) modelAnswer = payload.answer;
  }
  if (answer.text !== "") scope.emit({ kind: "text", delta: answer.text });
  const { text, calls, refusal, finishReason, usage, recorded, otherChoices } = answer;
  const whole = {
    sessionId,
    text,
    usage,
    recorded,
    ...(modelAnswer !== undefined && { modelAnswer }),
    ...(otherChoices !== undefined && { otherChoices }),
  };
  if (calls.length > 0) return { kind: "tool_calls", calls, ...whole };
  return { kind: "final", finishReason, ...(refusal !== undefined && { refusal }), ...whole };
}
