import { styleTags, tags } from "@lezer/highlight";
import { parser } from "./highlight-tables.ts";

/**
 * A Lezer parser for editors: tokens, keywords, brackets, with highlighting tags. It accepts more than the language does; it is made
 * from `highlight/sqrt.grammar` by `npm run highlight`.
 */
export const highlightParser = parser.configure({
  props: [
    styleTags({
      DeclarationKeyword: tags.definitionKeyword,
      RuleKeyword: tags.controlKeyword,
      BlockKeyword: tags.keyword,
      OperatorKeyword: tags.operatorKeyword,
      "Constant/...": tags.atom,
      Boolean: tags.bool,
      Type: tags.typeName,
      ArgumentAccess: tags.propertyName,
      ScopeAccess: tags.special(tags.propertyName),
      Field: tags.propertyName,
      Identifier: tags.variableName,
      String: tags.string,
      Regex: tags.regexp,
      Wildcard: tags.special(tags.string),
      Datetime: tags.literal,
      Number: tags.number,
      "Operator Range": tags.operator,
      Separator: tags.separator,
      "{ }": tags.brace,
      "( )": tags.paren,
      "[ ]": tags.squareBracket,
      LineComment: tags.lineComment,
      BlockComment: tags.blockComment,
      DocComment: tags.docComment,
    }),
  ],
});
