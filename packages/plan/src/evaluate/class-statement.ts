import type { AnnAssign, ClassDef } from "../ast.ts";
import { joinAll } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { findAbstracts } from "../types/abstract-methods.ts";
import { finishEnum } from "../types/enumeration.ts";
import { isExtendable } from "../types/extended-builtin.ts";
import { finishDataModel } from "../types/pydantic-model.ts";
import { genericClass, protocolClass, TypeForm } from "../types/type-form.ts";
import { typedDictClass } from "../types/typed-dict.ts";
import { Cell, PyFunction } from "../value/callable.ts";
import { type Annotation, PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { objectClass } from "../value/classes.ts";
import { deepLabel } from "../value/deep.ts";
import { linearise } from "../value/linearise.ts";
import type { Value } from "../value/value.ts";
import { annotationTexts } from "./annotation-text.ts";
import { call, callProtocol } from "./call.ts";
import { under } from "./choice.ts";
import { type Execute, Frame, normal } from "./code.ts";
import { Context, Layout, type Owner } from "./context.ts";
import { compileExpression } from "./expression.ts";
import { compileFunctionDef, decorate } from "./function.ts";
import { hold, letGo } from "./in-use.ts";
import { collect } from "./iterate.ts";
import { cellAround, storeName } from "./name.ts";
import { compileInBlock } from "./statement.ts";

/** What making a class costs: its namespace, its order of bases, what a dataclass or a model reads of it. */
const stepsPerClass = 100;
const bytesOfClass = 10_000;

/** `class`. The body runs in a frame of its own; what it bound becomes the class's attributes. */
export function compileClassDef(c: Context, node: ClassDef): Execute {
  const { run } = c;
  const scope = c.scopeOf(node);
  const layout = new Layout(scope);
  const owner: Owner = { cls: null };
  const qualified = c.prefix + node.name;
  const inner = new Context(c.globals, layout, scope, owner, `${qualified}.`, null);
  const decorators = node.decorator_list.map((decorator) => ({
    value: compileExpression(c, decorator),
    span: decorator.span,
  }));
  const bases = node.bases.map((base) => compileExpression(c, base));
  const keywords = node.keywords.map((keyword) => ({
    name: keyword.arg ?? "",
    value: compileExpression(c, keyword.value),
  }));
  const names = scope.bound.filter((name) => scope.symbols.get(name)?.residence === "local");
  const annotated = new Map<string, AnnAssign>();
  const statements = node.body.map((statement) => {
    if (statement.kind === "AnnAssign" && statement.target.kind === "Name")
      annotated.set(statement.target.id, statement);
    if (statement.kind !== "FunctionDef") return compileInBlock(inner, statement);
    const define = compileFunctionDef(inner, statement, owner);
    return (frame: Frame) => {
      define(frame);
      return normal;
    };
  });
  const annotations = Array.from(annotated, ([name, statement]) => ({
    name,
    type: compileExpression(inner, statement.annotation),
    texts: annotationTexts(inner, statement.annotation),
  }));
  const slots = names.map((name) => ({ name, slot: layout.slot(scope, name) }));
  const captured = layout.freeNames.map((name) => cellAround(c, name));
  const store = storeName(c, node.name);
  const { span } = node;
  const [first] = node.body;
  const doc =
    first?.kind === "Expr" && first.value.kind === "Constant" && first.value.value.type === "str"
      ? first.value.value.value
      : undefined;
  return (frame) => {
    run.work(stepsPerClass);
    run.allocate(bytesOfClass);
    const waiting: Value[] = [];
    const held = hold(run, waiting);
    const applied = decorators.map((decorator) => {
      const value = decorator.value(frame);
      waiting.push(value);
      return { value, label: run.label, span: decorator.span };
    });
    run.at = span;
    let inherited: Label = 0;
    let parameters: readonly Value[] = [];
    const parents = bases.map((base) => {
      const value = base(frame);
      waiting.push(value);
      inherited = run.join(inherited, run.label);
      if (value instanceof TypeForm && (value.origin === genericClass || value.origin === protocolClass)) {
        parameters = value.args;
        return value.origin;
      }
      return baseClass(run, value);
    });
    const options = new Map(
      keywords.map((keyword) => {
        const value = keyword.value(frame);
        waiting.push(value);
        return [keyword.name, { value, label: run.label }] as const;
      }),
    );
    run.at = span;
    const body = new Frame(
      [],
      [],
      captured.map((index) => frame.cells[index] ?? new Cell()),
    );
    for (let i = 0; i < layout.ownCells; i++) body.cells.push(new Cell());
    hold(run, body);
    for (const statement of statements) statement(body);
    run.at = span;
    let ancestors = 0;
    for (const parent of parents) {
      run.chargeCells(parent.mro.length);
      ancestors += parent.mro.length;
    }
    // Every look-up of an attribute goes through all of them.
    if (ancestors > run.limits.recursion) run.exceeded("recursion");
    const twice = parents.find((parent, i) => parents.indexOf(parent) < i);
    if (twice !== undefined) throw raise(run, "TypeError", `duplicate base class ${twice.name}`);
    const mro = linearise(parents.length === 0 ? [objectClass] : parents);
    if (mro === undefined)
      throw raise(
        run,
        "TypeError",
        "Cannot create a consistent method resolution\norder (MRO) for bases " +
          parents.map((base) => base.name).join(", "),
      );
    const cls = new PyClass(
      node.name,
      parents.length === 0 ? [objectClass] : parents,
      mro,
      false,
      "__main__",
      qualified,
    );
    let special: Label = 0;
    for (const { name, slot } of slots) {
      const value = body.slots[slot];
      const label = body.labels[slot] ?? 0;
      // That a name is not bound tells of the condition too: lookup goes on behind this class.
      cls.shape = run.join(cls.shape, label);
      cls.fieldsLabel = run.join(cls.fieldsLabel, label);
      setLabel(cls, name, label);
      if (name.startsWith("_") && name.endsWith("_")) special = run.join(special, label);
      if (value === undefined) continue;
      cls.attributes.set(name, value);
      if (value instanceof PyFunction) value.owner = cls;
      else cls.fieldsLabel = run.join(cls.fieldsLabel, deepLabel(run, value));
    }
    for (const base of mro) cls.fieldsLabel = run.join(cls.fieldsLabel, base.fieldsLabel);
    if (cls.attributes.has("__eq__") && !cls.attributes.has("__hash__")) cls.attributes.set("__hash__", null);
    cls.annotations = annotations.map((annotation): Annotation => {
      const { name } = annotation;
      const type = () => {
        const made = annotation.type(body);
        cls.fieldsLabel = run.join(cls.fieldsLabel, run.label);
        return made;
      };
      const textType = (text: string) => {
        const made = annotation.texts.get(text)?.(body);
        cls.fieldsLabel = run.join(cls.fieldsLabel, run.label);
        return made;
      };
      // INVARIANT: a TypedDict has no fields; what its types may run is found through them.
      if (!cls.isSubclassOf(typedDictClass)) return { name, type, textType, known: null };
      const known = type();
      return { name, type: () => known, textType, known };
    });
    cls.typeParameters = parameters;
    if (doc !== undefined) cls.attributes.set("__doc__", doc);
    readSlots(run, cls);
    special = run.join(special, findAbstracts(run, cls));
    owner.cls = cls;
    nameDescriptors(run, cls);
    run.at = span;
    const hook = initSubclass(cls);
    finishClass(run, cls, hook === undefined ? options : new Map());
    if (hook !== undefined) {
      const names = Array.from(options.keys());
      const given = names.map((name) => options.get(name));
      const values = [cls, ...given.map((one) => one?.value ?? null)];
      const labels = [inherited, ...given.map((one) => one?.label ?? 0)];
      under(run, joinAll(run, labels), [hook, ...values], () =>
        call(run, hook, values, labels, names.length === 0 ? null : names),
      );
      run.at = span;
    }
    let value: Value = cls;
    // INVARIANT: operators and builtins ask a class for its special methods without asking for labels: which of them there
    // are is told by the class itself.
    inherited = run.join(inherited, special);
    run.label = run.join(run.planLabel, inherited);
    for (const decorator of applied.reverse()) {
      run.at = decorator.span;
      value = decorate(run, decorator.value, decorator.label, value);
    }
    // INVARIANT: a class with fields shows in its schema what they were made of, so it carries their labels.
    if (cls.fields !== null || cls.members !== null) run.label = run.join(run.label, cls.fieldsLabel);
    letGo(run, held);
    store(frame, value, run.join(run.label, special));
    return normal;
  };
}

function setLabel(cls: PyClass, name: string, label: Label): void {
  if (label === 0) return;
  cls.labels ??= new Map();
  cls.labels.set(name, label);
}

const finalClasses: ReadonlySet<string> = new Set(["bool", "NoneType", "function", "slice", "range"]);
const extendable: ReadonlySet<string> = new Set(["object"]);

/** A base that the plan may extend. Builtin containers and numbers are not: their instances are raw values. */
function baseClass(run: Run, value: Value): PyClass {
  if (!(value instanceof PyClass)) throw new Unsupported("a base class must be a class", run.at);
  if (!value.builtin || value.kind !== "plain" || extendable.has(value.name)) return value;
  if (finalClasses.has(value.name))
    throw raise(run, "TypeError", `type '${value.name}' is not an acceptable base type`);
  if (value.lookup("__extendable__") === true || isExtendable(value)) return value;
  throw new Unsupported(
    `a class of the plan cannot extend ${value.name}; keep the ${value.name} in an attribute instead`,
    run.at,
  );
}

/** `__slots__` of the class body: the names that instances may have. */
function readSlots(run: Run, cls: PyClass): void {
  const given = cls.attributes.get("__slots__");
  if (given === undefined) return;
  cls.attributes.delete("__slots__");
  const listed = typeof given === "string" ? [given] : collect(run, given).items;
  cls.slots = new Set(listed.filter((name) => typeof name === "string"));
  for (const name of cls.slots)
    if (cls.attributes.has(name))
      throw raise(run, "ValueError", `'${name}' in __slots__ conflicts with class variable`);
}

/** Tells descriptors of the plan by which name they stand in the class. */
function nameDescriptors(run: Run, cls: PyClass): void {
  for (const [name, value] of Array.from(cls.attributes)) {
    if (!(value instanceof PyInstance) || value.cls.builtin) continue;
    const method = value.cls.lookup("__set_name__");
    const label = cls.labels?.get(name) ?? 0;
    if (method !== undefined) callProtocol(run, method, [value, cls, name], [label, 0, label]);
  }
}

/** The `__init_subclass__` of a base. */
function initSubclass(cls: PyClass): Value | undefined {
  for (const base of cls.mro.slice(1)) {
    const found = base.attributes.get("__init_subclass__");
    if (found !== undefined) return found instanceof PyProperty ? found.getter : found;
  }
  return undefined;
}

function finishClass(
  run: Run,
  cls: PyClass,
  options: ReadonlyMap<string, { readonly value: Value; readonly label: Label }>,
): void {
  for (const base of cls.mro.slice(1)) {
    if (base.kind !== "plain" && cls.kind === "plain")
      cls.kind = base.kind === "dataclass" ? "plain" : base.kind;
  }
  if (cls.kind === "model") finishDataModel(run, cls, options);
  else if (cls.kind === "enum") finishEnum(run, cls);
  else if (
    options.size > 0 &&
    !(cls.isSubclassOf(typedDictClass) && options.has("total") && options.size === 1)
  )
    throw new Unsupported("keyword arguments of a class statement", run.at);
}
