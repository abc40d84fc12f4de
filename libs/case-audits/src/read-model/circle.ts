import type { Actor } from '@goldenthread/event-sourcing';
import type { ReadAs } from '../domain/case-audit-reading.events.js';
import type { CaseAuditRow } from './case-audit.row.js';

/**
 * What somebody may see of one audit (domain facts §3, "who sees what"). Judged by who they are now, whatever the date
 * they look at.
 */
export interface Sight {
  /** As what they belong to the circle that sees unsuppressed grades and counts: each such reading is noted. */
  readonly as: ReadAs | 'agency';
  /** The agency whose own audits they may see at any time. */
  readonly own?: string;
  /** Whose submitted audits they may read, word by word: all at once, those of opened moderations, or none but their own. */
  readonly words: 'all' | 'opened' | 'own';
  /** Which moderations they may read: all, or those at which their own agency's audit was on the table. */
  readonly moderations: 'all' | 'own' | 'none';
  /** Whether they see grades and counts over all agencies. */
  readonly grades: boolean;
  /** Whether they see findings before the report is agreed. */
  readonly drafts: boolean;
}

type OfAudit = Pick<CaseAuditRow, 'partnership' | 'agencies' | 'panel'>;

/** @returns nothing where the audit is, to them, not there. */
export function sightOf({ person, agency, role }: Actor, partnership: string | null, audit: OfAudit): Sight | undefined {
  const asked = audit.agencies.find((one) => one.agency === agency);
  const isOnPanel = audit.panel.some((one) => one.person === person && one.agency === agency);
  // A panel of a joint audit has members of every partnership that takes part; its business units stay outside the circle.
  if (isOnPanel && partnership !== audit.partnership && audit.agencies.some((one) => one.partnership === partnership)) {
    return panelMember(asked && isOfAgency(role) ? agency : undefined);
  }
  if (partnership !== audit.partnership) return asked?.partnership === partnership && isOfAgency(role) ? ownOnly(agency) : undefined;
  if (role === 'coordinator') return { as: 'business-unit', words: 'all', moderations: 'all', grades: true, drafts: true };
  if (role === 'scrutineer') return { as: 'scrutineer', words: 'all', moderations: 'all', grades: true, drafts: true };
  if (isOnPanel) return panelMember(asked && isOfAgency(role) ? agency : undefined);
  if (role === 'paqa-member') return { as: 'sub-committee', words: 'own', moderations: 'none', grades: true, drafts: true };
  return asked && isOfAgency(role) ? ownOnly(agency) : undefined;
}

function panelMember(own: string | undefined): Sight {
  return { as: 'panel', ...(own === undefined ? {} : { own }), words: 'opened', moderations: 'all', grades: true, drafts: true };
}

function ownOnly(agency: string): Sight {
  return { as: 'agency', own: agency, words: 'own', moderations: 'own', grades: false, drafts: false };
}

function isOfAgency(role: string): boolean {
  return role === 'agency-author' || role === 'agency-lead';
}

/** An agency's audit of a case: how it stood where it is looked at, and whether its case is open to others by now. */
export interface SeenAudit {
  readonly agency: string;
  readonly submitted: boolean;
  readonly opened: boolean;
}

/** Whether somebody may read an agency's audit of a case: their own at any time, another's never as a draft. */
export function maySeeAudit(sight: Sight, { agency, submitted, opened }: SeenAudit): boolean {
  if (agency === sight.own) return true;
  if (!submitted) return false;
  return sight.words === 'all' || (sight.words === 'opened' && opened);
}

/** Whether somebody may read the moderation of a case, given whose audits lay on the table and whether the meeting was held. */
export function maySeeModeration(
  sight: Sight,
  { moderated, held }: { readonly moderated: readonly string[]; readonly held: boolean },
): boolean {
  if (sight.moderations === 'all') return true;
  return sight.moderations === 'own' && held && sight.own !== undefined && moderated.includes(sight.own);
}
