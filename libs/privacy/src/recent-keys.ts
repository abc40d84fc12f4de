interface Entry<Value> {
  readonly value: Value;
  readonly until: number;
}

/** Keeps what was last used, so many and so long: a key that was destroyed elsewhere is gone from here soon after. */
export class RecentKeys<Value> {
  private readonly entries = new Map<string, Entry<Value>>();

  /** @param keepFor milliseconds since an entry was put in, however often it is used. */
  constructor(
    private readonly most: number,
    private readonly keepFor: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(name: string): Value | undefined {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    this.entries.delete(name);
    if (entry.until <= this.now()) return undefined;
    // A map remembers the order of setting: the last used is now the last to go.
    this.entries.set(name, entry);
    return entry.value;
  }

  put(name: string, value: Value): void {
    this.entries.delete(name);
    this.entries.set(name, { value, until: this.now() + this.keepFor });
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.most && oldest !== undefined) this.entries.delete(oldest);
  }

  drop(name: string): void {
    this.entries.delete(name);
  }
}
