import { joinMetadata, type Metadata, metadataOf } from "@sequrity/sqrt";
import { attachmentName, attachmentsOf, describeAttachment } from "./attachments.ts";
import type { Message } from "./conversation.ts";
import { enabledInternalTools } from "./internal-tools/index.ts";
import { encodeForSlot, fillTemplate, promptTemplate } from "./prompts.ts";
import { signatureText } from "./signature-text.ts";
import type { StoredMessage } from "./state.ts";
import type { TurnContext, TurnInput } from "./turn-context.ts";
import { plannerMaySee } from "./visibility.ts";

/**
 * What the planner is shown, and what it says.
 * INVARIANT: whatever is shown goes through `Shown`, so that its label becomes part of the plan label (security.md, P3).
 */

/** Collects the labels of all that is shown. */
class Shown {
  label: Metadata;
  readonly #input: TurnInput;

  constructor(input: TurnInput, label: Metadata) {
    this.#input = input;
    this.label = label;
  }

  /** The text, or what stands for it where the planner may not see it. */
  text(text: string, label: Metadata, placeholder: string): string {
    if (!plannerMaySee(label, this.#input.config)) return placeholder;
    this.label = joinMetadata(this.label, label);
    return text;
  }
}

/** Stands for a text that the planner may not see: it says nothing of it. */
const hidden = "[hidden]";

function element(name: string, body: string): string {
  return `<${name}>\n${encodeForSlot(body)}\n</${name}>`;
}

/** A role's name in the query must not look like anything but a name. */
function roleName(input: TurnInput, role: string): string {
  const name = input.config.prompt.pllm.query_role_name_overrides[role] ?? role;
  return /^[\w-]+$/.test(name) ? name : role;
}

/** @param attached how many attachments stand before this message */
function showMessage(
  input: TurnInput,
  shown: Shown,
  message: StoredMessage,
  attached: number,
): string | undefined {
  const { pllm } = input.config.prompt;
  const name = roleName(input, message.role);
  const label = metadataOf(message.label);
  switch (message.role) {
    case "user":
    case "system":
    case "developer":
      return element(
        name,
        [
          message.text,
          ...(message.attachments ?? []).map(
            (attachment, place) => `${attachmentName(attached + place)}: ${describeAttachment(attachment)}`,
          ),
        ]
          .filter((line) => line !== "")
          .join("\n"),
      );
    case "assistant": {
      const parts: string[] = [];
      if (message.text !== "") {
        parts.push(
          pllm.query_inline_roles.includes("assistant") ? shown.text(message.text, label, hidden) : hidden,
        );
      }
      if (pllm.query_include_tool_calls) {
        for (const call of message.calls ?? []) {
          const args = pllm.query_include_tool_args ? shown.text(call.arguments, label, hidden) : "";
          parts.push(`called ${shown.text(call.name, label, hidden)}(${args})`);
        }
      }
      return parts.length === 0 ? undefined : element(name, parts.join("\n"));
    }
    case "tool":
      if (!pllm.query_include_tool_results && !pllm.query_inline_roles.includes("tool")) return undefined;
      return element(name, shown.text(message.text, label, hidden));
  }
}

/** How a plan can use what a user attached. */
const attachmentUse =
  'you may not see it: have parse_with_ai read it, with the variable in its query, as in f"What is it? {attachment_1}"';

const basicJson = /^(?:"|-?\d|true$|false$|null$)/;

/** A context variable as far as the config and its label let it be seen (config.md, context_var_visibility). */
function showVariable(input: TurnInput, shown: Shown, variable: TurnInput["variables"][number]): string {
  const visibility = input.config.prompt.pllm.context_var_visibility;
  const basic = basicJson.test(variable.json);
  const isText = variable.json.startsWith('"');
  const wanted =
    visibility === "all" ||
    visibility === "all-executable" ||
    (visibility === "basic-executable" && basic) ||
    (visibility === "basic-notext" && basic && !isText);
  const value = wanted ? shown.text(variable.json, metadataOf(variable.meta), hidden) : hidden;
  return `${variable.name} = ${value}`;
}

/** The conversation with the planner: the prompt, and what came of the programs so far. */
export class PlannerConversation {
  readonly #turn: TurnContext;
  #messages: readonly Message[];
  /** How many of the messages stay when failures are forgotten. */
  #kept: number;

  constructor(turn: TurnContext) {
    this.#turn = turn;
    const { input } = turn;
    const shown = new Shown(input, turn.planLabel);
    const choice = input.config.prompt.pllm;
    const multistep = input.config.fsm.enable_multistep_planning;
    const internal = enabledInternalTools(input.config);
    const attachments = attachmentsOf(input);
    const tools = [
      ...internal.map((tool) => tool.documentation),
      ...turn.tools.map((tool) =>
        signatureText(
          tool,
          input.tools.find(({ name }) => name === tool.wireName),
        ),
      ),
    ];
    const system = fillTemplate(promptTemplate("pllm", choice, "system"), {
      tools: encodeForSlot(tools.join("\n\n")),
      variables: encodeForSlot(
        input.variables
          .map((variable) => {
            const attachment = attachments.find(({ name }) => name === variable.name);
            return attachment === undefined
              ? showVariable(input, shown, variable)
              : `${variable.name} = ${describeAttachment(attachment)}  # ${attachmentUse}`;
          })
          .join("\n") || "(none)",
      ),
      ending: multistep
        ? "You may work in steps: each program sees the variables of those before it. End with `complete_turn(value)`."
        : "Each program is whole: it does all of the work by itself, and sees nothing of an earlier one.",
      clarification: choice.clarify_ambiguous_queries
        ? "\nIf the request cannot be carried out without an answer from the user, write no program but one question in a\nfenced block that begins with ```clarification.\n"
        : "",
    });
    let attached = 0;
    const conversation = input.conversation.flatMap((message) => {
      const before = attached;
      attached += message.attachments?.length ?? 0;
      return showMessage(input, shown, message, before) ?? [];
    });
    const query = fillTemplate(promptTemplate("pllm", choice, "query"), {
      conversation: conversation.join("\n"),
    });
    turn.planLabel = shown.label;
    this.#messages = [textMessage("system", system), textMessage("user", query)];
    this.#kept = this.#messages.length;
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  /** Tells the planner how a step went. `outcome` was made of what it may see. */
  addStep(answer: string, outcome: string): void {
    this.#messages = [...this.#messages, ...this.#exchange(answer, outcome)];
    this.#kept = this.#messages.length;
  }

  /** Tells the planner why its program failed. `outcome` was made of what it may see. */
  addFailure(answer: string, outcome: string): void {
    this.#messages = [...this.#messages, ...this.#exchange(answer, outcome)];
  }

  /** Forgets the failures since the last step that went well. */
  forgetFailures(): void {
    this.#messages = this.#messages.slice(0, this.#kept);
  }

  #exchange(answer: string, outcome: string): readonly Message[] {
    const choice = this.#turn.input.config.prompt.pllm;
    const text = fillTemplate(promptTemplate("pllm", choice, "feedback"), {
      outcome: encodeForSlot(outcome),
    });
    return [
      { role: "assistant", content: [{ kind: "text", text: answer }], toolCalls: [] },
      textMessage("user", text),
    ];
  }
}

function textMessage(role: "system" | "user", text: string): Message {
  return { role, content: [{ kind: "text", text }] };
}

/** What the planner's answer holds. */
export type PlannerAnswer =
  | { readonly kind: "program"; readonly source: string }
  | { readonly kind: "clarification"; readonly question: string }
  | { readonly kind: "nothing" };

/** Reads the fenced program out of an answer; with several, the first. */
export function readPlannerAnswer(text: string): PlannerAnswer {
  const program = /^```(?:python3?|py)[ \t]*\r?\n([\s\S]*?)^```/m.exec(text)?.[1];
  if (program !== undefined) return { kind: "program", source: program };
  const question = /^```clarification[ \t]*\r?\n([\s\S]*?)^```/m.exec(text)?.[1];
  if (question !== undefined) return { kind: "clarification", question: question.trim() };
  const bare = /^```[ \t]*\r?\n([\s\S]*?)^```/m.exec(text)?.[1];
  return bare === undefined ? { kind: "nothing" } : { kind: "program", source: bare };
}
