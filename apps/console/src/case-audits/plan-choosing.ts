import { PeopleDirectory, type Asking } from '@goldenthread/access';
import { CaseAuditQueries, CaseAuditRow } from '@goldenthread/case-audits';
import { RequestProblem } from '@goldenthread/http';
import { PartnershipAgenciesQueries, PartnershipAgencyRow, RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PageReadings } from '../as-at/page-readings.js';
import { kindOf, type ChosenKind, type EarlierAudit, type KindAsked, type OtherPartnership, type TypedKind } from './plan-kind.js';
import type { PlanChoices } from './plan.page.js';

/** Who sits on panels: senior people of agencies, the sub-committee and the business unit. */
const PANEL_ROLES: readonly string[] = ['agency-lead', 'paqa-member', 'coordinator'];
const VIEWS = [PartnershipAgencyRow, RegisterFactRow, CaseAuditRow];

/** What a plan can be made of: whom an audit can be done with, what can be done again, who can be asked, and who can moderate. */
@Injectable()
export class PlanChoosing {
  constructor(
    private readonly readings: PageReadings,
    private readonly register: RegisterQueries,
    private readonly listed: PartnershipAgenciesQueries,
    private readonly audits: CaseAuditQueries,
    private readonly people: PeopleDirectory,
  ) {}

  /** Nothing where an earlier date is looked at: an audit is planned now. */
  async of(
    request: FastifyRequest,
    { partnership, actor }: Asking,
    typed: TypedKind,
  ): Promise<{ others: readonly OtherPartnership[]; audits: readonly EarlierAudit[]; kind: KindAsked } | undefined> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const { isNow, point } = await this.readings.of(request, ...VIEWS);
    if (!isNow) return undefined;
    const [others, all] = await Promise.all([
      this.others(partnership, point),
      this.audits.audits(partnership, actor.agency, point.position),
    ]);
    const audits = all.filter((audit) => audit.partnership === partnership && audit.dueOn !== null);
    return { others, audits, kind: kindOf(typed, others, audits) };
  }

  /** Who can be asked and who can be on the panel, of all partnerships that take part. */
  async choices(request: FastifyRequest, { partnership }: Asking, chosen: ChosenKind): Promise<PlanChoices> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const { point } = await this.readings.of(request, ...VIEWS);
    const own = await this.listed.agencies(partnership, point.position);
    const nameOf = new Map([...own, ...chosen.others.flatMap(({ agencies }) => agencies)].map(({ agency, name }) => [agency, name]));
    const taking = [partnership, ...chosen.others.map((other) => other.partnership)];
    const people = (await Promise.all(taking.map((one) => this.people.appointedIn(one)))).flat();
    const panel = people.filter(({ role, agency }) => PANEL_ROLES.includes(role) && nameOf.has(agency));
    const once = [...new Map(panel.map((one) => [`${one.person}/${one.agency}`, one])).values()];
    return {
      chosen,
      agencies: own.filter(({ kind }) => kind !== 'business-unit'),
      people: once.map(({ person, agency, name }) => ({ person, agency, name, agencyName: nameOf.get(agency) ?? '' })),
    };
  }

  private async others(partnership: string, point: ReadingPoint): Promise<readonly OtherPartnership[]> {
    const all = await this.register.partnerships(point);
    const found = all.filter((one) => one.returnsHeld && one.partnership !== partnership);
    const listed = found.map(async ({ partnership: id, name }) => {
      const agencies = await this.listed.agencies(id, point.position);
      return { partnership: id, name, agencies: agencies.filter(({ kind }) => kind !== 'business-unit') };
    });
    return (await Promise.all(listed)).filter(({ agencies }) => agencies.length > 0);
  }
}
