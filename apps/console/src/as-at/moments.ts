import type { Scope } from '@goldenthread/access';
import type { Day } from '@goldenthread/event-sourcing';
import type { ReadingPoint } from '@goldenthread/read-models';
import { GroupMeetingRow, RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import { Section11CycleRow, Section11Queries } from '@goldenthread/section11';
import { Injectable } from '@nestjs/common';

/** A day one would ask about, and why. */
export interface Moment {
  readonly day: Day;
  readonly label: string;
}

/** The views that moments are known from. */
export const MOMENT_VIEWS = [Section11CycleRow, GroupMeetingRow, RegisterFactRow];

/** Knows the days one would ask about: when the sub-committee met, and when cycles opened, were due and closed. */
@Injectable()
export class Moments {
  constructor(
    private readonly section11: Section11Queries,
    private readonly register: RegisterQueries,
  ) {}

  /** Those that are past, the latest first. */
  async upTo(scope: Scope, point: ReadingPoint): Promise<Moment[]> {
    if (scope.partnership === null) return [];
    const register = await this.register.partnership(scope.partnership, point);
    const group = register?.groups.find(({ role }) => role === 'paqa');
    const [cycles, meetings] = await Promise.all([
      this.section11.cycles(scope, point.position),
      group ? this.register.meetings(scope.partnership, group.group, point) : [],
    ]);
    const all = [
      ...meetings.map(({ heldOn }) => ({ day: heldOn, label: `${group?.shortName ?? 'Sub-committee'} met` })),
      ...cycles.flatMap(({ title, opensOn, dueOn, closedOn }) => [
        { day: opensOn, label: `${title} opened` },
        { day: dueOn, label: `${title} due` },
        ...(closedOn === null ? [] : [{ day: closedOn, label: `${title} closed` }]),
      ]),
    ];
    return all.filter(({ day }) => day <= point.day).sort((a, b) => (a.day < b.day ? 1 : -1));
  }
}
