import type { DraftLanguage } from '../../server/src/draft/types.js';

/** Every language that can be read. */
export const languages: readonly DraftLanguage[] = ['draft', 'markdown', 'plaintext', 'html'];

/** What changes how the words around it are read. */
export const pieces: readonly string[] = [
  ' said',
  '“',
  '”',
  '"',
  '\n\n',
  '\n',
  '. ',
  'critics say ',
  '**',
  '[TK]',
  '<!-- on-the-record-disable-file -->',
  '\r\n',
  '---\n',
  'ğ',
  '😀',
  '> ',
  ' reportedly',
  '<p>',
  '&amp;',
];
