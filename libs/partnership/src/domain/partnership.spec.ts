import { specifying } from '@goldenthread/event-sourcing/testing';
import { partnership, type PartnershipCommand } from './partnership.js';
import type { AgencyListed, PartnershipEvent, PartnershipRegistered } from './partnership.events.js';

const given = (...history: PartnershipEvent[]) => specifying(partnership).given(...history);

const marlshire = { name: 'Marlshire Safeguarding Children Partnership', kind: 'invented' } as const;
const registered: PartnershipRegistered = { type: 'PartnershipRegistered', data: marlshire };
const register: PartnershipCommand = { type: 'RegisterPartnership', ...marlshire };

const police = {
  agency: '00000000-0000-4000-8000-0000000000a1',
  name: 'Marlshire Police',
  kind: 'police',
  basis: 'children-act-2004-s11',
} as const;
const policeListed: AgencyListed = { type: 'AgencyListed', data: police };
const listPolice: PartnershipCommand = { type: 'ListAgency', ...police };

describe('registering a partnership', () => {
  it('records its name and whether it is invented', () => {
    given().when(register).then(registered);
  });

  it('twice records it once', () => {
    given(registered).when(register).thenNothing();
    given(registered, policeListed).when(register).thenNothing();
  });

  it('again with other particulars is refused, saying what is registered', () => {
    given(registered)
      .when({ ...register, name: 'Another name' })
      .thenRefused('partnership-already-registered', marlshire);
  });

  it('that is real needs the source of what is said about it', () => {
    const essex = { name: 'Essex Safeguarding Children Board', kind: 'published' } as const;
    const source = { title: 'ESCB multi-agency safeguarding arrangements 2019-20', publishedOn: '2019-06-21', where: 'Section 1' };
    given()
      .when({ type: 'RegisterPartnership', ...essex })
      .thenRefused('source-needed');
    given()
      .when({ type: 'RegisterPartnership', ...essex, source })
      .then({ type: 'PartnershipRegistered', data: { ...essex, source } });
  });
});

describe('listing an agency', () => {
  it('records it', () => {
    given(registered).when(listPolice).then(policeListed);
  });

  it('twice records it once', () => {
    given(registered, policeListed).when(listPolice).thenNothing();
  });

  it('again under another name, kind or basis is refused, saying how it is listed', () => {
    given(registered, policeListed)
      .when({ ...listPolice, name: 'Another force' })
      .thenRefused('agency-already-listed', police);
    given(registered, policeListed)
      .when({ ...listPolice, kind: 'probation' })
      .thenRefused('agency-already-listed', police);
    given(registered, policeListed)
      .when({ ...listPolice, basis: 'asked-voluntarily' })
      .thenRefused('agency-already-listed', police);
  });

  it('needs a partnership', () => {
    given().when(listPolice).thenRefused('partnership-not-registered');
  });
});
