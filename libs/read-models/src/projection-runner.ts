import { setMaxListeners } from 'node:events';
import { Together, type EventCodec } from '@goldenthread/event-sourcing';
import { followedModel, MOMENTS } from './followed.js';
import { Follower, type FollowerDependencies } from './follower.js';
import { moveCheckpoints, type LeasedMove } from './generations.js';
import { Leases } from './leases.js';
import type { ReadModel } from './read-model.js';
import { rebuild, type RebuildOptions, type RebuildResult } from './rebuild.js';

export interface RunnerOptions extends Omit<FollowerDependencies, 'leases' | 'moves'> {
  /** How long a worker may be silent before others take over what it holds, in milliseconds: three seconds by default. */
  readonly leaseMs?: number;
}

/**
 * Keeps every read model up with the log, each on its own: one that stops holds up no other. Several workers share them,
 * and take over from one that is gone.
 */
export class ProjectionRunner {
  private readonly followers: readonly Follower[];
  private readonly leases: Leases;
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    models: readonly ReadModel[],
    codec: EventCodec,
    private readonly options: RunnerOptions,
  ) {
    // Every follower waits on the one signal to stop, and there are more of them than Node expects of a signal.
    setMaxListeners(0, this.stopping.signal);
    const followed = [MOMENTS, ...models.map((model) => followedModel(model, codec))];
    this.leases = new Leases(options.pool, followed.length, options.leaseMs);
    const moves = new Together((asked: readonly LeasedMove[]) => moveCheckpoints(options.pool, asked));
    this.followers = followed.map((one) => new Follower(one, { ...options, leases: this.leases, moves }));
  }

  start(): void {
    this.leases.start((error) => {
      this.options.log.warn(`The leases could not be renewed: ${error instanceof Error ? error.message : String(error)}`);
    });
    this.running = Promise.all(this.followers.map((follower) => follower.run(this.stopping.signal)));
  }

  /** Ends after the batch in hand, and lets others take over at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.leases.stop();
  }
}

/**
 * Rebuilds one projection beside its live tables, whether or not a worker is running.
 *
 * @throws RebuildDiffersError where the rebuilt rows differ from the live ones.
 */
export function rebuildModel(model: ReadModel, codec: EventCodec, options: RebuildOptions): Promise<RebuildResult> {
  return rebuild(followedModel(model, codec), options);
}
