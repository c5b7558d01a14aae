import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createAnalyserFactory } from '../../server/src/analysis.js';
import { defaultConfig } from '../../server/src/config/defaults.js';
import type { SecondReading } from '../../server/src/second/index.js';
import { loadSecondReading } from '../../server/src/second/load.node.js';
import { createPieces } from '../../server/src/second/pieces.js';
import { testEnglish } from '../support/english.js';
import { buildProduct, commandLine } from '../support/product.js';
import { modelFolder, tinyVocabulary, triedPieces } from '../support/secondModel.js';

const text = '# Critics slam the regime\n\nOfficials said it. The first 20 percent of the talks were in the city.\n\nCritics slammed the officials.\n';
const worker = path.join(path.dirname(commandLine), 'second.js');

describe('the pieces of a word', () => {
  const pieces = createPieces(new Map(tinyVocabulary.map((piece, number) => [piece, number])), 1);

  it('are those of the tokenizer that the model was trained with', () => {
    for (const [word, expected] of triedPieces) assert.deepEqual(pieces(word), expected, JSON.stringify(word));
  });

  it('are never none', () => {
    for (const word of ['', ' ', '\u0301', '\u0000', '\ud800']) assert.deepEqual(pieces(word), [1], JSON.stringify(word));
  });
});

