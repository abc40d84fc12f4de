import { aFile, aHistory, aProgress, CALLUM, EARLIER, items, nameOf, NOW, REF } from '../testing/examples.js';
import { checkPage } from './check.page.js';
import { answersTable, copyPage } from './copy.page.js';
import { historyInWords } from './history-in-words.js';
import { receiptPage, receiptTable } from './receipt.page.js';
import { returnsPage } from './returns.page.js';
import { SignOffForm } from './sign-off.form.js';
import { signOffPage } from './sign-off.page.js';
import { startPage } from './start.page.js';
import { submitPage } from './submit.page.js';
import { submitted } from '../forms/submitted.js';

const STORE = '88888888-8888-4888-8888-888888888888';
const RECEIPT = {
  number: 1,
  eventId: '7f3a92c1-0bde-5000-8000-000000000000',
  position: '48211',
  recordedAt: '2026-12-20T09:00:00.000Z',
  submittedOn: '2026-12-20',
  late: true,
  daysLate: 2,
};

describe('checking the answers', () => {
  it('names what is missing and what has nothing to show for it, each with a way to it', () => {
    const bare = items().map((item, index) => ({ ...item, ...(index === 0 ? { rating: 'met' as const } : {}) }));
    const view = checkPage(aFile({ items: bare }), NOW, 'agency-author');
    expect(view.missing?.title).toBe('39 questions are not answered');
    expect(view.missing?.links[0]?.href).toBe(`/returns/${REF}/items/SMC-2`);
    expect(view.withoutEvidence?.title).toBe('1 question is rated met or partly met with no evidence');
  });

  it('leads a lead to sign off, and tells an author whom to ask', () => {
    const all = aFile({ items: items().map((item) => ({ ...item, rating: 'met' })) });
    expect(checkPage(all, NOW, 'agency-lead').next.link?.href).toBe(`/returns/${REF}/sign-off`);
    expect(checkPage(all, NOW, 'agency-author').next).toEqual({
      sentence: 'Every question is answered. Ask your agency’s safeguarding lead to check the answers and sign them off.',
    });
    expect(checkPage(all, EARLIER, 'agency-lead').next.link).toBeUndefined();
  });
});

describe('signing off', () => {
  it('is based on what was read, and keeps what was typed', () => {
    const form = submitted(SignOffForm, { statement: 'One thing.' });
    expect(form.errors).toEqual([{ text: 'Confirm that you have read the answers and that they are true', href: '#declaration' }]);
    const view = signOffPage(aFile(), NOW, 'c', form.form, form.errors, '0');
    expect(view.change.basedOn).toBe('0');
    expect(view.statement).toMatchObject({ value: 'One thing.' });
    expect(view.declaration).toMatchObject({ errorMessage: { text: 'Confirm that you have read the answers and that they are true' } });
  });
});

describe('submitting', () => {
  it('says who signed off, and how late it would be', () => {
    const progress = aProgress({
      status: 'signed-off',
      signedOffBy: CALLUM.person,
      signedOffAt: '2026-11-25T10:00:00.000Z',
      dueOn: '2026-11-13',
    });
    expect(submitPage(aFile({ progress }), NOW, 'c')).toMatchObject({
      signedOff: 'It was signed off by Callum Birch, 25 November 2026, 10:00am.',
      due: 'It was due on Friday 13 November 2026. It will be recorded as 12 days late.',
    });
    expect(submitPage(aFile(), NOW, 'c').due).toBe('It is due on Friday 18 December 2026, so it is in time.');
  });
});

