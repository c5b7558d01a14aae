import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver-types';
import type { Finding } from '../analysis.js';
import type { Span } from '../draft/types.js';
import type { Fix, Rule } from '../rules/types.js';
import { diagnosticOf, diagnosticSource } from './diagnostics.js';
import { directiveRemoval } from './directives.js';
import { type DismissalScope, dismissalScope } from './dismiss.js';
import { changesOf, type TextChange, workspaceEdit } from './edits.js';
import { type MarkName, type SilenceMenu, type SilenceRequest, type SilenceWay, silenceWays, silencingChanges } from './silence.js';
import type { ClientFeatures, ReadDocument, RulePage } from './types.js';

/** All that is safe to change, at once. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.onTheRecord`;

/** The kinds of actions that the server can offer. */
export const codeActionKinds: readonly string[] = [CodeActionKind.QuickFix, fixAllKind];

/** The server's command that silences a mark; its argument is a `SilenceRequest`. */
export const silenceCommand = 'onTheRecord.server.silence';

/** What code actions need besides the document. */
export interface CodeActionContext {
  readonly client: ClientFeatures;
  readonly rules: readonly Rule[];
  readonly rulePage: RulePage;
}

/** What the client asks for: actions of these kinds (all if absent), for these diagnostics of its own. */
export interface CodeActionRequest {
  readonly only?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Names a change that was offered, so that it can be worked out when it is chosen. */
interface ActionData {
  readonly uri: string;
  readonly action: 'fix' | 'dismiss' | 'dismissInDraft' | 'removeDirective' | 'fixAll';
  /** Of the mark; absent for `fixAll`. */
  readonly mark?: MarkName;
  /** Place of the fix in the rule's list. */
  readonly fix?: number;
}

/** The URI of the document that an action is for; undefined if the action is not one of the server's. */
export function documentOfAction(action: CodeAction): string | undefined {
  return isActionData(action.data) ? action.data.uri : undefined;
}

/** What can be done about the marks that a range touches, mark by mark: the rule's fixes first, then the ways to silence the mark, from the narrowest to the widest. */
export function codeActions(read: ReadDocument, span: Span, request: CodeActionRequest, context: CodeActionContext): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isAskedFor(CodeActionKind.QuickFix, request.only)) {
    const findings = read.analysis.findings.filter(({ start, end }) => start <= span.end && end >= span.start).sort(byNearness(span));
    const fixes = findings.flatMap(finding => fixesOf(finding, read, context).map((fix, index) => fixAction(finding, fix, index)));
    actions.push(...fixes, ...removals(findings), ...silencing(findings), ...turnOffs(findings), ...askingForReason(findings));
  }
  // Never in the menu of a mark: only for whoever asks for it by name, as an editor does on saving.
  if (request.only && isAskedFor(fixAllKind, request.only)) {
    const changes = safeChanges(read, context);
    if (changes.length > 0) {
      const action: CodeAction = { title: 'Fix everything that is safe to fix', kind: fixAllKind };
      actions.push(withEdit(action, { uri: read.document.uri, action: 'fixAll' }, () => changes));
    }
  }
  return actions;

  function fixAction(finding: Finding, fix: Fix, index: number): CodeAction {
    const action: CodeAction = {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [theirs(finding)],
      ...(fix.preferred ? { isPreferred: true } : {}),
    };
    return withEdit(action, { ...dataOf(finding), action: 'fix', fix: index }, () => changesOfFix(finding, fix, read));
  }

  function removals(findings: readonly Finding[]): CodeAction[] {
    return findings.flatMap(finding => {
      const removal = directiveRemoval(finding, read);
      if (!removal) return [];
      const action: CodeAction = { title: removal.title, kind: CodeActionKind.QuickFix, diagnostics: [theirs(finding)], isPreferred: true };
      return [withEdit(action, { ...dataOf(finding), action: 'removeDirective' }, () => [...removal.changes])];
    });
  }

  /** What silences several of the marks is offered once. */
  function silencing(findings: readonly Finding[]): CodeAction[] {
    const scopes = scopesOf(findings, read);
    const rules = new Set(findings.map(({ rule }) => rule));
    const seen = new Set<string>();
    const ofEach = findings.map(finding => {
      const scope = scopes.get(finding) ?? dismissalScope(finding, read);
      return silenceWays(finding, read, scope, rules.size > 1 ? finding.rule : undefined).flatMap(way => {
        const reach = { mark: `${finding.start} ${finding.end}`, here: `${scope.of} ${scope.start}`, draft: '', allow: way.term, off: '' }[way.how];
        const key = JSON.stringify([way.how, way.how === 'allow' ? '' : finding.rule, reach]);
        if (seen.has(key)) return [];
        seen.add(key);
        return [{ how: way.how, action: silencingAction(finding, way) }];
      });
    });
    const order = ['mark', 'here', 'draft', 'allow', 'off'];
    return ofEach
      .flat()
      .sort((a, b) => order.indexOf(a.how) - order.indexOf(b.how))
      .map(({ action }) => action);
  }

  function silencingAction(finding: Finding, { how, title }: SilenceWay): CodeAction {
    const action: CodeAction = { title, kind: CodeActionKind.QuickFix, diagnostics: [theirs(finding)] };
    if (how === 'here') return withEdit(action, { ...dataOf(finding), action: 'dismiss' }, () => silencingChanges(finding, how, read));
    if (how === 'draft') return withEdit(action, { ...dataOf(finding), action: 'dismissInDraft' }, () => silencingChanges(finding, how, read));
    const request: SilenceRequest = { uri: read.document.uri, mark: markName(finding), how };
    return { ...action, command: { title, command: silenceCommand, arguments: [request] } };
  }

  /** For the mark at the place alone, where the client can ask. */
  function askingForReason([finding]: readonly Finding[]): CodeAction[] {
    const command = context.client.reasonCommand;
    if (command === undefined || !finding) return [];
    const ways = silenceWays(finding, read).map(({ how, title }) => ({ how, title }));
    if (ways.length === 0) return [];
    const title = 'Dismiss with a reason…';
    const menu: SilenceMenu = { uri: read.document.uri, mark: markName(finding), ways };
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [theirs(finding)], command: { title, command, arguments: [menu] } }];
  }

  function turnOffs(findings: readonly Finding[]): CodeAction[] {
    const command = context.client.turnRuleOffCommand;
    if (command === undefined) return [];
    return firstOfEach(findings, ({ rule }) => rule).map(finding => {
      const title = `Turn the rule “${finding.rule}” off`;
      return {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [theirs(finding)],
        command: { title, command, arguments: [finding.rule, read.document.uri] },
      };
    });
  }

  function withEdit(action: CodeAction, data: ActionData, changes: () => TextChange[]): CodeAction {
    return context.client.resolveEdits ? { ...action, data } : { ...action, edit: workspaceEdit(read.document, changes(), context.client) };
  }

  function dataOf(finding: Finding): Omit<ActionData, 'action'> {
    return { uri: read.document.uri, mark: markName(finding) };
  }

  /** The client's own diagnostic for a finding, so that it can tell which of its marks the action is for. */
  function theirs(finding: Finding): Diagnostic {
    const ours = diagnosticOf(finding, read.document, context.client, context.rulePage);
    const { start, end } = ours.range;
    const same = request.diagnostics.find(
      ({ source, code, range }) =>
        source === diagnosticSource &&
        code === finding.rule &&
        range.start.line === start.line &&
        range.start.character === start.character &&
        range.end.line === end.line &&
        range.end.character === end.character,
    );
    return same ?? ours;
  }
}

