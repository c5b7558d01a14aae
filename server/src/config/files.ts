import picomatch from 'picomatch';
import type { Config } from './types.js';

/** Which files are drafts, by `files.include` and `files.exclude`. Paths are relative to the folder that was opened or named, with forward slashes. */
export interface FileFilter {
  /** Why a file is not read; undefined where it is. */
  refusal(path: string): Refusal | undefined;
  /** The same for a file outside of any folder that was opened, by its whole path: where its folders are hidden, somebody has opened it all the same. */
  refusalOutside(path: string): Refusal | undefined;
  /** Nothing below this folder can be read: no need to look. */
  prunes(folder: string): boolean;
  /** A pattern of `files.include` names `docs` itself: documentation is wanted. */
  readonly wantsDocs: boolean;
}

/** The setting that keeps a file from being read. */
export type Refusal = 'files.include' | 'files.exclude';

/** Letter case does not count: `Readme.md` is a README, `STORY.MD` is Markdown. */
const OPTIONS = { nocase: true } as const;

/**
 * Compiles the globs of a configuration. Patterns of `include` do not reach into hidden folders unless they name one, patterns of `exclude` do.
 * A pattern that is no glob matches nothing.
 */
export function createFileFilter({ include, exclude }: Config['files']): FileFilter {
  const includes = matcher(include, { ...OPTIONS, dot: false });
  const includesHidden = matcher(include, { ...OPTIONS, dot: true });
  const excludes = matcher(exclude, { ...OPTIONS, dot: true });
  const excludesFolder = matcher(
    exclude.filter(glob => glob.endsWith('/**')),
    { ...OPTIONS, dot: true },
  );
  const wantsHidden = include.some(glob => /(?:^|[/{,])\./u.test(glob));
  return {
    refusal(path) {
      if (!includes(path)) return 'files.include';
      return excludes(path) ? 'files.exclude' : undefined;
    },
    refusalOutside(path) {
      if (!includesHidden(path)) return 'files.include';
      return excludes(path) ? 'files.exclude' : undefined;
    },
    prunes(folder) {
      const name = folder.slice(folder.lastIndexOf('/') + 1);
      return excludesFolder(folder) || (name.startsWith('.') && !wantsHidden);
    },
    wantsDocs: include.some(glob => /(?:^|\/)docs\//iu.test(glob)),
  };
}

/** Why a text is no glob pattern; undefined where it is one. */
export function globProblem(glob: string): string | undefined {
  if (glob === '') return 'it is empty';
  try {
    picomatch(glob, OPTIONS);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * The manifests of software: a folder named `docs` beside one of them holds documentation, not drafts.
 * A newsroom's folder of that name has none and is read.
 */
export const codeProjectFiles: readonly string[] = [
  'package.json',
  'pyproject.toml',
  'setup.py',
  'Cargo.toml',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'composer.json',
  'Gemfile',
  'CMakeLists.txt',
  'deno.json',
  'mix.exs',
  'pubspec.yaml',
  'Package.swift',
];

/** The folders that would have to hold software for the file to be its documentation: from the one that holds `docs` up to the root, nearest first; none where no `docs` is on the path. */
export function docsOwners(path: string): string[] {
  const folders = path.split('/').slice(0, -1);
  const docs = folders.findLastIndex(folder => folder.toLowerCase() === 'docs');
  if (docs < 0) return [];
  return Array.from({ length: docs + 1 }, (_, up) => folders.slice(0, docs - up).join('/'));
}

function matcher(globs: readonly string[], options: picomatch.PicomatchOptions): (path: string) => boolean {
  const usable = globs.filter(glob => globProblem(glob) === undefined);
  return usable.length === 0 ? () => false : picomatch(usable, options);
}
