import { fileURLToPath } from "node:url";
import { parseDualLlmContent, readDenial, SequrityClient } from "@sequrity/client";
import { readConfiguration, startServer } from "@sequrity/server";
import { runAgent } from "./agent.ts";
import { openMailbox } from "./mailbox.ts";
import { DemoPage } from "./page.ts";
import { policy, sessions } from "./sessions.ts";

const recordings = fileURLToPath(new URL("./recorded-answers.yaml", import.meta.url));

/**
 * Plays the sessions over HTTP against a server of its own, and writes what happens. Gives whether each session ended as
 * the demo says it does: no call for the injection, the leak denied, the inside mail sent.
 */
export async function playDemo(output: {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}): Promise<boolean> {
  const page = new DemoPage(output);
  const configuration = readConfiguration({
    flags: { port: 0, database: ":memory:" },
    environment: { SEQURITY_LOG_LEVEL: "silent" },
    file: `providers: { recorded: { kind: recorded, file: ${JSON.stringify(recordings)} } }\ndefault_provider: recorded\n`,
    folder: ".",
  });
  const server = await startServer({ configuration });
  try {
    const { secret } = await server.keys.create({ name: "demo" });
    const client = new SequrityClient({ apiKey: secret, baseURL: server.url });
    page.opening(server.url, policy);
    const mailbox = openMailbox();
    const outcomes: string[] = [];
    for (const [index, session] of sessions.entries()) {
      page.session(index + 1, session);
      const calls: string[] = [];
      const text = await runAgent(
        client,
        mailbox,
        session.request,
        {
          sessionId: null,
          features: { agent_arch: "dual-llm" },
          securityPolicy: { codes: { code: policy, language: "sqrt" } },
          fineGrainedConfig: {
            response_format: { include_program: true, include_policy_check_history: true },
          },
        },
        {
          call: (name) => calls.push(name),
        },
      );
      const content = parseDualLlmContent(text);
      page.answer(content, readDenial(content), calls);
      outcomes.push(`${content.status}: ${calls.join(", ")}`);
    }
    page.closing(mailbox.sent);
    return (
      outcomes[0] === "success: get_latest_mail" &&
      outcomes[1] === "failure: get_internal_document" &&
      outcomes[2] === "success: get_internal_document, send_email" &&
      mailbox.sent.length === 1
    );
  } finally {
    await server.close();
  }
}
