import { checkDraft } from '../server/draft/checks.js';
import { read } from '../server/draft/outline.js';
import { languages } from '../support/texts.js';

describe('a draft reader', function () {
  this.timeout(120_000);

  it('reads heaps of markup that would keep a parser busy for hours', () => {
    const size = 50_000;
    for (const unit of [
      'a',
      '[',
      '*',
      '>',
      '<!--',
      '`',
      '&',
      '<',
      '"',
      '|',
      '- ',
      '> ',
      '![',
      '](',
      'www.a.b ',
      'a_ *',
      '<a "',
      '<div>',
      '</p>',
      '<nav>',
      '`a``',
      'x\n',
      '\n> ',
      '[a',
      'http://a)',
      "'",
    ]) {
      for (const id of languages) {
        checkDraft(read(unit.repeat(size / unit.length), id));
        checkDraft(read(`---\nheadline: "${unit.repeat(size / unit.length)}`, id));
      }
    }
  });
});
