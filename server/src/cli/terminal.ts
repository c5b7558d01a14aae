import type { TextStyle } from '../reports/text.js';

/** Widest text report: longer lines are harder to read, not easier. */
const WIDEST = 120;
const ERASE_LINE = '\r\u001b[K';

/** Work that takes longer than this says how far it is, in milliseconds. */
const MOMENT = 500;

/** Writes to standard output and waits where its reader is slower than we are. */
export async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await new Promise(resolve => process.stdout.once('drain', resolve));
}

/** Names a problem on standard error. */
export function complain(message: string): void {
  process.stderr.write(`on-the-record: ${message}\n`);
}

/** A reader who has seen enough (`| head`) ends the program without a word. */
export function endWithReader(): void {
  process.stdout.on('error', error => {
    if ('code' in error && error.code === 'EPIPE') process.exit(0);
    complain(`The output cannot be written: ${error.message}`);
    process.exit(2);
  });
}

/** Colours only on a terminal, and not where NO_COLOR (no-color.org) forbids them. */
export function textStyle(): TextStyle {
  const { isTTY, columns } = process.stdout;
  return { colours: isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb', width: Math.min(isTTY ? columns || 80 : 100, WIDEST) };
}

/** Says on a terminal how far the work is, once it has taken more than a moment. */
export interface Progress {
  report(message: string): void;
  /** Takes the line away, before something else is written. */
  clear(): void;
}

export function createProgress(): Progress {
  if (process.stderr.isTTY !== true) return { report() {}, clear() {} };
  const begun = Date.now();
  let shown = false;
  return {
    report(message) {
      if (Date.now() - begun < MOMENT) return;
      shown = true;
      process.stderr.write(`${ERASE_LINE}${message}`);
    },
    clear() {
      if (shown) process.stderr.write(ERASE_LINE);
      shown = false;
    },
  };
}
