import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Fault } from "./faults.ts";

/**
 * Prompt templates: `prompts/<role>/<flavor>/<version>.<part>.md`. A slot is written `{{name}}`.
 */

const directory = fileURLToPath(new URL("../prompts/", import.meta.url));
/** Templates that were read; there are only as many as there are files. */
const templates = new Map<string, string>();
const versions = new Map<string, string>();

/** A name from a header that becomes part of a path must be a plain word. */
const plainName = /^[a-z0-9_]+$/;

export interface TemplateChoice {
  readonly flavor: string;
  readonly version: string | null;
}

function newestVersion(role: string, flavor: string): string | undefined {
  const key = `${role}/${flavor}`;
  const known = versions.get(key);
  if (known !== undefined) return known;
  let newest = 0;
  try {
    for (const file of readdirSync(`${directory}${key}`)) {
      newest = Math.max(newest, Number(/^v(\d+)\./.exec(file)?.[1] ?? 0));
    }
  } catch {
    return undefined;
  }
  if (newest === 0) return undefined;
  versions.set(key, `v${newest}`);
  return `v${newest}`;
}

/** One part of a role's template. Throws `invalid_header` when there is no such flavor or version. */
export function promptTemplate(role: string, choice: TemplateChoice, part: string): string {
  const { flavor } = choice;
  const wanted = choice.version;
  const named = plainName.test(flavor) && (wanted === null || plainName.test(wanted));
  const version = named ? (wanted ?? newestVersion(role, flavor)) : undefined;
  if (version !== undefined) {
    const path = `${role}/${flavor}/${version}.${part}.md`;
    const known = templates.get(path);
    if (known !== undefined) return known;
    try {
      const text = readFileSync(`${directory}${path}`, "utf8").trimEnd();
      templates.set(path, text);
      return text;
    } catch {
      // Said below: there is no such template.
    }
  }
  throw new Fault(
    "invalid_header",
    `There is no prompt of flavor '${flavor}'${wanted === null ? "" : `, version '${wanted}'`} for ${role}.`,
  );
}

/**
 * Fills a template's slots.
 * INVARIANT: one pass; what is filled in is not searched for slots again (security.md, P4).
 */
export function fillTemplate(template: string, slots: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{([a-z_]+)\}\}/g, (_slot, name: string) => {
    const text = slots[name];
    if (text === undefined) throw new Error(`The template asks for '${name}', which is not given.`);
    return text;
  });
}

/**
 * Text for a slot between tags.
 * INVARIANT: no text can write the tag that ends its slot, since it holds no `<` (security.md, P4).
 */
export function encodeForSlot(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
