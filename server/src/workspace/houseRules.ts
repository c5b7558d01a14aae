import { URI, Utils } from 'vscode-uri';
import type { Config, DismissedMark } from '../config/types.js';
import { dismissedPath, type UnreadableLine } from '../dismissed/file.js';
import { createDismissedStore } from '../dismissed/store.js';
import type { FileAccess } from '../files/access.js';
import { decode } from '../files/text.js';
import { editHouseStyle, type HouseChange, type HouseEdit } from '../house/edit.js';
import { createHouseStyles, createInterner, houseStyleName, pathBelow } from '../house/files.js';
import type { FileProblem } from '../house/read.js';
import type { Schema } from '../house/schema.js';
import type { Rule } from '../rules/types.js';

/** What the files of a workspace say of its drafts: the house style, and the marks that were dismissed for good. */
export interface HouseRules {
  readonly schema: Schema;
  /** Settings of a draft: those of the editor, with the house style and the dismissed marks of its folder. Equal settings are the same object. */
  configOf(base: Config, draft: string, folder: string): Promise<Config>;
  /** The address that a draft without a path would have in a folder. */
  within(folder: string): string;
  /** Whether a file is one of these, or part of one. */
  concerns(uri: string): boolean;
  /** Reads a house style to report what is wrong in it, whether a draft asks for it or not. */
  check(uri: string, folder: string): Promise<void>;
  /** Writes down that a mark of a draft is dismissed. Rejects with a message for people. */
  dismiss(draft: string, folder: string, mark: DismissedMark, reason?: string): Promise<void>;
  /** How the house style of a draft is changed. Rejects with a message for people. */
  change(draft: string, folder: string, change: HouseChange): Promise<HouseStyleChange>;
  /** Files have changed. */
  forget(): void;
}

/** A change of a house style; `isNew`: there is no such file yet. */
export interface HouseStyleChange {
  readonly uri: string;
  readonly isNew: boolean;
  readonly text: string;
  readonly edit: HouseEdit;
}

export interface HouseRulesDependencies {
  readonly files: FileAccess;
  readonly rules: readonly Rule[];
  /** House styles may extend files outside of the workspace. */
  readonly trusted: boolean;
  readonly openText: (uri: string) => string | undefined;
  /** Told what is wrong in a file, nothing included; `text` is the file's. */
  readonly report: (uri: string, text: string, problems: readonly FileProblem[]) => void;
}

/** Larger house styles are not changed, in bytes. */
const LARGEST = 1 << 20;

export function createHouseRules({ files, rules, trusted, openText, report }: HouseRulesDependencies): HouseRules {
  const styles = createHouseStyles({ files, rules, trusted, openText, report });
  const dismissed = createDismissedStore(files, reportLines(report));
  const same = createInterner();

  return {
    schema: styles.schema,
    async configOf(base, draft, folder) {
      const [config, marks] = await Promise.all([styles.configOf(base, draft, folder), dismissed.of(folder, pathBelow(draft, folder))]);
      return marks.length === 0 ? config : same({ ...config, dismissed: marks });
    },
    within: folder => Utils.joinPath(URI.parse(folder), 'untitled.draft').toString(),
    concerns: uri => styles.concerns(uri) || uri.endsWith(`/${dismissedPath}`),
    check: (uri, folder) => styles.check(uri, folder),
    async dismiss(draft, folder, mark, reason) {
      try {
        await dismissed.add(folder, { draft: pathBelow(draft, folder), ...mark, ...(reason ? { reason } : {}) });
      } catch (error) {
        throw new Error(`“${dismissedPath}” could not be written: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    async change(draft, folder, change) {
      const existing = await styles.nearest(draft, folder);
      const uri = existing ?? Utils.joinPath(URI.parse(folder), houseStyleName).toString();
      const text = existing === undefined ? '' : (openText(uri) ?? (await read(uri)));
      const edit = editHouseStyle(text, change);
      if (!edit) throw new Error(`“${houseStyleName}” could not be added to: it says so already, or it is written in a way that has to be changed by hand.`);
      return { uri, isNew: existing === undefined, text, edit };
    },
    forget() {
      styles.forget();
      dismissed.forget();
    },
  };

  async function read(uri: string): Promise<string> {
    const bytes = await files.read(uri, LARGEST);
    const decoded = bytes === 'too large' ? { message: 'It is larger than 1 MB.' } : decode(bytes);
    if ('text' in decoded) return decoded.text;
    throw new Error(decoded.message);
  }
}

/** Problems of lines as problems of a text of which only the lines are known. */
function reportLines(report: HouseRulesDependencies['report']): (uri: string, problems: readonly UnreadableLine[]) => void {
  return (uri, problems) => {
    const last = Math.max(0, ...problems.map(({ line }) => line));
    report(
      uri,
      '\n'.repeat(last),
      problems.map(({ line, message }) => ({ start: line - 1, end: line, message })),
    );
  };
}
