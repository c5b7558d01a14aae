import { type Document, parseDocument } from 'yaml';

/** More lists and mappings within each other than this are no settings; far more would overrun the stack of the parser. */
const DEEPEST = 40;

/** A text as a YAML document with the places of its nodes, or why it cannot be read as one, in words for people. Errors within the document are its own. Never throws. */
export function parseYaml(text: string, longest: number): Document.Parsed | { readonly problem: string } {
  if (text.length > longest) return { problem: `This is longer than ${longest} characters.` };
  if (isTooDeep(text)) return { problem: `Lists and mappings can stand within each other ${DEEPEST} deep at most.` };
  try {
    return parseDocument(text, { prettyErrors: false });
  } catch (error) {
    return { problem: `This cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Counts brackets, indentation and dashes without looking at what is in quotation marks: settings come nowhere near the limit. */
function isTooDeep(text: string): boolean {
  let brackets = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) brackets++;
    else if ((code === 0x5d || code === 0x7d) && brackets > 0) brackets--;
    if (brackets > DEEPEST) return true;
  }
  // Each indentation is deeper by one column at least, each dash and question mark stands for a collection of its own.
  return /(?:^|[\r\n])[ \t]{240}/u.test(text) || /(?:[-?:][ \t]+){40}/u.test(text);
}
