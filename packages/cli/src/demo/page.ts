import type { Denial, DualLlmContent } from "@sequrity/client";
import type { DemoSession } from "./sessions.ts";

type Colour = "bold" | "dim" | "red" | "green" | "cyan";
const codes: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, green: 32, cyan: 36 };

/** What the demo prints. Colours only on a terminal that wants them. */
export class DemoPage {
  readonly #output: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly #coloured: boolean;

  constructor(output: { readonly isTTY?: boolean; write(text: string): unknown }) {
    this.#output = output;
    this.#coloured = output.isTTY === true && process.env.NO_COLOR === undefined;
  }

  opening(url: string, policy: string): void {
    this.#line(this.#paint("bold", "Sequrity Control: three sessions of one mail agent"));
    this.#line(
      `Server on ${url}, database in memory. Model answers are recorded: no model is asked, all else is real.`,
    );
    this.#heading("The policy");
    this.#block(policy);
  }

  session(number: number, session: DemoSession): void {
    this.#line("");
    this.#line(this.#paint("bold", `${number}. ${session.title}`));
    this.#line(this.#paint("dim", session.watch));
    this.#heading("The user asks");
    this.#block(session.request);
  }

  answer(content: DualLlmContent, denial: Denial | undefined, calls: readonly string[]): void {
    if (content.program !== undefined && content.program !== null) {
      this.#heading("The plan, written by the planning model");
      this.#block(content.program);
    }
    this.#heading("Tool calls and verdicts");
    for (const record of content.policy_check_history ?? []) {
      const verdict = String(record.final_verdict);
      const colour = verdict.endsWith("allowed") ? "green" : "red";
      this.#line(`  ${this.#paint(colour, verdict.padEnd(12))}  ${String(record.tool)}`);
    }
    if (denial !== undefined) this.#denial(denial);
    this.#heading(content.status === "success" ? "The answer" : "The turn failed");
    if (content.status === "success") {
      this.#block(String(content.final_return_value?.value));
      const tags = content.final_return_value?.meta?.tags ?? [];
      if (tags.length > 0) this.#line(this.#paint("dim", `  labelled ${tags.join(", ")}`));
    } else {
      this.#block(content.error?.message ?? "");
    }
    this.#line(this.#paint("dim", `  The agent ran: ${calls.length === 0 ? "no tool" : calls.join(", ")}`));
  }

  closing(sent: readonly { readonly to: string; readonly subject: string }[]): void {
    this.#line("");
    this.#line(this.#paint("bold", "Mails that left"));
    for (const { to, subject } of sent) this.#line(`  ${subject} to ${to}`);
    if (sent.length === 0) this.#line("  none");
  }

  #denial({ rule, at, path }: Denial): void {
    this.#heading("Why it was denied");
    if (rule !== undefined) {
      const place = rule.span === undefined ? "" : ` (policy, line ${rule.span.start.line})`;
      this.#line(`  rule${place}: ${rule.doc ?? ""}`);
      this.#block(rule.text, "    ");
    }
    if (at !== undefined) this.#line(`  call: line ${at.line} of the plan`);
    for (const [argument, steps] of Object.entries(path)) {
      const sources = steps.filter((step) => step.line !== at?.line);
      for (const { line, text, meta } of sources) {
        const tags = meta?.tags;
        const labels =
          Array.isArray(tags) && tags.length > 0 ? this.#paint("dim", `  [${tags.join(", ")}]`) : "";
        this.#line(`  ${this.#paint("cyan", argument)} came from line ${line}: ${text.trim()}${labels}`);
      }
    }
  }

  #heading(text: string): void {
    this.#line(this.#paint("cyan", text));
  }

  #block(text: string, indent = "  "): void {
    for (const line of text.trimEnd().split("\n")) this.#line(indent + line);
  }

  #line(text: string): void {
    this.#output.write(`${text}\n`);
  }

  #paint(colour: Colour, text: string): string {
    return this.#coloured ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
  }
}
