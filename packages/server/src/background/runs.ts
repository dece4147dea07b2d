import { randomUUID } from "node:crypto";
import { type Engine, Fault, type JsonObject, type TurnEvent, type TurnOutcome } from "@sequrity/engine";
import { type ErrorFacts, type ResponsesResponse, responsesErrorCode, writeAnswer } from "@sequrity/wire";
import type { Logger } from "pino";
import type { Admission, Admitted } from "../admission.ts";
import { itemsOfExchange } from "../apis/conversation-items.ts";
import { ResponseFrame } from "../apis/response-frame.ts";
import { responsesAnswer } from "../apis/responses-native-answer.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { errorAnswer, loggedError } from "../errors.ts";
import type { ServerSentEvent } from "../event-stream.ts";
import { isObject, numberAt, stringAt } from "../json-fields.ts";
import { parseJsonText } from "../json-text.ts";
import type { ProviderRegistry } from "../providers/registry.ts";
import type { BackgroundEnd, BackgroundResponse, BackgroundStatus } from "../store/background.ts";
import type { Store } from "../store/open.ts";
import { EventFeed } from "./event-feed.ts";
import { EventRecorder, eventsAsJson } from "./recorder.ts";
import { type BackgroundWork, readWork, writeWork } from "./work.ts";

/** A response that makes its process fail each time is not taken up for ever. */
const attemptsMax = 3;

export interface BackgroundInput {
  readonly configuration: Configuration;
  readonly store: Store;
  readonly providers: ProviderRegistry;
  readonly engine: Engine;
  readonly admission: Admission;
  readonly log: Logger;
  readonly running: Set<AbortController>;
}

interface Run {
  readonly work: BackgroundWork;
  readonly providerKey: string | undefined;
  readonly frame: ResponseFrame;
  readonly abort: AbortController;
  readonly admitted: Admitted;
  readonly release: () => Promise<void>;
}

/** Responses that are made while nobody waits for them. The store has the truth; this process has the ones that it makes. */
export class BackgroundRuns {
  readonly #input: BackgroundInput;
  readonly #feed: EventFeed;
  readonly #runs = new Map<string, { readonly abort: AbortController; readonly keyId: string }>();

  constructor(input: BackgroundInput) {
    this.#input = input;
    this.#feed = new EventFeed(input.store.background);
  }

  /**
   * Begins to make a response; resolves with it, queued, as soon as its session is its own. It ends at some time
   * whatever happens.
   *
   * @param release called when it is over
   * @throws {Fault} what keeps it from beginning
   */
  async start(
    work: Omit<BackgroundWork, "sessionId" | "ownKey">,
    sessionId: string | undefined,
    release: () => Promise<void>,
  ): Promise<ResponsesResponse> {
    const { admission, store, configuration } = this.#input;
    const admitted = admission.enter(work.turn.keyId);
    const begun = sessionId ?? randomUUID();
    const { providerKey, keyId } = work.turn;
    const kept: BackgroundWork = {
      ...work,
      turn: { ...work.turn, newSessionId: begun },
      ownKey: providerKey !== undefined,
      sessionId: begun,
    };
    const frame = new ResponseFrame(work.body);
    try {
      const events = [...frame.queue(begun)];
      const queued = frame.response(begun, { kind: "queued" });
      const made = {
        id: frame.id,
        keyId,
        status: "queued" as const,
        streamed: frame.streamed,
        response: asJson(queued),
        work: writeWork(kept),
      };
      const noted = frame.streamed ? eventsAsJson(events).map((event, seq) => ({ seq, event })) : [];
      await store.background.add(made, noted, configuration.sessionLifetimeMs);
      const run: Run = {
        work: kept,
        providerKey,
        frame,
        abort: new AbortController(),
        admitted,
        release,
      };
      const fault = await this.#run(run);
      if (fault === undefined) return queued;
      await store.background.delete(frame.id, keyId);
      throw fault;
    } catch (error) {
      admitted.leave();
      throw error;
    }
  }

  /** The events of a response after a number, up to its end. */
  follow(id: string, keyId: string, after: number, signal: AbortSignal): AsyncGenerator<JsonObject> {
    return this.#feed.follow(id, keyId, after, signal);
  }

  /** Ends a response that is still being made, wherever that is; one that is over stays as it is. */
  async cancel(found: BackgroundResponse): Promise<void> {
    await this.#endAsStored(found, { status: "cancelled" });
    this.#runs.get(found.id)?.abort.abort(new Fault("aborted", "The response was cancelled."));
  }

