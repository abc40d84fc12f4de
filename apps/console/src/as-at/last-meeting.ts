import type { Scope } from '@goldenthread/access';
import type { Day } from '@goldenthread/event-sourcing';
import { RegisterQueries } from '@goldenthread/partnership';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';

/** The day on which the sub-committee last met before the day of a page, and what it is called. */
export interface LastMeeting {
  readonly heldOn: Day;
  readonly group: string;
}

/** Finds what pages mean by "since the last meeting". */
@Injectable()
export class LastMeetings {
  constructor(private readonly register: RegisterQueries) {}

  /** @returns nothing where no meeting of it is on record before that day. */
  async before({ partnership }: Pick<Scope, 'partnership'>, point: ReadingPoint): Promise<LastMeeting | undefined> {
    if (partnership === null) return undefined;
    const register = await this.register.partnership(partnership, point);
    const group = register?.groups.find(({ role }) => role === 'paqa');
    if (!group) return undefined;
    const meetings = await this.register.meetings(partnership, group.group, point);
    const last = meetings.find(({ heldOn }) => heldOn < point.day);
    return last && { heldOn: last.heldOn, group: group.shortName ?? group.name };
  }
}
