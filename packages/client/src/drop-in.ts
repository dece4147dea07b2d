import { fieldOf, textField } from "./fields.ts";
import { ChatReading, saidByChatCompletion, saidInChat } from "./history/chat.ts";
import { MessagesReading, saidByMessage, saidInMessages } from "./history/messages.ts";
import { ResponsesReading, saidByResponse, saidInResponses } from "./history/responses.ts";
import type { Api, Said, StreamReading } from "./history/said.ts";
import { type ControlSettings, endpointPath, type RequestOptions, storedHeaders } from "./options.ts";
import type { Session } from "./session.ts";

/** What the drop-in clients add to the official ones: where a request goes, our headers, and the session it belongs to. */

const controlKey: unique symbol = Symbol("sequrity");

/** A call's own settings on their way through an official client, which copies options and passes on what it does not know. */
class PerCall {
  readonly options: RequestOptions;
  constructor(options: RequestOptions) {
    this.options = options;
  }
}

/** What both official clients take as the options of a request. */
export interface OfficialOptions {
  timeout?: number;
  signal?: AbortSignal;
}

/**
 * Settings for one call of a drop-in client, as its last argument:
 * `client.chat.completions.create(body, withControl({ sessionId: null }))`. It may be spread into other options.
 */
export function withControl(options: RequestOptions): OfficialOptions {
  const given: OfficialOptions & { [controlKey]: PerCall } = {
    [controlKey]: new PerCall(options),
    ...(options.timeout !== undefined && { timeout: options.timeout }),
    ...(options.signal && { signal: options.signal }),
  };
  return given;
}

function perCall(given: object): RequestOptions {
  const found: unknown = Reflect.get(given, controlKey);
  return found instanceof PerCall ? found.options : {};
}

interface ApiForm {
  readonly api: Api;
  saidIn(body: unknown): readonly Said[] | undefined;
  saidBy(answer: unknown): readonly (readonly Said[])[];
  reading(): StreamReading;
}

const forms: ReadonlyMap<string, ApiForm> = new Map([
  [
    "/chat/completions",
    { api: "chat", saidIn: saidInChat, saidBy: saidByChatCompletion, reading: () => new ChatReading() },
  ],
  [
    "/responses",
    {
      api: "responses",
      saidIn: saidInResponses,
      saidBy: saidByResponse,
      reading: () => new ResponsesReading(),
    },
  ],
  [
    "/messages",
    { api: "messages", saidIn: saidInMessages, saidBy: saidByMessage, reading: () => new MessagesReading() },
  ],
] satisfies [string, ApiForm][]);

/** The API that a request begins a turn in; undefined for all others. */
function formOf({ method, path }: SentRequest): ApiForm | undefined {
  return method === "post" ? forms.get(path.replace(/^\/v1/, "").replace(/\?.*$/, "")) : undefined;
}

/** A request as far as the official clients agree on its form. */
interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** The server and the settings that a base URL means: its root, or that of an endpoint, as official clients want it. */
export function readBaseURL(baseURL: string): { readonly server: string; readonly control: ControlSettings } {
  const root = baseURL.replace(/\/+$/, "");
  const parts = /^(.*)\/control\/(chat|code|agent|lang-graph)(?:\/(?!v1$)([^/]+))?(?:\/v1)?$/.exec(root);
  if (parts === null) return { server: root, control: {} };
  const [, server = "", endpoint, provider] = parts;
  return {
    server,
    control: {
      ...(isEndpointType(endpoint) && { endpointType: endpoint }),
      ...(provider !== undefined && { provider }),
    },
  };
}

function isEndpointType(name: string | undefined): name is NonNullable<ControlSettings["endpointType"]> {
  return name !== undefined;
}

interface AddedHeaders {
  readonly ours: Readonly<Record<string, string>>;
  /** Of the call itself: they win over everything. */
  readonly custom: Readonly<Record<string, string>>;
}

/** The part of a drop-in client that is ours. */
export class DropIn {
  readonly session: Session;
  readonly #server: string;
  /** The suffix that the official client's own paths leave out: OpenAI's begin after `/v1`, Anthropic's with it. */
  readonly #version: "/v1" | "";
  /** The headers of requests on their way: a request that is repeated keeps them. */
  readonly #headers = new WeakMap<object, AddedHeaders>();
  readonly #sessions = new WeakMap<object, string>();

  constructor(session: Session, server: string, version: "/v1" | "") {
    this.session = session;
    this.#server = server;
    this.#version = version;
  }

  /** The base URL for the official client. */
  get baseURL(): string {
    return this.#baseURL({});
  }

