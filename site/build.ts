import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { layout, referenceMarkdown, renderMarkdown } from "./layout.ts";
import { referencePackage, type SourcePage, sections } from "./pages.ts";
import { readReference } from "./reference.ts";

/** `npm run docs`: the documentation as static pages, in `site/dist` or in the folder given. */

const root = resolve(import.meta.dirname, "..");
export function buildSite(folder: string): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pages = [
    ...sections.flatMap((section) => section.pages),
    ...folderPages("decisions"),
    ...folderPages("limitations"),
  ];
  const entries = readReference(join(root, referencePackage));
  const reference = entries.map((entry) => ({
    name: referenceName(entry.specifier),
    title: entry.specifier,
    entry,
  }));
  const write = (name: string, title: string, html: string) =>
    writeFileSync(join(folder, `${name}.html`), layout({ title, html }, name, sections, reference));
  for (const page of pages) {
    const text = readFileSync(join(root, page.source), "utf8").replace(/<!--[\s\S]*?-->\n?/g, "");
    write(
      page.name,
      page.title,
      renderMarkdown(text, (address) => siteAddress(address, page, pages, folder)),
    );
  }
  for (const { name, title, entry } of reference) {
    write(
      name,
      title,
      renderMarkdown(referenceMarkdown(entry), (address) => address),
    );
  }
  cpSync(join(import.meta.dirname, "style.css"), join(folder, "style.css"));
  return [...pages.map((page) => page.name), ...reference.map(({ name }) => name)];
}

function folderPages(folder: string): readonly SourcePage[] {
  return readdirSync(join(root, "docs", folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => ({
      name: `${folder}-${file.slice(0, -3)}`,
      title: file.slice(0, -3),
      source: `docs/${folder}/${file}`,
    }));
}

function referenceName(specifier: string): string {
  return `reference-${specifier.replace("@sequrity/", "").replaceAll("/", "-")}`;
}

/** An address of a source as one of the site: pages link pages, all else is in the repository around the site. */
function siteAddress(
  address: string,
  from: SourcePage,
  pages: readonly SourcePage[],
  folder: string,
): string {
  if (/^[a-z]+:/.test(address) || address.startsWith("#")) return address;
  const [path = "", anchor] = address.split("#");
  const target = relative(root, resolve(root, dirname(from.source), path));
  const page = pages.find((one) => one.source === target || one.source === join(target, "README.md"));
  const hash = anchor === undefined ? "" : `#${anchor}`;
  if (page !== undefined) return `${page.name}.html${hash}`;
  if (!existsSync(join(root, target)))
    throw new Error(`${from.source} links '${address}', which is not there`);
  return `${relative(folder, join(root, target))}${hash}`;
}

if (process.argv[1] === import.meta.filename) {
  const folder = resolve(process.argv[2] ?? join(import.meta.dirname, "dist"));
  const built = buildSite(folder);
  console.log(`${built.length} pages in ${relative(process.cwd(), folder)}`);
}
