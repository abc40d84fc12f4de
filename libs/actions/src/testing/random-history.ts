import { CaseAuditReader } from '@goldenthread/case-audits';
import { londonDate } from '@goldenthread/calendar';
import {
  idOf,
  newId,
  Refusal,
  uuidV5,
  type Actor,
  type Clock,
  type CommandRequest,
  type Day,
  type EventJournal,
} from '@goldenthread/event-sourcing';
import { DefinitionReader } from '@goldenthread/indicators';
import {
  ListAgency,
  ListAgencyHandler,
  PartnershipReader,
  RecordMeeting,
  RecordMeetingHandler,
  RecordPartnershipFact,
  RecordPartnershipFactHandler,
  RegisterPartnership,
  RegisterPartnershipHandler,
} from '@goldenthread/partnership';
import { CycleReader, ToolReader } from '@goldenthread/section11';
import fc from 'fast-check';
import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import { ActionReader } from '../commands/action.reader.js';
import { AdoptRules, AdoptRulesHandler } from '../commands/adopt-rules.handler.js';
import { IssueAction, IssueActionHandler } from '../commands/issue-action.handler.js';
import {
  HoldExtraordinaryMeeting,
  HoldExtraordinaryMeetingHandler,
  RequestExtraordinaryMeeting,
  RequestExtraordinaryMeetingHandler,
} from '../commands/keep-extraordinary-meeting.handler.js';
import {
  CommissionReview,
  CommissionReviewHandler,
  TakeReviewStep,
  TakeReviewStepHandler,
} from '../commands/keep-practice-review.handler.js';
import { MeetingReader } from '../commands/meeting.reader.js';
import { MakeRecommendation, MakeRecommendationHandler } from '../commands/make-recommendation.handler.js';
import { RulesReader } from '../commands/rules.reader.js';
import { SourceReader } from '../commands/source.reader.js';
import { TakeActionStep, TakeActionStepHandler, type ActionStepWanted } from '../commands/take-action-step.handler.js';
import { TakeMinutesStep, TakeMinutesStepHandler } from '../commands/take-minutes-step.handler.js';
import { action, actionIdOf } from '../domain/action.js';
import { extraordinaryMeetingIdOf } from '../domain/extraordinary-meeting.js';
import { meetingMinutes, meetingMinutesIdOf } from '../domain/meeting-minutes.js';
import { practiceReview, practiceReviewIdOf } from '../domain/practice-review.js';
import { recommendationIdOf } from '../domain/recommendation.js';

/** Knows of sources by whatever is recorded in a journal. */
function aSourceReader(journal: EventJournal): SourceReader {
  const audits = new CaseAuditReader(journal);
  return new SourceReader(journal, new CycleReader(journal), new ToolReader(journal), audits, new DefinitionReader(journal));
}

const PROCEEDINGS = ['meet', 'minutes', 'request', 'hold', 'commission', 'review'] as const;
type Proceeding = (typeof PROCEEDINGS)[number];

type StepType = ActionStepWanted['type'];

/** What someone tries to do with one of four actions of two agencies, or that some days go by. */
export type FollowUpStep =
  | { readonly does: 'issue'; readonly number: number; readonly dueInDays: number }
  | { readonly does: StepType; readonly number: number; readonly daysAgo: number; readonly by: number }
  /** One after the other, what brings an action to its end. */
  | { readonly does: 'finish'; readonly number: number }
  /** A group meets, its minutes come a step further, a meeting is asked for or held, a review comes a step further. */
  | { readonly does: 'proceed'; readonly what: Proceeding; readonly daysAgo: number }
  | { readonly does: 'wait'; readonly days: number };

const STEPS: readonly StepType[] = [
  'RecordReceipt',
  'RecordReceipt',
  'AcceptAction',
  'AcceptAction',
  'RefuseAction',
  'ReportProgress',
  'ClaimCompletion',
  'ClaimCompletion',
  'AcceptCompletion',
  'ReturnCompletion',
  'ReturnCompletion',
  'ReturnCompletion',
  'ReviewImpact',
  'ReopenAction',
  'SupersedeAction',
];

const FINISH: readonly StepType[] = ['AcceptAction', 'ClaimCompletion', 'AcceptCompletion', 'ReviewImpact'];

const number = fc.nat({ max: 3 });

const step: fc.Arbitrary<FollowUpStep> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('issue' as const), number, dueInDays: fc.nat({ max: 40 }) }) },
  {
    weight: 10,
    arbitrary: fc.record({ does: fc.constantFrom(...STEPS), number, daysAgo: fc.nat({ max: 4 }), by: fc.nat({ max: 2 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('finish' as const), number }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('proceed' as const),
      what: fc.constantFrom(...PROCEEDINGS),
      daysAgo: fc.nat({ max: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 12 }) }) },
);

