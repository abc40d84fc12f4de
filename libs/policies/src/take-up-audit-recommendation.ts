import { recommendation, type RecommendationWanted } from '@goldenthread/actions';
import { CaseAuditReader, type CaseAuditFacts } from '@goldenthread/case-audits';
import type { Day, EventJournal, Order } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';

/** A recommendation of an agreed report goes into the one register, in its own words. Its words are sealed, so it is named. */
export type TakeUpAuditRecommendation = {
  readonly type: 'TakeUpAuditRecommendation';
  readonly audit: string;
  readonly recommendation: string;
  /** The day on which the report was agreed, in London. */
  readonly today: Day;
};

/** Records it under the id that follows from the audit and its own: to do so again changes nothing. */
export async function takeUpAuditRecommendation(
  journal: EventJournal,
  carried: Omit<Order<unknown>, 'command'>,
  { audit, recommendation: made, today }: TakeUpAuditRecommendation,
): Promise<void> {
  const found = await new CaseAuditReader(journal).find(audit);
  const wanted = found && wantedOf(found, audit, made);
  const facts = found && (await new PartnershipReader(journal).find(found.particulars.partnership));
  if (!wanted || !facts) throw new Error(`The audit ${audit} has no recommendation ${made}`);
  const { revision, returnsHeld: actionsHeld, groups } = facts;
  const partnership = { revision, actionsHeld, groups: groups.map(({ id }) => id) };
  const command = { type: 'MakeRecommendation', wanted, today, facts: { partnership, sourceIsThere: true } } as const;
  await journal.execute(recommendation, { ...carried, command });
}

function wantedOf(
  { particulars, findings, recommendations }: CaseAuditFacts,
  audit: string,
  made: string,
): RecommendationWanted | undefined {
  const said = recommendations[made];
  const [finding] = said?.findings ?? [];
  if (!said || finding === undefined) return undefined;
  const { partnership, title, theme } = particulars;
  const themes = [theme, ...said.findings.flatMap((one) => findings[one]?.themes ?? [])];
  const source = { kind: 'case-audit-finding', title, audit, finding } as const;
  return { partnership, source, text: said.text, themes: [...new Set(themes.map(registerTheme))] };
}

/** What the register calls a theme of audits: both lists grew apart, and neither ever renames. */
export function registerTheme(theme: string): string {
  return theme === 'child-exploitation' ? 'exploitation' : theme;
}
