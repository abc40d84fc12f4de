/** The type of the records that remember commands. No event of the product bears it. */
const COMMAND_RECORDED = 'CommandRecorded';

/**
 * How the streams and types of one store are named on a server that may hold several. A store with a name puts it, and a
 * full stop, before both: `training.section11Return-<id>`; event types have no full stop of their own. Nothing stands
 * before the first hyphen but store and category, as the server's own categories want it.
 */
export class StoreNames {
  private readonly prefix: string;
  /** What the type of every event of this store matches, and no other: a regular expression of .NET. */
  readonly everyEvent: string;

  constructor(store: string) {
    this.prefix = store === '' ? '' : `${store}.`;
    // System events begin with a dollar; other applications' types may hold anything.
    this.everyEvent = `^${escaped(this.prefix)}(?!${COMMAND_RECORDED}$)[^$.][^.]*$`;
  }

  stream(name: string): string {
    return this.prefix + name;
  }

  streamOf(kept: string): string {
    return kept.slice(this.prefix.length);
  }

  type(name: string): string {
    return this.prefix + name;
  }

  typeOf(kept: string): string {
    return kept.slice(this.prefix.length);
  }

  /** The stream that remembers one command: one record, in the same write as the command's events. */
  commandStream(commandId: string): string {
    return `${this.prefix}command-${commandId}`;
  }

  get commandRecorded(): string {
    return this.prefix + COMMAND_RECORDED;
  }

  /** What matches the types asked for: all of this store's where none is named. */
  matching(types: readonly string[] | undefined): string {
    return types ? `^${escaped(this.prefix)}(${types.map(escaped).join('|')})$` : this.everyEvent;
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, (character) => `\\${character}`);
}
