/** `abc`. */
import { abstractMethod } from "../types/abstract-methods.ts";
import { abcClass } from "../value/classes.ts";
import { defineModule } from "./registry.ts";

defineModule("abc", { ABC: abcClass, abstractmethod: abstractMethod });
