import type { Directive, Span } from '../draft/types.js';
import type { Rule } from './types.js';

/**
 * Marks a comment in the draft, or an entry of its front matter, that silences a rule where the rule marks nothing.
 * Leaves alone: comments for rules that are off, since nobody can tell what these would mark.
 *
 * It looks at what the directives have silenced, not at blocks: `unusedDirectives` below.
 */
export const unusedDirective: Rule = {
  id: 'unused-directive',
  kind: 'other',
  defaultSeverity: 'information',
  summary: 'A comment that silences a rule where the rule marks nothing.',
  guidance: 'take such comments out, since one that outlives its sentence will hide the next slip.',
  check: () => [],
};

/** A directive, and the rules of which it has silenced a mark. */
export interface DirectiveUse {
  readonly directive: Directive;
  readonly silenced: ReadonlySet<string>;
}

/** What of a directive silences nothing. */
export interface UnusedDirective extends Span {
  /** The rule that it names in vain; absent where the whole directive is in vain. */
  readonly rule?: string;
  /** Offsets of the whole directive. */
  readonly directive: Span;
  readonly message: string;
}

/**
 * The parts of directives that silence nothing, in the order of the directives; original offsets. `isOff`: the rule was not asked; `isKnown`: there is such a rule.
 * Of a directive that names this rule, the name counts as used where it stands over something that would be marked.
 */
export function unusedDirectives(uses: readonly DirectiveUse[], isKnown: (rule: string) => boolean, isOff: (rule: string) => boolean): UnusedDirective[] {
  if (isOff(unusedDirective.id)) return [];
  const comments = new Map<number, DirectiveUse[]>();
  for (const use of uses) {
    if (use.directive.kind === 'enable') continue;
    const same = comments.get(use.directive.span.start);
    if (same) same.push(use);
    else comments.set(use.directive.span.start, [use]);
  }
  const silencers = uses.filter(({ directive }) => directive.kind !== 'enable' && directive.rules.includes(unusedDirective.id));
  const needed = new Set<Directive>();
  const found = [...comments.values()]
    .flatMap(comment => unusedParts(comment, rule => rule === unusedDirective.id, isKnown, isOff))
    .filter(part => {
      const silencer = silencers.find(
        ({ directive: { scope, span } }) => span.start !== part.directive.start && scope.start <= part.start && part.start < scope.end,
      );
      if (silencer) needed.add(silencer.directive);
      return !silencer;
    });
  const vain = [...comments.values()].flatMap(comment =>
    comment.some(({ directive }) => needed.has(directive)) ? [] : unusedParts(comment, rule => rule !== unusedDirective.id, isKnown, isOff),
  );
  return [...found, ...vain].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** @param ignored Rules that are not looked at. */
function unusedParts(
  comment: readonly DirectiveUse[],
  ignored: (rule: string) => boolean,
  isKnown: (rule: string) => boolean,
  isOff: (rule: string) => boolean,
): UnusedDirective[] {
  const first = comment[0]?.directive;
  if (!first) return [];
  const whole = first.span;
  const silenced = new Set(comment.flatMap(use => [...use.silenced]));
  const named = comment.flatMap(({ directive: { rules, ruleSpans = [] } }) => rules.map((rule, i) => ({ rule, span: ruleSpans[i] ?? whole })));
  if (named.length === 0) {
    if (silenced.size > 0 || ignored('')) return [];
    return [{ ...whole, directive: whole, message: 'This silences nothing: no rule marks anything there.' }];
  }
  const vain = named.filter(({ rule }) => !ignored(rule) && !silenced.has(rule) && (!isKnown(rule) || !isOff(rule)));
  const isWhole = vain.length === named.length;
  if (isWhole && vain.every(({ rule }) => isKnown(rule)))
    return [
      {
        ...whole,
        directive: whole,
        message: `This silences nothing: ${vain.map(({ rule }) => rule).join(' and ')} ${vain.length === 1 ? 'marks' : 'mark'} nothing there.`,
      },
    ];
  return vain.map(({ rule, span }) => ({
    ...span,
    directive: whole,
    ...(isWhole && vain.length === 1 ? {} : { rule }),
    message: isKnown(rule) ? `This silences nothing: ${rule} marks nothing there.` : `There is no rule “${rule}”.`,
  }));
}
