import type { CaseAuditRow } from '@goldenthread/case-audits';
import type { RowOf } from '@goldenthread/read-models';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayInWords } from '../words.js';
import { KINDS, STATUSES, themeInWords } from './audit-words.js';

export interface AuditsView extends PageHead {
  readonly planHref?: string;
  /** Where what groups see coming is listed, for those who may read it. */
  readonly risksHref?: string;
  /** Where themes are counted, for those who see grades of any. */
  readonly themesHref?: string;
  readonly audits: readonly {
    readonly title: string;
    readonly href: string;
    readonly theme: string;
    readonly kind: string;
    readonly status: string;
    readonly planned: string;
    readonly due: string;
  }[];
}

/** The case audits that somebody can see, the latest first. */
export function auditsPage(
  audits: readonly RowOf<CaseAuditRow>[],
  reading: Reading,
  { mayPlan, mayReadRisks, seesGrades }: { readonly mayPlan: boolean; readonly mayReadRisks: boolean; readonly seesGrades: boolean },
): AuditsView {
  return {
    title: 'Case audits',
    section: 'audits',
    planHref: mayPlan && reading.isNow ? paths.audits.plan : undefined,
    risksHref: mayReadRisks ? reading.go(paths.risks.all) : undefined,
    themesHref: seesGrades ? reading.go(paths.audits.themes) : undefined,
    audits: audits.map(({ audit, title, theme, kind, status, plannedOn, dueOn }) => ({
      title,
      href: reading.go(paths.audits.one(audit)),
      theme: themeInWords(theme),
      kind: KINDS[kind],
      status: STATUSES[status],
      planned: dayInWords(plannedOn),
      due: dueOn === null ? 'Not issued' : dayInWords(dueOn),
    })),
  };
}