  #baseURL(options: RequestOptions): string {
    const path = endpointPath(options, this.session.defaults);
    return `${this.#server}/${path.replace(/\/v1$/, "")}${this.#version}`;
  }

  /** These settings for the conversations of another. */
  after(other: DropIn): DropIn {
    return new DropIn(other.session.withDefaults(this.session.defaults), this.#server, this.#version);
  }

  /** A call, to be addressed when its options have come. */
  call(): FollowedCall {
    return new FollowedCall(this);
  }

  /**
   * The request with its path, and its headers noted.
   * @throws SequrityValidationError naming the field of a header that the server would refuse.
   */
  address<Options extends SentRequest>(given: Options): { sent: Options; turn: FollowedTurn | undefined } {
    const options = perCall(given);
    const form = formOf(given);
    const sent = { ...given, path: this.#path(given.path, options) };
    const history = form?.saidIn(given.body);
    const ours =
      form === undefined
        ? storedHeaders(options, this.session.defaults)
        : this.session.turn(form.api, history, options).headers;
    this.#headers.set(sent, { ours, custom: options.customHeaders ?? {} });
    return { sent, turn: form && { form, history } };
  }

  /** Addresses a request that has not come by `address`. */
  addressOthers(given: { path: string }): void {
    if (this.#headers.has(given)) return;
    const options = perCall(given);
    given.path = this.#path(given.path, options);
    const ours = storedHeaders(options, this.session.defaults);
    this.#headers.set(given, { ours, custom: options.customHeaders ?? {} });
  }

  /** The path, or the whole URL where a call goes elsewhere than the client does. */
  #path(path: string, options: RequestOptions): string {
    const base = this.#baseURL(options);
    // The next page of a list comes with the address of the first.
    return base === this.baseURL || /^https?:/.test(path) ? path : `${base}${path}`;
  }

  /** Adds our headers to a request that is about to leave. What the official client was told by the caller stands. */
  complete(headers: unknown, options: object): void {
    const added = this.#headers.get(options);
    if (!(headers instanceof Headers) || added === undefined) return;
    for (const [name, value] of Object.entries(added.custom)) headers.set(name, value);
    for (const [name, value] of Object.entries(added.ours)) if (!headers.has(name)) headers.set(name, value);
  }

  /** Notes the session of an answer, which is a stream or whole. */
  noteAnswer({ form, history }: FollowedTurn, answer: object, response: Response): void {
    const named = response.headers.get("x-session-id") ?? textField(answer, "session_id");
    if (named !== undefined) this.#sessions.set(answer, named);
    if (!(Symbol.asyncIterator in answer)) {
      this.session.answered(form.api, history, form.saidBy(answer), named);
      return;
    }
    this.session.seen(named);
    const reading = form.reading();
    observeStream(answer, reading, () => {
      const sessionId = named ?? reading.sessionId;
      if (sessionId !== undefined) this.#sessions.set(answer, sessionId);
      if (reading.finished) this.session.answered(form.api, history, reading.answers(), sessionId);
    });
  }

  sessionIdOf(answer: object): string | undefined {
    return this.#sessions.get(answer) ?? textField(answer, "session_id");
  }
}

interface FollowedTurn {
  readonly form: ApiForm;
  readonly history: readonly Said[] | undefined;
}

/** One call of a drop-in client, from its options to its answer. */
export class FollowedCall {
  readonly #dropIn: DropIn;
  #turn: FollowedTurn | undefined;

  constructor(dropIn: DropIn) {
    this.#dropIn = dropIn;
  }

  address<Options extends SentRequest>(given: Options): Options {
    const { sent, turn } = this.#dropIn.address(given);
    this.#turn = turn;
    return sent;
  }

  /** Gives the answer back, its session noted. */
  answered<Answer>(answer: Answer, response: Response): Answer {
    if (this.#turn !== undefined && typeof answer === "object" && answer !== null) {
      this.#dropIn.noteAnswer(this.#turn, answer, response);
    }
    return answer;
  }
}

function isIteration(value: unknown): value is () => AsyncIterator<unknown> {
  return typeof value === "function";
}

/**
 * Reads along with whoever reads an official client's stream. The stream stays the object that it is, so that all of
 * its methods go on working; a stream of another build than we know is left alone.
 */
function observeStream(stream: object, reading: StreamReading, onEnd: () => void): void {
  const iterate = fieldOf(stream, "iterator");
  if (!isIteration(iterate)) return;
  Reflect.set(stream, "iterator", async function* () {
    for await (const event of { [Symbol.asyncIterator]: iterate }) {
      reading.read(event);
      yield event;
    }
    onEnd();
  });
}