/** Random attempts: many are refused, as in life. */
export const followUpSteps: fc.Arbitrary<readonly FollowUpStep[]> = fc.array(step, { maxLength: 50, size: 'max' });

/** How things stand after a step: the day it is. */
export type AfterStep = (today: Day) => Promise<void>;

const request: CommandRequest = { action: 'test', subject: {}, body: null };

/**
 * Runs the steps as commands through the real handlers, so that the journal's store holds a history that could have been.
 * It begins with a partnership, its agencies, its rules and a recommendation; what is refused leaves no trace.
 */
export async function playFollowUp(
  journal: EventJournal,
  steps: readonly FollowUpStep[],
  after: AfterStep = () => Promise.resolve(),
): Promise<void> {
  const player = new Player(journal, newId());
  await player.prepare();
  for (const one of steps) {
    await player.take(one);
    await after(player.today);
  }
}

const NEXT = {
  'not-drafted': 'DraftMinutes',
  drafted: 'ApproveMinutes',
  approved: 'CirculateMinutes',
  circulated: 'CirculateMinutes',
} as const;

class Player {
  private now = Date.UTC(2026, 2, 30, 9);
  private count = 0;
  private readonly clock: Clock = { now: () => Promise.resolve(new Date(this.now).toISOString()) };
  private readonly partnership: string;
  private recommendation = '';
  private metOn: Day | undefined;
  private requested: string | undefined;
  private review: string | undefined;

  constructor(
    private readonly journal: EventJournal,
    private readonly run: string,
  ) {
    this.partnership = idOf('partnership', run);
  }

  private get group(): string {
    return idOf('group', this.run);
  }

  get today(): Day {
    return londonDate(new Date(this.now).toISOString());
  }

  async prepare(): Promise<void> {
    const { journal, partnership } = this;
    const wanted = { partnership, name: 'Marlshire', kind: 'invented' } as const;
    await new RegisterPartnershipHandler(journal).execute(new RegisterPartnership(this.context(2), request, wanted));
    for (const agency of [0, 1]) {
      const listed = {
        partnership,
        agency: this.agency(agency),
        name: `Agency ${agency}`,
        kind: 'police',
        basis: 'children-act-2004-s11',
      } as const;
      await new ListAgencyHandler(journal).execute(new ListAgency(this.context(2), request, listed));
    }
    const group = { type: 'GroupNamed', data: { group: this.group, name: 'Executive', role: 'executive' } } as const;
    await new RecordPartnershipFactHandler(journal).execute(
      new RecordPartnershipFact(this.context(2), request, { partnership, fact: group }),
    );
    await new AdoptRulesHandler(journal, this.clock).execute(
      new AdoptRules(this.context(2), request, { partnership, rules: thurrock2019, from: '2026-01-01' }),
    );
    const made = new MakeRecommendation(this.context(2), request, {
      partnership,
      source: { kind: 'dispute', title: 'A grade', dispute: 'one' },
      text: 'Look again.',
      themes: ['neglect'],
    });
    this.recommendation = recommendationIdOf(made.context.commandId);
    await new MakeRecommendationHandler(
      journal,
      new PartnershipReader(journal),
      new RulesReader(journal),
      aSourceReader(journal),
      this.clock,
    ).execute(made);
  }

  async take(one: FollowUpStep): Promise<void> {
    if (one.does === 'wait') {
      this.now += one.days * 86_400_000;
      return;
    }
    if (one.does === 'proceed') return this.tried(() => this.proceed(one.what, one.daysAgo));
    if (one.does === 'issue') return this.tried(() => this.issue(one.number, one.dueInDays));
    if (one.does !== 'finish') return this.tried(() => this.step(one.does, one.number, one.daysAgo, one.by));
    for (const type of FINISH) await this.tried(() => this.step(type, one.number, 0, type === 'AcceptCompletion' ? 2 : one.number % 2));
  }

