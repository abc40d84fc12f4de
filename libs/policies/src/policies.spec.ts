import {
  action,
  actionIdOf,
  actionsEvents,
  auditRecommendationIdOf,
  followUpRules,
  recommendation,
  responseFailures,
  responseFailuresIdOf,
  themes,
  thurrock2019,
  type ActionIssued,
  type FollowUpRules,
} from '@goldenthread/actions';
import { anAction } from '@goldenthread/actions/testing';
import { caseAuditsEvents, THEMES } from '@goldenthread/case-audits';
import { AUDIT, CASE_ONE, MARLSHIRE, planWanted } from '@goldenthread/case-audits/testing';
import {
  EventCodec,
  EventJournal,
  InMemoryEventStore,
  joinCatalogues,
  newId,
  streamName,
  type Actor,
  type Decider,
  type DomainEvent,
  type EventStore,
  type Instant,
} from '@goldenthread/event-sourcing';
import { all, plainSealer } from '@goldenthread/event-sourcing/testing';
import { partnershipEvents, registerEvents } from '@goldenthread/partnership';
import { DAYS } from './day.js';
import { beginDay, dayEvents, policies, PolicyRunner, type PolicyCheckpoints } from './index.js';
import { registerTheme } from './take-up-audit-recommendation.js';

const { partnership, agency } = anAction;
const LEAD: Actor = { person: newId(), agency, role: 'agency-lead' };
const FINDING = newId();
const MADE = newId();
const request = { action: 'test', subject: {}, body: null };

class KeptCheckpoints implements PolicyCheckpoints {
  readonly kept = new Map<string, bigint>();
  /** Where true, the program ends before it has written down how far it came. */
  forgets = false;

  find(policy: string): Promise<bigint | undefined> {
    return Promise.resolve(this.kept.get(policy));
  }

  move(policy: string, to: bigint): Promise<void> {
    if (this.forgets) return Promise.reject(new Error('The program was killed'));
    this.kept.set(policy, to);
    return Promise.resolve();
  }
}

/** A store with its clock, the actions of one agency, and policies that act when they are told to. */
class Stage {
  readonly journal: EventJournal;
  readonly checkpoints = new KeptCheckpoints();
  private now: Instant = '2026-01-05T09:00:00.000Z';

  constructor(store: EventStore = new InMemoryEventStore(() => this.now)) {
    this.journal = new EventJournal(
      store,
      new EventCodec(joinCatalogues(partnershipEvents, registerEvents, caseAuditsEvents, actionsEvents, dayEvents), plainSealer, 'store'),
    );
  }

  async adopt(rules: FollowUpRules = thurrock2019): Promise<void> {
    await this.journal.execute(followUpRules, {
      ...this.by(),
      id: partnership,
      command: { type: 'AdoptRules', partnership, rules, from: '2026-01-01', today: '2026-01-01' },
    });
  }

  /** An action that was received on Tuesday 6 January 2026, so that it is to be answered by Tuesday 20 January. */
  async received(over: Partial<ActionIssued['data']> = {}): Promise<string> {
    const id = actionIdOf(newId());
    const data = { ...anAction, matrix: id, ...over };
    const issue = {
      type: 'IssueAction',
      id,
      wanted: { ...data, owner: undefined },
      today: data.issuedOn,
      facts: {
        recommendation: {
          partnership,
          source: { kind: 'dispute', title: '', dispute: '' },
          text: '',
          themes: [],
          copiesBy: null,
          partnershipRevision: 0,
          revision: 0,
        },
        agencies: [{ id: agency, name: anAction.agencyName }],
        groups: ['executive'],
        partnershipRevision: 0,
      },
    } as const;
    const wanted = over.matrix === undefined ? issue.wanted : { ...issue.wanted, meeting: { group: 'executive', heldOn: '2026-01-05' } };
    await this.journal.execute(action, { ...this.by(), id, command: { ...issue, wanted } });
    const receipt = {
      type: 'RecordReceipt',
      basedOn: 0,
      today: '2026-01-06',
      receivedOn: '2026-01-06',
      actor: LEAD,
      rules: thurrock2019,
    } as const;
    await this.journal.execute(action, { ...this.by(), id, command: receipt });
    return id;
  }

  async accept(id: string, today: string): Promise<void> {
    this.now = `${today}T09:00:00.000Z`;
    await this.journal.execute(action, { ...this.by(), id, command: { type: 'AcceptAction', basedOn: 1, today } });
  }

  async dayBegins(day: string): Promise<void> {
    this.now = `${day}T00:01:00.000Z`;
    await beginDay(this.journal, { now: () => Promise.resolve(this.now) });
  }

  act(checkpoints: PolicyCheckpoints = this.checkpoints): Promise<void> {
    return new PolicyRunner(policies, this.journal, checkpoints, { warn: () => undefined }).catchUp();
  }

