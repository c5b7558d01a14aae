import { installBrowser } from './install.mjs';
import { temporaryFolder } from './processes.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A page in a headless Chromium.
 *
 * @param {import('./processes.mjs').Cleanup} cleanup
 * @returns {Promise<import('playwright-core').Page>}
 */
export async function openPage(cleanup, { width = 1200, height = 740 } = {}) {
  const executablePath = await installBrowser(cleanup);
  const { chromium } = await import('playwright-core');
  const profile = await temporaryFolder(cleanup);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: flags,
    viewport: { width, height },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  cleanup.add(() => context.close());
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return context.pages()[0] ?? (await context.newPage());
}
