import type { Figure } from './figures.js';
import type { AttributionRecipe } from './recipe.js';

export interface ModelCardFacts {
  readonly bytes: number;
  readonly gzipped: number;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly seeds: number;
  readonly recipe: AttributionRecipe;
  /** Measured on the development corpus. */
  readonly figures: readonly Figure[];
}

/** The model card of the attribution model, in Markdown. */
export function modelCard({ bytes, gzipped, date, seeds, recipe, figures }: ModelCardFacts): string {
  return `# Model card: who says what (\`attribution.bin\`)

Made by \`npm run train:attribution -- --corpora DIR\` on ${date}; the same corpora and the same tagger give the same bytes. ${bytes} bytes, ${gzipped} gzipped.

## What it does

Marks in a paragraph of English news the words that name a source, the words that say it speaks or thinks (the cue), and the words that are its content; then tells which cue carries which content and which source the cue belongs to.

## Trained on

| corpus | what of it | licence |
| --- | --- | --- |
| PolNeAR train (Newell et al. 2018) | 840 articles on US politics of 2015 and 2016 with sources, cues, contents and their relations | none stated; the texts are their publishers'; no text of it is kept |

It reads the parts of speech of \`tagger.bin\` and what the written rules of \`server/src/attribution/attribute.ts\` make of the paragraph, as evidence among others.

## Method

A linear-chain conditional random field (Lafferty et al. 2001). A token is outside, or begins or goes on with a source, a cue or a content: seven tags. A state is a tag with what the sentence has shown so far (a source, a cue that wants its content, content that wants its cue, both): nineteen states that follow from the tags.
About 80 hashed features a token: the word, its dictionary form, end and shape, and those of two neighbours on both sides; parts of speech three to each side; how often the word is part of a cue or a source in the training corpus; the nearest cue on both sides, how far and over how many commas; the nearest comma, dash, colon or quotation mark; where it stands to the quotation marks, how long the quotation is, what stands before and behind it; place in the sentence; what the sentences and the paragraph before were like; the written rules' own reading.
Steps between tags are weighed by parts of speech and words, steps between states by quotation marks and by what the sentence holds.
A first run over all features (AdaGrad, Duchi et al. 2011, ${recipe.selection.epochs} epochs, step ${recipe.selection.rate}) finds the ${recipe.rows} most useful; then these alone are learned anew: ${recipe.epochs} epochs, step ${recipe.rate}, ${recipe.dropout * 100}% of the features hidden while learning; the mean of ${seeds} runs in other orders, in one byte for each tag.
Spans are chosen by minimum Bayes risk (after Goel and Byrne 2000): each is weighed by the probability of all readings that have it (forward-backward), to which ${recipe.wordShare} of the mean probability of its words is added; a source costs ${recipe.thresholds[0]}, a cue ${recipe.thresholds[1]}, a content ${recipe.thresholds[2]}, and of all sets without overlap the one that is worth most is drawn. Links: an averaged perceptron over the nearest candidates.

File: magic \`OTRatt\\r\\n\`, version, length, CRC-32, then the payload (see \`server/src/attribution/sequence/weights.ts\`). It is checked when it is loaded.

## Figures

On PolNeAR dev (84 articles), which all choices were made on (some 35 configurations), so expect a point or two less on other news of the kind. Exact: the very offsets; overlap: any shared character.

| what | |
| --- | --- |
${figures.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}

Two people, by the corpus' authors: exact .777 / .705 / .684, overlap .841 / .815 / .878, sentence F1 .932.

## What it is bad at

- Attribution without a verb of speech or mind: "has faced ridicule", "so-called", "in contempt of".
- Where content ends before a clause of the reporter's own ("…, despite the fact that …"), and where a description after a name ends.
- A relative "who" or "which" as the source; two names as one source.
- Attributions inside long quotations are left alone on purpose.
- Lists of readers' letters, transcripts, headlines and social media posts, of which the corpus has few.
- News on other things than politics, and of other times and countries: the words that are cues there may be others.
`;
}