describe('a receipt', () => {
  const file = aFile({ progress: aProgress({ status: 'submitted', submissions: 1 }), isOpen: false });

  it('quotes the reference, the time, the event and the store', () => {
    const view = receiptPage(file, [RECEIPT], STORE, NOW, true);
    expect(view.reference).toBe('GT-7F3A-92C1-0BDE');
    const rows = view.receipts[0]?.rows.map((row) => Object.values(row as Record<string, { text: string }>).map(({ text }) => text));
    expect(rows).toEqual([
      ['Reference', 'GT-7F3A-92C1-0BDE'],
      ['Return', 'Section 11 self-assessment 2026, Marlshire Constabulary'],
      ['Submitted', '20 December 2026, 9:00am'],
      ['In time', 'No, 2 days late'],
      ['Event number', '48,211'],
      ['Event', RECEIPT.eventId],
      ['Store', STORE],
    ]);
  });

  it('of a return that was given back says that it does not stand', () => {
    const view = receiptPage(aFile({ progress: aProgress({ submissions: 1 }) }), [RECEIPT], STORE, NOW, true);
    expect([view.reference, view.reopened]).toEqual([
      undefined,
      'The return was given back to the agency, so it is not with the partnership now.',
    ]);
  });

  it('is a table too', () => {
    expect(receiptTable(file, [RECEIPT], STORE)).toContain(
      `GT-7F3A-92C1-0BDE,Section 11 self-assessment 2026,Marlshire Constabulary,2026-12-20T09:00:00.000Z,yes,2,48211,${RECEIPT.eventId},${STORE}`,
    );
  });
});

describe('one’s own copy', () => {
  it('has every answer under its heading, and says that it is a draft', () => {
    const view = copyPage(aFile(), NOW, true);
    expect(view.status).toBe('This is a draft: it has not been submitted.');
    expect(view.headings[0]?.answers[0]).toMatchObject({
      answer: { rating: 'Partly met' },
      changed: 'Callum Birch, agency author, 25 November 2026, 9:30am',
    });
    expect(view.headings[0]?.answers[1]?.answer).toBeUndefined();
  });

  it('is a table too, of forty questions', () => {
    const lines = answersTable(aFile()).trim().split('\r\n');
    expect(lines).toHaveLength(41);
    expect(lines[1]).toContain('Partly met,,A named lead since May.,Policy <https://example.org/policy>,,Callum Birch,agency author');
  });
});

describe('a history', () => {
  it('is the latest first, each thing in words', () => {
    const entries = [
      aHistory({ kind: 'opened', after: null, item: null }),
      aHistory({ kind: 'submitted', after: null, item: null, late: true, daysLate: 1 }),
      aHistory({ kind: 'reopened', after: null, item: null, why: 'Two answers contradict each other.' }),
    ];
    const told = historyInWords(entries, aFile().tool, nameOf, `/returns/${REF}`);
    expect(told.map(({ title, asides }) => [title, ...asides])).toEqual([
      ['Given back to the agency', 'Reason: Two answers contradict each other.'],
      ['Submitted', '1 day late.'],
      ['Return started'],
    ]);
  });
});

describe('the list of returns', () => {
  it('lets a partnership’s reader open only what was submitted', () => {
    const rows = [
      aProgress(),
      aProgress({ return: STORE, agencyName: 'Other', status: 'submitted', submissions: 1, submittedOn: '2026-11-20', late: false }),
    ];
    const [cycle] = returnsPage(rows, NOW, 'nothing').cycles;
    expect(cycle?.rows.map(({ href, status }) => [href, status])).toEqual([
      [undefined, 'In progress'],
      [`/returns/${STORE}`, 'Submitted on 20 November 2026'],
    ]);
    expect(returnsPage(rows, NOW, 'progress').cycles[0]?.rows.map(({ href }) => href)).toEqual([
      `/cycles/${aProgress().cycle}/agencies/${aProgress().agency}`,
      `/returns/${STORE}`,
    ]);
    expect(returnsPage(rows, EARLIER, 'words').cycles[0]?.rows[0]?.href).toBe(`/returns/${REF}?asAt=2026-03-31`);
  });

  it('says that a return is overdue as on the day it is looked at', () => {
    const row = aProgress({ dueOn: '2026-11-13' });
    expect(returnsPage([row], NOW, 'words').cycles[0]?.rows[0]?.status).toBe('In progress, overdue');
    expect(returnsPage([row], EARLIER, 'words').cycles[0]?.rows[0]?.status).toBe('In progress');
  });
});

describe('starting a return', () => {
  it('says by what law it is asked', () => {
    expect(startPage(aProgress({ basis: 'asked-voluntarily' }), 'c').basis).toBe('Your agency is invited to answer. It need not.');
    expect(startPage(aProgress(), 'c')).toMatchObject({
      due: 'It is due on Friday 18 December 2026.',
      basis: expect.stringContaining('section 11'),
    });
  });
});
