/** The pages of the documentation, in the order of the menu: where each comes from, below the repository's folder. */

export interface SourcePage {
  /** The file's name in the site, without `.html`. */
  readonly name: string;
  readonly title: string;
  readonly source: string;
}
export interface Section {
  readonly title: string;
  readonly pages: readonly SourcePage[];
}

const page = (name: string, title: string, source = `docs/${name}.md`): SourcePage => ({
  name,
  title,
  source,
});

export const sections: readonly Section[] = [
  {
    title: "Use it",
    pages: [
      page("index", "Start here", "docs/start-here.md"),
      page("policies", "Policies"),
      page("sessions", "Sessions"),
      page("headers", "Headers"),
      page("errors", "Errors"),
      page("providers", "Providers"),
      page("sdk", "The TypeScript SDK", "packages/client/README.md"),
      page("integrations", "Integrations"),
      page("examples", "Examples", "examples/README.md"),
      page("server", "The server", "packages/server/README.md"),
    ],
  },
  {
    title: "Know it",
    pages: [
      page("security-model", "The security model"),
      page("sqrt-guide", "SQRT in ten minutes"),
      page("sqrt-diagnostics", "SQRT's diagnostics"),
      page("architecture", "Where things are"),
    ],
  },
];

/** What the API reference covers: the SDK's entry points, as `package.json` exports them. */
export const referencePackage = "packages/client";
