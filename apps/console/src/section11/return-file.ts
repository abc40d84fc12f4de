import { PeopleDirectory, type Scope, type NameOf } from '@goldenthread/access';
import type { Day } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import type { RowOf } from '@goldenthread/read-models';
import {
  Section11AnswerRow,
  Section11CycleRow,
  Section11Queries,
  Section11ReturnHistoryRow,
  Section11ReturnProgressRow,
  Section11ToolRow,
  type ShownItem,
  type Tool,
} from '@goldenthread/section11';
import { Injectable } from '@nestjs/common';
import type { Reading } from '../as-at/page-readings.js';
import { toolInWords, type ToolInWords } from './tool-in-words.js';

/** A return with all that its pages show of it, read at one position. */
export interface ReturnFile {
  readonly progress: RowOf<Section11ReturnProgressRow>;
  readonly tool: ToolInWords;
  /** Whether its agency may still work on it: it is not with the partnership, and the cycle lets it in. */
  readonly isOpen: boolean;
  /** The day its cycle was closed; nothing while it is open. */
  readonly closedOn: Day | null;
  readonly items: readonly ShownItem[];
  /** The same agency's return of the cycle before, for what may be brought forward from it. */
  readonly previous?: { readonly ref: string; readonly cycleTitle: string; readonly items: readonly ShownItem[] };
  readonly nameOf: NameOf;
}

/** The views that a return's pages are made of. */
export const RETURN_VIEWS = [
  Section11ReturnProgressRow,
  Section11AnswerRow,
  Section11ReturnHistoryRow,
  Section11CycleRow,
  Section11ToolRow,
];

/** Reads a return, with its content where its reader may see it. */
@Injectable()
export class ReturnFiles {
  constructor(
    private readonly section11: Section11Queries,
    private readonly people: PeopleDirectory,
  ) {}

  /**
   * @throws RequestProblem `not-found` where there was no such return at that date, or nobody had started it; `not-submitted-then`
   * where it was a draft, which its reader may not see.
   */
  async read(ref: string, scope: Scope, { point: { position, day }, isNow }: Reading): Promise<ReturnFile> {
    const progress = await this.section11.progressOf(ref, position);
    if (progress?.revision == null) throw new RequestProblem(isNow ? 'not-found' : 'not-there-yet');
    const at = await this.section11.contentPositionOf(ref, scope, position);
    if (at === undefined) throw new RequestProblem('not-submitted-then');
    const [{ tool, closedOn }, items, previous] = await Promise.all([
      this.cycleOf(progress.cycle, position),
      this.section11.items(ref, at),
      this.previousOf(ref, scope, position),
    ]);
    const people = [progress.signedOffBy, ...items.map(({ changedBy }) => changedBy?.person)];
    const isOpen = isStillOpen(progress, closedOn, day);
    return { progress, isOpen, closedOn, tool: toolInWords(tool), items, previous, nameOf: await this.people.namesOf(people) };
  }

  private async cycleOf(cycle: string, position: bigint): Promise<{ tool: Tool; closedOn: Day | null }> {
    const row = await this.section11.cycle(cycle, position);
    const tool = row && (await this.section11.tool(row.toolCode, row.toolVersion, position));
    if (!tool) throw new RequestProblem('not-found');
    return { tool, closedOn: row.closedOn };
  }

  private async previousOf(ref: string, scope: Scope, position: bigint): Promise<ReturnFile['previous']> {
    const previous = await this.section11.previousOf(ref, scope, position);
    if (!previous) return undefined;
    const at = await this.section11.contentPositionOf(previous.return, scope, position);
    const items = at === undefined ? [] : await this.section11.items(previous.return, at);
    return { ref: previous.return, cycleTitle: previous.cycleTitle, items };
  }
}

/** Whether an agency may work on its return on a day: not while it is submitted, nor after the close unless it is let in. */
export function isStillOpen(
  { status, admittedUntil }: Pick<Section11ReturnProgressRow, 'status' | 'admittedUntil'>,
  closedOn: Day | null,
  today: Day,
): boolean {
  if (status === 'submitted') return false;
  return closedOn === null || (admittedUntil !== null && today <= admittedUntil);
}
