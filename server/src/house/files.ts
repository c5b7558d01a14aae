import { URI, Utils } from 'vscode-uri';
import type { Config, HouseStyle } from '../config/types.js';
import type { FileAccess } from '../files/access.js';
import { decode } from '../files/text.js';
import type { Rule } from '../rules/types.js';
import { applyHouseStyle } from './apply.js';
import { type FileProblem, type HouseFile, readHouseFile } from './read.js';
import { houseStyleSchema, type Schema } from './schema.js';

/** The name of a house style file. */
export const houseStyleName = '.ontherecord.yaml';

/** Larger files are no house styles, in bytes. */
const LARGEST = 1 << 20;

/** Settings that are kept for when they are wanted again. */
const MOST_CONFIGS = 1000;

/** Files that one house style may be made of. */
const MOST_FILES = 100;

/** What the house styles of a workspace are found with. */
export interface HouseStylesDependencies {
  readonly files: FileAccess;
  readonly rules: readonly Rule[];
  /** A house style may extend files outside of the folder that was opened. */
  readonly trusted: boolean;
  /** The text of a document that an editor has open, which goes before the file for as long as there is one: editors hold documents open for a while after file and tab are gone. */
  readonly openText?: (uri: string) => string | undefined;
  /** Told of each file that was read anew what is wrong in it, nothing included. */
  readonly report: (uri: string, text: string, problems: readonly FileProblem[]) => void;
}

/** The house styles of a workspace: read once and kept until `forget`. */
export interface HouseStyles {
  readonly schema: Schema;
  /** Settings of a draft under the house style nearest to it, which lies in its folder or above, but not above `root`. Equal settings are the same object. */
  configOf(base: Config, draft: string, root: string): Promise<Config>;
  /** The house style file that holds for a file; undefined where there is none up to `root`. */
  nearest(file: string, root: string): Promise<string | undefined>;
  /** Reads a house style to report what is wrong in it. */
  check(uri: string, root: string): Promise<void>;
  /** Whether a change of the file can change settings. */
  concerns(uri: string): boolean;
  /** Files have changed: reads them again when next asked. What was good in them holds on where they are broken now. */
  forget(): void;
}

/** A house style with all that it extends. */
interface Loaded {
  /** Those that are extended first. */
  readonly files: readonly HouseFile[];
}

const NOTHING: HouseFile = {
  extends: [],
  settings: { rules: new Map(), terms: [], allow: [], identified: [], anonymity: {} },
  overrides: [],
};

