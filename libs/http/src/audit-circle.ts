import type { Asking } from '@goldenthread/access';
import {
  CaseAuditCaseRow,
  CaseAuditQueries,
  CaseAuditReader,
  CaseAuditRow,
  maySeeAudit,
  maySeeModeration,
  NoteReading,
  sightOf,
  themesOf,
  type CaseGradeRow,
  type CircleReading,
  type ShownAudit,
  type Sight,
  type ThemeCount,
} from '@goldenthread/case-audits';
import { isUuid } from '@goldenthread/event-sourcing';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RequestProblem } from './problem.js';
import { Readings } from './reading.js';

/** An audit as somebody may see it. */
export interface SeenAudit {
  readonly audit: ShownAudit;
  readonly sight: Sight;
}

/**
 * Lets people as near to a case audit as they may come: the same for pages and API. What is not theirs looks like what is
 * not there. Notes what the circle reads.
 */
@Injectable()
export class AuditCircle {
  constructor(
    private readonly queries: CaseAuditQueries,
    private readonly audits: CaseAuditReader,
    private readonly readings: Readings,
    private readonly commands: CommandBus,
  ) {}

  /** The audits that somebody may see, each as they may see it. */
  async all(
    { actor, partnership }: Asking,
    { position }: ReadingPoint,
  ): Promise<{ readonly audit: CaseAuditRow; readonly sight: Sight }[]> {
    const rows = await this.queries.audits(partnership, actor.agency, position);
    return rows.flatMap((audit) => {
      const sight = sightOf(actor, partnership, audit);
      return sight ? [{ audit, sight }] : [];
    });
  }

  /** Themes across all audits and years that somebody sees the grades of, noted as read of each audit that they count. */
  async themes(asking: Asking, point: ReadingPoint): Promise<readonly ThemeCount[]> {
    const seen = (await this.all(asking, point)).filter(({ sight }) => sight.grades);
    const findings = await this.queries.findingsOf(
      seen.map(({ audit }) => audit.audit),
      point.position,
    );
    for (const one of seen.filter(({ audit }) => findings.some((finding) => finding.audit === audit.audit))) {
      await this.note(asking, one, point, { what: 'findings' });
    }
    return themesOf(
      seen.map(({ audit }) => audit),
      findings,
    );
  }

  /** @throws RequestProblem `not-found` where it is not there, or not there for them. */
  async find(id: string, { actor, partnership }: Asking, { position }: ReadingPoint): Promise<SeenAudit> {
    const audit = isUuid(id) ? await this.queries.audit(id, position) : null;
    const sight = audit && sightOf(actor, partnership, audit);
    if (!sight) throw new RequestProblem('not-found');
    return { audit, sight };
  }

  /**
   * The grades of the audit that one repeats, noted as read of it; nothing where it repeats none, or one whose grades whoever
   * asks may not see: being on a panel opens no earlier audit.
   */
  async gradesBefore({ audit }: SeenAudit, asking: Asking, point: ReadingPoint): Promise<CaseGradeRow[] | undefined> {
    const earlier = audit.reAuditOf === null ? null : await this.queries.audit(audit.reAuditOf, point.position);
    const sight = earlier && sightOf(asking.actor, asking.partnership, earlier);
    if (!earlier || !sight?.grades) return undefined;
    await this.note(asking, { audit: earlier, sight }, point, { what: 'grades' });
    return this.queries.grades({ audit: earlier.audit }, point.position);
  }

  /** For those who write: whether they may know of the audit now. @throws RequestProblem `not-found`. */
  async mustKnow(id: string, { actor, partnership }: Asking): Promise<void> {
    const found = await this.audits.find(id);
    if (!found || !sightOf(actor, partnership, found.particulars)) throw new RequestProblem('not-found');
  }

  /** The cases whose audits are open to the panel by now, whatever date is looked at. */
  async openedNow(audit: string): Promise<ReadonlySet<string>> {
    const { position } = await this.readings.at({}, CaseAuditCaseRow);
    return this.queries.opened(audit, position);
  }

  /** @throws RequestProblem `not-found` where they may not read that agency's audit of the case. */
  async mustSeeAudit(
    { audit, sight }: SeenAudit,
    of: { readonly case: string; readonly agency: string; readonly submitted: boolean },
  ): Promise<void> {
    const opened = (await this.openedNow(audit.audit)).has(of.case);
    if (!maySeeAudit(sight, { agency: of.agency, submitted: of.submitted, opened })) throw new RequestProblem('not-found');
  }

  /** @throws RequestProblem `not-found` where they may not read the moderation of the case. */
  async mustSeeModeration({ audit, sight }: SeenAudit, pseudonym: string): Promise<void> {
    if (!maySeeModeration(sight, await this.audits.moderationOf(audit.audit, pseudonym))) throw new RequestProblem('not-found');
  }

  /** Notes that the circle read something; an agency that reads its own is not noted. */
  async note(
    { actor, partnership }: Asking,
    { audit, sight }: SeenAudit,
    { position }: ReadingPoint,
    read: { readonly what: CircleReading; readonly case?: string; readonly agency?: string },
  ): Promise<void> {
    if (sight.as === 'agency' || (read.agency !== undefined && read.agency === sight.own)) return;
    const reading = { audit: audit.audit, as: sight.as, position: String(position), ...read };
    await this.commands.execute(new NoteReading(actor, partnership, reading));
  }
}
