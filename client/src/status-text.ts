import type { Counts, DocumentStatus, SecondStatus, WorkspaceCheckResult } from './protocol.js';

/** What the server process does, as far as a writer cares. */
export type ServerState = 'starting' | 'ready' | 'stopped' | 'failed';

export interface StatusText {
  /** Short, for the status bar when the item is pinned. */
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
  /** What the item offers to do. */
  readonly action?: 'restart' | 'output' | 'next';
}

/** The entry of the status bar: the marks of the active draft at a glance. */
export interface StatusEntry {
  /** With icons, as the status bar has them. */
  readonly text: string;
  /** What a screen reader says. */
  readonly label: string;
  /** One fact a line. */
  readonly tooltip: readonly string[];
  readonly severity: StatusText['severity'];
}

/** Undefined where there is nothing to say: the document is not checked. */
export function statusEntry(server: ServerState, document: DocumentStatus | undefined, failure?: string): StatusEntry | undefined {
  const { text, detail, severity, busy } = statusText(server, document, failure);
  if (server !== 'ready')
    return { text: `$(${busy ? 'loading~spin' : 'warning'}) On the Record`, label: `On the Record. ${detail}`, tooltip: [detail], severity };
  switch (document?.state) {
    case undefined:
      return { text: '$(quote) …', label: `On the Record. ${detail}`, tooltip: [detail], severity };
    case 'ignored':
      return undefined;
    case 'unreadable':
      return { text: '$(quote) $(warning)', label: `${text}. ${detail}`, tooltip: [detail], severity };
    case 'read': {
      const { counts, waitsFor } = document;
      const shown = nouns.filter(([kind]) => kind !== 'other' || counts[kind] > 0);
      const lines = shown.map(([kind, one, many]) => numbered(counts[kind], one, many));
      const waiting = waitsFor ? [capitalised(waitingTexts[waitsFor])] : [];
      return {
        text: `$(quote) ${shown.map(([kind]) => counts[kind]).join(' · ')}${waitsFor ? ' $(clock)' : ''}`,
        label: `On the Record: ${[lines.join(', '), ...waiting].join('. ')}`,
        tooltip: [...lines, ...waiting, 'Click to list them in the Problems view'],
        severity,
      };
    }
  }
}

const nouns: readonly (readonly [keyof Counts, one: string, many: string])[] = [
  ['unattributed-claim', 'unsourced claim', 'unsourced claims'],
  ['anonymous-source', 'unnamed source', 'unnamed sources'],
  ['loaded', 'loaded word', 'loaded words'],
  ['other', 'other mark', 'other marks'],
];

/** How the status item reads for the server's state and, once the server has looked at it, the active document's. `failure` is why the server could not be started. */
export function statusText(server: ServerState, document: DocumentStatus | undefined, failure?: string): StatusText {
  switch (server) {
    case 'starting':
      return { text: 'On the Record', detail: 'Starting…', severity: 'information', busy: true };
    case 'stopped':
      return { text: 'On the Record: stopped', detail: 'Drafts are not checked', severity: 'warning', busy: false, action: 'restart' };
    case 'failed':
      return {
        text: 'On the Record: not running',
        detail: `The server could not be started${failure ? `: ${failure}` : '; the output says why'}`,
        severity: 'error',
        busy: false,
        action: 'restart',
      };
    case 'ready':
      return documentText(document);
  }
}

function documentText(document: DocumentStatus | undefined): StatusText {
  if (!document) return { text: 'On the Record: reading', detail: 'Reading the draft…', severity: 'information', busy: true };
  switch (document.state) {
    case 'ignored':
      return { text: 'On the Record: not checked', detail: document.message, severity: 'information', busy: false };
    case 'unreadable':
      return {
        text: 'On the Record: not readable',
        detail: document.message,
        severity: 'warning',
        busy: false,
        action: 'output',
      };
    case 'read': {
      const { counts } = document;
      const total = nouns.reduce((sum, [kind]) => sum + counts[kind], 0);
      const { second, waitsFor } = document;
      const marks = total === 0 ? 'Nothing marked in this draft' : summary(counts);
      const detail = [marks, waitsFor && waitingTexts[waitsFor], second && secondText(second)].filter(Boolean).join(' · ');
      return {
        text: total === 0 ? 'On the Record: no marks' : `On the Record: ${total}`,
        detail,
        severity: 'information',
        busy: second?.state === 'working',
        ...(total === 0 ? {} : { action: 'next' as const }),
      };
    }
  }
}

const waitingTexts: Readonly<Record<NonNullable<Extract<DocumentStatus, { state: 'read' }>['waitsFor']>, string>> = {
  save: 'new marks come when it is saved',
  command: 'new marks come with Check Draft',
};

/** What the second reading is about: `second reading at work`. */
export function secondText(second: SecondStatus): string {
  switch (second.state) {
    case 'off':
      return 'second reading off';
    case 'working':
      return 'second reading at work';
    case 'ready':
      return 'read twice';
    case 'unavailable':
      return `no second reading: ${second.reason}`;
  }
}

/** `3 unsourced claims, 1 unnamed source`; kinds without marks are left out. */
export function summary(counts: Counts): string {
  return nouns
    .map(([kind, one, many]) => [counts[kind], one, many] as const)
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => numbered(count, one, many))
    .join(', ');
}

/** What a check of the workspace found: `34 marks in 12 drafts`. */
export function checkedText({ drafts, findings }: WorkspaceCheckResult): string {
  if (drafts === 0) return 'no drafts in this workspace; the setting onTheRecord.files.include says which files are drafts';
  return `${findings === 0 ? 'no marks' : numbered(findings, 'mark', 'marks')} in ${numbered(drafts, 'draft', 'drafts')}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function numbered(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
