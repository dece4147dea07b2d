/** `string.Template`. */
import { deepMethod, defineMethods, joinAll, own, variadic } from "../builtins/define.ts";
import { raise, raiseWith } from "../errors.ts";
import { getItem } from "../evaluate/subscript.ts";
import { listOf, textArgument, wrongReceiver } from "../modules/arguments.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { PyInstance, rawOf } from "../value/class.ts";
import { objectClass } from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { textKey } from "../value/json-values.ts";
import { strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { qualifiedClass } from "./qualified-class.ts";

export const templateClass = qualifiedClass("Template", objectClass, "string");

const make = own("Template(template, /)", (run, [label = 0], given) => {
  const text = textArgument(run, rawOf(given), "expected string or bytes-like object, got '{type}'");
  const template = new PyInstance(templateClass);
  template.set("template", text, run.join(label, deepLabel(run, given)));
  run.label = run.planLabel;
  return template;
});
templateClass.construct = (run, _cls, values, labels, names) => make.invoke(run, values, labels, names);

const placeholder = /\$(?:(\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\{([_a-zA-Z][_a-zA-Z0-9]*)\}|())/g;

function substitution(name: string, safe: boolean): PyBuiltin {
  return variadic(name, (run, values, labels, names) => {
    const positional = values.length - (names?.length ?? 0);
    const [self = null, mapping = null] = values.slice(0, positional);
    if (!(self instanceof PyInstance) || self.cls !== templateClass)
      throw wrongReceiver(run, templateClass, self);
    if (positional > 2)
      throw raise(
        run,
        "TypeError",
        `Template.${name}() takes from 1 to 2 positional arguments but ${positional} were given`,
      );
    let label = joinAll(run, labels);
    for (const value of values) label = run.join(label, deepLabel(run, value));
    run.label = label;
    const text = String(self.attributes.get("template"));
    const given = new Map((names ?? []).map((key, i) => [key, values[positional + i] ?? null]));
    const lookup = (key: string): Value | undefined => {
      const named = given.get(key);
      if (named !== undefined) return named;
      const dict = rawOf(mapping);
      if (dict === null) return undefined;
      if (
        mapping instanceof PyInstance &&
        mapping !== dict &&
        mapping.cls.lookup("__missing__") !== undefined
      )
        return getItem(run, mapping, key);
      if (dict instanceof PyDict) {
        const hash = textKey(key);
        return dict.map.has(hash) || dict.factory !== null ? getItem(run, dict, key) : undefined;
      }
      return getItem(run, dict, key);
    };
    const charge = run.growingText();
    const result = text.replace(
      placeholder,
      (whole: string, escaped: string, plain: string, braced: string, _bad, at: number) => {
        if (escaped === "$") return "$";
        const key = plain ?? braced;
        if (key === undefined) {
          if (safe) return whole;
          throw invalid(run, text, at);
        }
        const value = lookup(key);
        if (value === undefined) {
          if (safe) return whole;
          throw raiseWith(run, "KeyError", key);
        }
        const shown = strOf(run, value);
        charge(shown.length);
        return shown;
      },
    );
    run.chargeText(result.length);
    run.label = run.join(run.label, label);
    return result;
  });
}

function invalid(run: Run, text: string, at: number) {
  const lines = text.slice(0, at).split("\n");
  return raise(
    run,
    "ValueError",
    `Invalid placeholder in string: line ${lines.length}, col ${(lines.at(-1)?.length ?? 0) + 1}`,
  );
}

function templateText(run: Run, self: Value = null): string {
  if (!(self instanceof PyInstance) || self.cls !== templateClass)
    throw wrongReceiver(run, templateClass, self);
  return String(self.attributes.get("template"));
}

defineMethods(templateClass, [
  substitution("substitute", false),
  substitution("safe_substitute", true),
  deepMethod("@is_valid(self)", (run, self) =>
    Array.from(templateText(run, self).matchAll(placeholder)).every(
      ([, escaped, plain, braced]) => (escaped ?? plain ?? braced) !== undefined,
    ),
  ),
  deepMethod("@get_identifiers(self)", (run, self) => {
    const text = templateText(run, self);
    run.chargeBytes(text.length);
    const named = Array.from(text.matchAll(placeholder), ([, , plain, braced]) => plain ?? braced);
    const found = new Set(named.filter((name) => name !== undefined));
    run.chargeCells(found.size);
    return listOf(run, Array.from(found));
  }),
]);
