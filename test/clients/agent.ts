import { mailText } from "./stage.ts";

/** What the tests ask of an agent built on some client: talk, run tools, stream, fail, stop. */
export interface Agent {
  readonly name: string;
  /** One conversation: each query in turn, tools run until the final answer. */
  converse(queries: readonly string[], setting: Setting): Promise<Conversation>;
  /** The HTTP status that an error thrown by `converse` carries, as users of the client would read it. */
  statusOf(error: unknown): number | undefined;
}
export interface Setting {
  readonly url: string;
  readonly apiKey: string;
  readonly model: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly streamed: boolean;
  readonly signal?: AbortSignal;
  /** Called with each piece of text of a stream. */
  readonly onText?: () => void;
}
export interface Conversation {
  /** The final text of each query. */
  readonly texts: readonly string[];
  /** The tools that ran, with their arguments as JSON. */
  readonly calls: readonly string[];
}

/** The tools that the agents offer, and what running them gives. */
export class MailBox {
  readonly calls: string[] = [];

  run(name: string, input: unknown): string {
    const args = typeof input === "string" ? input : JSON.stringify(input);
    this.calls.push(`${name} ${JSON.stringify(JSON.parse(args))}`);
    return name === "get_mail" ? JSON.stringify({ sender: "eve@evil.example", body: mailText }) : "sent";
  }
}

export const toolDeclarations = [
  {
    name: "get_mail",
    description: "Reads a mail.",
    parameters: {
      type: "object" as const,
      properties: { number: { type: "integer" } },
      required: ["number"],
      additionalProperties: false,
    },
  },
  {
    name: "send_mail",
    description: "Sends a mail.",
    parameters: {
      type: "object" as const,
      properties: { to: { type: "string" }, body: { type: "string" } },
      required: ["to", "body"],
      additionalProperties: false,
    },
  },
] as const;

/** The base URL that OpenAI's clients take. */
export function openAiBase(url: string): string {
  return `${url}/control/chat/openai/v1`;
}

/** The `status` field of an error, where it has one. */
export function statusField(error: unknown): number | undefined {
  const status = typeof error === "object" && error !== null ? Reflect.get(error, "status") : undefined;
  return typeof status === "number" ? status : undefined;
}