  /** Takes up what processes that are gone left, and keeps its own alive; called at the start and every few seconds. */
  async keepUp(): Promise<void> {
    const { background } = this.#input.store;
    const own = await background.renewHolds();
    for (const [id, { abort }] of this.#runs) {
      if (!own.has(id)) abort.abort(new Fault("aborted", "The response is over."));
    }
    await this.#endRevoked();
    for (const left of await background.abandoned()) {
      if (this.#runs.has(left.id)) continue;
      let admitted: Admitted;
      try {
        admitted = this.#input.admission.enter(left.keyId);
      } catch {
        // There is no room for it now: it comes again.
        return;
      }
      try {
        if (!(await background.takeUp(left))) admitted.leave();
        else await this.#takeUp(left, admitted);
      } catch (error) {
        admitted.leave();
        throw error;
      }
    }
  }

  /** INVARIANT: a response is not made on for a key that was revoked. */
  async #endRevoked(): Promise<void> {
    for (const keyId of new Set([...this.#runs.values()].map((run) => run.keyId))) {
      if (await this.#input.store.apiKeys.isValid(keyId)) continue;
      for (const run of this.#runs.values()) {
        if (run.keyId === keyId) run.abort.abort(new Fault("not_authenticated", "The API key was revoked."));
      }
    }
  }

  async #takeUp(left: BackgroundResponse, admitted: Admitted): Promise<void> {
    const { store, log } = this.#input;
    const events = await store.background.eventsAfter(left.id, -1, Number.MAX_SAFE_INTEGER);
    const types = events.map(({ event }) => stringAt(event, "type") ?? "");
    const owner = randomUUID();
    let work: BackgroundWork;
    try {
      work = readWork(left.work);
      const shown = types.some((type) => type.startsWith("response.output"));
      await this.#checkTakeUp(left, work, shown, owner);
    } catch (error) {
      admitted.leave();
      await this.#endAsStored(left, failureOf(error));
      return;
    }
    log.info({ response: left.id }, "a response of a process that is gone is taken up");
    const { conversationId, body } = work;
    const created = numberAt(left.response, "created_at") ?? 0;
    const begun = types.includes("response.in_progress");
    const fault = await this.#run({
      work,
      providerKey: undefined,
      frame: new ResponseFrame(body, { id: left.id, created, next: events.length, begun }),
      abort: new AbortController(),
      admitted,
      release: async () => {
        if (conversationId !== undefined) await store.conversations.release(conversationId, owner);
      },
    });
    if (fault === undefined) return;
    // Its session may still be held for a moment by the process that is gone, and this one may be stopping: it comes again.
    if (fault.code === "session_busy" || fault.code === "overloaded") await store.background.release(left.id);
    else await this.#endAsStored(left, failureOf(fault));
  }

