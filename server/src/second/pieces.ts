import { Tokenizer } from '@huggingface/tokenizers';

/** Words whose pieces are kept; more than the words of any draft. */
const MOST_KEPT = 50_000;

/**
 * Cuts a word into the pieces of a BERT vocabulary, as that of uncased English does it: lower case, no accents, the longest piece first.
 * Never empty: what has no piece at all, such as a lone accent, is `unknown`.
 */
export function createPieces(vocabulary: ReadonlyMap<string, number>, unknown: number): (word: string) => readonly number[] {
  const tokenizer = new Tokenizer(
    {
      model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: Object.fromEntries(vocabulary) },
      normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: null,
      decoder: null,
      added_tokens: [],
    },
    {},
  );
  const kept = new Map<string, readonly number[]>();
  return word => {
    const known = kept.get(word);
    if (known) return known;
    const { ids } = tokenizer.encode(word, { add_special_tokens: false });
    const pieces = ids.length > 0 ? ids : [unknown];
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(word, pieces);
    return pieces;
  };
}