/** The action with its edit. One whose mark is no longer there stays without. */
export function resolveCodeAction(action: CodeAction, read: ReadDocument, context: CodeActionContext): CodeAction {
  const { data } = action;
  if (!isActionData(data) || action.edit) return action;
  const changes = changesOfAction(data, action.title, read, context);
  return changes ? { ...action, edit: workspaceEdit(read.document, changes, context.client) } : action;
}

function changesOfAction(data: ActionData, title: string, read: ReadDocument, context: CodeActionContext): TextChange[] | undefined {
  if (data.action === 'fixAll') return safeChanges(read, context);
  const { mark } = data;
  const finding = mark && findingOf(mark, read);
  if (!finding) return undefined;
  if (data.action === 'dismiss') return silencingChanges(finding, 'here', read);
  if (data.action === 'dismissInDraft') return silencingChanges(finding, 'draft', read);
  if (data.action === 'removeDirective') return [...(directiveRemoval(finding, read)?.changes ?? [])];
  const fix = fixesOf(finding, read, context)[data.fix ?? -1];
  return fix?.title === title ? changesOfFix(finding, fix, read) : undefined;
}

/** The finding that an action names; undefined where it is gone. */
export function findingOf(mark: MarkName, { analysis }: ReadDocument): Finding | undefined {
  return analysis.findings.find(({ rule, sub, start, end }) => rule === mark.rule && sub === mark.sub && start === mark.start && end === mark.end);
}

