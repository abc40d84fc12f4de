import type { AuditKind, CaseAuditRow } from '@goldenthread/case-audits';
import type { RowOf } from '@goldenthread/read-models';
import { listOf } from '../forms/fields.js';
import type { PageError } from '../frame/page.js';
import { KINDS } from './audit-words.js';

/** A partnership that an audit can be done with, and its agencies that can be asked. */
export interface OtherPartnership {
  readonly partnership: string;
  readonly name: string;
  readonly agencies: readonly { readonly agency: string; readonly name: string }[];
}

/** An audit that can be done again. */
export type EarlierAudit = Pick<
  RowOf<CaseAuditRow>,
  'audit' | 'title' | 'theme' | 'questions' | 'domains' | 'agencies' | 'panel' | 'doneWith' | 'toolCode' | 'toolVersion' | 'partnership'
>;

/** The kind of an audit, with whom it is done, and what it repeats: chosen before anything else is asked. */
export interface ChosenKind {
  readonly kind: AuditKind;
  readonly others: readonly OtherPartnership[];
  readonly earlier?: EarlierAudit;
}

/** What was chosen of a kind, or what is wrong with it; nothing where nothing was chosen yet. */
export type KindAsked = { readonly chosen: ChosenKind } | { readonly errors: readonly PageError[]; readonly typed: TypedKind };

export interface TypedKind {
  readonly kind?: string;
  readonly with: readonly string[];
  readonly reAuditOf?: string;
  /** The proposal of a signal that was taken up as the theme of this audit, to be carried on. */
  readonly proposal?: string;
}

/** What an address or a form says of the kind. */
export function typedKindOf(fields: Readonly<Record<string, unknown>>): TypedKind {
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  const others = fields['with[]'];
  const list = Array.isArray(others) ? others.filter((one) => typeof one === 'string') : listOf(text(others));
  return { kind: text(fields.kind), with: list, reAuditOf: text(fields.reAuditOf), proposal: text(fields.proposal) };
}

/** Whether an address answers the question of the kind at all, be it with nothing. */
export function isAsked(query: Readonly<Record<string, unknown>>): boolean {
  return 'kind' in query || 'asked' in query;
}

/** Whether a kind can be planned as it was chosen, of the partnerships and audits that there are. */
export function kindOf(typed: TypedKind, others: readonly OtherPartnership[], audits: readonly EarlierAudit[]): KindAsked {
  const { kind, reAuditOf } = typed;
  const wrong = (text: string, href: string): KindAsked => ({ errors: [{ text, href }], typed });
  if (kind === undefined || !isKind(kind)) return wrong('Choose what kind of audit it is', '#kind');
  if (kind === 'joint') {
    const chosen = others.filter(({ partnership }) => typed.with.includes(partnership));
    return chosen.length === 0 ? wrong('Choose the partnerships that it is done with', '#with') : { chosen: { kind, others: chosen } };
  }
  if (kind !== 're-audit') return { chosen: { kind, others: [] } };
  const earlier = audits.find(({ audit }) => audit === reAuditOf);
  if (!earlier) return wrong('Choose the audit that is done again', '#reAuditOf');
  return { chosen: { kind, others: others.filter(({ partnership }) => earlier.doneWith.includes(partnership)), earlier } };
}

function isKind(kind: string): kind is AuditKind {
  return Object.hasOwn(KINDS, kind);
}
