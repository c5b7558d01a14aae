import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol, Range } from 'vscode-languageserver-types';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import { rules } from '../../../server/src/rules/index.js';
import { createLanguageService, plainClient } from '../../../server/src/service.js';
import { testAnalyser } from '../../support/analysis.js';
import { languages, pieces } from '../../support/texts.js';

const config = { ...defaultConfig, features: { codeLens: true, inlayHints: true, semanticTokens: true } };
const client = { ...plainClient, hierarchicalSymbols: true };
const words = [
  'Ann Lee',
  'Lee',
  'the pier was the first to close',
  'she said',
  'A senior official',
  '# ',
  '[Lee]',
  ', according to the report',
  'because it was old',
];
const texts = fc.array(fc.oneof(fc.constantFrom(...pieces, ...words), fc.string({ maxLength: 4 })), { maxLength: 30 }).map(parts => parts.join(' '));

/** Every range in an answer, however deep. */
function rangesIn(answer: unknown): Range[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if ('start' in answer && 'end' in answer) return [answer as Range];
  return Object.values(answer).flatMap(rangesIn);
}

function symbolsIn(symbols: readonly DocumentSymbol[]): DocumentSymbol[] {
  return symbols.flatMap(symbol => [symbol, ...symbolsIn(symbol.children ?? [])]);
}

describe('the features of the editor', () => {
  it('answer any question about any text, with ranges that lie in it', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...languages), fc.double({ min: 0, max: 1, noNaN: true }), (text, language, share) => {
        const service = createLanguageService({ createAnalyser: testAnalyser, rules, client, rulePage: () => undefined });
        const document = TextDocument.create('file:///a', language, 1, text);
        const draft = { document, language, config };
        const position = document.positionAt(Math.round(share * text.length));
        const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
        const edit = service.rename(draft, position, 'Eva Reyes');
        const answers = [
          service.documentSymbols(draft),
          service.documentHighlights(draft, position),
          service.definition(draft, position),
          service.references(draft, position, true),
          service.hover(draft, position),
          service.selectionRanges(draft, [position]),
          service.codeLenses(draft),
          service.prepareRename(draft, position),
          edit,
        ];
        for (const { start, end } of rangesIn(answers)) {
          assert.ok(document.offsetAt(start) <= document.offsetAt(end));
          for (const place of [start, end]) assert.deepEqual(document.positionAt(document.offsetAt(place)), place);
        }
        for (const { name, range, selectionRange } of symbolsIn(service.documentSymbols(draft) as DocumentSymbol[])) {
          assert.ok(name.trim() !== '', 'an editor refuses a symbol without a name');
          assert.ok(
            document.offsetAt(range.start) <= document.offsetAt(selectionRange.start) && document.offsetAt(selectionRange.end) <= document.offsetAt(range.end),
          );
        }
        for (const hint of service.inlayHints(draft, whole)) assert.deepEqual(document.positionAt(document.offsetAt(hint.position)), hint.position);
        for (const { startLine, endLine } of service.foldingRanges(draft)) assert.ok(startLine < endLine && endLine < document.lineCount);
        // Edits that overlap are refused.
        if (edit && !('problem' in edit)) TextDocument.applyEdits(document, edit.changes?.[document.uri] ?? []);
      }),
      { numRuns: 100 },
    );
  }).timeout(60_000);

  it('give semantic tokens that ascend, do not overlap and stay on their line', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...languages), (text, language) => {
        const service = createLanguageService({ createAnalyser: testAnalyser, rules, client, rulePage: () => undefined });
        const document = TextDocument.create('file:///a', language, 1, text);
        const { data } = service.semanticTokens({ document, language, config });
        const lines = text.split(/\r\n|\n|\r/u);
        let line = 0;
        let character = 0;
        let end = 0;
        for (let i = 0; i < data.length; i += 5) {
          const [lineStep = 0, step = 0, length = 0] = data.slice(i, i + 3);
          if (lineStep > 0) end = 0;
          line += lineStep;
          character = lineStep > 0 ? step : character + step;
          assert.ok(character >= end && length > 0);
          end = character + length;
          assert.ok(end <= (lines[line] ?? '').length);
        }
      }),
      { numRuns: 60 },
    );
  }).timeout(30_000);

  it('say nothing of a document that cannot be read', () => {
    const service = createLanguageService({ createAnalyser: testAnalyser, rules, client, rulePage: () => undefined });
    const document = TextDocument.create('file:///a', 'markdown', 1, 'Ann Lee said the pier was closed.\u0000\u0001');
    const draft = { document, language: 'markdown', config } as const;
    const start = { line: 0, character: 0 };
    for (const answer of [
      service.documentSymbols(draft),
      service.documentHighlights(draft, start),
      service.definition(draft, start),
      service.references(draft, start, true),
      service.foldingRanges(draft),
      service.selectionRanges(draft, [start]),
      service.semanticTokens(draft).data,
      service.codeLenses(draft),
      service.inlayHints(draft, { start, end: start }),
    ])
      assert.deepEqual(answer, []);
    assert.equal(service.prepareRename(draft, start), undefined);
    assert.equal(service.rename(draft, start, 'Eva Reyes'), undefined);
  });

  it('are off where the settings say so', () => {
    const service = createLanguageService({ createAnalyser: testAnalyser, rules, client, rulePage: () => undefined });
    const document = TextDocument.create('file:///a', 'markdown', 1, 'Ann Lee was late. “It is old,” she said.');
    const draft = { document, language: 'markdown', config: { ...config, features: { codeLens: false, inlayHints: false, semanticTokens: false } } } as const;
    const whole = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    assert.deepEqual([service.codeLenses(draft), service.inlayHints(draft, whole), service.semanticTokens(draft).data], [[], [], []]);
    const on = { ...draft, config };
    for (const answer of [service.codeLenses(on), service.inlayHints(on, whole), service.semanticTokens(on).data]) assert.ok(answer.length > 0);
  });
});