function markName({ rule, sub, start, end }: Finding): MarkName {
  return { rule, sub, start, end };
}

/** The safe fixes of the whole document, one a mark; where two would change the same words, the first stands. */
function safeChanges(read: ReadDocument, context: CodeActionContext): TextChange[] {
  const accepted: TextChange[] = [];
  let end = -1;
  for (const finding of read.analysis.findings) {
    const fix = fixesOf(finding, read, context).find(({ safe }) => safe);
    const changes = fix ? changesOfFix(finding, fix, read) : [];
    const first = changes[0];
    const last = changes.at(-1);
    if (!first || !last || first.start <= end) continue;
    accepted.push(...changes.map(({ snippet: _, ...change }) => change));
    end = last.end;
  }
  return accepted;
}

/** How far the dismissals of marks reach. A scope is worked out once for all marks in it: a table is long, and so is a line at times. */
function scopesOf(findings: readonly Finding[], read: ReadDocument): Map<Finding, DismissalScope> {
  const scopes = new Map<Finding, DismissalScope>();
  let last: DismissalScope | undefined;
  for (const finding of [...findings].sort((a, b) => b.start - a.start)) {
    const isCell = read.analysis.reading.blocks[finding.block]?.block.kind === 'tableCell';
    // A paragraph can stand right above a table, within what a comment on the table would silence.
    if (!last || finding.start < last.start || (last.of === 'table' && !isCell)) last = dismissalScope(finding, read);
    scopes.set(finding, last);
  }
  return scopes;
}

function fixesOf(finding: Finding, { analysis }: ReadDocument, { rules }: CodeActionContext): readonly Fix[] {
  const block = analysis.reading.blocks[finding.block];
  return block ? (rules.find(({ id }) => id === finding.rule)?.fixes?.(finding.mark, block, analysis.reading) ?? []) : [];
}

function changesOfFix(finding: Finding, fix: Fix, { analysis }: ReadDocument): TextChange[] {
  const block = analysis.reading.blocks[finding.block];
  return block ? changesOf(fix, block, analysis.reading) : [];
}

function isAskedFor(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some(asked => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

/** Marks that hold the place first, then the narrower ones. */
function byNearness({ start, end }: Span): (a: Finding, b: Finding) => number {
  const distance = (finding: Finding) => Math.max(0, finding.start - start, end - finding.end);
  return (a, b) => distance(a) - distance(b) || a.end - a.start - (b.end - b.start) || a.start - b.start;
}

function firstOfEach<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter(item => !seen.has(key(item)) && seen.add(key(item)));
}

function isActionData(data: unknown): data is ActionData {
  return typeof data === 'object' && data !== null && 'uri' in data && typeof data.uri === 'string' && 'action' in data;
}
