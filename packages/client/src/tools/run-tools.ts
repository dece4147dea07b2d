import type { Anthropic } from "@anthropic-ai/sdk";
import { type DualLlmContent, parseDualLlmContent } from "@sequrity/wire/content";
import type { OpenAI } from "openai";
import { type Denial, readDenial } from "../denial.ts";
import { SequrityConnectionError, SequrityValidationError } from "../errors.ts";
import type { RequestOptions } from "../options.ts";
import type { ChatCompletion, ChatCreateParamsNonStreaming, ChatResource } from "../resources/chat.ts";
import type {
  MessageAnswer,
  MessageCreateParamsNonStreaming,
  MessagesResource,
} from "../resources/messages.ts";
import type {
  ResponseAnswer,
  ResponseCreateParamsNonStreaming,
  ResponsesResource,
} from "../resources/responses.ts";
import { ChatRounds } from "./chat-rounds.ts";
import { MessagesRounds } from "./messages-rounds.ts";
import { ResponsesRounds } from "./responses-rounds.ts";
import type { AskedCall, GivenResult, Round, Rounds } from "./rounds.ts";
import type { CallOutcome, Tool } from "./tool.ts";

/** A call as it was made. */
export type ToolCall = AskedCall & { readonly outcome: CallOutcome };

/** How a tool loop runs: the tools, how many rounds, what ends it. */
export interface ToolRunSettings {
  readonly tools: readonly Tool[];
  /** How many answers may be asked for; 20 when left out. */
  readonly maxRounds?: number;
  /** Ends the run: the request that is under way is aborted, and functions get the signal too. */
  readonly signal?: AbortSignal;
  /** Settings of every request. */
  readonly options?: RequestOptions;
  /** Hears of each call when it has come to its end. */
  readonly onCall?: (call: ToolCall) => void;
}

interface RunFacts<Answer, Item> {
  /** The last answer, as it came. */
  readonly answer: Answer;
  /** Its text. */
  readonly text: string;
  /** Its text as a dual-LLM answer; `unknown` when it is none. */
  readonly content: DualLlmContent;
  /** Every call that was made, in order. */
  readonly calls: readonly ToolCall[];
  /** The conversation up to here: a further request goes on from it. */
  readonly history: readonly Item[];
  readonly rounds: number;
  readonly sessionId: string | undefined;
}

/** How a run ended. */
export type ToolRun<Answer, Item> =
  | (RunFacts<Answer, Item> & { readonly kind: "answered" })
  /** A policy denied a call, and that ended the turn. */
  | (RunFacts<Answer, Item> & { readonly kind: "denied"; readonly denial: Denial })
  /** The turn failed for another reason. */
  | (RunFacts<Answer, Item> & {
      readonly kind: "failed";
      readonly error: { readonly code: string; readonly message: string };
    })
  /** The answer asks for a tool that the body declares itself: its calls are the caller's to make. */
  | (RunFacts<Answer, Item> & { readonly kind: "pending"; readonly pending: readonly AskedCall[] })
  /** `maxRounds` answers were asked for, and the last still asks for calls, which were not made. */
  | (RunFacts<Answer, Item> & { readonly kind: "rounds_exhausted"; readonly pending: readonly AskedCall[] });

const maxRoundsDefault = 20;

/**
 * Asks, makes the calls that are asked for, gives their results back, until there is a final answer. The calls of one
 * answer are made at the same time. What a function throws goes back as an error, and so do arguments that do not fit
 * the schema; both are among the run's `calls`. Here over chat completions: `runChatTools(client.control.chat, …)`.
 *
 * @throws SequrityValidationError, SequrityAPIError, SequrityConnectionError (`reason: "aborted"` on abort)
 */
export function runChatTools(
  chat: ChatResource,
  body: ChatCreateParamsNonStreaming,
  settings: ToolRunSettings,
): Promise<ToolRun<ChatCompletion, OpenAI.ChatCompletionMessageParam>> {
  return run(new ChatRounds(chat, body, settings.tools), settings);
}

/** As `runChatTools`, over the Responses API: `runResponsesTools(client.control.responses, …)`. */
export function runResponsesTools(
  responses: ResponsesResource,
  body: ResponseCreateParamsNonStreaming,
  settings: ToolRunSettings,
): Promise<ToolRun<ResponseAnswer, OpenAI.Responses.ResponseInputItem>> {
  return run(new ResponsesRounds(responses, body, settings.tools), settings);
}

/** As `runChatTools`, over the Messages API: `runMessagesTools(client.control.messages, …)`. */
export function runMessagesTools(
  messages: MessagesResource,
  body: MessageCreateParamsNonStreaming,
  settings: ToolRunSettings,
): Promise<ToolRun<MessageAnswer, Anthropic.MessageParam>> {
  return run(new MessagesRounds(messages, body, settings.tools), settings);
}

