import { sourceRule } from './anonymous.js';

/**
 * Marks “sources” where the rest of the draft tells of one: “sources said”, and then “the source said”.
 * Leaves alone: drafts that tell of two or another source, and those in which “sources” is all that there is.
 */
export const pluralSources = sourceRule({
  id: 'plural-sources',
  defaultSeverity: 'warning',
  summary: '“Sources” where the draft shows but one.',
  guidance: 'never allow the plural “sources” for one person.',
  message: words => `“${words}”: the draft shows one source only.`,
  why: () => 'Further on the draft speaks of “the source”; two would be better than one, and the reader is told that there are two.',
});
