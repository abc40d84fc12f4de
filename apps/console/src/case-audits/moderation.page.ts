import { type ShownAudit, type ShownCase, type ShownGrade, type ShownNote, type Sight } from '@goldenthread/case-audits';
import { changeMark } from '@goldenthread/charts';
import type { Reading } from '../as-at/page-readings.js';
import { dateInput, NO_DAY } from '../coordinator/typed-day.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayInWords } from '../words.js';
import { childInWords, errorFor, gradeInWords, rankOf, stepInWords, wordsBox } from './audit-words.js';
import { noteOf, type NoteView } from './grade-note.view.js';
import type { ConcludeForm, MeetingForm } from './moderation.form.js';

export interface ModerationFacts {
  readonly audit: ShownAudit;
  readonly sight: Sight;
  readonly of: ShownCase;
  readonly grades: readonly ShownGrade[];
  readonly notes: readonly ShownNote[];
  readonly reading: Reading;
  /** Whether whoever reads keeps the record of the meeting. */
  readonly mayRun: boolean;
  readonly nameOf: (person: string) => string;
  readonly commandId: string;
  readonly errors?: readonly PageError[];
  readonly meeting?: Partial<MeetingForm>;
  readonly conclusion?: Partial<ConcludeForm>;
  readonly withoutReason?: string;
}

export interface ModerationView extends PageHead {
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly about: string;
  readonly facts: readonly { readonly key: string; readonly text: string }[];
  readonly agencies: readonly {
    readonly name: string;
    /** Why it was not heard at the meeting; nothing where it was. */
    readonly absent?: string;
    readonly rows: readonly Row[];
    readonly href?: string;
    readonly hrefText?: string;
  }[];
  readonly notes: readonly NoteView[];
  readonly open?: { readonly action: string; readonly reason: object };
  readonly hold?: { readonly action: string; readonly heldOn: object; readonly present: object; readonly absences: readonly object[] };
  readonly conclude?: { readonly action: string; readonly boxes: readonly object[] };
  readonly nothing?: string;
}

interface Row {
  readonly domain: string;
  readonly agency: string;
  readonly moderator?: string;
  readonly moderatorMark?: Mark;
  readonly moderatorReason?: string;
  readonly agreed?: string;
  readonly agreedMark?: Mark;
  readonly agreedReason?: string;
  readonly disputed?: string;
  /** The page of the grade itself, once it is agreed. */
  readonly href?: string;
}

type Mark = { readonly svg: string; readonly words: string };

/** The grades of one case side by side: what the agency said, what the moderator said, what was agreed. */
export function moderationPage(facts: ModerationFacts): ModerationView {
  const { audit, of, notes, reading, errors = [], commandId } = facts;
  const agencies = audit.agencies.filter(({ agency }) => of.moderated.includes(agency));
  return {
    title: `Moderation of case ${of.case}`,
    caption: audit.title,
    section: 'audits',
    back: reading.go(paths.audits.one(audit.audit)),
    errors,
    change: { commandId, basedOn: String(of.moderationRevision ?? 'new') },
    about: `${childInWords(of)}.`,
    facts: factsOf(of),
    agencies: agencies.map(({ agency, name }) => ({
      name,
      absent: of.absent.find((one) => one.agency === agency)?.reason,
      rows: rowsOf(agency, facts),
      ...linkOf(agency, name, facts),
    })),
    notes: notes.map((note) => noteOf(note, audit)),
    ...formsOf(facts, agencies),
    nothing:
      of.moderation === 'not-opened' ? 'Each agency sees its own audit alone until the moderation of this case is opened.' : undefined,
  };
}

function factsOf({ heldOn, present, absent, without, withoutReason, summaries }: ShownCase): ModerationView['facts'] {
  const names = (list: readonly { readonly name: string }[]): string => list.map(({ name }) => name).join(', ');
  return [
    ...(without.length > 0 ? [{ key: 'Begun without', text: `${names(without)}. ${withoutReason ?? ''}` }] : []),
    ...(heldOn === null ? [] : [{ key: 'Held on', text: dayInWords(heldOn) }]),
    ...(present.length > 0 ? [{ key: 'Present', text: names(present) }] : []),
    ...absent.map(({ name, reason }) => ({ key: 'Absent', text: `${name}: ${reason}` })),
    ...(summaries
      ? [
          { key: 'Information sharing', text: summaries.informationSharing },
          { key: 'Voice of the child', text: summaries.voice },
          { key: 'Outcome', text: summaries.outcome },
        ]
      : []),
  ];
}