  /**
   * Looks at what keeps a response from being gone on with, and takes its conversation.
   *
   * @throws {Fault} with which it fails
   */
  async #checkTakeUp(
    left: BackgroundResponse,
    work: BackgroundWork,
    shown: boolean,
    owner: string,
  ): Promise<void> {
    const { store, providers } = this.#input;
    const again = "The server stopped while this response was made";
    if (left.attempts >= attemptsMax) {
      throw new Fault("internal", `${again}, ${attemptsMax} times. It is not tried again.`);
    }
    // INVARIANT: nothing is made for a key any more that was revoked.
    if (!(await store.apiKeys.isValid(left.keyId))) {
      throw new Fault("not_authenticated", `${again}, and its API key was revoked.`);
    }
    if (work.ownKey) {
      throw new Fault("overloaded", `${again}, and provider keys of callers are not kept. Send it again.`);
    }
    if (shown) {
      throw new Fault(
        "overloaded",
        `${again}, after a part of the answer had been streamed: it cannot be gone on with. Send it again.`,
      );
    }
    const models = work.turn.model.split(",").map((name) => name.trim());
    providers.allow(work.turn.provider, models, false);
    const { conversationId } = work;
    if (conversationId === undefined) return;
    if (await store.conversations.hold(conversationId, left.keyId, owner)) return;
    throw new Fault("session_busy", `${again}, and its conversation is gone or went on without it.`);
  }

  /**
   * Makes a response. Resolves as soon as it has its session, with the fault when it gets none; the rest goes on by
   * itself.
   */
  #run(run: Run): Promise<Fault | undefined> {
    const { running, store, log } = this.#input;
    const { id } = run.frame;
    this.#runs.set(id, { abort: run.abort, keyId: run.work.turn.keyId });
    running.add(run.abort);
    const begun = Promise.withResolvers<Fault | undefined>();
    const made = this.#make(run, () => begun.resolve(undefined))
      .then(begun.resolve, async (error: unknown) => {
        const fault = error instanceof Fault ? error : undefined;
        log.error({ response: id, error: loggedError(error) }, "a response in the background failed");
        // Another process, or this one later, takes it up.
        await store.background.release(id, { counts: true });
        begun.resolve(fault ?? new Fault("internal", "Something went wrong inside the server."));
      })
      .catch((error: unknown) => {
        log.error({ response: id, error: loggedError(error) }, "the store does not take a response");
        begun.resolve(new Fault("internal", "Something went wrong inside the server."));
      })
      .then(() => run.release())
      .catch((error: unknown) => {
        log.warn({ response: id, error: loggedError(error) }, "a conversation could not be given back");
      })
      .finally(() => {
        this.#runs.delete(id);
        running.delete(run.abort);
        this.#feed.tell(id);
        run.admitted.leave();
      });
    void made;
    return begun.promise;
  }

  /** @returns the fault that kept it from its session; what comes after that is written into the response */
  async #make(run: Run, begins: () => void): Promise<Fault | undefined> {
    const { engine, store } = this.#input;
    const { work, frame, abort } = run;
    const { keyId } = work.turn;
    let over = false;
    const recorder = new EventRecorder(frame.id, frame.writer.next, store.background, this.#feed, () => {
      over = true;
      abort.abort(new Fault("aborted", "The response is over."));
    });
    let kept: Kept | undefined;
    const answer = responsesAnswer(
      work.body,
      work.native,
      async (sessionId, _id, response) => {
        kept = { sessionId, response };
      },
      frame,
    );
    let hasSession = false;
    const onEvent = (event: TurnEvent): void => {
      if (event.kind === "session") {
        hasSession = true;
        const running = asJson(frame.response(event.sessionId, { kind: "in_progress" }));
        recorder.note(running, frame.streamed ? frame.begin(event.sessionId) : []);
        begins();
      } else if (frame.streamed) recorder.note(undefined, answer.show(event, work.sessionId));
    };
    const turn = run.providerKey === undefined ? work.turn : { ...work.turn, providerKey: run.providerKey };
    let outcome: TurnOutcome;
    let events: readonly ServerSentEvent[];
    try {
      outcome = await engine.turn(turn, { signal: abort.signal, streaming: frame.streamed, onEvent });
      run.admitted.charge(outcome.usage.inputTokens + outcome.usage.outputTokens);
      const stored = await answer.keep(outcome);
      events = frame.streamed ? [...answer.finish(stored)] : [];
    } catch (error) {
      const reason: unknown = abort.signal.aborted ? abort.signal.reason : error;
      const { facts, unexpected } = errorAnswer(reason instanceof Fault ? reason : error);
      if (!hasSession && reason instanceof Fault) return reason;
      await recorder.written();
      if (over) return undefined;
      if (unexpected) {
        this.#input.log.error({ response: frame.id, error: loggedError(error) }, "a response failed");
      }
      if (facts.code === "overloaded" && abort.signal.aborted && !work.ownKey) {
        // The server is stopping: the next one takes it up.
        await store.background.release(frame.id);
      } else await this.#fail(frame.id, keyId, frame, work.sessionId, facts);
      return undefined;
    }
    await recorder.written();
    if (kept !== undefined && !over) await this.#keep(run, kept, events);
    return undefined;
  }

  async #keep({ work, frame }: Run, kept: Kept, events: readonly ServerSentEvent[]): Promise<void> {
    const { keyId } = work.turn;
    const { sessionId, response } = kept;
    const { conversationId, previousId, input, body } = work;
    const lifetimeMs = this.#input.configuration.sessionLifetimeMs;
    await this.#end(frame.id, keyId, {
      status: statusOf(response),
      response,
      events: () => eventsAsJson(events),
      kept: {
        stored: { id: frame.id, sessionId, previousId, response, input },
        ...(conversationId === undefined
          ? {}
          : {
              conversation: {
                id: conversationId,
                items: itemsOfExchange(body.instructions ?? undefined, input, response),
                lifetimeMs,
              },
            }),
      },
    });
  }

  async #fail(
    id: string,
    keyId: string,
    frame: ResponseFrame,
    sessionId: string,
    facts: ErrorFacts,
  ): Promise<void> {
    const response = frame.failed(sessionId, facts);
    await this.#end(id, keyId, {
      status: "failed",
      response: asJson(response),
      events: () => eventsAsJson([frame.end(response)]),
    });
  }

  /** Ends a response that no run of this process makes. */
  async #endAsStored(
    found: BackgroundResponse,
    end: { readonly status: "failed" | "cancelled"; readonly error?: JsonObject },
  ): Promise<void> {
    const response: JsonObject = { ...found.response, ...end };
    await this.#end(found.id, found.keyId, {
      status: end.status,
      response,
      events: (next) => [{ type: "response.failed", response, sequence_number: next }],
    });
  }

  async #end(id: string, keyId: string, end: BackgroundEnd): Promise<void> {
    await this.#input.store.background.end(id, keyId, end);
    this.#feed.tell(id);
  }
}

interface Kept {
  readonly sessionId: string;
  readonly response: JsonObject;
}

function failureOf(error: unknown): { readonly status: "failed"; readonly error: JsonObject } {
  const { status, message } = errorAnswer(error).facts;
  return { status: "failed", error: { code: responsesErrorCode(status), message } };
}

function statusOf(response: JsonObject): BackgroundStatus {
  return stringAt(response, "status") === "incomplete" ? "incomplete" : "completed";
}

function asJson(response: ResponsesResponse): JsonObject {
  const json = parseJsonText(writeAnswer(response));
  return isObject(json) ? json : {};
}
