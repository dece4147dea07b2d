import { type ConfigHeader as ConfigFields, checkConfig } from "@sequrity/wire/headers";
import { assertHeader, type HeaderFields, headerText, plainFields } from "./header-text.ts";

export type { ConfigFields };

type FsmFields = NonNullable<ConfigFields["fsm"]>;
const singleLlmFsm = ["min_num_tools_for_filtering", "clear_session_meta", "max_n_turns"] as const;

/** The fields that mean something in single-LLM. */
export type SingleLlmConfigFields = Omit<ConfigFields, "fsm" | "response_format"> & {
  fsm?: Pick<FsmFields, (typeof singleLlmFsm)[number]> | null;
};

/** `X-Config`: the state machine of a turn, the prompts, the answer's form, the models' settings. */
export class FineGrainedConfigHeader {
  /** The fields as they are sent. */
  readonly fields: HeaderFields;

  /** @throws SequrityValidationError naming the field. */
  constructor(fields: ConfigFields) {
    this.fields = plainFields(fields);
    assertHeader("X-Config", checkConfig(this.fields));
  }

  /** A config for dual-LLM, where every field has its meaning. */
  static dualLlm(fields: ConfigFields = {}): FineGrainedConfigHeader {
    return new FineGrainedConfigHeader(fields);
  }

  /**
   * A config for single-LLM.
   * @throws SequrityValidationError for a field that only dual-LLM has, too.
   */
  static singleLlm(fields: SingleLlmConfigFields = {}): FineGrainedConfigHeader {
    const header = new FineGrainedConfigHeader(fields);
    const known: readonly string[] = singleLlmFsm;
    const others = Object.keys(fields.fsm ?? {}).filter((name) => !known.includes(name));
    const issues = others.map((name) => `fsm.${name}: has no effect in single-LLM`);
    if (Object.hasOwn(header.fields, "response_format"))
      issues.push("response_format: has no effect in single-LLM");
    assertHeader("X-Config", issues);
    return header;
  }

  /** The header's text. */
  toHeader(): string {
    return headerText(this.fields);
  }
}
