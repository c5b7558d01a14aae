import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inProject, root } from './paths.mjs';
import { onPath, Problem, run } from './processes.mjs';
import { quietSettings } from './settings.mjs';

const profile = inProject('.vscode-test/profile');

/** The command that opens VS Code on this machine, or undefined. In a terminal of a remote VS Code, `code` opens that window and knows no profile of its own. */
export function findVisualStudioCode() {
  if (process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  const onMac = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';
  return onPath(['code', 'code-insiders', 'codium'], existsSync) ?? (existsSync(onMac) ? onMac : undefined);
}

/** Opens a folder, and a file in it, with the extension as it is built, in a profile apart from the person's own. Returns when the window is on its way. */
export async function openInVisualStudioCode(cleanup, command, { folder, file }) {
  await mkdir(path.join(profile, 'User'), { recursive: true });
  const settings = path.join(profile, 'User/settings.json');
  if (!existsSync(settings)) await writeFile(settings, `${JSON.stringify(quietSettings, undefined, 2)}\n`);
  const args = [
    ...['--user-data-dir', profile, '--extensions-dir', path.join(profile, 'extensions')],
    ...[`--extensionDevelopmentPath=${root}`, '--disable-workspace-trust', '--skip-welcome', '--new-window', folder],
    ...(file ? ['--goto', file] : []),
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  console.log(`\nOpening VS Code with the extension, in a profile of its own (${path.relative(process.cwd(), profile)}) …`);
  const windows = process.platform === 'win32';
  const options = windows ? { shell: true, windowsVerbatimArguments: false } : {};
  const quoted = text => (windows ? `"${text}"` : text);
  const code = await run(cleanup, quoted(command), args.map(quoted), options);
  if (code !== 0) throw new Problem(`${command} ended with exit code ${code}; npm start -- --web opens it in a browser instead`);
  console.log('Close its window when you have seen enough.');
}
