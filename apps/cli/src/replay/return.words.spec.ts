import { EventCodec, newId } from '@goldenthread/event-sourcing';
import { plainSealer, recorded } from '@goldenthread/event-sourcing/testing';
import { OpenedWords } from '@goldenthread/read-models';
import type { Section11ReturnEvent } from '@goldenthread/section11';
import { aReturn } from '@goldenthread/section11/testing';
import { returnAsItStood } from './return-as-it-stood.js';
import { noReturnWords, returnWords } from './return.words.js';
import { peopleIn, showReturn, type ShownReturn } from './shown-return.js';

const CYCLE = '00000000-0000-4000-8000-000000000001';
const STORE = '8a9a0b4d-c910-4754-b5bf-7f307a86037a';
const EVENT = '5152c55f-2965-5dd2-9e35-e2195c7fcee1';
const history = recorded<Section11ReturnEvent>('section11Return', aReturn(CYCLE), {}).map((event) => ({ ...event, id: EVENT }));

/** The return after its first so many events. */
async function shownAfter(count: number): Promise<ShownReturn> {
  const stood = returnAsItStood(history.slice(0, count));
  if (!stood) throw new Error('It was not opened');
  const { last } = stood;
  return showReturn(stood, {
    ref: CYCLE,
    moment: { position: last.position, instant: last.recordedAt, day: '2026-01-05', isNow: false, event: last },
    identity: { storeId: STORE, purpose: 'test' },
    words: new OpenedWords(new EventCodec({}, plainSealer, newId())),
    nameOf: () => 'Callum Birch',
  });
}

describe('A return as it stood', () => {
  it('is shown in words', async () => {
    expect(returnWords(await shownAfter(6), 80)).toBe(`Section 11 self-assessment: Marlshire Police
Section 11 2026, return 00000000-0000-4000-8000-000000000001
As it stood on Monday 5 January 2026 at 09:00 (position 5)

Status      Signed off
Answered    3 of 3 items
Due on      Tuesday 31 March 2026
Signed off  Callum Birch (agency author), Monday 5 January 2026 at 09:00
Submitted   No

1. Senior management commitment: 1 of 1 met (1 does not apply)

  SMC-1  Is there a lead?
    Met
    The chief officer leads.
    Evidence: Board minutes of 3 February.
    Evidence: Policy <https://marlshire.example/policy>
    Brought forward from Section 11 2024, changed
    Changed by Callum Birch (agency author), Monday 5 January 2026 at 09:00

  SMC-2  Do leaders test quality?
    Not applicable: We have no staff.
    Changed by Callum Birch (agency author), Monday 5 January 2026 at 09:00

2. Staff training: 0 of 1 met

  TRN-1  Is there an induction?
    Not met
    Changed by Callum Birch (agency author), Monday 5 January 2026 at 09:00

For the minutes
  Store                     ${STORE}
  Read at                   position 5, 2026-01-05T09:00:05.000Z
  Newest event there        ${EVENT}, recorded at
                            2026-01-05T09:00:05.000Z
  Last event of the return  ${EVENT}, position 5,
                            recorded at 2026-01-05T09:00:05.000Z`);
  });

  it('says what is missing, and that a sign-off no longer holds', async () => {
    const begun = await shownAfter(2);
    expect(begun).toMatchObject({ status: 'open', answered: 1, of: 3, signedOff: null });
    expect(begun.missing.map(({ item }) => item)).toEqual(['SMC-2', 'TRN-1']);
    expect(returnWords(begun, 80)).toContain('1. Senior management commitment: 1 of 2 met (1 not answered)');
    expect(returnWords(begun, 80)).toContain('Is there an induction?\n    Not answered');
    expect(await shownAfter(7)).toMatchObject({ status: 'open', signedOff: null });
  });

  it('says who signed what was submitted, in which words, and how late that was', async () => {
    const submitted = await shownAfter(9);
    expect(submitted).toMatchObject({
      status: 'submitted',
      signedOff: { statement: 'Agreed by the board.' },
      submitted: { on: '2026-04-03', late: true, daysLate: 3, by: { name: 'Callum Birch' } },
    });
    expect(returnWords(submitted, 80)).toContain('Statement   Agreed by the board.');
    expect(returnWords(submitted, 80)).toContain(
      'Submitted   Callum Birch (agency author), Monday 5 January 2026 at 09:00, 3 days\n            late',
    );
  });

  it('says what was corrected after submission, and why', async () => {
    const corrected = await shownAfter(10);
    expect(corrected).toMatchObject({ status: 'submitted', submitted: { number: 1 }, corrected: { corrections: 1 }, reopened: null });
    expect(corrected.items[0]).toMatchObject({ rating: 'partly-met', corrected: { reason: 'The chief officer had left.' } });
    expect(returnWords(corrected, 200)).toContain('Corrected   1 correction after submission, the last on Monday 5 January 2026 at 09:00');
    expect(returnWords(corrected, 80)).toContain(
      '    Corrected after submission: The chief officer had left.\n    Changed by Callum Birch',
    );
  });

  it('says that it is back with its agency, and what no longer stands', async () => {
    const reopened = await shownAfter(11);
    expect(reopened).toMatchObject({ status: 'open', signedOff: null, submitted: null, reopened: { submission: { on: '2026-04-03' } } });
    const words = returnWords(reopened, 200);
    expect(words).toContain(
      'Submitted   No\nReopened    Callum Birch (agency author), Monday 5 January 2026 at 09:00: The wrong policy was described.',
    );
    expect(words).toContain('described. What was submitted on Friday 3 April 2026 no longer stands.');
  });

  it('says where an answer was brought forward from', async () => {
    const shown = await shownAfter(2);
    const earlier = { return: CYCLE, cycle: CYCLE, cycleTitle: 'Section 11 2024', revision: 3, kept: true };
    const items = shown.items.map((item) => ({ ...item, broughtForwardFrom: earlier }));
    expect(returnWords({ ...shown, items }, 80)).toContain('    Brought forward from Section 11 2024, as it was\n');
  });

  it('says at the end of which day, and that it is as it stands now', async () => {
    const shown = await shownAfter(2);
    const endOfDay = { ...shown.asAt, instant: '2026-01-05T23:59:59.999Z' };
    expect(returnWords({ ...shown, asAt: endOfDay }, 80)).toContain('As it stood at the end of Monday 5 January 2026 (position 1)');
    expect(returnWords({ ...shown, asAt: { ...shown.asAt, isNow: true } }, 80)).toContain(
      'As it stands now, Monday 5 January 2026 at 09:00',
    );
  });

  it('cannot command the terminal it is shown on', async () => {
    const shown = await shownAfter(2);
    const hostile = { ...shown, items: shown.items.map((item) => ({ ...item, narrative: 'a\u001b]0;owned\u0007' })) };
    expect(returnWords(hostile, 80)).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('is not there before it was opened', () => {
    expect(returnAsItStood([])).toBeUndefined();
    expect(noReturnWords(CYCLE, undefined)).toBe(`There is no return ${CYCLE} in this store.`);
    expect(noReturnWords(CYCLE, '2026-01-05T09:00:00.000Z')).toContain('it was opened on Monday 5 January 2026 at 09:00');
  });

  it('asks for the name of everybody it shows', () => {
    const stood = returnAsItStood(history);
    expect(stood && new Set(peopleIn(stood))).toEqual(new Set([history[0]?.actor.person]));
  });
});
