import { severities, strictnesses } from '../config/read.js';
import type { Rule, RuleOption } from '../rules/types.js';

/** The part of JSON Schema (draft-07) in which a house style is described. One value checks the file, completes it, explains it, and is shipped. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Of keys that `properties` does not name. */
  readonly additionalProperties?: false | Schema;
  /** `title` says what a key names, for messages. */
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly enum?: readonly string[];
  /** Beside `enum`, one each; an addition of editors to the standard. */
  readonly enumDescriptions?: readonly string[];
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  /** A value is of the first alternative whose type it has. */
  readonly anyOf?: readonly Schema[];
}

const SEVERITY_DESCRIPTIONS: Readonly<Record<string, string>> = {
  error: 'Marked as an error.',
  warning: 'Marked as a warning.',
  information: 'Marked as information.',
  hint: 'Marked as a hint: a few dots, nothing in the Problems list.',
  off: 'Not marked.',
};

/** What each severity does, in the order in which they are offered. */
export const severityDescriptions: readonly string[] = severities.map(severity => SEVERITY_DESCRIPTIONS[severity] ?? '');

/** What each strictness does, in the order in which they are offered. */
export const strictnessDescriptions: readonly string[] = [
  'Only what a desk would surely ask.',
  'What a desk would rather ask than not.',
  'Everything that the rules see, the doubtful too.',
];

/** The schema of `.ontherecord.yaml`. */
export function houseStyleSchema(rules: readonly Rule[]): Schema {
  const shared = settingsProperties(rules);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://on-the-record.invalid/ontherecord.schema.json',
    title: 'House style of On the Record',
    description: 'What a newsroom has agreed on. It holds for all drafts in the folder of this file and below.',
    type: 'object',
    additionalProperties: false,
    properties: {
      extends: {
        description: 'House styles that this one starts from, by their paths relative to this file. What stands here goes before what stands there.',
        anyOf: [text('A path relative to this file, such as `../style/base.yaml`.'), { type: 'array', items: text('A path relative to this file.') }],
      },
      ...shared,
      overrides: {
        description: 'What differs for some drafts. Where several name a draft, the later one holds.',
        type: 'array',
        items: {
          description: 'What differs for the drafts that `files` names.',
          type: 'object',
          additionalProperties: false,
          required: ['files'],
          properties: {
            files: {
              description: 'Glob patterns of drafts, relative to the folder of `.ontherecord.yaml`, such as `opinion/**`.',
              anyOf: [text('A glob pattern.'), { type: 'array', items: text('A glob pattern.'), minItems: 1 }],
            },
            ...shared,
          },
        },
      },
    },
  };
}

function settingsProperties(rules: readonly Rule[]): Record<string, Schema> {
  return {
    rules: {
      description: 'How each rule’s marks are shown, or `off`; by the rule, or by the kind for all rules of it. A rule goes before its kind.',
      type: 'object',
      additionalProperties: false,
      propertyNames: { title: 'rule' },
      properties: { ...Object.fromEntries(rules.map(rule => [rule.id, ruleSchema(rule)])), ...kindProperties(rules) },
    },
    terms: {
      description: 'Words that the newsroom does not use in its own voice, and what it writes instead.',
      type: 'object',
      propertyNames: { title: 'term', minLength: 1 },
      additionalProperties: {
        description: 'What is written instead.',
        anyOf: [
          text('What is written instead, in dictionary form: tense, number and capitals follow the text.'),
          { type: 'array', items: text('What is written instead, the best first.') },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              preferred: {
                description: 'What is written instead, in dictionary form, the best first.',
                anyOf: [text('What is written instead.'), { type: 'array', items: text('What is written instead.') }],
              },
              reason: text('Why, in a sentence for the writer.'),
              part: {
                description: 'How the term inflects. Without it one word is found in any form, several words with their first or last in any form.',
                type: 'string',
                enum: ['verb', 'noun', 'adjective', 'adverb', 'phrase'],
                enumDescriptions: [
                  'Its first word is a verb.',
                  'Its last word is a noun.',
                  'It does not inflect, and is an adjective.',
                  'It does not inflect, and is an adverb.',
                  'Found only as it is written.',
                ],
              },
            },
          },
        ],
      },
    },
    allow: {
      description: 'Words that are never marked, in any of their forms: `regime change`, `TK Maxx`.',
      type: 'array',
      items: text('Words that are never marked.'),
    },
    identified: {
      description: 'Names of outlets and sources that count as identified where they stand in a source: `the prime minister’s office`.',
      type: 'array',
      items: text('The name of an outlet or a source.'),
    },
    anonymity: {
      description: 'What the newsroom asks for where a source is not named.',
      type: 'object',
      additionalProperties: false,
      properties: {
        reason: {
          description: 'Whether the reason for withholding a name has to be given.',
          type: 'string',
          enum: ['required', 'sufficient', 'optional'],
          enumDescriptions: [
            'An unnamed source is marked; one whose reason is given, as information.',
            'An unnamed source is marked unless the reason is given.',
            'A source described by role needs neither a name nor a reason.',
          ],
          default: 'required',
        },
        'named-outlet': {
          description: 'Whether another outlet’s unnamed source counts as identified where the outlet is named.',
          type: 'string',
          enum: ['unidentified', 'identified'],
          enumDescriptions: ['“According to BBC sources” is marked.', '“According to BBC sources” is not marked.'],
          default: 'unidentified',
        },
      },
    },
    strictness: {
      description: 'How sure a mark has to be to be shown.',
      type: 'string',
      enum: strictnesses,
      enumDescriptions: strictnessDescriptions,
      default: 'desk',
    },
  };
}

function ruleSchema({ summary, defaultSeverity, options }: Rule): Schema {
  const severity = severitySchema(summary, defaultSeverity);
  const own: Schema = {
    description: 'What can be set of the rule beyond its severity.',
    type: 'object',
    additionalProperties: false,
    propertyNames: { title: 'option' },
    properties: Object.fromEntries(Object.entries(options ?? {}).map(([name, option]) => [name, optionSchema(option)])),
  };
  const properties = options ? { severity, options: own } : { severity };
  return { description: summary, anyOf: [severity, { type: 'object', additionalProperties: false, properties }] };
}

function kindProperties(rules: readonly Rule[]): Record<string, Schema> {
  const ids = new Set(rules.map(({ id }) => id));
  const kinds = [...new Set<string>(rules.map(({ kind }) => kind))].filter(kind => !ids.has(kind));
  return Object.fromEntries(
    kinds.map(kind => {
      const names = rules.filter(rule => rule.kind === kind).map(({ id }) => id);
      return [kind, severitySchema(`All rules of this kind: ${names.join(', ')}.`)];
    }),
  );
}

function severitySchema(description: string, byDefault?: string): Schema {
  return {
    description,
    type: 'string',
    enum: severities,
    enumDescriptions: severityDescriptions,
    ...(byDefault === undefined ? {} : { default: byDefault }),
  };
}

function optionSchema(option: RuleOption): Schema {
  const facts = { description: option.description, default: option.default };
  switch (option.type) {
    case 'words':
      return { ...facts, type: 'array', items: text('A word or phrase.') };
    case 'number':
      return { ...facts, type: 'number', minimum: option.minimum, maximum: option.maximum };
    case 'flag':
      return { ...facts, type: 'boolean' };
  }
}

function text(description: string): Schema {
  return { description, type: 'string', minLength: 1 };
}
