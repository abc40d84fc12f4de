import { londonDate, londonInstant } from '@goldenthread/calendar';
import { caseAuditsReadModels, type CaseAuditRow, type CaseGradeRow } from '@goldenthread/case-audits';
import {
  TimelineFold,
  type Day,
  type EventJournal,
  type Instant,
  type Position,
  type Projection,
  type Row,
} from '@goldenthread/event-sourcing';
import { indicatorReadModels, seriesView, type IndicatorDefinitionRow, type IndicatorValueRow } from '@goldenthread/indicators';
import { gradesTable, indicatorTable, MakeRelease, ReleaseReader, type ReleasableTable, type ReleaseSource } from '@goldenthread/releases';
import { actorOf, MARLSHIRE } from './marlshire.js';
import type { Plan } from './plan.js';
import { PlannedRelease } from './planned-release.js';

const PROFILE = 'dfe';

/** What the lay members were given of the first audit, and what was published of the indicators a fortnight ago. */
export function tellReleases(plan: Plan, audit: string, ago: (days: number) => Day): void {
  const release = (at: Instant, wanted: PlannedRelease['wanted']): void => {
    const request = { action: 'make-release', subject: { title: wanted.title }, body: wanted };
    plan.tell(at, actorOf('coordinator'), request, (context, told) => new PlannedRelease(context, told, wanted));
  };
  release(londonInstant('2025-04-16', '14:00'), {
    title: 'Domestic abuse: what six cases were graded',
    audience: 'lay-members',
    purpose: 'The lay members asked at the Executive what the audit had come to.',
    source: { kind: 'case-audit-grades', audit, by: 'domain' },
  });
  release(londonInstant(ago(13), '15:30'), {
    title: 'Who comes to conferences, and how soon children in care see a doctor',
    audience: 'publication',
    purpose: 'For the annual report.',
    source: { kind: 'indicators', codes: ['conference-attendance', 'initial-health-assessments-in-time'], periods: 4 },
  });
}

/**
 * The command that a planned release has become, now that all before it is in the store: with the table as it stands, read
 * from the events as its views would have it, and what would be hidden of it looked at.
 */
export async function releaseNow(journal: EventJournal, { context, request, wanted }: PlannedRelease, at: Instant): Promise<MakeRelease> {
  const { position, table } = await tableNow(journal, wanted.source);
  const { digest: previewed } = await new ReleaseReader(journal).preview(MARLSHIRE.id, table, PROFILE);
  const readAt = { position: String(position), day: londonDate(at) };
  return new MakeRelease(context, request, { ...wanted, partnership: MARLSHIRE.id, readAt, profile: PROFILE, table, previewed });
}

async function tableNow(journal: EventJournal, source: ReleaseSource): Promise<{ position: Position; table: ReleasableTable }> {
  const { position, rows } = await rowsNow(
    journal,
    [...caseAuditsReadModels, ...indicatorReadModels].map(({ projection }) => projection),
  );
  switch (source.kind) {
    case 'indicators':
      return { position, table: indicatorTable(linesOf(rows, source.codes), source.periods) };
    case 'case-audit-grades': {
      const audit = rows<CaseAuditRow>('case_audit').find((one) => one.audit === source.audit);
      if (!audit) throw new Error(`Marlshire has no audit ${source.audit}`);
      const grades = rows<CaseGradeRow>('case_grade').filter((one) => one.audit === source.audit);
      return { position, table: gradesTable(audit, grades, source.by) };
    }
    case 'case-audit-themes':
      throw new Error('Marlshire releases no themes');
  }
}

type Rows = <R extends object>(view: string) => R[];

/** The rows of some views as they stand, from all that is in the store. */
async function rowsNow(journal: EventJournal, projections: readonly Projection[]): Promise<{ position: Position; rows: Rows }> {
  const fold = new TimelineFold();
  let position: Position = -1n;
  for await (const stored of journal.store.readAll()) {
    position = stored.position;
    const interested = projections.filter(({ handles }) => handles.includes(stored.type));
    if (interested.length === 0) continue;
    const event = await journal.codec.decode(stored);
    for (const change of interested.flatMap(({ project }) => project(event))) fold.apply(change, position);
  }
  const open = fold.changes().added.filter(({ validTo }) => validTo === null);
  const of = (view: string): Row[] => open.flatMap((row) => (row.view === view ? [{ ...row.key, ...row.values }] : []));
  return { position, rows: <R extends object>(view: string) => of(view) as unknown as R[] };
}

function linesOf(rows: Rows, codes: readonly string[]): Parameters<typeof indicatorTable>[0] {
  const values = rows<IndicatorValueRow>('indicator_value');
  const definitions = rows<IndicatorDefinitionRow>('indicator_definition').filter(({ code }) => codes.includes(code));
  return [...definitions]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap((indicator) =>
      indicator.definition.places.map(({ kind, code, name: placeName }) => {
        const place = `${kind}:${code}`;
        const own = values.filter((one) => one.code === indicator.code && one.place === place);
        return { indicator, place, placeName, view: seriesView({ definition: indicator, versions: [], values: own, rebases: [] }) };
      }),
    );
}
