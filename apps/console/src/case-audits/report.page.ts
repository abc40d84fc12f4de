import type { FindingKind, ShownAudit, ShownBriefing, ShownFinding, ShownRecommendation } from '@goldenthread/case-audits';
import type { Reading } from '../as-at/page-readings.js';
import { dateInput, NO_DAY, type TypedDay } from '../coordinator/typed-day.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords } from '../words.js';
import { FINDINGS, themeInWords } from './audit-words.js';

export interface ReportFacts {
  readonly audit: ShownAudit;
  readonly findings: readonly ShownFinding[];
  /** Each with what the register of actions knows it as, where it is there and whoever reads may see it there. */
  readonly recommendations: readonly (ShownRecommendation & { readonly takenUpAs?: string })[];
  readonly briefings: readonly ShownBriefing[];
  readonly reading: Reading;
  /** Whether whoever reads belongs to the circle, and is told in how many cases a finding was seen. */
  readonly isOfCircle: boolean;
  /** Whether whoever reads writes the report. */
  readonly mayWrite: boolean;
  /** Whether whoever reads can agree it for the sub-committee. */
  readonly mayAgree: boolean;
  /** Whether whoever reads can say for a group that it has the briefing, and what it says. */
  readonly mayAcknowledge: boolean;
  readonly commandId: string;
  readonly errors?: readonly PageError[];
  readonly heldOn?: TypedDay;
}

export interface ReportView extends PageHead {
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly standing: string;
  readonly summary?: string;
  readonly kinds: readonly { readonly title: string; readonly findings: readonly { readonly text: string; readonly about: string }[] }[];
  readonly recommendations: readonly { readonly text: string; readonly agencies: string; readonly href?: string }[];
  readonly briefing?: string;
  readonly groups: readonly GroupView[];
  readonly steps: readonly { readonly text: string; readonly href: string }[];
  readonly agree?: { readonly action: string; readonly heldOn: object };
}

/** What a group that has the briefing said, what became of that, and what can be done about it now. */
interface GroupView {
  readonly name: string;
  readonly acknowledged: string;
  readonly feedback?: string;
  readonly risks?: string;
  readonly answered?: string;
  readonly answer?: string;
  readonly steps: readonly { readonly text: string; readonly href: string }[];
}

const ORDER: readonly FindingKind[] = ['strength', 'good-practice', 'learning', 'concern'];

/** What an audit came to: good practice first, with the same weight as gaps. */
export function reportPage({
  audit,
  findings,
  recommendations,
  briefings,
  reading,
  isOfCircle,
  mayWrite,
  mayAgree,
  mayAcknowledge,
  commandId,
  errors = [],
  heldOn,
}: ReportFacts): ReportView {
  const isWaiting = audit.reportNumber !== null && audit.agreedOn === null;
  return {
    title: 'Report',
    caption: audit.title,
    section: 'audits',
    back: reading.go(paths.audits.one(audit.audit)),
    errors,
    change: { commandId, basedOn: String(audit.revision) },
    standing: standingOf(audit),
    steps: mayWrite && reading.isNow && audit.dueOn !== null ? stepsOf(audit, findings) : [],
    summary: audit.reportSummary ?? undefined,
    kinds: ORDER.map((kind) => ({
      title: FINDINGS[kind],
      findings: findings.filter((one) => one.kind === kind).map((one) => findingOf(one, audit, isOfCircle)),
    })).filter((kind) => kind.findings.length > 0),
    recommendations: recommendations.map(({ text, agencies, takenUpAs }) => ({
      text,
      agencies: agencies.map(({ name }) => name).join(', '),
      href: takenUpAs === undefined ? undefined : reading.go(paths.recommendations.one(takenUpAs)),
    })),
    briefing: audit.briefing ?? undefined,
    groups: briefings.map((one) => groupOf(one, { isNow: reading.isNow, mayWrite, mayAcknowledge })),
    agree:
      mayAgree && reading.isNow && isWaiting
        ? {
            action: paths.audits.report(audit.audit),
            heldOn: dateInput('heldOn', 'At which meeting was it agreed?', 'For example, 9 4 2026.', heldOn ?? NO_DAY, errors),
          }
        : undefined,
  };
}

function stepsOf({ audit, agreedOn, briefing }: ShownAudit, findings: readonly ShownFinding[]): ReportView['steps'] {
  if (agreedOn !== null) {
    return [{ text: briefing === null ? 'Share a learning briefing' : 'Share the briefing again', href: paths.audits.share(audit) }];
  }
  const more = [
    { text: 'Make a recommendation', href: paths.audits.recommendation(audit) },
    { text: 'Present the report', href: paths.audits.present(audit) },
  ];
  return [{ text: 'Record a finding', href: paths.audits.finding(audit) }, ...(findings.length > 0 ? more : [])];
}

function groupOf(
  { audit, group, name, sharedOn, acknowledgedOn, feedback, emergingRisks, answeredOn, answer }: ShownBriefing,
  { isNow, mayWrite, mayAcknowledge }: { readonly isNow: boolean; readonly mayWrite: boolean; readonly mayAcknowledge: boolean },
): GroupView {
  const acknowledge = {
    text: acknowledgedOn === null ? 'Acknowledge the briefing' : 'Change what it says',
    href: paths.audits.acknowledge(audit, group),
  };
  const hasSpoken = feedback !== null || emergingRisks !== null;
  const reply = { text: answer === null ? 'Answer it' : 'Change the answer', href: paths.audits.reply(audit, group) };
  return {
    name,
    acknowledged:
      acknowledgedOn === null ? `Shared on ${dayInWords(sharedOn)}, not acknowledged yet` : `Acknowledged on ${dayInWords(acknowledgedOn)}`,
    feedback: feedback ?? undefined,
    risks: emergingRisks ?? undefined,
    answered: answeredOn === null ? undefined : `Answered on ${dayInWords(answeredOn)}`,
    answer: answer ?? undefined,
    steps: [...(isNow && mayAcknowledge ? [acknowledge] : []), ...(isNow && mayWrite && hasSpoken ? [reply] : [])],
  };
}

function standingOf({ reportNumber, agreedOn }: ShownAudit): string {
  if (agreedOn !== null) return `Agreed by the sub-committee on ${dayInWords(agreedOn)}.`;
  if (reportNumber !== null) return 'Presented to the sub-committee, and not agreed yet.';
  return 'Not presented yet. Findings appear here as they are recorded.';
}

function findingOf(
  { text, themes, domain, agencies, cases }: ShownFinding,
  audit: ShownAudit,
  isOfCircle: boolean,
): { text: string; about: string } {
  const title = audit.domains.find(({ key }) => key === domain)?.title ?? domain;
  const names = agencies.map(({ name }) => name).join(', ');
  return {
    text,
    about: [title, themes.map(themeInWords).join(', '), names, isOfCircle ? `Seen in ${counted(cases.length, 'case')}` : '']
      .filter((part) => part !== '')
      .join('. '),
  };
}
