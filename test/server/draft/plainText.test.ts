import { expectBlocks } from './outline.js';

describe('a plain-text draft', () => {
  it('has a headline, a byline and paragraphs', () => {
    expectBlocks(
      'plaintext',
      `
      Council votes to close the library
      By Jane Doe, Staff Writer

      The council voted on Monday to close the
      library in May.

      * * *

      “We had no choice,” the mayor said.
      `,
      `
      headline: Council votes to close the library
      byline: By Jane Doe, Staff Writer
      paragraph: The council voted on Monday to close the library in May.
      paragraph: “We had no choice,” the mayor said.
      `,
    );
  });

  it('has no headline where it starts with a sentence', () => {
    expectBlocks('plaintext', 'The council met.\n\nIt voted.', 'paragraph: The council met.\nparagraph: It voted.');
  });

  it('has no headline where there is nothing below it', () => {
    expectBlocks('plaintext', 'The council met', 'paragraph: The council met');
  });

  it('knows paragraphs on a line each, with a headline right above them', () => {
    const first = 'The council voted on Monday to close the library in May, after nine hours of talks behind closed doors.';
    const second = 'Nobody would say why, and the mayor left through the back door while the crowd was waiting at the front.';
    expectBlocks(
      'plaintext',
      `Council votes to close the library\n${first}\n“We had no choice.”\n${second}`,
      `headline: Council votes to close the library\nparagraph: ${first}\nparagraph: “We had no choice.”\nparagraph: ${second}`,
    );
  });

  it('knows fields on a line each', () => {
    expectBlocks(
      'plaintext',
      'Headline: Library to close\nDate: 4 March\n\nThe council voted.\n\nPhoto: Ann Lee\nEditing by: Bo Roe',
      'headline: Headline: Library to close\nparagraph: Date: 4 March\nparagraph: The council voted.\nparagraph: Photo: Ann Lee\nparagraph: Editing by: Bo Roe',
    );
  });

  it('knows paragraphs by their indented first lines', () => {
    expectBlocks(
      'plaintext',
      `
      The council voted on Monday to
      close the library.
        Nobody would say why it
      had to be closed.
      `,
      `
      paragraph: The council voted on Monday to close the library.
      paragraph: Nobody would say why it had to be closed.
      `,
    );
  });

  it('has list items, by bullets or as short lines', () => {
    expectBlocks(
      'plaintext',
      `
      The dead were:
      - Ann Lee, a nurse
        from Leeds
      • Bo Roe
      2) Cy Doe

      Smith 40
      Jones 35
      Miller and Sons of Port Hale 12
      Lee 9
      `,
      `
      paragraph: The dead were:
      listItem 1: Ann Lee, a nurse from Leeds
      listItem 1: Bo Roe
      listItem 1: Cy Doe
      listItem 1: Smith 40
      listItem 1: Jones 35
      listItem 1: Miller and Sons of Port Hale 12
      listItem 1: Lee 9
      `,
    );
  });

  it('keeps references and web addresses beside the words, and markup as it stands', () => {
    expectBlocks(
      'plaintext',
      'It cost *4 million* [source: budget, p. 4]. It closed [@log].<!-- when? --> See https://example.org/a, [sic] & more.',
      'paragraph: It cost *4 million*{citation budget, p. 4}. It closed{citation log}. See {link https://example.org/a: https://example.org/a}, [sic] & more.',
    );
  });
});
