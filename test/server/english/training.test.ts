import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEnglish } from '../../../server/src/english/index.js';
import { readConllu, type TreebankDocument } from '../../../server/training/tagger/conllu.js';
import { corporaFolder } from '../../../server/training/tagger/corpora.js';
import { f1, hardSentences, sentenceScore, taggingAccuracy } from '../../../server/training/tagger/evaluate.js';
import { trainTagger } from '../../../server/training/tagger/pipeline.js';

/** A treebank of two documents; the columns that nobody reads are left empty. */
const TREEBANK = `# newdoc id = GUM_news_harbour
# newpar
# text = The mayor didn't resign.
1	The	the	DET	DT	_	_	_	_	_
2	mayor	mayor	NOUN	NN	_	_	_	_	_
3-4	didn't	_	_	_	_	_	_	_	_
3	did	do	AUX	VBD	_	_	_	_	_
4	n't	not	PART	RB	_	_	_	_	_
5	resign	resign	VERB	VB	_	_	_	_	SpaceAfter=No
6	.	.	PUNCT	.	_	_	_	_	_

# text = Voters dunno why.
1	Voters	voter	NOUN	NNS	_	_	_	_	_
2-3	dunno	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	_	_	_	_
3	know	know	VERB	VB	_	_	_	_	_
4	why	why	ADV	WRB	_	_	_	_	SpaceAfter=No
5	.	.	PUNCT	.	_	_	_	_	_

# newpar
# text = Ships left
1	Ships	ship	NOUN	NNS	_	_	_	_	_
2	left	leave	VERB	VBD	_	_	_	_	_

# newdoc id = weblog-one
# text = A ship left .
1	A	a	DET	DT	_	_	_	_	_
2	ship	ship	NOUN	NN	_	_	_	_	_
2.1	which	which	PRON	WDT	_	_	_	_	_
3	left	leave	VERB	VBD	_	_	_	_	_
4	.	.	PUNCT	.	_	_	_	_	_
`;

describe('training the tagger', () => {
  let folder = '';
  let documents: TreebankDocument[] = [];
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'treebank-'));
    const file = path.join(folder, 'treebank.conllu');
    writeFileSync(file, TREEBANK);
    documents = readConllu(file);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('rebuilds the text of a treebank with the offsets of its words', () => {
    assert.deepEqual(
      documents.map(({ id, genre, text }) => ({ id, genre, text })),
      [
        { id: 'GUM_news_harbour', genre: 'news', text: "The mayor didn't resign. Voters dunno why.\n\nShips left" },
        { id: 'weblog-one', genre: 'weblog', text: 'A ship left .' },
      ],
    );
    const [first] = documents;
    const words = first!.sentences.flatMap(sentence => sentence.words);
    assert.deepEqual(
      words.map(({ start, end }) => first!.text.slice(start, end)),
      ['The', 'mayor', 'did', "n't", 'resign', '.', 'Voters', 'dunno', 'dunno', 'why', '.', 'Ships', 'left'],
    );
  });

  it('learns what it is shown, and the same bytes each time', function () {
    this.timeout(30_000);
    const recipe = { seeds: [1, 2], epochs: 8, dropout: 0.1, rows: 500, levels: 15, clip: 0.5 };
    const train = (): Uint8Array => trainTagger(documents, ['The ships left. A mayor resigned.'], recipe, () => {});
    const tagger = train();
    assert.deepEqual(train(), tagger);
    // The two words within "dunno" have no letters of their own and cannot be found.
    assert.deepEqual(taggingAccuracy(createEnglish({ tagger }), documents), { right: 12, words: 14 });
  });

  it('counts sentences that are found exactly', () => {
    const score = sentenceScore(createEnglish({}), documents);
    assert.deepEqual(score, { found: 4, right: 4, wanted: 4 });
    assert.equal(f1({ found: 3, right: 2, wanted: 5 }), 0.5);
  });

  it('counts false splits and misses', () => {
    const paragraphs = [['It ended.', 'Another began.'], ['It ended. Another began.'], ['no stop', 'No end']];
    assert.deepEqual(hardSentences(createEnglish({}), paragraphs), { falseSplits: 1, misses: 1 });
  });

  it('says what is missing where the corpora are not there', () => {
    assert.throws(() => corporaFolder([]), /--corpora DIR/);
    assert.throws(() => corporaFolder(['--corpora', path.join(folder, 'nowhere')]), /There is no folder .*nowhere/);
  });
});
