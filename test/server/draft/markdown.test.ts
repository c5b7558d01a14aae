import assert from 'node:assert/strict';
import { expectBlocks, originalOf, read } from './outline.js';

describe('a Markdown draft', () => {
  it('has a headline, a byline, headings and paragraphs', () => {
    expectBlocks(
      'markdown',
      `
      # Council votes to close the library

      By Jane Doe and John Roe, City Desk

      The council voted on Monday.

      ## What happens next

      The doors close in May.
      `,
      `
      headline 1: Council votes to close the library
      byline: By Jane Doe and John Roe, City Desk
      paragraph: The council voted on Monday.
      heading 2: What happens next
      paragraph: The doors close in May.
      `,
    );
  });

  it('has only one headline', () => {
    expectBlocks(
      'markdown',
      `
      Title
      =====
      # Second part
      Sub
      ---
      Words.
      `,
      `
      headline 1: Title
      heading 1: Second part
      heading 2: Sub
      paragraph: Words.
      `,
    );
  });

  it('does not take a sentence that begins with “By” for a byline', () => {
    expectBlocks('markdown', 'By Friday the council will have voted.', 'paragraph: By Friday the council will have voted.');
  });

  it('finds a byline between headline and text without blank lines', () => {
    expectBlocks(
      'markdown',
      `
      # Bridge opens
      *By Ana Ruiz*
      The bridge opened.
      `,
      `
      headline 1: Bridge opens
      byline: {emphasis: By Ana Ruiz}
      paragraph: The bridge opened.
      `,
    );
  });

  it('has block quotations, lists, tables and code', () => {
    expectBlocks(
      'markdown',
      `
      > “We had
      > no choice,” she said.
      >
      > She left.

      - First
      - Second,
        wrapped

        and more
        1. Nested

      | Ward | Votes |
      |------|-------|
      | East | *12*  |

      \`\`\`
      not prose
      \`\`\`

          indented code

      - [x] Call the mayor
      `,
      `
      blockQuotation: “We had no choice,” she said.
      blockQuotation: She left.
      listItem 1: First
      listItem 1: Second, wrapped
      listItem 1: and more
      listItem 2: Nested
      tableCell: Ward
      tableCell: Votes
      tableCell: East
      tableCell: {emphasis: 12}
      code:
      code:
      listItem 1: Call the mayor
      `,
    );
  });

  it('has a table whose lines end in spaces', () => {
    expectBlocks('markdown', '| a | b |  \n| - | - |  \n| c | d |  ', 'tableCell: a\ntableCell: b\ntableCell: c\ntableCell: d');
  });

  it('shows words without their markup and keeps where links lead', () => {
    expectBlocks(
      'markdown',
      `
      The *old* **bridge** of \`Port Hale\` [closed](https://example.org/a "Title") on <b>Monday</b>, see <https://example.org/b> or https://example.org/c.
      `,
      `
      paragraph: The {emphasis: old} {emphasis: bridge} of {codeSpan: Port Hale} {link https://example.org/a: closed} on Monday, see {link https://example.org/b: https://example.org/b} or {link https://example.org/c: https://example.org/c}.
      `,
    );
  });

  it('resolves links by label wherever they are defined', () => {
    expectBlocks(
      'markdown',
      `
      See [the report][Audit], [audit] and [Audit][]; [nothing][nowhere] and [sic] are words.

      [audit]: <https://example.org/audit>
      `,
      `
      paragraph: See {link https://example.org/audit: the report}, {link https://example.org/audit: audit} and {link https://example.org/audit: Audit}; [nothing][nowhere] and [sic] are words.
      `,
    );
  });

  it('keeps footnotes, citations and attribution brackets beside the words they follow', () => {
    expectBlocks(
      'markdown',
      `
      It cost 4 million.[^1] It closed in 1931 [@survey, p. 3; @log]. It leaks [source: port survey].
      Nine died [per police] there,[^note] he said.[2]

      [^1]: The budget, page 4.
          More of the note.

      [^note]: Another note.
      The note goes on.

      After it [source TK] comes [source?] prose.
      `,
      `
      paragraph: It cost 4 million.{footnote 1} It closed in 1931{citation survey}{citation log}. It leaks{citation port survey}. Nine died{citation police} there,{footnote note} he said.{footnote 2}
      paragraph: After it [source TK] comes [source?] prose.
      `,
    );
  });

  it('reads the alternative text of an image as a caption', () => {
    expectBlocks(
      'markdown',
      `
      ![The *old* bridge](bridge.jpg)

      The bridge ![in fog](fog.jpg) closed.
      `,
      `
      caption: The {emphasis: old} bridge
      paragraph: The bridge closed.
      caption: in fog
      `,
    );
  });

  it('leaves out comments and what is struck out', () => {
    expectBlocks(
      'markdown',
      `
      The mayor <!-- which one? --> ~~slammed~~ criticized the plan <!-- check -->.
      <!--
      A paragraph to come.

      # Not a heading
      -->
      She left.
      `,
      `
      paragraph: The mayor criticized the plan.
      paragraph: She left.
      `,
    );
  });

  it('is not swallowed by a comment that was never closed', () => {
    expectBlocks(
      'markdown',
      `
      One. <!-- a note to self

      Two.

      <!-- another, closed --> Three.
      `,
      `
      paragraph: One.
      paragraph: Two.
      paragraph: Three.
      `,
    );
  });

  it('takes a comment in code for code', () => {
    expectBlocks('markdown', 'Write `<!-- note -->` to comment.', 'paragraph: Write {codeSpan: <!-- note -->} to comment.');
    expectBlocks('markdown', '```\n<!--\n```\nWords.', 'code:\nparagraph: Words.');
  });

  it('decodes entities and escapes, and knows what they are in the draft', () => {
    const draft = read('Smith &amp; Co&nbsp;Ltd said it&#8217;s \\*over\\* &bogus; &#x2014; &#147;now&#148;.', 'markdown');
    assert.equal(draft.blocks[0]?.view.text, 'Smith & Co\u00A0Ltd said it’s *over* &bogus; — “now”.');
    assert.equal(originalOf(draft, 'Smith & Co'), 'Smith &amp; Co');
    assert.equal(originalOf(draft, 'it’s'), 'it&#8217;s');
    assert.equal(originalOf(draft, '’'), '&#8217;');
    assert.equal(originalOf(draft, 'over*'), 'over\\*');
  });

  it('reads line breaks within a paragraph as one space', () => {
    const draft = read('The council  \n   voted\\\non Monday\nevening.', 'markdown');
    assert.equal(draft.blocks[0]?.view.text, 'The council voted on Monday evening.');
    assert.equal(originalOf(draft, 'council voted'), 'council  \n   voted');
    assert.equal(originalOf(draft, 'voted on'), 'voted\\\non');
  });

  it('reads HTML blocks', () => {
    expectBlocks(
      'markdown',
      `
      <figure>
      <img src="a.jpg" alt="The bridge">
      <figcaption>Seen from <b>afar</b></figcaption>
      </figure>

      Words.

      <script>

      let prose = false;
      </script>
      `,
      `
      caption: The bridge
      caption: Seen from {emphasis: afar}
      paragraph: Words.
      `,
    );
  });

  it('reads the same with Windows line endings', () => {
    const lines = ['# Title', '', '| a | b |', '|---|---|', '| c | d |', '', 'One two', 'three.', '', '```', 'x', '```', '', '> q', '> r'];
    const unix = read(lines.join('\n'), 'markdown').blocks;
    for (const ending of ['\r\n', '\r']) {
      const other = read(lines.join(ending), 'markdown').blocks;
      assert.deepEqual(
        other.map(({ kind, view }) => [kind, view.text]),
        unix.map(({ kind, view }) => [kind, view.text]),
      );
    }
  });
});

