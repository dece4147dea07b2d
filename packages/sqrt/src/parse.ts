import { diagnose } from "./diagnostics.ts";
import { DeclarationParser, type Parsed } from "./parse/declarations.ts";
import { Source } from "./source.ts";

/** Longer texts are refused, so that nothing here takes long. */
export const SOURCE_LENGTH_MAX = 250_000;

/** Reads a policy's text. Never throws: each mistake is one finding, and the rest of the text is still read. */
export function parsePolicy(text: string): Parsed {
  const source = new Source(text);
  if (text.length > SOURCE_LENGTH_MAX) {
    const range = { start: 0, end: 0 };
    return {
      program: { source, declarations: [], comments: [] },
      diagnostics: [
        diagnose(
          source,
          "source-too-long",
          range,
          `The text has ${text.length} characters; ${SOURCE_LENGTH_MAX} are allowed.`,
          "Split the policy.",
        ),
      ],
    };
  }
  return new DeclarationParser(source).run();
}
