/** `html`. */
import { deep } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { contains } from "../evaluate/compare.ts";
import { escapeHtml, unescapeHtml } from "../python/html.ts";
import { PyBytes } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import { textArgument } from "./arguments.ts";
import { defineModule } from "./registry.ts";

defineModule("html", {
  escape: deep("@escape(s, quote=True)", (run, text = null, quote = true) => {
    if (text instanceof PyBytes) throw raise(run, "TypeError", "a bytes-like object is required, not 'str'");
    const escaped = escapeHtml(
      textArgument(run, text, "'{type}' object has no attribute 'replace'", "AttributeError"),
      isTrue(run, quote),
      run.chargeBytes,
    );
    run.chargeText(escaped.length);
    return escaped;
  }),
  unescape: deep("@unescape(s)", (run, text = null) => {
    if (typeof text !== "string" && !contains(run, text, "&")) return text;
    const given = textArgument(run, text, "expected string or bytes-like object, got '{type}'");
    run.chargeText(given.length);
    if (given.includes("&")) run.read(given, 1);
    return unescapeHtml(given);
  }),
});