describe('line breaks in a Markdown draft', () => {
  const long = (start: string): string =>
    `${start} members of the council met behind closed doors for nine hours and then walked out one after the other without a word.`;

  it('part paragraphs where a writer puts one paragraph on a line', () => {
    expectBlocks(
      'markdown',
      `${long('Nine')}\n“Nothing to say,” one said.\n${long('Ten')}`,
      `paragraph: ${long('Nine')}\nparagraph: “Nothing to say,” one said.\nparagraph: ${long('Ten')}`,
    );
  });

  it('part them too where a line has no full stop, and beside list items', () => {
    expectBlocks(
      'markdown',
      `* ${long('Nine')}\n* Ten others stayed\n${long('Ten')}\nRising anger\n${long('Six')}\n---\nMore.`,
      `listItem 1: ${long('Nine')}\nlistItem 1: Ten others stayed\nparagraph: ${long('Ten')}\nparagraph: Rising anger\nparagraph: ${long('Six')}\nparagraph: More.`,
    );
  });

  it('do not part a paragraph that was wrapped by hand', () => {
    expectBlocks(
      'markdown',
      `
      Nine members of the council met behind closed doors for nine hours.
      Then they walked out one after the other, and nobody
      said a word.
      `,
      'paragraph: Nine members of the council met behind closed doors for nine hours. Then they walked out one after the other, and nobody said a word.',
    );
  });

  it('do not part a wrapped paragraph after a short first line', () => {
    const words = '[harbour office](https://example.org/office) says that the bridge will be closed until the end of the month, or even longer than that.';
    expectBlocks(
      'markdown',
      `Above.\n\nFor all questions on the bridge the\n${words}`,
      `paragraph: Above.\nparagraph: For all questions on the bridge the {link https://example.org/office: harbour office} says that the bridge will be closed until the end of the month, or even longer than that.`,
    );
  });

  it('do not part a wrapped paragraph because a web address makes one line long', () => {
    expectBlocks(
      'markdown',
      `
      The report was put online on Monday.
      It is at [the site](https://example.org/${'a'.repeat(90)}).
      It has nine pages.
      `,
      `paragraph: The report was put online on Monday. It is at {link https://example.org/${'a'.repeat(90)}: the site}. It has nine pages.`,
    );
  });
});
