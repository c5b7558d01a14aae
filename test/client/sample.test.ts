import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { draftFacts } from '../../server/src/features/draftFacts.js';
import { rules } from '../../server/src/rules/index.js';
import { analyse } from '../support/analysis.js';

describe('the sample draft that the walkthrough opens', () => {
  const text = readFileSync('media/sample.draft', 'utf8');
  const analysis = analyse(text, 'draft');
  const facts = draftFacts({ document: TextDocument.create('untitled:Untitled-1', 'draft', 1, text), analysis });

  it('has marks of every kind', () => {
    const marked = new Set(analysis.findings.map(({ kind }) => kind));
    assert.deepEqual(
      [...new Set(rules.map(({ kind }) => kind))].filter(kind => !marked.has(kind)),
      [],
    );
  });

  it('has claims of every kind, more than one of them open', () => {
    const count = (carrier: string) => facts.claims.filter(claim => claim.carrier === carrier).length;
    assert.ok(count('nothing') > 1);
    for (const carrier of ['citation', 'attribution', 'dismissed']) assert.ok(count(carrier) > 0, carrier);
  });

  it('has sources that are named, described and vague', () => {
    const identified = new Set(facts.sources.map(({ identification }) => identification));
    for (const identification of ['named', 'described', 'vague'] as const) assert.ok(identified.has(identification), identification);
  });
});
