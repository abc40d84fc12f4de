import {
  AnswerAgencyAudit,
  auditIdOf,
  DirectAudit,
  ModerateCase,
  multiAgencyV1,
  PlanAudit,
  pseudonymsOf,
  quarterOf,
  type AgencyAuditOrder,
  type AuditOrder,
  type GradeKey,
  type ModerationOrder,
  type PlanAuditWanted,
  type PopulationEntry,
  type SelectionWanted,
} from '@goldenthread/case-audits';
import { londonInstant } from '@goldenthread/calendar';
import type { Actor, CommandContext, Day, Instant } from '@goldenthread/event-sourcing';
import { actorOf } from './marlshire.js';
import type { Plan } from './plan.js';
import type { Seeded } from './seeded.js';

/** An audit that was begun: its id, and the pseudonyms of its cases in the order they were drawn. */
export interface ToldAudit {
  readonly id: string;
  readonly cases: readonly string[];
}

/** What an audit is begun with, and on which days. */
export interface AuditBeginning {
  readonly wanted: PlanAuditWanted;
  readonly days: { readonly planned: Day; readonly governed: Day; readonly drawn: Day; readonly issued: Day; readonly dueOn: Day };
  readonly agreement: string;
  readonly dpiaReference: string;
  readonly describedAs: string;
  readonly population: readonly PopulationEntry[];
  readonly strata: SelectionWanted['strata'];
}

/** Who does something, for which partnership: Marlshire where it is not said. */
export interface Teller {
  readonly actor: Actor;
  readonly partnership?: string;
}

/** Tells what is done in case audits, as commands. */
export class AuditTelling {
  private readonly coordinator: Teller = { actor: actorOf('coordinator') };

  constructor(private readonly plan: Plan) {}

  /** From the plan to the tools. */
  begin({ wanted, days, agreement, dpiaReference, describedAs, population, strata }: AuditBeginning): ToldAudit {
    const request = { action: 'plan-audit', subject: { title: wanted.title }, body: wanted };
    const planned = this.plan.tell(
      at(days.planned, 10, 0),
      this.coordinator.actor,
      request,
      (context, told) => new PlanAudit(context, told, wanted),
    );
    const id = auditIdOf(planned.context.commandId);
    this.direct(at(days.governed, 11, 30), id, {
      type: 'RecordGovernance',
      governance: {
        lawfulBasis: 'UK GDPR article 6(1)(e); Children Act 2004 section 16H',
        informationSharingAgreement: agreement,
        dpiaReference,
      },
    });
    const selected = this.direct(at(days.drawn, 14, 0), id, {
      type: 'SelectCases',
      describedAs,
      takenOn: days.drawn,
      includesPlacedOutside: true,
      wanted: { population, seed: `drawn at the panel of ${days.drawn}`, strata, exclusions: [] },
      listed: [],
    });
    this.direct(at(days.issued, 9, 30), id, { type: 'IssueTools', dueOn: days.dueOn });
    return { id, cases: pseudonymsOf(selected.context.commandId, wanted.cases) };
  }

  direct(when: Instant, audit: string, order: AuditOrder, { actor }: Teller = this.coordinator): DirectAudit {
    const request = { action: 'direct-audit', subject: { audit, step: order.type, at: when }, body: order };
    return this.plan.tell(when, actor, request, (context, told) => new DirectAudit(context, told, audit, order));
  }

  /** An agency answers for its own part. */
  answer(when: Instant, teller: Teller, { id: audit }: ToldAudit, pseudonym: string, order: AgencyAuditOrder): void {
    const { actor } = teller;
    const part = { audit, case: pseudonym, agency: actor.agency };
    const request = { action: 'answer-agency-audit', subject: { ...part, step: order.type, at: when }, body: order };
    this.plan.tell(when, actor, request, (context, told) => new AnswerAgencyAudit(contextOf(context, teller), told, part, order));
  }

  meet(when: Instant, { id: audit }: ToldAudit, pseudonym: string, order: ModerationOrder, teller: Teller = this.coordinator): void {
    const of = { audit, case: pseudonym };
    const request = { action: 'moderate-case', subject: { ...of, step: order.type, at: when }, body: order };
    this.plan.tell(when, teller.actor, request, (context, told) => new ModerateCase(contextOf(context, teller), told, of, order));
  }
}

function contextOf(context: CommandContext, { partnership }: Teller): CommandContext {
  return partnership === undefined ? context : { ...context, partnership };
}

/** A domain graded, with every criterion of it, for the same reason. */
export function gradedAs(
  domain: string,
  grade: GradeKey,
  why: string,
): { domain: string; grade: string; why: string; criteria: { criterion: string; rating: string; why: string }[] } {
  const criteria = multiAgencyV1.domains.find(({ key }) => key === domain)?.criteria ?? [];
  const shown = `As the record shows: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
  return { domain, grade, why, criteria: criteria.map(({ key }) => ({ criterion: key, rating: grade, why: shown })) };
}

/** The ages of each band, both ends included. */
const AGES = { 'under-1': [0, 0], '1-4': [1, 4], '5-9': [5, 9], '10-15': [10, 15], '16-17': [16, 17] } as const;
const BANDS = Object.keys(AGES) as (keyof typeof AGES)[];

/** Invented children as they were on a day, of whom nothing is made up but what strata need. */
export function inventedPopulation(seeded: Seeded, size: number, takenOn: Day): readonly PopulationEntry[] {
  return Array.from({ length: size }, (_, number) => {
    const ageBand = seeded.pick(BANDS, 'age', number);
    const [youngest, oldest] = AGES[ageBand];
    return {
      ref: `invented-${String(number + 1).padStart(3, '0')}`,
      ageBand,
      // So many quarters ago that nobody born in any day of it is of another band on any day of this quarter.
      quarterOfBirth: quarterBefore(takenOn, seeded.between(4 * youngest + 1, 4 * oldest + 3, 'quarter', number)),
      gender: seeded.pick(['female', 'male'] as const, 'gender', number),
      level: seeded.pick(['early-help', 'child-in-need', 'child-protection', 'looked-after'] as const, 'level', number),
      placement: seeded.share('placement', number) < 0.2 ? 'outside-area' : 'in-area',
    };
  });
}

function quarterBefore(day: Day, quarters: number): string {
  const [year = '', quarter = '1'] = quarterOf(day).split('-Q');
  const index = Number(year) * 4 + Number(quarter) - 1 - quarters;
  return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
}

/** A minute of an hour of a day in London. */
export function at(day: Day, hour: number, minute: number): Instant {
  return londonInstant(day, `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
}
