/** Loads the methods of all builtin types. */
import "./bytes.ts";
import "./bytes-text.ts";
import "./class-builtins.ts";
import "./dict.ts";
import "./exception.ts";
import "./extended-builtin.ts";
import "./generator.ts";
import "./list.ts";
import "./number.ts";
import "./sequence.ts";
import "./set.ts";
import "./str.ts";
