import { EventCodec, EventJournal, InMemoryEventStore, newId } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, plainSealer } from '@goldenthread/event-sourcing/testing';
import {
  ListAgency,
  ListAgencyHandler,
  partnershipEvents,
  PartnershipReader,
  RegisterPartnership,
  RegisterPartnershipHandler,
} from '../index.js';

describe('the commands of a partnership', () => {
  const journal = new EventJournal(new InMemoryEventStore(), new EventCodec(partnershipEvents, plainSealer, newId()));
  const reader = new PartnershipReader(journal);
  const context = () => ({ commandId: newId(), actor: AN_AUTHOR, partnership: null });
  const request = { action: 'test', subject: {}, body: null };
  const marlshire = newId();
  const police = { agency: newId(), name: 'Marlshire Police', kind: 'police', basis: 'children-act-2004-s11' } as const;

  it('register it and list its agencies, all under its own id, and the reader tells', async () => {
    expect(await reader.find(marlshire)).toBeUndefined();
    const registration = { partnership: marlshire, name: 'Marlshire', kind: 'invented' } as const;
    await new RegisterPartnershipHandler(journal).execute(new RegisterPartnership(context(), request, registration));
    const listed = await new ListAgencyHandler(journal).execute(new ListAgency(context(), request, { partnership: marlshire, ...police }));
    expect(listed).toMatchObject({ revision: 1, stream: `partnership-${marlshire}`, events: [{ partnership: marlshire, data: police }] });
    expect(await reader.find(marlshire)).toEqual({
      name: 'Marlshire',
      kind: 'invented',
      returnsHeld: true,
      groups: [],
      agencies: [{ id: police.agency, name: 'Marlshire Police', kind: 'police', basis: 'children-act-2004-s11' }],
      revision: 1,
    });
  });
});
