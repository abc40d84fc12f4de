/** A terminal (as `apps/cli` writes to one) that keeps what was written. */
export class RecordingTerminal {
  readonly printed: string[] = [];
  readonly noted: string[] = [];
  readonly overwritten: string[] = [];
  readonly columns: number = 100;

  constructor(readonly isWatched = false) {}

  print(text: string): void {
    this.printed.push(text);
  }

  note(text: string): void {
    this.noted.push(text);
  }

  overwrite(line: string): void {
    this.overwritten.push(line);
  }
}
