import type { Carrier, ClaimFacts, DraftFacts, MentionFacts, SourceFacts } from './protocol.js';

/** A range of a document, as the protocol has it. */
export type FactRange = ClaimFacts['range'];

/** An item of a view: what it says, what a screen reader says of it, and where in the draft it leads. */
export interface FactNode {
  /** The same for the same thing in the next version of the draft, so that what is expanded stays so. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly accessibleLabel: string;
  /** Name of a product icon, and the colour that it has where it is to be seen. */
  readonly icon?: string;
  readonly colour?: string;
  readonly range?: FactRange;
  readonly children: readonly FactNode[];
}

/** How claims are grouped. */
export type ClaimGrouping = 'carrier' | 'paragraph';

const carriers: Readonly<Record<Carrier, { readonly label: string; readonly icon: string; readonly colour?: string }>> = {
  nothing: { label: 'Without a source', icon: 'warning', colour: 'problemsWarningIcon.foreground' },
  citation: { label: 'Cited', icon: 'link' },
  attribution: { label: 'Attributed', icon: 'comment' },
  dismissed: { label: 'Dismissed', icon: 'circle-slash' },
};

const carrierOrder = Object.keys(carriers) as readonly Carrier[];

/** Claims that want a source. */
export function openClaims({ claims }: DraftFacts): readonly ClaimFacts[] {
  return claims.filter(({ carrier }) => carrier === 'nothing');
}

export function claimTree(facts: DraftFacts, grouping: ClaimGrouping): readonly FactNode[] {
  return grouping === 'carrier' ? claimsByCarrier(facts) : claimsByParagraph(facts);
}

function claimsByCarrier({ claims }: DraftFacts): readonly FactNode[] {
  return carrierOrder.flatMap(carrier => {
    const of = claims.filter(claim => claim.carrier === carrier);
    if (of.length === 0) return [];
    const { label, icon, colour } = carriers[carrier];
    return [
      {
        id: carrier,
        label,
        description: String(of.length),
        accessibleLabel: `${label}, ${count(of.length, 'claim')}`,
        icon,
        ...(colour && { colour }),
        children: numbered(of, carrier, claimNode),
      },
    ];
  });
}

function claimsByParagraph({ claims, paragraphs }: DraftFacts): readonly FactNode[] {
  return paragraphs.map((paragraph, index): FactNode => {
    const of = claims.filter(claim => claim.paragraph === index);
    const open = of.filter(({ carrier }) => carrier === 'nothing').length;
    return {
      id: `paragraph ${index}`,
      label: paragraph.words,
      description: open > 0 ? `${open} of ${of.length}` : String(of.length),
      tooltip: paragraph.words,
      accessibleLabel: `${paragraph.words}, ${count(of.length, 'claim')}, ${open} without a source`,
      children: numbered(of, `paragraph ${index}`, claimNode),
    };
  });
}

function claimNode({ words, detail, carrier, range }: ClaimFacts): Omit<FactNode, 'id'> {
  const { label, icon, colour } = carriers[carrier];
  return {
    label: words,
    ...(detail && { description: detail }),
    tooltip: detail ? `${words}\n\n${label}: ${detail}` : `${words}\n\n${label}`,
    accessibleLabel: `${words}. ${label}${detail ? `: ${detail}` : ''}`,
    icon,
    ...(colour && { colour }),
    range,
    children: [],
  };
}

type SourceGroup = 'named' | 'described' | 'vague';

const sourceGroups: Readonly<Record<SourceFacts['identification'], SourceGroup>> = {
  named: 'named',
  described: 'described',
  reasoned: 'described',
  vague: 'vague',
  secondhand: 'vague',
  agentless: 'vague',
};

const groupLabels: readonly (readonly [SourceGroup, label: string, icon: string, colour?: string])[] = [
  ['named', 'Named', 'account'],
  ['described', 'Described, not named', 'person'],
  ['vague', 'Vague', 'question', 'problemsWarningIcon.foreground'],
];

const kindIcons: Readonly<Record<SourceFacts['kind'], string>> = {
  person: 'person',
  organisation: 'organization',
  document: 'file-text',
  group: 'organization',
  unknown: 'question',
};

export function sourceTree({ sources }: DraftFacts): readonly FactNode[] {
  return groupLabels.flatMap(([group, label, icon, colour]) => {
    const of = sources.filter(({ identification }) => sourceGroups[identification] === group);
    if (of.length === 0) return [];
    return [
      {
        id: group,
        label,
        description: String(of.length),
        accessibleLabel: `${label}, ${count(of.length, 'source')}`,
        icon,
        ...(colour && { colour }),
        children: numbered(of, group, sourceNode),
      },
    ];
  });
}

function sourceNode(source: SourceFacts, id: string): Omit<FactNode, 'id'> {
  const share = `${Math.round(source.share * 100)}%`;
  const details = [
    source.role,
    source.reasonForAnonymity && `Reason for anonymity: ${source.reasonForAnonymity}`,
    source.identification === 'secondhand' ? 'Somebody else’s unnamed source' : undefined,
    `${share} of the attributed words, ${count(source.mentions.length, 'mention')}`,
  ].filter(Boolean);
  const [first] = source.mentions;
  return {
    label: source.name,
    description: source.role ? `${share} · ${source.role}` : share,
    tooltip: [source.name, ...details].join('\n\n'),
    accessibleLabel: [source.name, ...details].join(', '),
    icon: kindIcons[source.kind],
    ...(first && { range: first.range }),
    children: numbered(source.mentions, id, mentionNode),
  };
}

function mentionNode({ words, sentence, range }: MentionFacts): Omit<FactNode, 'id'> {
  return { label: words, description: sentence, tooltip: sentence, accessibleLabel: `${words}, in: ${sentence}`, range, children: [] };
}

function numbered<T>(items: readonly T[], parent: string, node: (item: T, id: string) => Omit<FactNode, 'id'>): readonly FactNode[] {
  return items.map((item, index) => {
    const id = `${parent}/${index}`;
    return { ...node(item, id), id };
  });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
