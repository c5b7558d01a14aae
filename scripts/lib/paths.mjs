import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Absolute path of something in the project. */
export const inProject = (...parts) => path.join(root, ...parts);

/** The command line as it is built. */
export const commandLine = inProject('dist/cli.js');

/** The sample workspace, and the draft in it that everything shows. */
export const sampleFolder = inProject('test/drafts');
export const sampleDraft = path.join(sampleFolder, 'saint-petersburg.md');
