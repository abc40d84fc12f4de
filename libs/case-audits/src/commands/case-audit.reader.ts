import { EventJournal, isUuid } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { AskedFacts } from '../domain/agency-audit.commands.js';
import { agencyAudit, agencyAuditIdOf } from '../domain/agency-audit.js';
import { caseAudit, type Planned } from '../domain/case-audit.js';
import type { OpenModerationFacts } from '../domain/case-moderation.commands.js';
import { caseModeration, moderationIdOf } from '../domain/case-moderation.js';

/** One agency's part in one case of one audit. */
export type PartOfCase = { readonly audit: string; readonly case: string; readonly agency: string };

/** What other write sides, and those who let people near it, may know of an audit. */
export type CaseAuditFacts = Planned;

/** Reads audits, and how far their cases have come, from their events. */
@Injectable()
export class CaseAuditReader {
  constructor(private readonly journal: EventJournal) {}

  /** Nothing where there is none of that id. */
  async find(audit: string): Promise<CaseAuditFacts | undefined> {
    if (!isUuid(audit)) return undefined;
    const { state } = await this.journal.load(caseAudit, audit);
    return state.status === 'planned' ? state : undefined;
  }

  /** What an agency was asked about a case; nothing where it was not. */
  async asked({ audit, case: pseudonym, agency }: PartOfCase): Promise<AskedFacts | undefined> {
    const found = await this.find(audit);
    const one = found?.particulars.agencies.find((asked) => asked.agency === agency);
    if (!one || found?.dueOn === undefined || !found.cases.some((selected) => selected.case === pseudonym)) return undefined;
    const { state } = await this.journal.load(caseModeration, moderationIdOf(audit, pseudonym));
    const { scale, domains } = found.particulars;
    return {
      audit,
      case: pseudonym,
      agency,
      agencyName: one.name,
      partnership: one.partnership,
      dueOn: found.dueOn,
      scale,
      domains,
      auditRevision: found.revision,
      moderationBegun: state.status !== 'not-opened',
    };
  }

  /** What a moderation of a case begins from; nothing where there is no such case in an audit whose tools are out. */
  async beginning(audit: string, pseudonym: string): Promise<OpenModerationFacts | undefined> {
    const found = await this.find(audit);
    if (found?.dueOn === undefined || !found.cases.some((selected) => selected.case === pseudonym)) return undefined;
    const { partnership, scale, domains, panel, agencies: asked } = found.particulars;
    const agencies = asked.map(async ({ agency, name }) => {
      const { state, revision } = await this.journal.load(agencyAudit, agencyAuditIdOf(audit, pseudonym, agency));
      const grades = state.status === 'submitted' ? state.submission.grades : [];
      return { agency, name, status: state.status, grades, revision };
    });
    return { partnership, audit, case: pseudonym, scale, domains, panel, agencies: await Promise.all(agencies) };
  }

  /** The cases whose moderation is concluded, and those with nothing to lay side by side: all have answered, and fewer than two know them. */
  async concluded(audit: string): Promise<readonly string[]> {
    const found = await this.find(audit);
    const cases = (found?.cases ?? []).map(async (one) => ((await this.isSettled(audit, one.case)) ? [one.case] : []));
    return (await Promise.all(cases)).flat();
  }

  private async isSettled(audit: string, pseudonym: string): Promise<boolean> {
    const { state } = await this.journal.load(caseModeration, moderationIdOf(audit, pseudonym));
    if (state.status !== 'not-opened') return state.status === 'concluded';
    const { agencies = [] } = (await this.beginning(audit, pseudonym)) ?? {};
    const submitted = agencies.filter(({ status }) => status === 'submitted').length;
    const isAnswered = agencies.every(({ status }) => status === 'submitted' || status === 'not-known');
    return agencies.length > 0 && isAnswered && submitted < 2;
  }

  /** How a case's moderation stands now, for those who judge what may be seen. */
  async moderationOf(audit: string, pseudonym: string): Promise<{ readonly moderated: readonly string[]; readonly held: boolean }> {
    const { state } = await this.journal.load(caseModeration, moderationIdOf(audit, pseudonym));
    if (state.status === 'not-opened') return { moderated: [], held: false };
    return { moderated: state.particulars.agencies.map(({ agency }) => agency), held: state.meeting !== undefined };
  }
}
