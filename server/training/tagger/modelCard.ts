import type { Figure } from './figures.js';
import type { TaggerRecipe } from './pipeline.js';

export interface ModelCardFacts {
  readonly bytes: number;
  readonly gzipped: number;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly recipe: TaggerRecipe;
  /** Measured with the development documents kept out. */
  readonly development: readonly Figure[];
  /** Measured with what is shipped. */
  readonly shipped: readonly Figure[];
}

/** The model card of the tagger, in Markdown. */
export function modelCard({ bytes, gzipped, date, recipe, development, shipped }: ModelCardFacts): string {
  const table = (figures: readonly Figure[]): string => figures.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
  return `# Model card: part-of-speech tagger (\`tagger.bin\`)

Made by \`npm run train:tagger -- --corpora DIR\` on ${date}; the same data gives the same bytes. ${bytes} bytes, ${gzipped} gzipped.

## What it does

Gives each word of an English sentence one of the 17 universal parts of speech (universaldependencies.org/u/pos), in news and in prose near to it.

## Trained on

| corpus | what of it | licence |
| --- | --- | --- |
| Universal Dependencies English EWT (Silveira et al. 2014) | train and dev | CC BY-SA 4.0 |
| Universal Dependencies English GUM (Zeldes 2017) | interview, bio, voyage, textbook, vlog, speech and conversation of train and dev | texts CC BY or public domain by GUM's licence file, annotations CC BY 4.0; the release as a whole is marked CC BY-NC-SA 4.0 for the sake of other genres |
| PolNeAR train (Newell et al. 2018), text only | which parts of speech words have in it, as an earlier tagger of this recipe sees them | none stated; no text of it is kept |

Left out of GUM: the news (Wikinews), so that it can be measured on; the genres of non-commercial licence (wikiHow guides, fiction), and every genre that GUM's licence file does not name as free.

## Method

Averaged perceptron (Collins 2002), greedy from left to right, features of the word, its letters, its capitals, two neighbours on each side and the two parts of speech before it.
A dictionary tells what parts of speech a word can have; words that people always gave the same one (20 times or more, 99.5%) are not scored.
Mean of ${recipe.seeds.length} perceptrons of ${recipe.epochs} epochs with ${recipe.dropout * 100}% of the features hidden while learning; the ${recipe.rows} most useful features are kept, trained again and rounded to whole numbers up to ${recipe.levels}.

File: magic \`OTRtag\\r\\n\`, version, length, CRC-32, then the dictionary and the rows (see \`server/src/english/taggerWeights.ts\`). It is checked when it is loaded.

## Figures

Share of words (punctuation left out) found in raw text with exactly their letters and their part of speech.

As shipped:

| what | |
| --- | --- |
${table(shipped)}

By the same recipe without the development documents, on which the features and the recipe were chosen:

| what | |
| --- | --- |
${table(development)}

The rules for sentences and tokens were mended after looking at what went wrong in the Wikinews and test documents too, so a little of these figures is earned on known ground.

## What it is bad at

- Capitalised words at the start of a sentence and in headlines: name or common noun.
- A participle before a noun ("the wounded man") and behind a form of *be*: adjective or verb. The treebanks waver here too.
- *that*, *as*, *so*, *like*: conjunction, pronoun, adverb or preposition.
- Foreign words, names of works, poetry, code, chat abbreviations, misspellings.
- Transcripts with broken-off words, lists and tables.
`;
}
