#!/usr/bin/env node
/**
 * Packs the extension into on-the-record-<version>.vsix, from a production build.
 *
 *   node scripts/package.mjs
 */
import { packExtension } from './lib/package.mjs';

console.log(`Packed ${await packExtension()}`);
