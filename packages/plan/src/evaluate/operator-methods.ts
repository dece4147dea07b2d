/** Special methods that get nothing but their own instance, or run only where the plan says so itself. */
const aloneMethods: ReadonlySet<string> = new Set([
  "__init__",
  "__post_init__",
  "__new__",
  "__init_subclass__",
  "__str__",
  "__repr__",
  "__hash__",
  "__bool__",
  "__len__",
  "__iter__",
  "__next__",
  "__enter__",
  "__exit__",
  "__neg__",
  "__pos__",
  "__abs__",
  "__int__",
  "__float__",
  "__match_args__",
  "__slots__",
]);

/** Whether some class that binds these names has a special method to which an operator or a builtin hands another value. */
export function definesOperators(bound: Iterable<string>): boolean {
  for (const name of bound) if (/^__\w+__$/.test(name) && !aloneMethods.has(name)) return true;
  return false;
}
