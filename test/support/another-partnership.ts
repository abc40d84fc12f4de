import {
  actionIdOf,
  AdoptRules,
  CommissionReview,
  extraordinaryMeetingIdOf,
  IssueAction,
  MakeRecommendation,
  practiceReviewIdOf,
  recommendationIdOf,
  RequestExtraordinaryMeeting,
  responseFailures,
  responseFailuresIdOf,
  thurrock2019,
} from '@goldenthread/actions';
import { auditIdOf, multiAgencyV1, PlanAudit } from '@goldenthread/case-audits';
import { idOf, type CommandContext, type CommandRequest } from '@goldenthread/event-sourcing';
import { ListAgency, RecordPartnershipFact, RegisterPartnership } from '@goldenthread/partnership';
import { MakeRelease, releaseIdOf } from '@goldenthread/releases';
import { aTable, wantedRelease } from '@goldenthread/releases/testing';
import {
  cycleIdOf,
  OpenCycle,
  OpenReturn,
  RecordAnswer,
  returnIdOf,
  section11V1,
  SignOffReturn,
  SubmitReturn,
} from '@goldenthread/section11';
import { uuid, type JourneyApp } from './journey-app.js';
import { ITEMS } from './section11-cycle.js';

/** A second partnership in the same store, of which nobody in Marlshire may know anything but what is public. */
export interface AnotherPartnership {
  readonly partnership: string;
  readonly cycle: string;
  readonly draft: string;
  readonly submitted: string;
  /** A case audit that is planned. */
  readonly audit: string;
  /** An action of the agency that drafts, what it follows from, and the count of that agency’s failures to respond. */
  readonly action: string;
  readonly recommendation: string;
  readonly failures: string;
  /** An extraordinary meeting that was asked for, and a practice review. */
  readonly meeting: string;
  readonly review: string;
  /** A table that everyone there may read. */
  readonly release: string;
  /** Stands in every answer of both returns, in the title of the audit and in what is recommended. */
  readonly words: string;
}

const REQUEST: CommandRequest = { action: 'test', subject: {}, body: null };

export async function anotherPartnership(app: JourneyApp): Promise<AnotherPartnership> {
  const { commands } = app;
  const [partnership, drafting, submitting] = ['partnership', 'drafting', 'submitting'].map((kind) => idOf(kind, 'fenmarch'));
  if (!partnership || !drafting || !submitting) throw new Error('Three ids are needed');
  const words = `fenmarch${uuid().slice(0, 8)}`;
  const as = (person: string, agency: string, commandId = uuid()): CommandContext => {
    return { commandId, partnership, actor: { person: idOf('person', 'fenmarch', person), agency, role: 'agency-author' } };
  };

  const registered = { partnership, name: 'Fenmarch (invented)', kind: 'invented' } as const;
  await commands.execute(new RegisterPartnership(as('unit', drafting), REQUEST, registered));
  for (const agency of [drafting, submitting]) {
    const listed = { partnership, agency, name: `Fenmarch agency ${agency}`, kind: 'police', basis: 'children-act-2004-s11' } as const;
    await commands.execute(new ListAgency(as('unit', drafting), REQUEST, listed));
  }
  const opened = as('unit', drafting);
  const cycle = cycleIdOf(opened.commandId);
  const tool = { code: section11V1.code, version: section11V1.version };
  const agencies = [drafting, submitting].map((agency) => ({ agency, duty: 'required' as const }));
  const window = { opensOn: '2026-01-05', dueOn: '2026-03-31' };
  await commands.execute(new OpenCycle(opened, REQUEST, { partnership, title: `Cycle of ${words}`, tool, ...window, agencies }));

  const [draft, submitted] = [returnIdOf(cycle, drafting), returnIdOf(cycle, submitting)];
  const answer = { rating: 'met', narrative: `We of ${words} do.`, evidence: [], basedOn: 'new' } as const;
  for (const [agency, ref, items] of [[drafting, draft, ITEMS.slice(0, 3)] as const, [submitting, submitted, ITEMS] as const]) {
    await commands.execute(new OpenReturn(as('author', agency), REQUEST, { cycle, agency }));
    for (const item of items) await commands.execute(new RecordAnswer(as('author', agency), REQUEST, ref, { item, ...answer }));
  }
  const read = { basedOn: ITEMS.length };
  await commands.execute(new SignOffReturn(as('lead', submitting), REQUEST, submitted, { ...read, statement: `Agreed in ${words}.` }));
  await commands.execute(new SubmitReturn(as('author', submitting), REQUEST, submitted, { basedOn: ITEMS.length + 1 }));
  const released = as('unit', drafting);
  await commands.execute(new MakeRelease(released, REQUEST, { ...wantedRelease(aTable), partnership, title: `Figures of ${words}` }));
  const planned = as('unit', drafting);
  await commands.execute(
    new PlanAudit(planned, REQUEST, {
      partnership,
      title: `Audit of ${words}`,
      kind: 'themed',
      theme: 'neglect',
      source: { kind: 'signal', reference: 'Figures' },
      questions: [],
      period: { from: '2025-01-01', to: '2025-12-31' },
      tool: { code: multiAgencyV1.code, version: multiAgencyV1.version },
      cases: 2,
      agencies: [drafting, submitting],
      panel: [{ person: planned.actor.person, agency: drafting }],
      with: [],
    }),
  );
  const audit = auditIdOf(planned.commandId);
  const release = releaseIdOf(released.commandId);
  const followed = await followUp(app, partnership, [drafting, submitting], words);
  return { partnership, cycle, draft, submitted, audit, release, words, ...followed };
}

