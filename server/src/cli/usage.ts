/** Wrong use of the command line, or an input that cannot be read: named on standard error, exit code 2. */
export class UsageError extends Error {}

const LANGUAGE =
  '  --language LANGUAGE    draft, markdown, plaintext or html, for all input; by default what the name of a file says,\n                         for standard input plaintext';
const SETTINGS = `  --config FILE.json     settings: { "rules": { … }, "strictness": "desk", "files": { "include": [ … ] } }
  --rule RULE=SEVERITY   error, warning, information, hint or off; can be given several times, stands above --config
                         and the house style
  --no-house-style       leave alone .ontherecord.yaml and .ontherecord/dismissed.jsonl, which otherwise are looked for
                         in the folder of each draft and above, up to the root of its repository`;
const LINES = `  --stdin-jsonl          read one JSON object a line, { "id", "text", "language"? }, write one line each, in order`;

export const generalHelp = `Reads news drafts the way a copy desk does. Nothing leaves this machine.

Usage: on-the-record COMMAND [OPTION...] [PATH...]

Commands
  check    mark what is stated without a source, who is not named, what takes a side
  read     print the reading itself as JSON: sentences, attributions, claims
  lsp      serve an editor over the language server protocol

  --help       this text; after a command, the command's
  --version    the version

Exit codes: 0 nothing found, 1 found something (check), 2 wrong usage or an input that cannot be read.
`;

export const checkHelp = `Marks what a copy desk would ask about.

Usage: on-the-record check [OPTION...] [PATH...]

PATH is a file, a folder, a glob pattern in quotation marks, or - for standard input; without any, the current folder.
Files that are named are always read. From folders and patterns come the files that the settings include and do not
exclude: *.draft, *.story, *.md, *.markdown, *.txt, without README and the like and without the docs of code projects.

  --format text|json     text with the words underlined (default), or JSON as docs/json.md describes it
  --fail-on SEVERITY     exit with 1 if there is a finding of at least this severity: error (default), warning,
                         information, hint, never
${LANGUAGE}
${SETTINGS}
${LINES};
                         findings do not change the exit code then, unless --fail-on is given
  --help                 this text

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or an input that cannot be read.
`;

export const readHelp = `Prints the reading of drafts as JSON: sentences, attributions with their sources, claims with their scores.

Usage: on-the-record read [OPTION...] [PATH...]

PATH is a file, a folder, a glob pattern in quotation marks, or - for standard input; without any, the current folder.

  --format json          the only format; docs/json.md describes it
${LANGUAGE}
  --config FILE.json     settings: { "files": { "include": [ … ], "exclude": [ … ] } }
${LINES}
  --help                 this text

Exit codes: 0 all was read, 2 wrong usage or an input that cannot be read.
`;

export const lspHelp = `Serves an editor over the language server protocol.

Usage: on-the-record lsp --stdio

  --stdio                over standard input and output (default)
  --socket=PORT          over a port of this machine on which the editor listens
  --pipe=NAME            over a named pipe or socket file
  --help                 this text
`;
