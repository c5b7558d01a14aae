import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildProduct, commandLine } from '../support/product.js';

/** Whatever a program could reach the network by, in a browser or in Node. */
const reaches =
  /\bfetch\s*\(|\bimport\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bimportScripts\b|\bsendBeacon\b|\bWebTransport\b|\brequire\(["'](?:node:)?(?:https?|http2|net|tls|dgram|dns)["']\)/g;

describe('the worker of the second reading', function () {
  this.timeout(30_000);
  before(buildProduct);

  for (const bundle of ['second.js', 'second.browser.js'])
    it(`has nothing in ${bundle} that could reach the network`, () => {
      const code = readFileSync(path.join(path.dirname(commandLine), bundle), 'utf8');
      assert.ok(code.includes('wasmBinary'), 'the runtime is in the bundle');
      assert.deepEqual(code.match(reaches) ?? [], []);
    });
});