describe('the second reading in its worker', function () {
  this.timeout(30_000);
  before(buildProduct);

  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  /** A second reading with the tiny model; `events` is what it has told. */
  function begin(changes: Parameters<typeof modelFolder>[0] = {}, bundle = worker): { second: SecondReading; events: string[] } {
    const { folder, remove } = modelFolder(changes);
    const second = loadSecondReading(folder, bundle);
    const events: string[] = [];
    second.listen({ spoken: (document, changed) => events.push(`${document} ${changed}`), unavailable: reason => events.push(reason) });
    ends.push(second.end, remove);
    return { second, events };
  }

  function analyserOf(second: SecondReading) {
    return createAnalyserFactory(testEnglish(), { createSecond: second.createDocument })();
  }

  it('judges every sentence of a draft', async () => {
    const { second, events } = begin();
    const analyser = analyserOf(second);
    const first = analyser.analyse(text, 'markdown', defaultConfig, second.scores('d'));
    assert.ok(first.second);
    assert.deepEqual(new Set(first.second.blocks), new Set([undefined]));
    second.want('d', first.second.windows);
    await second.complete('d');
    assert.deepEqual(events, ['d true']);
    const both = analyser.analyse(text, 'markdown', defaultConfig, second.scores('d'));
    const { reading } = both;
    const columns = second.manifest?.columns ?? [];
    const wordColumns = columns.findIndex(name => name.startsWith('sentence'));
    reading.blocks.forEach((block, i) => {
      const judged = both.second?.blocks[i];
      assert.deepEqual(
        judged?.map(sentence => sentence && [sentence.words.length, sentence.sentence.length]),
        block.english.sentences.map(({ tokens }) => [tokens.length * wordColumns, columns.length - wordColumns]),
      );
    });
  });

  it('says the same of the same text, whatever was read before', async () => {
    const { second } = begin();
    const analyser = analyserOf(second);
    const judge = async (document: string, draft: string, own = analyser) => {
      const { second: wanted } = own.analyse(draft, 'markdown', defaultConfig, second.scores(document));
      second.want(document, wanted?.windows ?? []);
      await second.complete(document);
      return own.analyse(draft, 'markdown', defaultConfig, second.scores(document)).second?.blocks;
    };
    for (const draft of [text, text.replace('first', 'last'), text.replace('Officials said it. ', ''), `${text}\nMore of it.\n`]) {
      const edited = await judge('edited', draft);
      const { second: other } = begin();
      const fresh = analyserOf(other);
      other.want('d', fresh.analyse(draft, 'markdown', defaultConfig, other.scores('d')).second?.windows ?? []);
      await other.complete('d');
      assert.deepEqual(edited, fresh.analyse(draft, 'markdown', defaultConfig, other.scores('d')).second?.blocks);
    }
  });

  it('gives a block the same judgement as long as the same is said of it', async () => {
    const { second } = begin();
    const analyser = analyserOf(second);
    const read = () => analyser.analyse(text, 'markdown', defaultConfig, second.scores('d'));
    second.want('d', read().second?.windows ?? []);
    await second.complete('d');
    assert.deepEqual(
      read().second?.blocks.map((block, i) => block === read().second?.blocks[i]),
      [true, true, true],
    );
  });

  describe('is unavailable, with a reason for people,', () => {
    const cut = (bytes: Uint8Array) => bytes.slice(0, -1);
    const flipped = (bytes: Uint8Array) => bytes.map((byte, i) => (i === bytes.length - 100 ? byte ^ 1 : byte));
    const halved = (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2);
    const cases: [string, Parameters<typeof modelFolder>[0], RegExp][] = [
      [
        'where there is no model',
        { 'second.json': undefined, 'second.onnx': undefined, 'second.vocab.txt': undefined },
        /model is not here: second\.json is missing/,
      ],
      ['where the weights are missing', { 'second.onnx': undefined }, /model is not here: second\.onnx is missing/],
      ['where the weights are cut short', { 'second.onnx': cut }, /second\.onnx is damaged: it has \d+ bytes where second\.json says \d+\. Install/],
      ['where the weights are damaged', { 'second.onnx': flipped }, /second\.onnx is damaged: its SHA-256/],
      ['where the vocabulary is cut short', { 'second.vocab.txt': cut }, /second\.vocab\.txt is damaged/],
      ['where the vocabulary is damaged', { 'second.vocab.txt': flipped }, /second\.vocab\.txt is damaged: its SHA-256/],
      ['where the manifest is no JSON', { 'second.json': halved }, /second\.json is damaged/],
      ['where the manifest is of another version', { 'second.json': () => '{"version":9}' }, /second\.json has version 9, and this program reads version 1/],
      ['where the manifest lacks something', { 'second.json': () => '{"version":1}' }, /second\.json does not say all that it should/],
      ['where the file is no model', { 'second.onnx': () => 'no model', 'second.json': factsOf('no model') }, /./],
    ];
    for (const [name, changes, reason] of cases)
      it(name, async () => {
        const { second, events } = begin(changes);
        const { second: wanted } = analyserOf(second).analyse(text, 'markdown', defaultConfig, second.scores('d'));
        if (wanted) second.want('d', wanted.windows);
        await second.complete('d');
        assert.equal(second.state.state, 'unavailable');
        assert.match(second.state.state === 'unavailable' ? second.state.reason : '', reason);
        assert.equal(events.length, 1);
        assert.equal(second.scores('d'), undefined);
        assert.equal(second.want('d', wanted?.windows ?? []), false);
      });

    it('where the worker cannot be started', () => gone('/no/such/worker.js', /its worker broke off/));

    it('where the worker leaves in the middle', () => gone(brokenWorker('process.exit(3)'), /its worker has gone \(exit code 3\)/));

    it('where the worker throws', () => gone(brokenWorker('throw new Error("out of memory")'), /its worker broke off: out of memory/));

    async function gone(bundle: string, reason: RegExp): Promise<void> {
      const { second, events } = begin({}, bundle);
      const analyser = analyserOf(second);
      const first = analyser.analyse(text, 'markdown', defaultConfig, second.scores('d'));
      second.want('d', first.second?.windows ?? []);
      await second.complete('d');
      assert.equal(events.length, 1);
      assert.match(events[0] ?? '', reason);
      assert.deepEqual(analyser.analyse(text, 'markdown', defaultConfig, second.scores('d')).findings, first.findings);
    }

    /** A worker that does something bad at its first order. */
    function brokenWorker(deed: string): string {
      const { folder, remove } = modelFolder();
      ends.push(remove);
      const file = path.join(folder, 'worker.js');
      writeFileSync(file, `require('node:worker_threads').parentPort.on('message', () => { ${deed} });`);
      return file;
    }
  });
});

/** The manifest with the facts of other weights. */
function factsOf(content: string): (bytes: Uint8Array) => string {
  return bytes => {
    const manifest = JSON.parse(new TextDecoder().decode(bytes));
    return JSON.stringify({ ...manifest, model: { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') } });
  };
}
