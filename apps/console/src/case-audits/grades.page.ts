import type { ShownAudit, ShownGrade } from '@goldenthread/case-audits';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { gradeInWords, gradeRadios, wordsBox } from './audit-words.js';
import type { GradesForm } from './moderation.form.js';

export interface GradesView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly lead: string;
  readonly button: string;
  readonly domains: readonly {
    readonly title: string;
    readonly before: string;
    readonly why: string;
    readonly radios: object;
    readonly reason: object;
  }[];
}

/** The form in which a moderator grades another agency, or the meeting's agreement is recorded. */
export function gradesPage(
  { audit, of, agency }: { readonly audit: ShownAudit; readonly of: string; readonly agency: string },
  grades: readonly ShownGrade[],
  isAgreement: boolean,
  commandId: string,
  typed?: GradesForm['grades'],
  errors: readonly PageError[] = [],
): GradesView {
  const name = audit.agencies.find((one) => one.agency === agency)?.name ?? agency;
  const standing = (grade: ShownGrade): string | null =>
    isAgreement ? (grade.agreedGrade ?? grade.moderatorGrade) : (grade.moderatorGrade ?? grade.agencyGrade);
  return {
    title: isAgreement ? `What was agreed for ${name}` : `Grade ${name} as a moderator`,
    caption: `${audit.title}: case ${of}`,
    section: 'audits',
    back: paths.audits.moderation(audit.audit, of),
    errors,
    action: paths.audits.grades(audit.audit, of, agency),
    change: { commandId, basedOn: touchedAt(grades) },
    lead: isAgreement
      ? 'Each grade begins as the moderator’s. Where the meeting agreed another, say why.'
      : 'Each grade begins as the agency’s own. Where you see it otherwise, say why.',
    button: isAgreement ? 'Record what was agreed' : 'Save the grades',
    domains: grades.map((grade) => {
      const said = typed?.find(({ domain }) => domain === grade.domain);
      const moderated =
        grade.moderatorGrade === null || !isAgreement
          ? ''
          : `; the moderator: ${gradeInWords(audit.scale, grade.moderatorGrade).toLowerCase()}`;
      return {
        title: grade.domainTitle,
        before: `The agency: ${gradeInWords(audit.scale, grade.agencyGrade).toLowerCase()}${moderated}`,
        why: grade.why,
        radios: gradeRadios(
          `grade-${grade.domain}`,
          `${grade.domainTitle}: ${isAgreement ? 'agreed grade' : 'your grade'}`,
          audit.scale,
          said?.grade ?? standing(grade) ?? undefined,
          { errors, size: 's' },
        ),
        reason: wordsBox(`reason-${grade.domain}`, 'Why it moves', said?.reason ?? undefined, errors),
      };
    }),
  };
}

/** The last revision that touched any of the grades. */
function touchedAt(grades: readonly ShownGrade[]): string {
  const revisions = grades.flatMap(({ moderationRevision }) => moderationRevision ?? []);
  return revisions.length === 0 ? 'new' : String(Math.max(...revisions));
}
