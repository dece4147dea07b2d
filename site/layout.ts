import { Marked } from "marked";
import type { Section } from "./pages.ts";
import type { EntryPoint } from "./reference.ts";

/** Pages of the site as HTML: no script, nothing from elsewhere. */

export interface Rendered {
  readonly title: string;
  readonly html: string;
}

/** Markdown as HTML; `link` turns an address of the source into one of the site. */
export function renderMarkdown(text: string, link: (address: string) => string): string {
  const marked = new Marked({ gfm: true });
  const ids = new Map<string, number>();
  marked.use({
    renderer: {
      heading({ tokens, depth, text: title }) {
        const id = slugOf(title, ids);
        return `<h${depth} id="${id}"><a href="#${id}">${this.parser.parseInline(tokens)}</a></h${depth}>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${escapeHtml(link(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      code({ text: code, lang }) {
        const [language = "", file] = (lang ?? "").split(" ");
        const caption = file === undefined ? "" : `<figcaption>${escapeHtml(file)}</figcaption>`;
        return `<figure class="${escapeHtml(language)}">${caption}<pre><code>${escapeHtml(code)}</code></pre></figure>\n`;
      },
    },
  });
  return marked.parse(text, { async: false });
}

/** The anchors that GitHub gives headings, so that links hold there and here. */
function slugOf(title: string, ids: Map<string, number>): string {
  const slug = title
    .toLowerCase()
    .replace(/<[^>]*>/g, "")
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
  const count = ids.get(slug) ?? 0;
  ids.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}

/** One entry point of the API reference, as Markdown. */
export function referenceMarkdown(entry: EntryPoint): string {
  const symbols = entry.symbols.map(
    ({ name, kind, signature, doc }) =>
      `## ${name}\n\n*${kind}*\n\n\`\`\`ts\n${signature}\n\`\`\`\n\n${doc.replace(/^@(\w+)/gm, "**$1**")}\n`,
  );
  return `# ${entry.specifier}\n\n${symbols.join("\n")}`;
}

export function layout(
  page: Rendered,
  current: string,
  sections: readonly Section[],
  reference: readonly { readonly name: string; readonly title: string }[],
): string {
  const menu = [...sections, { title: "API reference", pages: reference }].map(
    (section) =>
      `<h2>${escapeHtml(section.title)}</h2><ul>${section.pages
        .map(({ name, title }) => {
          const here = name === current ? ' aria-current="page"' : "";
          return `<li><a href="${name}.html"${here}>${escapeHtml(title)}</a></li>`;
        })
        .join("")}</ul>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} · Sequrity Control</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<nav aria-label="Pages"><a class="home" href="index.html">Sequrity Control</a>${menu.join("")}</nav>
<main>
${page.html}
</main>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&(?!#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
