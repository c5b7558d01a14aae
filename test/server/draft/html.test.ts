import assert from 'node:assert/strict';
import { expectBlocks, originalOf, read } from './outline.js';

describe('an HTML draft', () => {
  it('has the prose of its elements', () => {
    expectBlocks(
      'html',
      `
      <!doctype html>
      <html><head><title>Library to close | The Courier</title><style>p { color: red }</style></head>
      <body>
      <nav><a href="/">Home</a></nav>
      <h1>Library to close</h1>
      <p class="byline">By Jane Doe</p>
      <p>The council <em>voted</em> on
         Monday, <a href="/minutes?a=1&amp;b=2">minutes show</a>.<sup><a href="#n1">1</a></sup>
      <h2>Next</h2>
      <ul><li>May<li>June<ol><li>Sooner</ol></ul>
      <blockquote><p>We had no choice.</p></blockquote>
      <table><tr><th>Ward<td>East</table>
      <figure><img src="a.jpg" alt="The &quot;old&quot; library"><figcaption>In 1931</figcaption></figure>
      <script>let prose = "<p>no</p>";</script>
      <pre>not prose</pre>
      It <code>closes</code> in <del>June</del> May<br>or later.<br><br>Goodbye.
      </body></html>
      `,
      `
      headline 1: Library to close
      byline: By Jane Doe
      paragraph: The council {emphasis: voted} on Monday, {link /minutes?a=1&b=2: minutes show}.{footnote 1}
      heading 2: Next
      listItem 1: May
      listItem 1: June
      listItem 2: Sooner
      blockQuotation: We had no choice.
      tableCell: Ward
      tableCell: East
      caption: The "old" library
      caption: In 1931
      paragraph: It {codeSpan: closes} in May or later.
      paragraph: Goodbye.
      `,
    );
  });

  it('takes its title for the headline where it has no first heading', () => {
    expectBlocks('html', '<title>Library to close</title><p>It closes.', 'headline: Library to close\nparagraph: It closes.');
  });

  it('keeps words that mistakes in the markup leave outside of elements', () => {
    expectBlocks(
      'html',
      'One</p> <p>two <b>three</p> <nav> four < five & six <p',
      'paragraph: One\nparagraph: two {emphasis: three}\nparagraph: four < five & six <p',
    );
  });

  it('knows what its words are in the draft', () => {
    const draft = read('<p>\r\nSmith &amp; <b>Co</b>\r\n\tLtd&nbsp;closed.</p>', 'html');
    assert.equal(draft.blocks[0]?.view.text, 'Smith & Co Ltd\u00A0closed.');
    assert.equal(originalOf(draft, '& Co'), '&amp; <b>Co');
    assert.equal(originalOf(draft, 'Co Ltd'), 'Co</b>\r\n\tLtd');
    assert.equal(originalOf(draft, 'closed'), 'closed');
  });
});
