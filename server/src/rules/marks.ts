import type { HouseStyle } from '../config/types.js';
import type { Draft } from '../draft/types.js';
import type { English } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { createHouse, type House } from './house.js';
import type { DraftMark, KeptFacts, Mark, Rule } from './types.js';

/** The marks of rules under a house style; a rule is asked only where what it looks at has changed. One for each document. */
export interface MarkReader {
  ofBlock(rule: Rule, block: BlockReading, english: English, style: HouseStyle): readonly Mark[];
  ofDraft(rule: Rule, reading: Reading): readonly DraftMark[];
  /** All marks of a rule, those of blocks first, each with the place of its block in the reading. */
  all(rule: Rule, reading: Reading, style: HouseStyle): readonly DraftMark[];
}

export function createMarkReader(): MarkReader {
  let known = new WeakMap<object, Map<string, readonly Mark[]>>();
  let lastHouse: { readonly style: HouseStyle; readonly house: House } | undefined;
  const facts = new WeakMap<object, Map<unknown, unknown>>();
  let last: { readonly reading: Reading; readonly marks: Map<string, readonly DraftMark[]> } | undefined;

  const keep =
    (english: English): KeptFacts =>
    <Facts>(block: BlockReading, read: (block: BlockReading, english: English) => Facts): Facts => {
      let ofBlock = facts.get(block.revision);
      if (!ofBlock) {
        ofBlock = new Map();
        facts.set(block.revision, ofBlock);
      }
      if (!ofBlock.has(read)) ofBlock.set(read, read(block, english));
      return ofBlock.get(read) as Facts;
    };

  const reader: MarkReader = {
    ofBlock(rule, block, english, style) {
      if (lastHouse?.style !== style) {
        lastHouse = { style, house: createHouse(style) };
        known = new WeakMap();
      }
      let marks = known.get(block.revision);
      if (!marks) {
        marks = new Map();
        known.set(block.revision, marks);
      }
      const found = marks.get(rule.id) ?? lastHouse.house.check(rule, block, english);
      marks.set(rule.id, found);
      return found;
    },
    ofDraft(rule, reading) {
      if (!rule.checkDraft) return [];
      if (last?.reading !== reading) last = { reading, marks: last && sameToRules(last.reading, reading) ? last.marks : new Map() };
      const found = last.marks.get(rule.id) ?? rule.checkDraft(reading, keep(reading.english));
      last.marks.set(rule.id, found);
      return found;
    },
    all(rule, reading, style) {
      const ofBlocks = reading.blocks.flatMap((block, index) =>
        reader.ofBlock(rule, block, reading.english, style).map((mark): DraftMark => ({ ...mark, block: index })),
      );
      return [...ofBlocks, ...reader.ofDraft(rule, reading)];
    },
  };
  return reader;
}

/** Whether nothing has changed that a rule may look at: all blocks read as they did, stand in the same order, and the front matter says the same. */
function sameToRules(a: Reading, b: Reading): boolean {
  return (
    a.blocks.length === b.blocks.length &&
    a.blocks.every(({ revision, index }, i) => revision === b.blocks[i]?.revision && index === b.blocks[i]?.index) &&
    frontMatterText(a.draft) === frontMatterText(b.draft)
  );
}

function frontMatterText({ frontMatter, text }: Draft): string {
  return frontMatter ? text.slice(frontMatter.span.start, frontMatter.span.end) : '';
}