function rowsOf(agency: string, { audit, of, grades, reading }: ModerationFacts): readonly Row[] {
  const words = (grade: string | null): string | undefined => (grade === null ? undefined : gradeInWords(audit.scale, grade));
  return audit.domains.flatMap(({ key }) => {
    const grade = grades.find((one) => one.agency === agency && one.domain === key);
    if (!grade) return [];
    return [
      {
        domain: grade.domainTitle,
        agency: words(grade.agencyGrade) ?? '',
        moderator: words(grade.moderatorGrade),
        moderatorMark: markOf(audit, grade.agencyGrade, grade.moderatorGrade),
        moderatorReason: grade.moderatorReason ?? undefined,
        agreed: words(grade.agreedGrade),
        agreedMark: markOf(audit, grade.moderatorGrade, grade.agreedGrade),
        agreedReason: grade.agreedReason ?? undefined,
        disputed: grade.disputeStep === null ? undefined : stepInWords(grade.disputeStep),
        href: grade.agreedGrade === null ? undefined : reading.go(paths.audits.grade(audit.audit, of.case, agency, key)),
      },
    ];
  });
}

function markOf({ scale }: ShownAudit, before: string | null, after: string | null): Mark | undefined {
  if (before === null || after === null || before === after) return undefined;
  const change = rankOf(scale, after) > rankOf(scale, before) ? 'better' : 'worse';
  return { svg: changeMark(change), words: change === 'better' ? 'higher' : 'lower' };
}

function linkOf(
  agency: string,
  name: string,
  { audit, sight, of, grades, reading, mayRun }: ModerationFacts,
): { href?: string; hrefText?: string } {
  if (!reading.isNow || of.moderation !== 'held') return {};
  const own = grades.filter((one) => one.agency === agency);
  const [isModerated, isAgreed] = [own.every((one) => one.moderatorGrade !== null), own.every((one) => one.agreedGrade !== null)];
  const href = paths.audits.grades(audit.audit, of.case, agency);
  if (mayRun && isModerated && !isAgreed) return { href, hrefText: `Record what was agreed for ${name}` };
  if (sight.as === 'panel' && sight.own !== agency && !isAgreed) return { href, hrefText: `Grade ${name} as a moderator` };
  return {};
}

function formsOf(
  { audit, of, reading, mayRun, grades, errors = [], meeting, conclusion, withoutReason }: ModerationFacts,
  agencies: ShownAudit['agencies'],
): Pick<ModerationView, 'open' | 'hold' | 'conclude'> {
  if (!mayRun || !reading.isNow) return {};
  if (of.moderation === 'not-opened') {
    const hint = 'Needed only where an agency has not answered yet.';
    return {
      open: {
        action: paths.audits.moderation(audit.audit, of.case),
        reason: wordsBox('withoutReason', 'Why is it begun without some agencies?', withoutReason, errors, hint),
      },
    };
  }
  if (of.moderation === 'opened') {
    return {
      hold: {
        action: paths.audits.meeting(audit.audit, of.case),
        heldOn: dateInput('heldOn', 'When was the meeting?', 'For example, 10 3 2026.', meeting?.heldOn ?? NO_DAY, errors),
        present: {
          idPrefix: 'present',
          fieldset: { legend: { text: 'Which agencies were there?', classes: 'govuk-fieldset__legend--m' } },
          hint: { text: 'At least two of those whose audits are moderated.' },
          errorMessage: errorFor(errors, 'present'),
          items: agencies.map(({ agency, name }, index) => ({
            id: index === 0 ? 'present' : undefined,
            name: `present-${agency}`,
            value: 'yes',
            text: name,
            checked: meeting?.present?.includes(agency) ?? false,
          })),
        },
        absences: agencies.map(({ agency, name }) => ({
          id: `absent-${agency}`,
          name: `absent-${agency}`,
          label: { text: `If ${name} was not there: why?` },
          value: meeting?.absent?.find((one) => one.agency === agency)?.reason,
          errorMessage: errorFor(errors, `absent-${agency}`),
        })),
      },
    };
  }
  const isWhole =
    of.moderation === 'held' && grades.length > 0 && grades.every((one) => one.agreedGrade !== null && one.disputeStep === null);
  if (!isWhole) return {};
  return {
    conclude: {
      action: paths.audits.conclude(audit.audit, of.case),
      boxes: [
        wordsBox('informationSharing', 'Information sharing, summed up', conclusion?.informationSharing, errors),
        wordsBox('voice', 'Voice of the child, summed up', conclusion?.voice, errors),
        wordsBox('outcome', 'Outcome, summed up', conclusion?.outcome, errors),
      ],
    },
  };
}
