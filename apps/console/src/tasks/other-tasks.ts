import { daysOf, type ShownAction } from '@goldenthread/actions';
import { owedOf, type AgencyAuditRow, type ShownAudit } from '@goldenthread/case-audits';
import type { RowOf } from '@goldenthread/read-models';
import type { Reading } from '../as-at/page-readings.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';
import { dueInWords, type DatedTask } from './tasks.page.js';

/** An audit that an agency was asked about, and its own parts of it. */
export interface AskedAudit {
  readonly audit: Pick<ShownAudit, 'audit' | 'title'>;
  readonly parts: readonly RowOf<AgencyAuditRow>[];
}

/** The case audits in which an agency still has to say something of its cases. */
export function auditTasks(asked: readonly AskedAudit[], { point, isNow, go }: Reading): readonly DatedTask[] {
  return asked.flatMap(({ audit, parts }) => {
    const [owed] = owedOf(parts, () => 0);
    const open = owed ? owed.unanswered + owed.unsubmitted : 0;
    const dueOn = parts[0]?.dueOn;
    if (open === 0 || dueOn === undefined) return [];
    const link = { text: isNow ? 'Audit the cases' : 'See the audit', href: go(paths.audits.one(audit.audit)) };
    const duty = `A case audit: ${counted(open, 'case')} of ${parts.length} still to audit.`;
    return [{ dueOn, title: audit.title, due: dueInWords(dueOn, point.day), isLate: dueOn < point.day, duty, link }];
  });
}

/** What an agency was asked to do and has not answered, or not done. What waits for others is none of it. */
export function actionTasks(actions: readonly ShownAction[], { point, go }: Reading): readonly DatedTask[] {
  return actions.flatMap((action) => {
    const { status, what, respondBy } = action;
    if (status !== 'issued' && status !== 'accepted') return [];
    const isAsked = status === 'issued';
    const dueOn = isAsked && respondBy !== null ? respondBy : action.dueOn;
    const { isOverdue, isResponseOverdue } = daysOf(action, point.day);
    const duty = isAsked ? 'An action to accept, or to refuse with a reason.' : 'An action that your agency accepted.';
    const link = { text: 'See the action', href: go(paths.actions.one(action.action)) };
    return [{ dueOn, title: what, due: dueInWords(dueOn, point.day), isLate: isOverdue || isResponseOverdue, duty, link }];
  });
}