  /** All that policies recorded, in order: the type, and what tells it apart. */
  async acted(): Promise<string[]> {
    const events = await Promise.all((await all(this.journal.store.readAll())).map((stored) => this.journal.codec.decodeOpened(stored)));
    return events.flatMap(({ type, data }) => {
      const { kind, occasion, letter, lastDay } = data as Record<string, string | undefined>;
      if (type === 'ActionNoticeRaised') return [`${kind ?? ''} ${lastDay ?? ''}`];
      return type.startsWith('Response') ? [`${type} ${letter ?? occasion ?? ''}`] : [];
    });
  }

  /** Lets events happen, whoever decided them. */
  async tell(category: string, id: string, ...events: readonly DomainEvent[]): Promise<void> {
    const teller: Decider<null, readonly DomainEvent[], DomainEvent> = {
      category,
      initial: null,
      decide: (told) => told,
      evolve: () => null,
    };
    await this.journal.execute(teller, { ...this.by(), id, command: events });
  }

  private by() {
    return { commandId: newId(), actor: LEAD, partnership, request };
  }
}

let stage: Stage;
beforeEach(async () => {
  stage = new Stage();
  await stage.adopt();
});

describe('the tick', () => {
  it('is recorded once for each day, with the day before it', async () => {
    for (const day of ['2026-01-19', '2026-01-19', '2026-01-21']) await stage.dayBegins(day);
    const events = await stage.journal.read(streamName('days', DAYS));
    expect(events.map(({ data }) => data)).toEqual([
      { day: '2026-01-19', before: null },
      { day: '2026-01-21', before: '2026-01-19' },
    ]);
  });
});

describe('a response that is not there in time', () => {
  it('is nothing on its last day, and counted when the next begins', async () => {
    await stage.received();
    await stage.dayBegins('2026-01-20');
    await stage.act();
    expect(await stage.acted()).toEqual([]);
    await stage.dayBegins('2026-01-21');
    await stage.act();
    expect(await stage.acted()).toEqual(['ResponseFailureCounted 1', 'response-overdue 2026-01-20']);
  });

  it('brings a letter at the second, and no more on the days that follow', async () => {
    await stage.received();
    await stage.received();
    for (const day of ['2026-01-21', '2026-01-22', '2026-02-02']) {
      await stage.dayBegins(day);
      await stage.act();
    }
    expect((await stage.acted()).filter((one) => one.startsWith('Response'))).toEqual([
      'ResponseFailureCounted 1',
      'ResponseFailureCounted 2',
      'ResponseLetterPrepared 1',
    ]);
  });

  it('is one failure for one matrix, however many actions it held', async () => {
    await stage.received({ matrix: 'of the meeting' });
    await stage.received({ matrix: 'of the meeting' });
    await stage.dayBegins('2026-01-21');
    await stage.act();
    expect((await stage.acted()).filter((one) => one.startsWith('Response'))).toEqual(['ResponseFailureCounted 1']);
  });

  it('is counted where it came late on a day that nobody began', async () => {
    const id = await stage.received();
    await stage.accept(id, '2026-01-21');
    await stage.act();
    expect(await stage.acted()).toEqual(['ResponseFailureCounted 1']);
    await stage.dayBegins('2026-01-22');
    await stage.act();
    expect(await stage.acted()).toEqual(['ResponseFailureCounted 1']);
  });

  it('is nobody’s where the response came in time', async () => {
    const id = await stage.received();
    await stage.accept(id, '2026-01-20');
    await stage.dayBegins('2026-01-21');
    await stage.act();
    expect(await stage.acted()).toEqual([]);
  });
});

describe('an action that is not done in time', () => {
  it('is noticed once, when the day after begins', async () => {
    const id = await stage.received({ dueOn: '2026-03-31' });
    await stage.accept(id, '2026-01-19');
    for (const day of ['2026-03-31', '2026-04-01', '2026-04-02', '2026-09-01']) {
      await stage.dayBegins(day);
      await stage.act();
    }
    expect(await stage.acted()).toEqual(['overdue 2026-03-31']);
  });

  it('is put before the sub-committee, and a missing receipt to the business team, where the rules say when', async () => {
    const strict = new Stage();
    await strict.adopt({ ...thurrock2019, receipt: { workingDays: 2 }, escalation: { workingDays: 20 } });
    const id = await strict.received({ dueOn: '2026-02-27' });
    await strict.accept(id, '2026-01-19');
    // Due Friday 27 February 2026: 2 March Mon 1 … 6 Fri 5, 13 Fri 10, 20 Fri 15, 27 Fri 20.
    for (const day of ['2026-02-28', '2026-03-27', '2026-03-28']) {
      await strict.dayBegins(day);
      await strict.act();
    }
    expect(await strict.acted()).toEqual(['overdue 2026-02-27', 'escalation-due 2026-03-27']);
  });
});

