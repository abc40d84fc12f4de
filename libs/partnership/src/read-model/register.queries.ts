import { EventJournal } from '@goldenthread/event-sourcing';
import { validAt, type ReadingPoint } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { purposeOfStore } from '../store-purpose.js';
import { GroupMeetingRow } from './group-meeting.row.js';
import { RegisterFactRow } from './register-fact.row.js';
import {
  showFootprint,
  showFootprints,
  showPartnerships,
  showRegister,
  type Seeing,
  type ShownFootprint,
  type ShownPartnership,
  type ShownRegister,
} from './register.views.js';

type Point = Pick<ReadingPoint, 'position' | 'day'>;

/** Registers, as at a position: content by what was recorded then, dates by the day of that reading. Public to all. */
@Injectable()
export class RegisterQueries {
  constructor(
    private readonly source: DataSource,
    private readonly journal: EventJournal,
  ) {}

  /** Every partnership there is, by name. */
  async partnerships(point: Point): Promise<readonly ShownPartnership[]> {
    return showPartnerships(await this.facts(point), await this.seeing(point));
  }

  async partnership(id: string, point: Point): Promise<ShownRegister | undefined> {
    return showRegister(id, await this.facts(point), await this.seeing(point));
  }

  async footprints(point: Point): Promise<readonly ShownFootprint[]> {
    return showFootprints(await this.facts(point), await this.seeing(point));
  }

  async footprint(id: string, point: Point): Promise<ShownFootprint | undefined> {
    return showFootprint(id, await this.facts(point), await this.seeing(point));
  }

  /** The meetings of a group of a partnership that were on record, the latest first. */
  meetings(partnership: string, group: string, { position }: Pick<Point, 'position'>): Promise<GroupMeetingRow[]> {
    return this.source
      .getRepository(GroupMeetingRow)
      .find({ where: { partnership, group, ...validAt(position) }, order: { heldOn: 'DESC' } });
  }

  private facts({ position }: Point): Promise<RegisterFactRow[]> {
    return this.source.getRepository(RegisterFactRow).find({ where: validAt(position) });
  }

  private async seeing({ day }: Point): Promise<Seeing> {
    return { day, purpose: await purposeOfStore(this.journal.store) };
  }
}
