import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { LanguageClient } from '../support/languageClient.js';
import { buildProduct } from '../support/product.js';
import { productWithModel } from '../support/secondModel.js';

const draftText = 'The mayor slammed the plan.\n\nThe bridge cost TK last year.\n';

/** Flips a bit of the weights. */
const damaged = { 'second.onnx': (bytes: Uint8Array) => bytes.map((byte, i) => (i === 5000 ? byte ^ 1 : byte)) };

describe('the second reading', function () {
  this.timeout(30_000);
  let product: ReturnType<typeof productWithModel>;
  before(buildProduct);
  afterEach(() => product.remove());

  describe('on the command line', () => {
    const run = (words: string[], input = draftText) => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [product.commandLine, ...words], { input, encoding: 'utf8' });
      return { out: stdout, err: stderr, code: status };
    };

    it('is left out with --fast, and where the settings say so', () => {
      product = productWithModel(damaged);
      const { out, err, code } = run(['check', '--fast', '-']);
      assert.equal(err, '');
      assert.equal(code, 1);
      assert.match(out, /TK/);
      assert.equal(run(['read', '--fast', '-']).err, '');
    });

    it('is complained of once where it cannot be had; the first reading stands', () => {
      product = productWithModel(damaged);
      const lines = `${[1, 2, 3].map(id => JSON.stringify({ id, text: draftText })).join('\n')}\n`;
      const second = run(['check', '--stdin-jsonl'], lines);
      assert.match(second.err, /^on-the-record: There is no second reading: second\.onnx is damaged: .+\n$/);
      assert.equal(second.out, run(['check', '--stdin-jsonl', '--fast'], lines).out);
      assert.equal(second.code, 0);
    });

    it('is not missed where no model is shipped', () => {
      product = productWithModel({ 'second.json': undefined, 'second.onnx': undefined, 'second.vocab.txt': undefined });
      assert.equal(run(['check', '-']).err, '');
    });

    it('answers line by line in order', () => {
      product = productWithModel();
      const ids = Array.from({ length: 12 }, (_, i) => i);
      const lines = ids.map(id => JSON.stringify({ id, text: `${'Critics said that it cost TK. '.repeat(12 - id)}\n\n${draftText}` }));
      for (const command of ['check', 'read']) {
        const { out, err } = run([command, '--stdin-jsonl'], `${lines.join('\n')}\n`);
        assert.equal(err, '');
        assert.deepEqual(
          out
            .trim()
            .split('\n')
            .map(line => JSON.parse(line).id),
          ids,
        );
      }
    });
  });

  describe('in the language server', () => {
    let client: LanguageClient;
    afterEach(async () => {
      assert.equal(await client.stop(), 0);
    });
    const begin = async (settings: () => unknown, capabilities?: object) => {
      client = await LanguageClient.start({ script: product.server, settings, options: { status: true }, ...(capabilities ? { capabilities } : {}) });
    };
    const stateOf = (status: object) => ('second' in status ? (status.second as { state: string; reason?: string }) : undefined);
    const until = (state: string) => client.statuses.next(status => stateOf(status)?.state === state);

    it('follows the first one, and has the marks asked for again once', async () => {
      product = productWithModel();
      await begin(() => ({}));
      const working = until('working');
      const refreshed = client.refreshes.next();
      const uri = await client.open('/drafts/a.md', draftText);
      const first = await client.marks(uri);
      await working;
      assert.ok(first.length > 0, 'the first marks are there at once');
      await refreshed;
      const ready = until('ready');
      await client.marks(uri);
      await ready;
      await new Promise(resolve => setTimeout(resolve, 300));
      assert.equal(client.refreshes.all.length, 1);
    });

    it('reads again after an edit', async () => {
      product = productWithModel();
      await begin(() => ({}));
      const uri = await client.open('/drafts/a.md', draftText);
      const opened = client.refreshes.next();
      await client.marks(uri);
      await opened;
      const edited = client.refreshes.next();
      await client.replace(uri, 'slammed', 'criticized');
      await client.marks(uri);
      await edited;
      const ready = until('ready');
      await client.marks(uri);
      await ready;
    });

    it('publishes the marks anew to a client that cannot ask for them', async () => {
      product = productWithModel();
      await begin(() => ({}), { workspace: { configuration: true }, textDocument: {} });
      const ready = until('ready');
      const uri = await client.open('/drafts/a.md', draftText);
      await ready;
      const published = client.published.all.filter(message => message.uri === uri);
      assert.ok(published.length >= 1 && published.length <= 2, `${published.length}`);
    });

    it('is turned off and on without a restart', async () => {
      product = productWithModel();
      let secondReading = 'off';
      await begin(() => ({ secondReading }));
      const off = until('off');
      const uri = await client.open('/drafts/a.md', draftText);
      await client.marks(uri);
      await off;
      const change = async (to: string) => {
        secondReading = to;
        const refreshed = client.refreshes.next();
        await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
        await refreshed;
      };
      await change('on');
      const spoken = client.refreshes.next();
      await client.marks(uri);
      await spoken;
      const ready = until('ready');
      await client.marks(uri);
      await ready;
      await change('off');
      const offAgain = until('off');
      await client.marks(uri);
      await offAgain;
    });

    it('is said to be unavailable, and why, where its model is damaged', async () => {
      product = productWithModel(damaged);
      await begin(() => ({}));
      const uri = await client.open('/drafts/a.md', draftText);
      const told = client.logged.next(({ message }) => message.includes('no second reading'));
      const first = await client.marks(uri);
      assert.match((await told).message, /second\.onnx is damaged/);
      const unavailable = until('unavailable');
      assert.deepEqual(await client.marks(uri), first);
      assert.match(stateOf(await unavailable)?.reason ?? '', /second\.onnx is damaged/);
    });
  });
});