export function createHouseStyles({ files, rules, trusted, openText, report }: HouseStylesDependencies): HouseStyles {
  const schema = houseStyleSchema(rules);
  const lastGood = new Map<string, HouseFile>();
  const configs = createInterner();
  let found = new Map<string, Promise<string | undefined>>();
  let loaded = new Map<string, Promise<Loaded>>();
  /** Files that were read or looked for as part of a house style. */
  const parts = new Set<string>();

  function nearest(file: string, root: string): Promise<string | undefined> {
    return nearestIn(folderOf(file), withoutSlash(root));
  }

  function nearestIn(folder: string, root: string): Promise<string | undefined> {
    const known = found.get(folder) ?? lookIn(folder, root);
    found.set(folder, known);
    return known;
  }

  async function lookIn(folder: string, root: string): Promise<string | undefined> {
    const file = join(folder, houseStyleName);
    if (await files.exists(file)) return file;
    // Whoever takes it away wants it no more; a later one begins anew.
    lastGood.delete(file);
    const above = folderOf(folder);
    return folder === root || above === folder || !isBelow(folder, root) ? undefined : nearestIn(above, root);
  }

  async function load(entry: string, root: string): Promise<Loaded> {
    const order: HouseFile[] = [];
    const done = new Set<string>();

    /** Adds a file and what it extends. Resolves to what is wrong with naming it, in words for people. */
    async function add(uri: string, stack: readonly string[]): Promise<string | undefined> {
      if (stack.includes(uri)) return `This leads back to where it began: ${[...stack.slice(stack.indexOf(uri)), uri].map(nameOf).join(' → ')}.`;
      if (done.has(uri)) return undefined;
      if (done.size >= MOST_FILES) return `A house style can be made of ${MOST_FILES} files at most.`;
      parts.add(uri);
      const text = await textOf(uri);
      if (typeof text !== 'string') {
        const last = lastGood.get(uri);
        if (last) await addGood(uri, last, stack);
        return text.problem;
      }
      done.add(uri);
      const { file, problems } = readHouseFile(text, schema);
      const wrong: FileProblem[] = [...problems];
      const length = order.length;
      for (const { path, start, end } of file?.extends ?? []) {
        const target = resolve(uri, path);
        const message = !trusted && !isBelow(target, root) ? outside(path) : await add(target, [...stack, uri]);
        if (message !== undefined) wrong.push({ start, end, message });
      }
      report(uri, text, wrong);
      if (file && wrong.length === 0) {
        lastGood.set(uri, file);
        order.push(file);
      } else {
        order.length = length;
        await addGood(uri, lastGood.get(uri) ?? NOTHING, stack);
      }
      return undefined;
    }

    /** Adds what was last good of a file, with what it extended. */
    async function addGood(uri: string, file: HouseFile, stack: readonly string[]): Promise<void> {
      done.add(uri);
      for (const { path } of file.extends) {
        const target = resolve(uri, path);
        if (!trusted && !isBelow(target, root)) continue;
        const last = lastGood.get(target);
        if (last && ![...stack, uri].includes(target)) await addGood(target, last, [...stack, uri]);
      }
      order.push(file);
    }

    await add(entry, []);
    return { files: order };
  }

  function loadOnce(entry: string, root: string): Promise<Loaded> {
    const house = loaded.get(entry) ?? load(entry, withoutSlash(root));
    loaded.set(entry, house);
    return house;
  }

  async function textOf(uri: string): Promise<string | { readonly problem: string }> {
    const open = openText?.(uri);
    if (open !== undefined && (await files.exists(uri))) return open;
    try {
      const bytes = await files.read(uri, LARGEST);
      const decoded = bytes === 'too large' ? { message: 'It is larger than 1 MB.' } : decode(bytes);
      if ('text' in decoded) return decoded.text.replace(/^\uFEFF/u, '');
      return { problem: `“${nameOf(uri)}” cannot be read: ${decoded.message}` };
    } catch (error) {
      return { problem: `“${nameOf(uri)}” cannot be read: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  return {
    schema,
    nearest,
    async configOf(base, draft, root) {
      const entry = await nearest(draft, root);
      if (entry === undefined) return base;
      return configs(applyHouseStyle(base, (await loadOnce(entry, root)).files, pathBelow(draft, folderOf(entry)), rules));
    },
    async check(uri, root) {
      await loadOnce(uri, root);
    },
    concerns: uri => parts.has(uri) || uri.endsWith(`/${houseStyleName}`),
    forget() {
      found = new Map();
      loaded = new Map();
    },
  };
}

/** Gives the same object for equal settings, and the same house style for equal ones within different settings. */
export function createInterner(): (config: Config) => Config {
  const configs = new Map<string, Config>();
  const styles = new Map<string, HouseStyle>();
  return ({ style, ...rest }) => {
    const styleKey = JSON.stringify(style);
    const sameStyle = styles.get(styleKey) ?? style;
    styles.set(styleKey, sameStyle);
    const key = `${JSON.stringify(rest)} ${styleKey}`;
    if (configs.size > MOST_CONFIGS) configs.clear();
    if (styles.size > MOST_CONFIGS) styles.clear();
    const same = configs.get(key) ?? { ...rest, style: sameStyle };
    configs.set(key, same);
    return same;
  };
}

function outside(path: string): string {
  return `“${path}” lies outside of the workspace, which is not trusted: only files within it are read.`;
}

function resolve(file: string, path: string): string {
  return Utils.resolvePath(URI.parse(folderOf(file)), path).toString();
}

function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

function join(folder: string, name: string): string {
  return Utils.joinPath(URI.parse(folder), name).toString();
}

function nameOf(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

function withoutSlash(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.with({ path: parsed.path.replace(/(?<=.)\/$/u, '') }).toString();
}

/** Whether a file or folder lies in a folder or is it. */
function isBelow(uri: string, folder: string): boolean {
  const [inner, outer] = [URI.parse(uri), URI.parse(folder)];
  const { path } = outer;
  return inner.authority === outer.authority && (inner.path === path || inner.path.startsWith(path.endsWith('/') ? path : `${path}/`));
}

/** The path of a file relative to a folder that holds it, with forward slashes. */
export function pathBelow(file: string, folder: string): string {
  const { path } = URI.parse(folder);
  return URI.parse(file).path.slice(path.endsWith('/') ? path.length : path.length + 1);
}
