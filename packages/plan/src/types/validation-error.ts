/** pydantic's ValidationError. */
import { Raised } from "../errors.ts";
import { codePointLength } from "../python/code-points.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyException } from "../value/class.ts";
import * as classes from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import type { Problem } from "./validation.ts";

const errorClass = classes.defineModuleException(
  "pydantic_core._pydantic_core",
  "ValidationError",
  "ValueError",
);

export { errorClass as validationErrorClass };

function shownInput(run: Run, value: Value): string {
  const text = reprOf(run, value);
  const characters = Array.from(text);
  if (codePointLength(text) <= 50) return text;
  return `${characters.slice(0, 25).join("")}...${characters.slice(-24).join("")}`;
}

/** The ValidationError that lists all problems. `run.label` is the join of what was validated. */
export function validationError(run: Run, title: string, problems: readonly Problem[]) {
  const count = problems.length;
  const lines = [`${count} validation error${count === 1 ? "" : "s"} for ${title}`];
  for (const problem of problems) {
    if (problem.path.length > 0) lines.push(problem.path.join("."));
    lines.push(
      `  ${problem.message} [type=${problem.type}, input_value=${shownInput(run, problem.input)}, input_type=${classes.typeName(problem.input)}]`,
      `    For further information visit https://errors.pydantic.dev/2.13/v/${problem.type}`,
    );
  }
  const text = lines.join("\n");
  run.chargeText(text.length);
  const { label } = run;
  const exception = new ModelError(errorClass, new PyTuple([text], label), title, problems);
  exception.argsLabel = label;
  exception.span = run.at;
  return new Raised(exception, label, run.pc);
}

/** A ValidationError, which knows what is wrong one by one. */
export class ModelError extends PyException {
  readonly title: string;
  readonly problems: readonly Problem[];
  constructor(cls: PyClass, args: PyTuple, title: string, problems: readonly Problem[]) {
    super(cls, args);
    this.title = title;
    this.problems = problems;
  }
}
