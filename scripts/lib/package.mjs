import { readFileSync } from 'node:fs';
import { inProject, root } from './paths.mjs';

const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));

/** Where `npm run package` puts the extension. */
export const packagedExtension = inProject(`on-the-record-${version}.vsix`);

/** Packs the extension; what it needs at run time is bundled, so the packages stay out. */
export async function packExtension() {
  const { createVSIX } = await import('@vscode/vsce');
  await createVSIX({ cwd: root, packagePath: packagedExtension, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  return packagedExtension;
}
