/** Put around what the runner does, by whoever measures it. It learns names and numbers, never data. */
export interface RunnerMeter {
  /** Around the writing of a batch of events to one projection's views. */
  batch<T>(projection: string, events: number, write: () => Promise<T>): Promise<T>;
  /** Around a whole rebuild, which says of each batch how many events it has taken in. */
  rebuild<T>(projection: string, run: (taken: (events: number) => void) => Promise<T>): Promise<T>;
}

/** Measures nothing. */
export const UNMEASURED: RunnerMeter = {
  batch: (_projection, _events, write) => write(),
  rebuild: (_projection, run) => run(() => undefined),
};
