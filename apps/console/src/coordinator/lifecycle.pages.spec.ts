import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleRow, Section11ReturnProgressRow } from '@goldenthread/section11';
import { readingAt } from '../as-at/page-readings.js';
import { submitted } from '../forms/submitted.js';
import { AdmitForm } from './admit.form.js';
import { admitPage } from './admit.page.js';
import { closeCyclePage } from './close-cycle.page.js';
import { MeetingForm } from './meeting.form.js';
import { meetingsCsv, meetingsPage } from './meetings.page.js';
import { ReopenForm } from './reopen.form.js';
import { reopenPage } from './reopen.page.js';
import { dayOf, typedDay } from './typed-day.js';

const AGENCY = '00000000-0000-4000-8000-0000000000a1';
const now = readingAt({ position: 900n, instant: '2026-04-12T09:00:00.000Z', day: '2026-04-12', isNow: true }, undefined);
const then = readingAt({ position: 400n, instant: '2026-03-19T16:00:00.000Z', day: '2026-03-19', isNow: false }, '2026-03-19');
const cycle = { cycle: 'c', title: 'Section 11 2026', dueOn: '2026-03-31', closedOn: null } as RowOf<Section11CycleRow>;
const closed = { ...cycle, closedOn: '2026-04-10' };
const row = {
  return: 'r',
  cycle: 'c',
  agency: AGENCY,
  agencyName: 'Constabulary',
  duty: 'required',
  status: 'submitted',
  answered: 40,
  of: 40,
  submittedOn: '2026-03-20',
  admittedUntil: null,
  revision: 44,
} as RowOf<Section11ReturnProgressRow>;
const out = { ...row, return: 'o', agency: AGENCY.replace('a1', 'a2'), agencyName: 'Probation', status: 'open', answered: 3 } as const;
const response = {
  issued: 2,
  returned: 1,
  required: { issued: 2, returned: 1 },
  outstanding: [{ ...out, daysOverdue: 12, basis: 'contract', dueOn: '2026-03-31', reopenedAt: null } as const],
};

describe('closing a cycle', () => {
  it('names who has not returned before it is confirmed', () => {
    const page = closeCyclePage(cycle, response, now, 'id');
    expect([page.lead, page.outstanding, page.cannot]).toEqual([
      '1 of 2 agencies has not returned:',
      ['Probation: required, 3 of 40 answered'],
      undefined,
    ]);
  });

  it.each([
    [cycle, '2026-03-31', 'promised the time up to Tuesday 31 March 2026'],
    [closed, '2026-04-12', 'was closed on Friday 10 April 2026'],
  ])('says why it cannot be done, before anybody tries', (which, day, words) => {
    expect(closeCyclePage(which, response, { ...now, point: { ...now.point, day } }, 'id').cannot?.text).toContain(words);
  });
});

describe('admitting a late return', () => {
  it('offers those who are out first, and keeps what was typed beside what is wrong with it', () => {
    const { form, errors } = submitted(AdmitForm, {
      agency: out.agency,
      until: '31',
      'until-month': '2',
      'until-year': '2026',
      reason: ' ',
    });
    expect(errors.map(({ href }) => href)).toEqual(['#until', '#reason']);
    const page = admitPage(closed, [row, out], 'id', form, errors);
    expect(page.agencies).toMatchObject({
      items: [
        { text: 'Probation', checked: true },
        { text: 'Constabulary', checked: false },
      ],
    });
    expect(page.until).toMatchObject({
      errorMessage: { text: expect.stringContaining('real date') },
      items: [{ id: 'until', value: '31' }, {}, {}],
    });
    expect(page.reason).toMatchObject({ value: ' ', errorMessage: { text: expect.stringContaining('reason') } });
  });

  it('is not needed while the cycle is open', () => {
    expect(admitPage(cycle, [out], 'id').cannot?.text).toContain('Nobody needs to be admitted');
  });
});

describe('reopening a return', () => {
  it('is made from what was read, and stays so where it is shown again', () => {
    expect(reopenPage(row, cycle, now, 'id').change).toEqual({ commandId: 'id', basedOn: '44' });
    expect(reopenPage(row, cycle, now, 'id', { reason: 'x' }, [], '40').change.basedOn).toBe('40');
  });

  it('after the close needs an admission first, and leads to it', () => {
    expect(reopenPage(row, closed, now, 'id').cannot?.link).toEqual({
      text: 'Admit Constabulary',
      href: `/cycles/c/admit?agency=${AGENCY}`,
    });
    expect(reopenPage({ ...row, admittedUntil: '2026-04-12' }, closed, now, 'id').cannot).toBeUndefined();
    expect(reopenPage({ ...row, admittedUntil: '2026-04-11' }, closed, now, 'id').cannot).toBeDefined();
  });

  it('is not needed where the return is with its agency', () => {
    expect(reopenPage(out, cycle, now, 'id').cannot?.text).toContain('with its agency already');
  });

  it('needs a reason', () => {
    expect(submitted(ReopenForm, { reason: '' }).errors).toEqual([
      { text: 'Enter a reason, in 2,000 characters or fewer', href: '#reason' },
    ]);
  });
});

describe('meetings', () => {
  const paqa = { group: 'g', name: 'Performance', shortName: 'PAQA', role: 'paqa' };
  const executive = { group: 'e', name: 'Executive', role: 'executive' };
  const meeting = { group: 'g', heldOn: '2026-03-10', partnership: 'm', groupName: 'PAQA' };

  it('are listed with what changed since, and can be recorded', () => {
    const page = meetingsPage([executive, paqa], [meeting], now, 'id');
    expect(page.meetings).toEqual([{ day: 'Tuesday 10 March 2026', name: 'PAQA', changesHref: '/changes?since=2026-03-10' }]);
    expect(page.form?.groups).toMatchObject({
      items: [
        { value: 'e', text: 'Executive', checked: false },
        { value: 'g', text: 'PAQA', checked: true },
      ],
    });
    expect(meetingsCsv([meeting]).text()).toContain('PAQA,2026-03-10');
  });

  it('are only looked at under an earlier date, or where the register names no group', () => {
    expect(meetingsPage([paqa], [], then, 'id').form).toBeUndefined();
    expect(meetingsPage([], [], now, 'id').lead).toContain('names no groups');
  });

  it('need their group and a real date', () => {
    expect(submitted(MeetingForm, { heldOn: '1' }).errors.map(({ href }) => href)).toEqual(['#group', '#heldOn']);
  });
});

describe('a date in three boxes', () => {
  it.each([
    [{ day: ' 7', month: '4', year: '2026' }, '2026-04-07'],
    [{ day: '31', month: '04', year: '2026' }, undefined],
    [{ day: '7', month: 'April', year: '2026' }, undefined],
    [{ day: '7', month: '4', year: '26' }, undefined],
    [{ day: '', month: '', year: '' }, undefined],
  ])('%j is %s', (typed, day) => {
    expect(dayOf(typed)).toBe(day);
  });

  it('is typed as it was read', () => {
    expect(typedDay('2026-04-07')).toEqual({ day: '7', month: '4', year: '2026' });
  });
});
