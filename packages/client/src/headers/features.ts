import { checkFeatures, type FeaturesHeader as FeaturesFields } from "@sequrity/wire/headers";
import { assertHeader, type HeaderFields, headerText, plainFields } from "./header-text.ts";

export type { FeaturesFields };

/** `X-Features`: the architecture and the content filters. */
export class FeaturesHeader {
  /** The fields as they are sent. */
  readonly fields: HeaderFields;

  /** @throws SequrityValidationError naming the field. */
  constructor(fields: FeaturesFields) {
    this.fields = plainFields(fields);
    assertHeader("X-Features", checkFeatures(this.fields));
  }

  /** The dual-LLM architecture: a planner that never sees untrusted data, and a quarantined model that does. */
  static dualLlm(fields: Omit<FeaturesFields, "agent_arch"> = {}): FeaturesHeader {
    return new FeaturesHeader({ ...fields, agent_arch: "dual-llm" });
  }

  /** One model, whose tool calls are checked. */
  static singleLlm(fields: Omit<FeaturesFields, "agent_arch"> = {}): FeaturesHeader {
    return new FeaturesHeader({ ...fields, agent_arch: "single-llm" });
  }

  /** The header's text. */
  toHeader(): string {
    return headerText(this.fields);
  }
}
