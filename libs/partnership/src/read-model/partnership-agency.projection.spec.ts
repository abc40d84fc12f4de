import { recorded } from '@goldenthread/event-sourcing/testing';
import type { AgencyListed } from '../domain/partnership.events.js';
import { partnershipAgencyProjection } from './partnership-agency.projection.js';

describe('the agencies of a partnership', () => {
  it('are there from the moment they are listed', () => {
    const agency = '00000000-0000-4000-8000-0000000000a1';
    const listed: AgencyListed = {
      type: 'AgencyListed',
      data: { agency, name: 'Marlshire Police', kind: 'police', basis: 'children-act-2004-s11' },
    };
    const changes = recorded('partnership', [listed]).flatMap(partnershipAgencyProjection.project);
    expect(changes).toEqual([
      {
        verb: 'put',
        view: 'partnership_agency',
        key: { partnership: '00000000-0000-4000-8000-000000000001', agency },
        values: { name: 'Marlshire Police', kind: 'police', basis: 'children-act-2004-s11' },
      },
    ]);
  });
});
