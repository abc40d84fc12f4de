import { EventCodec } from '@goldenthread/event-sourcing';
import { OpenedWords, recordedIn, ToldChanges, validAt, type ChangeSpan } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { IndicatorDefinitionRow } from './indicator-definition.row.js';
import { IndicatorQueries, type IndicatorScope } from './indicator.queries.js';
import { PerformanceChangeRow, type PerformanceChangeKind, type PerformanceSubject } from './performance-change.row.js';
import { PerformanceRiskRow } from './performance-risk.row.js';
import { SignalProposalRow } from './signal-proposal.row.js';

/** The views that changes around indicators are told by. */
export const PERFORMANCE_CHANGE_VIEWS = [PerformanceChangeRow, PerformanceRiskRow, SignalProposalRow, IndicatorDefinitionRow];

/** One thing that happened around the indicators, with its words opened. */
export interface PerformanceChange {
  readonly event: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly kind: PerformanceChangeKind;
  readonly about: PerformanceSubject;
  /** Of a proposal or a risk. */
  readonly ref: string | null;
  /** The title of a risk, the name of an indicator, or who contributes; nothing for the total that a source states. */
  readonly title: string | null;
  /** Of a proposal, the indicator that it is about. */
  readonly code: string | null;
  readonly place: string | null;
  readonly placeName: string | null;
  /** The period whose figure is a signal, the year of a model of neighbours, or the financial year of a contribution. */
  readonly period: string | null;
  readonly why: string | null;
  readonly by: { readonly person: string; readonly agency: string; readonly role: string };
}

/** Who reads: in which partnership, and whether they are told of risks to performance and of what signals propose. */
export interface PerformanceChangeScope extends IndicatorScope {
  readonly judges: boolean;
}

/** What everybody of a partnership may know of. */
const OF_ALL: PerformanceSubject[] = ['neighbours', 'contribution'];

/** Tells what happened around the indicators between two positions, within what the reader may know of. */
@Injectable()
export class PerformanceChangesQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    private readonly indicators: IndicatorQueries,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** What the reader may know of. */
  told({ partnership, judges }: PerformanceChangeScope, span: ChangeSpan): ToldChanges<PerformanceChangeRow> | undefined {
    if (partnership === null) return undefined;
    const about = judges ? {} : { about: In(OF_ALL) };
    const where = { partnership, ...about, ...recordedIn(span) };
    return new ToldChanges(this.source.getRepository(PerformanceChangeRow).createQueryBuilder('change').where(where));
  }

  /** The same in order, with its words opened, and what each is about. */
  async changes(scope: PerformanceChangeScope, span: ChangeSpan): Promise<PerformanceChange[]> {
    const rows = (await this.told(scope, span)?.rows()) ?? [];
    const refs = rows.flatMap(({ ref }) => ref ?? []);
    const [definitions, risks, proposals] = await Promise.all([
      this.indicators.definitions(scope, span.asAt),
      this.source.getRepository(PerformanceRiskRow).find({ where: { risk: In(refs), ...validAt(span.asAt) } }),
      this.source.getRepository(SignalProposalRow).find({ where: { proposal: In(refs), ...validAt(span.asAt) } }),
    ]);
    const riskOf = new Map(risks.map((row) => [row.risk, row]));
    const proposalOf = new Map(proposals.map((row) => [row.proposal, row]));
    return Promise.all(rows.map((row) => this.shown(row, definitions, riskOf.get(row.ref ?? ''), proposalOf.get(row.ref ?? ''))));
  }

  private async shown(
    row: PerformanceChangeRow,
    definitions: readonly IndicatorDefinitionRow[],
    risk?: PerformanceRiskRow,
    proposal?: SignalProposalRow,
  ): Promise<PerformanceChange> {
    const { event, validFrom: position, recordedAt, kind, about, ref } = row;
    const code = proposal?.code ?? null;
    const place = proposal?.place ?? row.place;
    const named = definitions.find((one) => one.code === code)?.definition.name ?? code;
    const title = risk ? await this.words.text(risk.title) : (named ?? row.contributor);
    const what = { kind, about, ref, title, code, place, placeName: placeNameAmong(definitions, place) };
    const by = { person: row.actorPerson, agency: row.actorAgency, role: row.actorRole };
    return { event, position, recordedAt, ...what, period: proposal?.period ?? row.year, why: await this.words.text(row.words), by };
  }
}

/** The name that the first of the indicators gives a place that has one for it. */
function placeNameAmong(definitions: readonly IndicatorDefinitionRow[], place: string | null): string | null {
  const places = definitions.flatMap(({ definition }) => definition.places);
  return places.find(({ kind, code }) => `${kind}:${code}` === place)?.name ?? null;
}