  private async tried(attempt: () => Promise<void>): Promise<void> {
    try {
      await attempt();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  private async issue(number: number, dueInDays: number): Promise<void> {
    const context = { ...this.context(2), commandId: this.issueId(number) };
    const wanted = {
      recommendation: this.recommendation,
      what: 'Do it.',
      agency: this.agency(number % 2),
      dueOn: this.daysOn(dueInDays),
      successMeasure: 'It is done.',
      evidenceSought: 'A note.',
    };
    const handler = new IssueActionHandler(this.journal, new ActionReader(this.journal), new PartnershipReader(this.journal), this.clock);
    await handler.execute(new IssueAction(context, request, wanted));
  }

  private async step(type: StepType, number: number, daysAgo: number, by: number): Promise<void> {
    const ref = actionIdOf(this.issueId(number));
    const { revision } = await this.journal.load(action, ref);
    const wanted = this.wanted(type, { basedOn: revision, number, daysAgo });
    const handler = new TakeActionStepHandler(this.journal, new ActionReader(this.journal), new RulesReader(this.journal), this.clock);
    await handler.execute(new TakeActionStep(this.context(by), request, ref, wanted));
  }

  private async proceed(what: Proceeding, daysAgo: number): Promise<void> {
    const { journal, partnership, group, clock } = this;
    const [context, on] = [this.context(2), this.daysOn(-daysAgo)];
    const [readers, rules] = [new PartnershipReader(journal), new RulesReader(journal)];
    const meetings = new MeetingReader(journal, readers);
    switch (what) {
      case 'meet':
        await new RecordMeetingHandler(journal, readers, clock).execute(
          new RecordMeeting(context, request, { partnership, group, heldOn: on }),
        );
        this.metOn = on;
        return;
      case 'minutes': {
        if (this.metOn === undefined) return;
        const { state } = await journal.load(meetingMinutes, meetingMinutesIdOf(group, this.metOn));
        const type = NEXT[state.status];
        const step = new TakeMinutesStep(context, request, { type, partnership, group, heldOn: this.metOn, on });
        await new TakeMinutesStepHandler(journal, meetings, rules, clock).execute(step);
        return;
      }
      case 'request': {
        const supporters = [this.agency(0), this.agency(1)];
        const asked = new RequestExtraordinaryMeeting(context, request, {
          partnership,
          group,
          receivedOn: on,
          reason: 'Soon.',
          supporters,
        });
        await new RequestExtraordinaryMeetingHandler(journal, readers, rules, clock).execute(asked);
        this.requested = extraordinaryMeetingIdOf(context.commandId);
        return;
      }
      case 'hold':
        if (this.requested === undefined || this.metOn === undefined) return;
        await new HoldExtraordinaryMeetingHandler(journal, meetings, clock).execute(
          new HoldExtraordinaryMeeting(context, request, this.requested, this.metOn),
        );
        return;
      case 'commission': {
        const kind = 'child-safeguarding-practice-review';
        const wanted = { partnership, title: 'Child B', kind, commissionedOn: on } as const;
        await new CommissionReviewHandler(journal, readers, rules, clock).execute(new CommissionReview(context, request, wanted));
        this.review = practiceReviewIdOf(context.commandId);
        return;
      }
      case 'review': {
        if (this.review === undefined) return;
        const { state } = await journal.load(practiceReview, this.review);
        const step = state.status === 'commissioned' ? 'publish' : 'send-copies';
        await new TakeReviewStepHandler(journal, rules, clock).execute(new TakeReviewStep(context, request, this.review, step, on));
      }
    }
  }

  private wanted(type: StepType, { basedOn, number, daysAgo }: { basedOn: number; number: number; daysAgo: number }): ActionStepWanted {
    switch (type) {
      case 'RecordReceipt':
        return { type, basedOn, receivedOn: this.daysOn(-daysAgo) };
      case 'AcceptAction':
        return { type, basedOn };
      case 'RefuseAction':
      case 'ReturnCompletion':
        return { type, basedOn, reason: 'Because.' };
      case 'ReportProgress':
        return { type, basedOn, progress: 'Half way.' };
      case 'ClaimCompletion':
        return { type, basedOn, statement: 'Done.', evidence: [{ kind: 'note', text: 'Seen.' }] };
      case 'AcceptCompletion':
        return { type, basedOn };
      case 'ReviewImpact':
        return { type, basedOn, impact: 'better', found: 'It helped.' };
      case 'ReopenAction':
        return { type, basedOn, reason: 'Again.', dueOn: this.daysOn(10) };
      case 'SupersedeAction':
        return { type, basedOn, reason: 'Merged.', by: actionIdOf(this.issueId((number + 1) % 4)) };
    }
  }

  /** 0 and 1 are people of the two agencies, 2 is the coordinator. */
  private context(by: number): { commandId: string; actor: Actor; partnership: string } {
    this.now += 60_000;
    const actor = { person: idOf('person', String(by)), agency: this.agency(by), role: by === 2 ? 'coordinator' : 'agency-lead' };
    return { commandId: uuidV5(this.partnership, String(this.count++)), actor, partnership: this.partnership };
  }

  private issueId(number: number): string {
    return uuidV5(this.partnership, `action ${number}`);
  }

  private agency(number: number): string {
    return idOf('agency', this.run, String(number));
  }

  private daysOn(days: number): Day {
    return londonDate(new Date(this.now + days * 86_400_000).toISOString());
  }
}