async function followUp(
  app: JourneyApp,
  partnership: string,
  agencies: readonly [string, string],
  words: string,
): Promise<Pick<AnotherPartnership, 'action' | 'recommendation' | 'failures' | 'meeting' | 'review'>> {
  const [agency] = agencies;
  const by = (): CommandContext => ({ commandId: uuid(), partnership, actor: { person: uuid(), agency, role: 'coordinator' } });
  const source = { kind: 'dispute', title: `Dispute of ${words}`, dispute: words } as const;
  const made = new MakeRecommendation(by(), REQUEST, { partnership, source, text: `Do as ${words} does.`, themes: ['neglect'] });
  await app.commands.execute(made);
  const recommendation = recommendationIdOf(made.context.commandId);
  const asked = { recommendation, what: `As ${words}.`, agency, dueOn: '2026-12-31', successMeasure: words, evidenceSought: words };
  const issued = new IssueAction(by(), REQUEST, asked);
  await app.commands.execute(issued);
  const action = actionIdOf(issued.context.commandId);
  const failures = responseFailuresIdOf(partnership, agency);
  const failure = { matrix: action, action, receivedOn: '2025-12-01', respondBy: '2025-12-15' };
  const whose = { partnership, agency, agencyName: `Fenmarch agency ${agency}`, rules: thurrock2019, countedOn: '2025-12-16' };
  const command = { type: 'CountFailure', failure, ...whose } as const;
  await app.platform.journal.execute(responseFailures, { ...by(), request: REQUEST, id: failures, command });
  const group = idOf('group', 'fenmarch');
  const named = { type: 'GroupNamed', data: { group, name: `Board of ${words}`, role: 'executive' } } as const;
  await app.commands.execute(new RecordPartnershipFact(by(), REQUEST, { partnership, fact: named }));
  await app.commands.execute(new AdoptRules(by(), REQUEST, { partnership, rules: { ...thurrock2019, title: words }, from: '2025-01-01' }));
  const requested = by();
  const asking = { partnership, group, receivedOn: '2026-01-05', reason: `Because of ${words}.`, supporters: agencies };
  await app.commands.execute(new RequestExtraordinaryMeeting(requested, REQUEST, asking));
  const commissioned = by();
  const reviewed = { partnership, title: words, kind: 'learning-review', commissionedOn: '2026-01-05' } as const;
  await app.commands.execute(new CommissionReview(commissioned, REQUEST, reviewed));
  const meeting = extraordinaryMeetingIdOf(requested.commandId);
  return { action, recommendation, failures, meeting, review: practiceReviewIdOf(commissioned.commandId) };
}
