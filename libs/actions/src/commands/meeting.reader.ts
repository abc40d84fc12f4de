import { EventJournal, type Day } from '@goldenthread/event-sourcing';
import { group as groups, PartnershipReader } from '@goldenthread/partnership';
import { Injectable } from '@nestjs/common';

/** Knows which meetings of a partnership's groups are on record. */
@Injectable()
export class MeetingReader {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
  ) {}

  /** The name is nothing where the partnership has no such group: another's is as if it were not there. */
  async find(partnership: string, group: string, heldOn: Day): Promise<{ readonly groupName?: string; readonly isHeld: boolean }> {
    const found = await this.partnerships.find(partnership);
    const groupName = found?.groups.find(({ id }) => id === group)?.name;
    if (groupName === undefined) return { isHeld: false };
    const { state } = await this.journal.load(groups, group);
    return { groupName, isHeld: state.has(heldOn) };
  }
}
