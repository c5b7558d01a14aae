import type { SecondThresholds } from './opinion.js';
import { createPieces } from './pieces.js';
import type { PieceVocabulary, WindowBudgets } from './windows.js';
import type { PlaceMarker } from './words.js';

/** The names of the files. `runtime` is the WebAssembly of ONNX Runtime. */
export const modelFiles = { manifest: 'second.json', vocabulary: 'second.vocab.txt', model: 'second.onnx', runtime: 'ort-wasm-simd-threaded.wasm' } as const;

/** What a file must be, so that a damaged one is known. */
export interface FileFacts {
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** `second.json`: what the model is, as far as the runtime needs it; what else stands there is the judgement's. */
export interface ModelManifest {
  readonly version: number;
  /** Names of the output columns, `group.name`, those of words before those of sentences. */
  readonly columns: readonly string[];
  readonly budgets: WindowBudgets;
  readonly thresholds: SecondThresholds;
  readonly model: FileFacts;
  readonly vocabulary: FileFacts;
}

/** The model without what only the worker needs. */
export interface SecondModel {
  readonly manifest: ModelManifest;
  readonly vocabulary: PieceVocabulary;
  readonly vocabularyBytes: Uint8Array;
}

/** The version of manifests that this program reads. */
const VERSION = 1;

const PLACES: readonly PlaceMarker[] = ['headline', 'lead', 'early', 'body', 'heading', 'listItem', 'blockQuotation', 'caption', 'other'];

/** Reads manifest and vocabulary. Throws an error for people where one is damaged or of another version. */
export function readModel(manifestBytes: Uint8Array, vocabularyBytes: Uint8Array): SecondModel {
  const manifest = readManifest(new TextDecoder().decode(manifestBytes));
  const { bytes } = manifest.vocabulary;
  if (vocabularyBytes.length !== bytes)
    throw new Error(
      `${modelFiles.vocabulary} is damaged: it has ${vocabularyBytes.length} bytes where ${modelFiles.manifest} says ${bytes}. Install the extension again.`,
    );
  return { manifest, vocabulary: readVocabulary(new TextDecoder().decode(vocabularyBytes)), vocabularyBytes };
}

/** Rejects with an error for people where a file is not whole. */
export async function checkFile(name: string, bytes: Uint8Array, { bytes: length, sha256 }: FileFacts): Promise<void> {
  const damaged = (what: string) => new Error(`${name} is damaged: ${what}. Install the extension again.`);
  if (bytes.length !== length) throw damaged(`it has ${bytes.length} bytes where ${modelFiles.manifest} says ${length}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  const found = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
  if (found !== sha256) throw damaged(`its SHA-256 is not that of ${modelFiles.manifest}`);
}

function readManifest(json: string): ModelManifest {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    throw new Error(`${modelFiles.manifest} is damaged: ${error instanceof Error ? error.message : String(error)}. Install the extension again.`);
  }
  const version = isObject(raw) ? raw.version : undefined;
  if (version !== VERSION) throw new Error(`${modelFiles.manifest} has version ${String(version)}, and this program reads version ${VERSION}.`);
  if (!isManifest(raw)) throw new Error(`${modelFiles.manifest} does not say all that it should: columns, budgets, thresholds, model and vocabulary.`);
  return raw;
}

function isManifest(raw: unknown): raw is ModelManifest {
  if (!isObject(raw)) return false;
  const { columns, budgets, thresholds, model, vocabulary } = raw;
  return (
    Array.isArray(columns) &&
    columns.length > 0 &&
    columns.every(name => typeof name === 'string') &&
    isObject(budgets) &&
    ['before', 'after', 'most', 'headline', 'word'].every(name => Number.isInteger(budgets[name])) &&
    isThresholds(thresholds) &&
    isFacts(model) &&
    isFacts(vocabulary)
  );
}

function isThresholds(value: unknown): boolean {
  const pair = (of: unknown): boolean => isObject(of) && typeof of.known === 'number' && typeof of.unknown === 'number';
  return isObject(value) && typeof value.claim === 'number' && pair(value.anonymous) && pair(value.loaded);
}

function isFacts(value: unknown): value is FileFacts {
  return isObject(value) && Number.isInteger(value.bytes) && typeof value.sha256 === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function readVocabulary(text: string): PieceVocabulary {
  const names = text.replace(/\n$/u, '').split('\n');
  const numbers = new Map(names.map((name, number) => [name, number]));
  const special = (name: string): number => {
    const number = numbers.get(`[${name}]`);
    if (number === undefined) throw new Error(`${modelFiles.vocabulary} has no piece “[${name}]”.`);
    return number;
  };
  const places = Object.fromEntries(PLACES.map(place => [place, special(place)])) as Record<PlaceMarker, number>;
  return { pieces: createPieces(numbers, special('UNK')), first: special('CLS'), last: special('SEP'), sentence: special('sentence'), places };
}
