import type { ShownAudit, ShownGrade } from '@goldenthread/case-audits';
import { isProse } from '@goldenthread/http';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import type { DomainForm, TypedCriterion } from './agency-audit.form.js';
import { gradeRadios, wordsBox } from './audit-words.js';

export interface DomainView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly criteria: readonly { readonly question: string; readonly radios: object; readonly why: object }[];
  readonly grade: object;
  readonly why: object;
}

export interface DomainFacts {
  readonly audit: ShownAudit;
  readonly of: string;
  readonly agency: string;
  readonly domain: string;
  readonly standing?: ShownGrade;
  readonly typed?: Pick<DomainForm, 'grade' | 'why' | 'criteria'>;
  readonly errors?: readonly PageError[];
  readonly commandId: string;
  readonly basedOn?: string;
}

/** The form of one domain: every criterion first, and then the domain as a whole. */
export function domainPage({ audit, of, agency, domain: key, standing, typed, errors = [], commandId, basedOn }: DomainFacts): DomainView {
  const domain = audit.domains.find((one) => one.key === key);
  const said: readonly TypedCriterion[] = typed?.criteria ?? standing?.criteria ?? [];
  return {
    title: domain?.title ?? key,
    caption: `${audit.title}: case ${of}`,
    section: 'audits',
    back: paths.audits.agency(audit.audit, of, agency),
    errors,
    action: paths.audits.domain(audit.audit, of, key),
    change: { commandId, basedOn: basedOn ?? String(standing?.revision ?? 'new') },
    criteria: (domain?.criteria ?? []).map(({ key: criterion, question }) => {
      const one = said.find((answer) => answer.criterion === criterion);
      return {
        question,
        radios: gradeRadios(`rating-${criterion}`, question, audit.scale, one?.rating, { errors, notApplicable: true, size: 's' }),
        why: wordsBox(`why-${criterion}`, 'How do you know?', one?.why, errors),
      };
    }),
    grade: gradeRadios('grade', `${domain?.title ?? key}: your agency’s grade`, audit.scale, typed?.grade ?? standing?.agencyGrade, {
      errors,
    }),
    why: wordsBox(
      'why',
      'Why is that the grade?',
      typed?.why ?? standing?.why,
      errors,
      'Say what you saw and why it was so, not who did it.',
      5,
    ),
  };
}

/** What is missing of the criteria, or longer than is kept, each said beside its own field. */
export function criteriaErrors(audit: ShownAudit, domain: string, criteria: readonly TypedCriterion[]): PageError[] {
  const asked = audit.domains.find(({ key }) => key === domain)?.criteria ?? [];
  return asked.flatMap(({ key, question }) => {
    const said = criteria.find(({ criterion }) => criterion === key);
    const noRating = said?.rating ? [] : [{ text: `Rate: ${question}`, href: `#rating-${key}` }];
    if (isProse(said?.why, 5_000)) return noRating;
    return [...noRating, { text: `Say how you know, in 5,000 characters or fewer: ${question}`, href: `#why-${key}` }];
  });
}
