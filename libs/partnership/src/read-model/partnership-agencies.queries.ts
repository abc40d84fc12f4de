import type { Position } from '@goldenthread/event-sourcing';
import { validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PartnershipAgencyRow } from './partnership-agency.row.js';

@Injectable()
export class PartnershipAgenciesQueries {
  constructor(private readonly source: DataSource) {}

  /** The agencies a partnership listed, as at a position, by name. */
  agencies(partnership: string, position: Position): Promise<PartnershipAgencyRow[]> {
    return this.source.getRepository(PartnershipAgencyRow).find({ where: { partnership, ...validAt(position) }, order: { name: 'ASC' } });
  }
}
