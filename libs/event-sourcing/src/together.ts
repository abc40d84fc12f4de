interface Asked<Key, Value> {
  readonly key: Key;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks for many things in one call. What is asked while a call is under way waits for the next one, so every answer is of a
 * moment after its question; where nothing is under way a question goes at once.
 *
 * @param lookUp answers one value for each key, in their order.
 * @param most how many keys one call may carry.
 */
export class Together<Key, Value> {
  private waiting: Asked<Key, Value>[] = [];
  private isUnderWay = false;

  constructor(
    private readonly lookUp: (keys: readonly Key[]) => Promise<readonly Value[]>,
    private readonly most = 500,
  ) {}

  /** @throws whatever the call throws that carried it, which others may have shared. */
  ask(key: Key): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, resolve, reject });
      if (!this.isUnderWay) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isUnderWay = true;
    // Those who ask within the same turn of the loop go in the first call already.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.call(this.waiting.splice(0, this.most));
    this.isUnderWay = false;
  }

  private async call(asked: readonly Asked<Key, Value>[]): Promise<void> {
    try {
      const values = await this.lookUp(asked.map(({ key }) => key));
      if (values.length !== asked.length) throw new Error(`${asked.length} were asked for, ${values.length} answered`);
      asked.forEach(({ resolve }, index) => {
        resolve(values[index] as Value);
      });
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
