import type { EventCodec } from '@goldenthread/event-sourcing';
import { followedModel, MOMENTS, type Followed } from './followed.js';
import { Follower, type FollowerDependencies } from './follower.js';
import type { ReadModel } from './read-model.js';
import { rebuild, type RebuildOptions, type RebuildResult } from './rebuild.js';

/** Keeps every read model up with the log, each on its own: one that stops holds up no other. */
export class ProjectionRunner {
  private readonly followed: readonly Followed[];
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    models: readonly ReadModel[],
    codec: EventCodec,
    private readonly dependencies: FollowerDependencies,
  ) {
    this.followed = [MOMENTS, ...models.map((model) => followedModel(model, codec))];
  }

  start(): void {
    this.running = Promise.all(this.followed.map((followed) => new Follower(followed, this.dependencies).run(this.stopping.signal)));
  }

  /** Ends after the batch in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
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
