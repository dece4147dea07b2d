import type { Command } from "commander";
import { playDemo } from "../demo/play.ts";
import { Finding } from "../exit.ts";

/** `sequrity demo`: three sessions against a real server on recorded model answers. */
export function register(program: Command): void {
  program
    .command("demo")
    .description(
      "play three sessions, no key and no network needed: an injection, a denied leak, an allowed mail",
    )
    .addHelpText("after", "\nExample:\n  $ sequrity demo")
    .action(async () => {
      if (!(await playDemo(process.stdout))) throw new Finding("the demo did not end as it should");
    });
}