async function run<Answer, Item>(
  rounds: Rounds<Answer, Item>,
  settings: ToolRunSettings,
): Promise<ToolRun<Answer, Item>> {
  const { options = {}, maxRounds = maxRoundsDefault } = settings;
  assertSettings(settings.tools, maxRounds);
  const abort = new AbortController();
  const signals = [settings.signal, options.signal].filter((signal) => signal != null);
  const signal = AbortSignal.any([abort.signal, ...signals]);
  const calls: ToolCall[] = [];
  let sessionId: string | undefined;
  try {
    for (let count = 1; ; count++) {
      const round = await rounds.ask({
        ...options,
        signal,
        // `sessionId: null` begins a session with the first request; the others go on in it.
        ...(sessionId !== undefined && { sessionId }),
      });
      sessionId = round.sessionId ?? sessionId;
      const facts = factsOf(round, rounds, calls, count);
      if (round.calls.length === 0) return ended(facts);
      const pending = round.calls;
      if (pending.some((call) => isCallers(call, settings.tools, rounds))) {
        return { ...facts, kind: "pending", pending };
      }
      if (count >= maxRounds) return { ...facts, kind: "rounds_exhausted", pending };
      const made = await unlessAborted(
        Promise.all(pending.map((call) => makeCall(call, settings, { signal, sessionId }))),
        signal,
      );
      calls.push(...made);
      rounds.give(made.map(resultOf));
    }
  } finally {
    // A run that has ended leaves no function behind that still waits for its signal.
    abort.abort();
  }
}

function assertSettings(tools: readonly Tool[], maxRounds: number): void {
  const twice = tools.find((tool, index) => tools.findIndex(({ name }) => name === tool.name) !== index);
  const issues = [
    ...(twice === undefined ? [] : [`tools: two are called ${twice.name}`]),
    ...(Number.isInteger(maxRounds) && maxRounds >= 1
      ? []
      : [`maxRounds: expected an integer of at least 1, found ${maxRounds}`]),
  ];
  if (issues.length > 0) throw new SequrityValidationError("tools", issues);
}

function factsOf<Answer, Item>(
  round: Round<Answer>,
  rounds: Rounds<Answer, Item>,
  calls: readonly ToolCall[],
  count: number,
): RunFacts<Answer, Item> {
  const { answer, text, sessionId } = round;
  const content = parseDualLlmContent(text);
  return { answer, text, content, calls: [...calls], history: [...rounds.history], rounds: count, sessionId };
}

function ended<Answer, Item>(facts: RunFacts<Answer, Item>): ToolRun<Answer, Item> {
  const { content } = facts;
  if (content.status !== "failure") return { ...facts, kind: "answered" };
  const { error = { code: "unknown", message: facts.text } } = content;
  const denial = error.code === "policy_violation" ? readDenial(content) : undefined;
  return denial === undefined ? { ...facts, kind: "failed", error } : { ...facts, kind: "denied", denial };
}

/** Whether a call is the caller's to make: the body declares its tool, and `tools` does not. */
function isCallers(
  call: AskedCall,
  tools: readonly Tool[],
  rounds: { declares(tool: string): boolean },
): boolean {
  return !tools.some(({ name }) => name === call.tool) && rounds.declares(call.tool);
}

async function makeCall(
  call: AskedCall,
  { tools, onCall }: ToolRunSettings,
  { signal, sessionId }: { readonly signal: AbortSignal; readonly sessionId: string | undefined },
): Promise<ToolCall> {
  const tool = tools.find(({ name }) => name === call.tool);
  const outcome: CallOutcome =
    tool === undefined
      ? { kind: "refused", message: `There is no tool ${call.tool}.`, issues: [] }
      : await tool.call(call.arguments, { callId: call.id, signal, sessionId });
  const made = { ...call, outcome };
  onCall?.(made);
  return made;
}

function resultOf({ id, outcome }: ToolCall): GivenResult {
  return outcome.kind === "returned"
    ? { callId: id, text: outcome.text, isError: false }
    : { callId: id, text: `Error: ${outcome.message}`, isError: true };
}

/** Waits for no function that takes no notice of its signal. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = () => new SequrityConnectionError("aborted", "The run was aborted.", signal.reason);
  if (signal.aborted) throw aborted();
  let listener: (() => void) | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, reject) => {
        listener = () => reject(aborted());
        signal.addEventListener("abort", listener);
      }),
    ]);
  } finally {
    if (listener !== undefined) signal.removeEventListener("abort", listener);
  }
}
