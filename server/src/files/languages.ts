import type { DraftLanguage } from '../draft/types.js';

const BY_EXTENSION: Readonly<Record<string, DraftLanguage>> = {
  draft: 'draft',
  story: 'draft',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
};

/** The language of a file by the end of its name; plain text where the name says nothing. */
export function languageOfPath(path: string): DraftLanguage {
  return BY_EXTENSION[extension(path)] ?? 'plaintext';
}

/**
 * The language of a document by what its editor calls it. Editors that do not know drafts call them text, or nothing; their names tell them apart.
 * Undefined where the document is in another language.
 */
export function languageOfDocument(languageId: string, path: string): DraftLanguage | undefined {
  const byPath = BY_EXTENSION[extension(path)];
  switch (languageId) {
    case 'draft':
    case 'markdown':
    case 'html':
      return languageId;
    case 'plaintext':
    case 'text':
    case '':
      return byPath === 'draft' ? 'draft' : 'plaintext';
    default:
      return byPath === 'draft' ? 'draft' : undefined;
  }
}

function extension(path: string): string {
  return /\.([^./\\]+)$/u.exec(path)?.[1]?.toLowerCase() ?? '';
}
