/** `string`: its constants and `capwords`. */
import { deep } from "../builtins/define.ts";
import { capwords, stringConstants } from "../python/string-constants.ts";
import { templateClass } from "../types/string-template.ts";
import { textArgument } from "./arguments.ts";
import { defineModule } from "./registry.ts";

defineModule("string", {
  ...stringConstants,
  Template: templateClass,
  capwords: deep("@capwords(s, sep=None)", (run, text = null, separator = null) => {
    const given = textArgument(run, text, "'{type}' object has no attribute 'split'", "AttributeError");
    run.chargeText(given.length * 2);
    return separator === null
      ? capwords(given)
      : capwords(given, textArgument(run, separator, "must be str or None, not {type}"));
  }),
});
