import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildProduct, commandLine, folderWith, runCommand, start } from '../support/product.js';

/** Only the rule whose marks in these texts nobody will argue about, read once. */
const quiet = ['--fast', ...['unattributed-claim', 'anonymous-source', 'loaded-language'].flatMap(rule => ['--rule', `${rule}=off`])];

interface FindingRow {
  rule: string;
  kind: string;
  severity: string;
  start: number;
  end: number;
  line: number;
  column: number;
  text: string;
  message: string;
}

describe('the command line', function () {
  this.timeout(20_000);
  before(buildProduct);

  const { folder, remove } = folderWith({
    'a.md': '# Head\n\nIt cost TK.\n',
    'b.txt': 'Nothing here.\n',
    'sub/c.draft': 'Two TK and TK.\n',
    'sub/page.html': '<p>It cost TK.</p>\n',
    'README.md': 'It cost TK.\n',
    'binary.txt': new Uint8Array([0, 1, 2, 3]),
    'huge.txt': new Uint8Array(5 * 1024 * 1024 + 1).fill(97),
    'config.json': '{ "rules": { "placeholder": "information" } }',
    'wrong.json': '{ "rules": { "placeholder": "loud" } }',
    'no.json': '{ rules',
    'empty/x.png': '',
  });
  after(remove);

  const run = (words: readonly string[], input?: string) => runCommand(words, { cwd: folder, ...(input === undefined ? {} : { input }) });
  const check = (...words: string[]) => run(['check', ...quiet, ...words]);
  const json = (...words: string[]): { version: number; drafts: { path: string; findings: FindingRow[] }[] } =>
    JSON.parse(check('--format', 'json', ...words).out);
  const paths = (...words: string[]) => json(...words).drafts.map(draft => draft.path);

  describe('check', () => {
    it('shows the words underlined, and sums up', () => {
      const { out, err, code } = check('a.md');
      assert.match(out, /^a\.md:3:9 error: .+ \[placeholder\]\n 3 │ It cost TK\.\n {3}│ {9}\^\^\n\n1 error in 1 draft\.\n$/);
      assert.equal(err, '');
      assert.equal(code, 1);
    });

    it('has no colours where nobody looks', () => {
      assert.ok(!check('a.md').out.includes('\u001b'));
    });

    it('prints the documented JSON', () => {
      const { version, drafts } = json('a.md');
      assert.equal(version, 1);
      const [finding] = drafts[0]?.findings ?? [];
      assert.ok(finding);
      const { message, ...rest } = finding;
      assert.deepEqual(rest, { rule: 'placeholder', kind: 'other', severity: 'error', start: 16, end: 18, line: 3, column: 9, text: 'TK' });
      assert.ok(message.length > 0);
      assert.deepEqual(Object.keys(drafts[0] ?? {}), ['path', 'findings']);
    });

    it('reads files that are named whatever they are called, and only once', () => {
      assert.deepEqual(paths('README.md', 'sub/page.html', './README.md'), ['README.md', 'sub/page.html']);
    });

    it('reads the drafts of a folder, with the folder’s name as it was given', () => {
      assert.deepEqual(paths('sub'), ['sub/c.draft']);
      assert.deepEqual(paths('./sub'), ['sub/c.draft']);
      assert.deepEqual(paths(path.join(folder, 'sub')), [path.join(folder, 'sub/c.draft')]);
    });

    it('reads the current folder where none is named', () => {
      assert.deepEqual(paths(), ['a.md', 'b.txt', 'sub/c.draft']);
    });

    it('takes patterns, and names one that matches nothing', () => {
      assert.deepEqual(paths('**/*.{md,draft}'), ['a.md', 'sub/c.draft']);
      assert.deepEqual(paths('sub/*.draft'), ['sub/c.draft']);
      const { code, err } = check('*.story');
      assert.equal(code, 2);
      assert.match(err, /\*\.story/);
    });

    it('reads standard input', () => {
      const { out, code } = run(['check', ...quiet, '--format', 'json', '--language', 'markdown', '-'], 'It cost TK.');
      assert.equal(JSON.parse(out).drafts[0].path, '-');
      assert.equal(JSON.parse(out).drafts[0].findings[0].start, 8);
      assert.equal(code, 1);
    });

    it('names what it cannot read, reads the rest, and exits with 2', () => {
      const { code, out, err } = check('--format', 'json', 'binary.txt', 'b.txt', 'huge.txt', 'nowhere.md');
      assert.equal(code, 2);
      assert.deepEqual(
        JSON.parse(out).drafts.map((draft: { path: string }) => draft.path),
        ['b.txt'],
      );
      assert.match(err, /binary\.txt: .*binary/);
      assert.match(err, /huge\.txt: .*5 MB/);
      assert.match(err, /nowhere\.md: There is no such file/);
    });

    it('does not read without end where there is none', function () {
      if (!existsSync('/dev/zero')) this.skip();
      const { code, err } = check('/dev/zero', '');
      assert.match(err, /^on-the-record: One of the paths is empty\.\non-the-record: \/dev\/zero: Larger than 5 MB/);
      assert.equal(code, 2);
    });

    it('exits with 1 from the severity on that is asked for', () => {
      const exit = (...words: string[]) => check(...words).code;
      assert.equal(exit('b.txt'), 0);
      assert.equal(exit('a.md', '--rule', 'placeholder=warning'), 0);
      assert.equal(exit('a.md', '--rule', 'placeholder=warning', '--fail-on', 'warning'), 1);
      assert.equal(exit('a.md', '--rule', 'placeholder=hint', '--fail-on', 'information'), 0);
      assert.equal(exit('a.md', '--rule', 'placeholder=hint', '--fail-on', 'hint'), 1);
      assert.equal(exit('a.md', '--fail-on', 'never'), 0);
    });

    it('takes settings from a file, and single ones above it', () => {
      assert.equal(json('a.md', '--config', 'config.json').drafts[0]?.findings[0]?.severity, 'information');
      assert.equal(json('a.md', '--config', 'config.json', '--rule', 'placeholder=hint').drafts[0]?.findings[0]?.severity, 'hint');
      assert.deepEqual(json('a.md', '--rule', 'placeholder=off').drafts, [{ path: 'a.md', findings: [] }]);
    });

    it('names what is wrong with the settings or the options, and exits with 2', () => {
      for (const [words, part] of [
        [['--config', 'wrong.json', 'a.md'], 'loud'],
        [['--config', 'no.json', 'a.md'], 'no.json'],
        [['--config', 'nowhere.json', 'a.md'], 'nowhere.json'],
        [['--rule', 'no-such-rule=off', 'a.md'], 'no-such-rule'],
        [['--rule', 'placeholder', 'a.md'], 'RULE=SEVERITY'],
        [['--fail-on', 'doom', 'a.md'], 'doom'],
        [['--format', 'xml', 'a.md'], 'xml'],
        [['--language', 'latin', 'a.md'], 'latin'],
        [['--loud', 'a.md'], '--loud'],
        [['--stdin-jsonl', 'a.md'], 'a.md'],
      ] as const) {
        const { code, err, out } = check(...words);
        assert.equal(code, 2, part);
        assert.ok(err.includes(part), `${part} in ${err}`);
        assert.doesNotMatch(err, /^\s+at /m);
        assert.equal(out, '');
      }
    });

    it('says so where a folder holds no drafts', () => {
      const { code, err } = check('empty');
      assert.equal(code, 0);
      assert.match(err, /No drafts in empty/);
    });

    it('gives offsets that slice the file as it lies on the disk', () => {
      const text = readFileSync('test/drafts/saint-petersburg.md', 'utf8');
      const { out } = runCommand(['check', '--format', 'json', 'test/drafts/saint-petersburg.md']);
      const { findings } = JSON.parse(out).drafts[0] as { findings: FindingRow[] };
      assert.ok(findings.length > 0);
      for (const { start, end, text: words } of findings) assert.equal(text.slice(start, end), words);
    });

    it('ends without a word when its reader has seen enough', async () => {
      const { folder: many, remove: removeMany } = folderWith(
        Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.md`, 'It cost TK. '.repeat(200)])),
      );
      const child = start(commandLine, ['check', ...quiet, many]);
      let err = '';
      child.stderr.on('data', chunk => {
        err += chunk;
      });
      await once(child.stdout, 'data');
      child.stdout.destroy();
      await once(child, 'close');
      assert.equal(err, '');
      removeMany();
    });
  });

  describe('read', () => {
    const text = '“The bridge is closed,” Mayor Ann Lee said on Monday. It cost $3 million.';

    it('prints sentences and attributions with the offsets of their words', () => {
      const { out, code } = run(['read', '--format', 'json', '-'], text);
      const { version, drafts } = JSON.parse(out);
      assert.equal(version, 1);
      const [{ path: name, sentences, attributions }] = drafts;
      assert.equal(name, '-');
      assert.deepEqual(
        sentences.map(({ start, end, attributed }: { start: number; end: number; attributed: boolean }) => [text.slice(start, end), attributed]),
        [
          ['“The bridge is closed,” Mayor Ann Lee said on Monday.', true],
          ['It cost $3 million.', false],
        ],
      );
      assert.ok(sentences.every(({ claim }: { claim: unknown }) => typeof claim === 'number' && claim >= 0 && claim <= 1));
      assert.equal(attributions.length, 1);
      const [{ source, cue, content, kind, speaker }] = attributions;
      for (const span of [source, cue, ...content]) assert.equal(text.slice(span.start, span.end), span.text);
      assert.deepEqual([cue.text, kind, typeof speaker], ['said', 'direct', 'string']);
      assert.ok(source.text.includes('Ann Lee'));
      assert.equal(code, 0);
    });

    it('prints nothing but JSON', () => {
      assert.equal(run(['read', '--format', 'text', 'a.md']).code, 2);
    });
  });

  describe('--stdin-jsonl', () => {
    const lines = (out: string) =>
      out
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line));

    it('answers each line with a line, in order', () => {
      const input = ['{"id":1,"text":"It cost TK."}', '{"id":"b","text":"Nothing."}', '{"id":{"c":3},"text":"# TK","language":"markdown"}'].join('\n');
      const { out, code } = run(['check', ...quiet, '--stdin-jsonl'], input);
      assert.deepEqual(
        lines(out).map(({ id, findings }) => [id, findings.map(({ text }: FindingRow) => text)]),
        [
          [1, ['TK']],
          ['b', []],
          [{ c: 3 }, ['TK']],
        ],
      );
      assert.equal(code, 0);
    });

    it('gives readings the same way', () => {
      const [row] = lines(run(['read', '--stdin-jsonl'], '{"id":7,"text":"The bridge is closed, Lee said."}\n').out);
      assert.deepEqual(Object.keys(row), ['id', 'sentences', 'attributions']);
    });

    it('answers a line that cannot be read by one with the error, and goes on', () => {
      const { out, err, code } = run(
        ['check', ...quiet, '--stdin-jsonl'],
        'not json\n{"id":2}\n[]\n\n{"id":4,"text":"x","language":"latin"}\n{"id":5,"text":"TK"}',
      );
      const rows = lines(out);
      assert.deepEqual(
        rows.map(({ id }) => id),
        [null, 2, null, 4, 5],
      );
      for (const [index, number] of [1, 2, 3, 5].entries()) assert.match(rows[index].error, new RegExp(`^line ${number}: `));
      assert.equal(rows[4].findings.length, 1);
      assert.match(err, /4 of 6 lines/);
      assert.equal(code, 0);
    });

    it('exits with 1 for findings only when asked to', () => {
      assert.equal(run(['check', ...quiet, '--stdin-jsonl', '--fail-on', 'error'], '{"id":1,"text":"It cost TK."}').code, 1);
    });

    it('answers before its input ends, line by line', async () => {
      const child = start(commandLine, ['check', ...quiet, '--stdin-jsonl']);
      for (const id of [1, 2, 3]) {
        const answer = once(child.stdout, 'data');
        child.stdin.write(`{"id":${id},"text":"It cost TK."}\n`);
        const [chunk] = await answer;
        assert.equal(JSON.parse(String(chunk)).id, id);
      }
      child.stdin.end();
      const [code] = await once(child, 'close');
      assert.equal(code, 0);
    });

    it('takes characters that are cut in two between chunks', async () => {
      const child = start(commandLine, ['check', ...quiet, '--stdin-jsonl']);
      const bytes = Buffer.from('{"id":"é東😀","text":"é東😀 TK"}\n');
      const answer = once(child.stdout, 'data');
      for (const byte of bytes) child.stdin.write(Buffer.of(byte));
      const row = JSON.parse(String((await answer)[0]));
      assert.deepEqual([row.id, row.findings[0].text, row.findings[0].start], ['é東😀', 'TK', 5]);
      child.stdin.end();
      await once(child, 'close');
    });
  });

  describe('by itself', () => {
    it('helps, with each command', () => {
      for (const words of [['--help'], ['check', '--help'], ['read', '-h'], ['lsp', '--help']]) {
        const { out, code } = run(words);
        assert.match(out, /Usage: on-the-record/);
        assert.equal(code, 0);
        assert.ok(out.split('\n').every(line => line.length <= 120));
      }
    });

    it('tells its version', () => {
      assert.equal(run(['--version']).out, `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`);
    });

    it('names a wrong command, and exits with 2', () => {
      assert.match(run(['chekc']).err, /chekc/);
      assert.equal(run(['chekc']).code, 2);
      assert.equal(run([]).code, 2);
      assert.equal(run(['lsp', '--nonsense']).code, 2);
    });
  });
});
