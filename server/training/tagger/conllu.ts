import { readFileSync } from 'node:fs';
import type { Span } from '../../src/draft/types.js';

/** A word of a treebank; offsets are those of its document's text. */
export interface TreebankWord extends Span {
  readonly form: string;
  readonly pos: string;
  readonly lemma: string;
  /** Penn Treebank tag, as the treebank gives it. */
  readonly detail: string;
  /** Part of a word whose letters do not show where it is cut ("dunno"), so that its offsets are those of the whole. */
  readonly fused: boolean;
}

export interface TreebankSentence extends Span {
  readonly words: readonly TreebankWord[];
}

export interface TreebankDocument {
  readonly id: string;
  /** The part of the id that names the genre: `news` of `GUM_news_asylum`, `weblog` of an EWT document. */
  readonly genre: string;
  /** The text as it was written, so far as the treebank tells: paragraphs with a blank line between them. */
  readonly text: string;
  readonly sentences: readonly TreebankSentence[];
}

/** Reads a file in CoNLL-U (universaldependencies.org/format.html). */
export function readConllu(file: string): TreebankDocument[] {
  const documents: DocumentBuilder[] = [];
  let rows: string[][] = [];
  let current: DocumentBuilder | undefined;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('# newdoc id')) {
      current = new DocumentBuilder(line.slice(line.indexOf('=') + 1).trim());
      documents.push(current);
    } else if (/^# newpar(?: |$)/.test(line)) {
      current?.beginParagraph();
    } else if (line.trim() === '') {
      if (rows.length > 0) current?.addSentence(rows);
      rows = [];
    } else if (!line.startsWith('#')) {
      rows.push(line.split('\t'));
    }
  }
  if (rows.length > 0) current?.addSentence(rows);
  return documents.map(document => document.build());
}

class DocumentBuilder {
  private text = '';
  private readonly sentences: TreebankSentence[] = [];
  private breaksParagraph = false;
  private spaceAfter = false;

  constructor(private readonly id: string) {}

  beginParagraph(): void {
    this.breaksParagraph = true;
  }

  addSentence(rows: readonly string[][]): void {
    if (this.text !== '') {
      if (this.breaksParagraph) this.text += '\n\n';
      else if (this.spaceAfter) this.text += ' ';
    }
    this.breaksParagraph = false;
    this.spaceAfter = false;
    const words: TreebankWord[] = [];
    const start = this.text.length;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? [];
      const id = row[0] ?? '';
      if (id.includes('.')) continue;
      const range = /^(\d+)-(\d+)$/.exec(id);
      const count = range ? Number(range[2]) - Number(range[1]) + 1 : 1;
      const parts = range ? rows.slice(i + 1, i + 1 + count) : [row];
      this.addSurface(row[1] ?? '', parts, words);
      this.spaceAfter = !/SpaceAfter=No/.test(row[9] ?? '');
      if (range) i += count;
    }
    this.sentences.push({ start, end: this.text.length, words });
  }

  /** One written word, of one syntactic word or several. */
  private addSurface(surface: string, parts: readonly string[][], words: TreebankWord[]): void {
    if (this.spaceAfter) this.text += ' ';
    const start = this.text.length;
    this.text += surface;
    const fused = parts.map(part => part[1] ?? '').join('') !== surface;
    let at = start;
    for (const part of parts) {
      const form = part[1] ?? '';
      const span = fused ? { start, end: this.text.length } : { start: at, end: at + form.length };
      at += form.length;
      words.push({ ...span, form, lemma: part[2] ?? '', pos: part[3] ?? 'X', detail: part[4] ?? '', fused });
    }
  }

  build(): TreebankDocument {
    const genre = /^GUM_([a-z]+)_/.exec(this.id)?.[1] ?? this.id.split('-')[0] ?? '';
    return { id: this.id, genre, text: this.text, sentences: this.sentences };
  }
}