describe('acting again', () => {
  /** Two responses that never came, and an action that came in time but was not done. */
  async function aMonth(on: Stage, after: () => Promise<void>): Promise<void> {
    await on.received();
    await on.received();
    await on.accept(await on.received({ dueOn: '2026-01-30' }), '2026-01-20');
    for (const day of ['2026-01-21', '2026-01-31', '2026-02-01']) {
      await on.dayBegins(day);
      await after();
    }
  }
  const nothing = (): Promise<void> => Promise.resolve();
  const letterOf = async ({ journal }: Stage) =>
    (await journal.load(responseFailures, responseFailuresIdOf(partnership, agency))).state.letters[0];

  it('on another day, from the first event, changes nothing', async () => {
    await aMonth(stage, nothing);
    await stage.act();
    const once = await all(stage.journal.store.readAll());
    await stage.dayBegins('2027-06-01');
    const beforeIt = (await stage.acted()).length;
    await stage.act(new KeptCheckpoints());
    expect((await all(stage.journal.store.readAll())).slice(0, once.length)).toEqual(once);
    expect(await stage.acted()).toHaveLength(beforeIt + 2);
    expect((await stage.acted()).slice(beforeIt)).toEqual(['overdue 2026-03-31', 'overdue 2026-03-31']);
  });

  it('draws the same conclusions whenever it runs: at each tick, or once, long after', async () => {
    await aMonth(stage, nothing);
    await stage.act();
    const atEachTick = new Stage();
    await atEachTick.adopt();
    await aMonth(atEachTick, () => atEachTick.act());
    expect((await atEachTick.acted()).toSorted()).toEqual((await stage.acted()).toSorted());
    expect((await letterOf(atEachTick))?.particulars.preparedOn).toBe('2026-01-21');
    expect((await letterOf(stage))?.particulars.preparedOn).toBe('2026-01-21');
  });

  it('after a crash between an order and the checkpoint, sends the order again and changes nothing', async () => {
    await aMonth(stage, nothing);
    stage.checkpoints.forgets = true;
    await expect(stage.act()).rejects.toThrow('killed');
    const sent = await stage.acted();
    stage.checkpoints.forgets = false;
    await stage.act();
    const unharmed = new Stage();
    await unharmed.adopt();
    await aMonth(unharmed, nothing);
    await unharmed.act();
    expect(sent).not.toEqual([]);
    expect((await stage.acted()).toSorted()).toEqual((await unharmed.acted()).toSorted());
  });

  it('sends nothing for what came before its checkpoint', async () => {
    await aMonth(stage, nothing);
    await stage.act();
    const before = await all(stage.journal.store.readAll());
    await stage.act();
    expect(await all(stage.journal.store.readAll())).toEqual(before);
    const awake = policies.filter(({ handles }) => handles.includes('DayBegan'));
    expect([...stage.checkpoints.kept.keys()].sort()).toEqual(awake.map(({ name }) => name).sort());
  });
});

describe('the recommendations of a case audit', () => {
  const finding: DomainEvent = {
    type: 'CaseAuditFindingRecorded',
    data: {
      finding: FINDING,
      kind: 'learning',
      text: 'What we saw.',
      themes: ['child-exploitation', 'feedback-to-referrers'],
      domain: 'voice',
      agencies: [],
      cases: [CASE_ONE],
    },
  };
  const recommended = (text: string): DomainEvent => {
    return { type: 'CaseAuditRecommendationMade', data: { recommendation: MADE, text, findings: [FINDING], agencies: [] } };
  };
  const agreed: DomainEvent = {
    type: 'CaseAuditReportAgreed',
    data: { partnership: MARLSHIRE, title: 'Domestic abuse', meetingOn: '2026-01-05', number: 1, presentedBy: LEAD },
  };
  const planned = { type: 'CaseAuditPlanned', data: { ...planWanted, title: 'Domestic abuse', agencies: [] } } as unknown as DomainEvent;
  const id = auditRecommendationIdOf(AUDIT, MADE);

  beforeEach(async () => {
    const registered: DomainEvent = { type: 'PartnershipRegistered', data: { name: 'Marlshire', kind: 'invented' } };
    await stage.tell('partnership', MARLSHIRE, registered);
    await stage.tell('caseAudit', AUDIT, planned, finding, recommended('As first worded.'), recommended('As agreed.'));
  });

  it('go into the one register when the report is agreed, as it words them, and not before', async () => {
    await stage.act();
    expect((await stage.journal.load(recommendation, id)).state).toEqual({ status: 'not-made' });
    await stage.tell('caseAudit', AUDIT, agreed);
    await stage.act();
    expect((await stage.journal.load(recommendation, id)).state).toMatchObject({
      particulars: {
        text: 'As agreed.',
        source: { kind: 'case-audit-finding', title: 'Domestic abuse', audit: AUDIT, finding: FINDING },
        themes: ['domestic-abuse', 'exploitation', 'feedback-to-referrers'],
      },
    });
  });

  it('go in once, however often the policy acts on it', async () => {
    await stage.tell('caseAudit', AUDIT, agreed);
    await stage.act();
    const before = await stage.journal.store.head();
    await stage.act(new KeptCheckpoints());
    expect(await stage.journal.store.head()).toEqual(before);
  });

  it('have themes that the register knows', () => {
    const known = themes.map(({ key }) => key);
    expect(Object.keys(THEMES).map(registerTheme)).toEqual(expect.not.arrayContaining(['child-exploitation']));
    expect(known).toEqual(expect.arrayContaining(Object.keys(THEMES).map(registerTheme)));
  });
});
