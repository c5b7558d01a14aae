import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import { rules } from '../../../server/src/rules/index.js';
import { singleSource } from '../../../server/src/rules/singleSource.js';
import { createLanguageService, plainClient } from '../../../server/src/service.js';
import { testAnalyser } from '../../support/analysis.js';
import { marksOf, relatedWordsOf } from '../../support/rules.js';
import { story } from '../../support/stories.js';

const find = marksOf(singleSource);

/** The words that are marked in a story of 300 words that begins with these paragraphs. */
function marked(...paragraphs: string[]): string[] {
  const text = story(paragraphs, 300);
  return find(text).map(({ start, end }) => text.slice(start, end));
}

const RUIZ = [
  'Ana Ruiz, the mayor, said the ferry would stop running in the autumn.',
  '“We have looked at every way to keep it going,” Ruiz said. “None of them is cheap enough for us.”',
  'She added that the boats would be sold to a yard on the coast.',
  'Ruiz said the quay would become a park with a playground and a café.',
];

describe('single-source', () => {
  const cases: readonly (readonly [title: string, words: string, paragraphs: readonly string[]])[] = [
    ['a person who speaks alone', 'Ana Ruiz, the mayor,', RUIZ],
    [
      'a speaker first met behind the quotation',
      'Tom Weir, the harbor master',
      [
        '“The engine of the big boat has been failing all along,” said Tom Weir, the harbor master.',
        'Weir said the small boat was in good order and could run alone.',
        'He told reporters that a new engine would come from abroad.',
        'The old one would be given to a museum, Weir said.',
      ],
    ],
    [
      'a company that speaks alone',
      'Halden Ferries Group',
      [
        'Halden Ferries Group said it would stop its service on the river in the autumn.',
        'The company said the number of passengers had fallen by half in two years.',
        'The boats would be sold, Halden Ferries Group said in a statement.',
        'The company added that its eleven workers would be offered other jobs.',
      ],
    ],
    [
      'a document that is all there is',
      'the audit by the river board',
      [
        'The ferry has lost money for years, according to the audit by the river board.',
        'The audit found that fares were too low to pay for fuel.',
        'According to the audit, repairs cost twice as much as planned.',
        'The audit says that the fares should rise by a third.',
      ],
    ],
    [
      'a source beside whom others only act',
      'Ana Ruiz, the mayor,',
      [...RUIZ, 'The harbor board supports the plan, and the unions refused to take part in the vote on it.'],
    ],
    ['a source that quotes somebody else', 'Ana Ruiz, the mayor,', [...RUIZ, '“My father said the river would outlast us all, and he was right,” Ruiz said.']],
  ];
  for (const [title, words, paragraphs] of cases) {
    it(`marks ${title}, once, where it first speaks`, () => assert.deepEqual(marked(...paragraphs), [words]));
  }

  const alone: readonly (readonly [title: string, paragraphs: readonly string[]])[] = [
    ['a story in which a second person speaks', [...RUIZ, 'Tom Weir, the harbor master, said the boats could run for ten more years.']],
    ['a story that also rests on a document', [...RUIZ, 'The ferry lost money in two of the last three years, according to an audit by the river board.']],
    ['a story with an unnamed second source', [...RUIZ, 'A member of the council said the vote had been closer than it looked.']],
    ['a story that passes on a rumor', [...RUIZ, 'The boats have reportedly been sold already.']],
    ['a story in which nobody speaks', []],
    ['a story whose only source has a word in passing', [RUIZ[0] ?? '', RUIZ[3] ?? '']],
    [
      'a column',
      [...RUIZ, 'I have taken that boat all my life, and my children have. I do not want to lose it. We should keep it, and you should write to your council.'],
    ],
  ];
  for (const [title, paragraphs] of alone) it(`leaves ${title} alone`, () => assert.deepEqual(marked(...paragraphs), []));

  it('leaves short copy alone', () => {
    assert.deepEqual(find(story(RUIZ, 0)), []);
  });

  it('leaves alone what cites: a link, a footnote', () => {
    for (const cite of [
      'The plan is [in the minutes of the board](https://example.org/minutes).',
      'The plan is public.[^1]\n\n[^1]: Minutes of the board, p. 3',
    ]) {
      const text = [...story(RUIZ, 300).split('\n'), cite].join('\n\n');
      const { findings } = testAnalyser().analyse(text, 'markdown', defaultConfig);
      assert.deepEqual(
        findings.filter(({ rule }) => rule === 'single-source'),
        [],
      );
    }
  });

  it('lists the other places where the source speaks', () => {
    assert.deepEqual(relatedWordsOf(singleSource)(story(RUIZ, 300)), ['Ruiz', '“None of them is cheap enough for us.”', 'She', 'Ruiz']);
  });

  describe('in an editor', () => {
    const text = story(RUIZ, 300).replaceAll('\n', '\n\n');
    const document = TextDocument.create('file:///ferry.md', 'markdown', 1, text);
    const diagnostics = (relatedInformation: boolean) => {
      const service = createLanguageService({ createAnalyser: testAnalyser, rules, client: { ...plainClient, relatedInformation }, rulePage: () => undefined });
      return service.diagnostics({ document, language: 'markdown', config: defaultConfig }).items.filter(({ code }) => code === 'single-source');
    };

    it('shows them below the mark, where the editor can', () => {
      const [diagnostic] = diagnostics(true);
      const places = diagnostic?.relatedInformation?.map(({ location, message }) => [location.uri, document.getText(location.range), message]);
      assert.deepEqual(places?.[0], ['file:///ferry.md', 'Ruiz', 'The same source']);
      assert.equal(places?.length, 4);
      assert.equal(diagnostics(false)[0]?.relatedInformation, undefined);
    });
  });

  it('keeps step with edits: a second voice takes the mark away, and its going brings it back', () => {
    const analyser = testAnalyser();
    const count = (text: string): number => analyser.analyse(text, 'markdown', defaultConfig).findings.filter(({ rule }) => rule === 'single-source').length;
    const before = story(RUIZ, 300).replaceAll('\n', '\n\n');
    const after = `${before}\n\nTom Weir, the harbor master, said the boats could run for ten more years.`;
    assert.deepEqual([before, before, after, after, before].map(count), [1, 1, 0, 0, 1]);
  });
});
