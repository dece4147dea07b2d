import { expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

test("the demo plays its three sessions and says that model answers are recorded", async () => {
  const { code, stdout, stderr } = await runCli(["demo"]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toContain("Model answers are recorded");
  const [opening = "", injection = "", leak = "", allowed = ""] = stdout.split(/^(?=[123]\. )/m);
  expect(opening).toContain("hard deny when");
  expect(injection).toContain("parse_with_ai");
  expect(injection).toContain("The agent ran: get_latest_mail\n");
  expect(leak).toMatch(/hard_denied +send_email/);
  expect(leak).toContain("Internal documents go to trustedcorp.com only.");
  expect(leak).toContain('body came from line 1: document = get_internal_document("merger-plan")');
  expect(leak).toContain("The agent ran: get_internal_document\n");
  expect(allowed).toContain("The agent ran: get_internal_document, send_email\n");
  expect(allowed).toMatch(/Mails that left\n {2}merger-plan to admin@trustedcorp\.com\n$/);
});
