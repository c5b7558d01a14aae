import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, realpath, rename, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

/** How long another program's lock is waited for, and how old a lock is whose program has died, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 20;

/** How often a file is read again that somebody else keeps writing. */
const ATTEMPTS = 50;

/**
 * Replaces a file, whole or not at all, by what `change` makes of it. Programs of this kind keep out of each other's way by a lock file beside it; of others it is seen, right before the file is replaced,
 * whether they have written meanwhile. Rejects with a message for people.
 */
export async function updateFile(given: string, limit: number, change: (bytes: Uint8Array | undefined) => Uint8Array): Promise<void> {
  await mkdir(path.dirname(given), { recursive: true });
  // Where the file is a link, what it leads to is replaced, not the link.
  const file = await realpath(given).catch(() => given);
  const lock = `${file}.lock`;
  const token = await acquire(lock);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const bytes = await contents(file, limit);
      if (await replace(file, bytes, change(bytes), limit)) return;
    }
    throw new Error('Another program keeps changing it.');
  } finally {
    await release(lock, token);
  }
}

/** False where the file is no longer as it was read. */
async function replace(file: string, before: Uint8Array | undefined, after: Uint8Array, limit: number): Promise<boolean> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(after);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!isSame(await contents(file, limit), before)) return false;
    await rename(temporary, file);
    return true;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function contents(file: string, limit: number): Promise<Uint8Array | undefined> {
  try {
    if ((await stat(file)).size > limit) throw new Error('It is too large to be changed.');
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the lock file, which holds whose it is. */
async function acquire(lock: string): Promise<string> {
  const token = `${process.pid} ${randomBytes(8).toString('hex')}`;
  for (let waited = 0; ; waited += PAUSE) {
    try {
      const handle = await open(lock, 'wx');
      try {
        await handle.writeFile(token);
      } finally {
        await handle.close();
      }
      return token;
    } catch (error) {
      // Windows says EPERM of a file that is being taken away.
      if (codeOf(error) !== 'EEXIST' && codeOf(error) !== 'EPERM') throw error;
      if (waited > 2 * PATIENCE) throw new Error(`It is locked by another program. If none runs, remove “${path.basename(lock)}” beside it.`);
    }
    await removeStale(lock);
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}

async function removeStale(lock: string): Promise<void> {
  try {
    if (Date.now() - (await stat(lock)).mtimeMs > PATIENCE) await unlink(lock);
  } catch {
    // Its owner was quicker.
  }
}

async function release(lock: string, token: string): Promise<void> {
  const owner = await readFile(lock, 'utf8').catch(() => undefined);
  if (owner === token) await rm(lock, { force: true });
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
