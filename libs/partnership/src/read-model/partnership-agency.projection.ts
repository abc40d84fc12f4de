import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import { partnership } from '../domain/partnership.js';
import type { AgencyListed } from '../domain/partnership.events.js';
import type { PartnershipAgencyRow } from './partnership-agency.row.js';

type Columns = RowOf<PartnershipAgencyRow>;

const agencies = changesOf<Columns, 'partnership' | 'agency'>('partnership_agency', ['partnership', 'agency']);

export const partnershipAgencyProjection: Projection<AgencyListed> = {
  name: 'partnership-agency',
  version: 1,
  handles: ['AgencyListed'],
  project: (event) => [agencies.put({ partnership: partnershipOf(event), ...event.data })],
};

function partnershipOf(event: RecordedEvent<AgencyListed>): string {
  return event.stream.slice(partnership.category.length + 1);
}
