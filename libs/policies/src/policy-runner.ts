import { setTimeout as sleep } from 'node:timers/promises';
import { actionNotices, responseFailures } from '@goldenthread/actions';
import {
  BEFORE_FIRST,
  idOf,
  THE_PROGRAM,
  uuidV5,
  type EventJournal,
  type Position,
  type RecordedEvent,
  type StoredEvent,
} from '@goldenthread/event-sourcing';
import { signalProposal } from '@goldenthread/indicators';
import type { Policy, PolicyOrder } from './policy.js';
import { takeUpAuditRecommendation } from './take-up-audit-recommendation.js';

/** How far each policy has acted. Kept by whoever runs them, and never moved back. */
export interface PolicyCheckpoints {
  /** Nothing where the policy has not acted yet. */
  find(policy: string): Promise<Position | undefined>;
  move(policy: string, to: Position): Promise<void>;
}

/** What the runner says while it works; never any data. */
export interface PolicyLog {
  warn(message: string): void;
}

const TRY_AGAIN_MS = 2_000;

/**
 * Runs policies over the record, each with a checkpoint of its own. What a policy knows is folded again from the first
 * event at each start; it acts on what comes after its checkpoint alone. An order is sent before the checkpoint is moved,
 * under an id that follows from policy and position: after a crash between the two it is sent again, and changes nothing.
 * So several workers may run the same policies. A rebuild of views has nothing to do with them.
 */
export class PolicyRunner {
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly policies: readonly Policy[],
    private readonly journal: EventJournal,
    private readonly checkpoints: PolicyCheckpoints,
    private readonly log: PolicyLog,
  ) {}

  start(): void {
    this.running = Promise.all(this.policies.map((policy) => this.keepRunning(policy)));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Lets every policy act on all that is recorded by now, and ends. */
  async catchUp(): Promise<void> {
    for (const policy of this.policies) {
      const course = await this.course(policy);
      for await (const stored of this.journal.store.readAll({ filter: { types: [...policy.handles] } })) await course.take(stored);
      await course.settle();
    }
  }

  private async keepRunning(policy: Policy): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const course = await this.course(policy);
        for await (const message of this.journal.store.subscribe({ after: BEFORE_FIRST, filter: { types: [...policy.handles] }, signal })) {
          if (message.kind === 'event') await course.take(message.event);
          else await course.settle();
        }
      } catch (error) {
        this.report(policy, error);
        await sleep(TRY_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async course(policy: Policy): Promise<Course> {
    return new Course(policy, this.journal, this.checkpoints, (await this.checkpoints.find(policy.name)) ?? BEFORE_FIRST);
  }

  private report(policy: Policy, error: unknown): void {
    if (this.stopping.signal.aborted) return;
    const sentence = error instanceof Error ? error.message : String(error);
    this.log.warn(`The policy ${policy.name} stopped, and will try again: ${sentence}`);
  }
}

/** One policy's way through the record, from the first event on. */
class Course {
  private readonly state: unknown;
  /** The last event it looked at, where that is not written down yet. */
  private seenUpTo: Position | undefined;

  constructor(
    private readonly policy: Policy,
    private readonly journal: EventJournal,
    private readonly checkpoints: PolicyCheckpoints,
    private readonly actedUpTo: Position,
  ) {
    this.state = policy.initial();
  }

  async take(stored: StoredEvent): Promise<void> {
    const event = await this.journal.codec.decode(stored);
    this.policy.evolve(this.state, event);
    if (event.position <= this.actedUpTo) return;
    const orders = this.policy.react(this.state, event);
    for (const order of orders) await this.send(order, event);
    this.seenUpTo = event.position;
    // Where nothing was ordered, to look at it again after a crash costs nothing.
    if (orders.length > 0) await this.settle();
  }

  /** Writes down how far it came. */
  async settle(): Promise<void> {
    if (this.seenUpTo === undefined) return;
    await this.checkpoints.move(this.policy.name, this.seenUpTo);
    this.seenUpTo = undefined;
  }

  private async send({ partnership, key, id, command }: PolicyOrder, event: RecordedEvent): Promise<void> {
    const carried = {
      commandId: uuidV5(idOf('policy', this.policy.name), `${event.position} ${key}`),
      actor: THE_PROGRAM,
      partnership,
      correlationId: event.correlationId,
      causationId: event.id,
      request: { action: `policy:${this.policy.name}`, subject: { event: event.id, key }, body: null },
      id,
    };
    switch (command.type) {
      case 'CountFailure':
        await this.journal.execute(responseFailures, { ...carried, command });
        return;
      case 'RaiseNotice':
        await this.journal.execute(actionNotices, { ...carried, command });
        return;
      case 'ProposeFollowUp':
        await this.journal.execute(signalProposal, { ...carried, command });
        return;
      case 'TakeUpAuditRecommendation':
        return takeUpAuditRecommendation(this.journal, carried, command);
    }
  }
}
