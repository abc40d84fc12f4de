import { specifying } from '@goldenthread/event-sourcing/testing';
import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import { twoFailures } from '../testing/index.js';
import type { ResponseFailureEvent } from './response-failures.events.js';
import { responseFailures, type CountFailure, type HoldLetter, type IssueLetter } from './response-failures.js';

const agency = specifying(responseFailures);
const [first, second, prepared, held, heldTold, issued, issuedTold] = twoFailures as readonly [
  ResponseFailureEvent,
  ResponseFailureEvent,
  ResponseFailureEvent,
  ResponseFailureEvent,
  ResponseFailureEvent,
  ResponseFailureEvent,
  ResponseFailureEvent,
];

const counted = (event: ResponseFailureEvent, countedOn: string): CountFailure => {
  if (event.type !== 'ResponseFailureCounted') throw new Error('Not a failure');
  const { partnership, agency, agencyName, matrix, action, receivedOn, respondBy } = event.data;
  const failure = { matrix, action, receivedOn, respondBy };
  return { type: 'CountFailure', failure, partnership, agency, agencyName, rules: thurrock2019, countedOn };
};
const hold: HoldLetter = { type: 'HoldLetter', letter: 1, today: '2026-03-18', reason: 'Their lead is on leave.' };
const issue: IssueLetter = { type: 'IssueLetter', letter: 1, today: '2026-03-25' };

describe('failures to respond in time', () => {
  it('are counted', () => {
    agency.given().when(counted(first, '2026-01-21')).then(first);
  });

  it('bring a letter at the second', () => {
    agency.given(first).when(counted(second, '2026-03-17')).then(second, prepared);
  });

  it('are counted once for a matrix, however many of its actions were not answered', () => {
    const sameMatrix = counted(first, '2026-01-22');
    agency
      .given(first)
      .when({ ...sameMatrix, failure: { ...sameMatrix.failure, action: 'another' } })
      .thenNothing();
  });

  it('bring nothing more when they are counted again', () => {
    agency.given(first, second, prepared).when(counted(second, '2026-03-18')).thenNothing();
    agency.given(first, second, prepared).when(counted(first, '2026-03-18')).thenNothing();
  });

  const again = (matrix: string): CountFailure => {
    const one = counted(second, '2026-06-02');
    return { ...one, failure: { ...one.failure, matrix } };
  };
  const third: ResponseFailureEvent = { ...first, data: { ...first.data, ...again('m3').failure, occasion: 3 } } as ResponseFailureEvent;

  it('bring no letter at the third, and the next at the fourth, about the two since', () => {
    agency.given(first, second, prepared).when(again('m3')).then(third);
    const fourth = { ...third, data: { ...third.data, matrix: 'm4', occasion: 4 } } as ResponseFailureEvent;
    const failures = [again('m3').failure, again('m4').failure];
    agency
      .given(first, second, prepared, third)
      .when(again('m4'))
      .then(fourth, {
        ...prepared,
        data: { ...prepared.data, letter: 2, occasions: 4, failures, preparedOn: '2026-06-02' },
      } as ResponseFailureEvent);
  });
});

describe('a letter', () => {
  it('is issued by the Business Manager, and the strategic partners are informed', () => {
    agency.given(first, second, prepared).when(issue).then(issued, issuedTold);
  });

  it('is held with a reason, which the strategic partners are informed of too', () => {
    agency.given(first, second, prepared).when(hold).then(held, heldTold);
    agency
      .given(first, second, prepared)
      .when({ ...hold, reason: '  ' })
      .thenRefused('say-why');
  });

  it('that was held may be issued later, but not held again', () => {
    agency.given(first, second, prepared, held, heldTold).when(issue).then(issued, issuedTold);
    agency.given(first, second, prepared, held, heldTold).when(hold).thenRefused('letter-held');
  });

  it('that was issued is out', () => {
    agency
      .given(...twoFailures)
      .when(issue)
      .thenRefused('letter-issued');
    agency
      .given(...twoFailures)
      .when(hold)
      .thenRefused('letter-issued');
  });

  it('that was never prepared is not decided on', () => {
    agency.given(first).when(issue).thenRefused('letter-not-prepared', { letter: 1 });
    agency
      .given(first, second, prepared)
      .when({ ...issue, letter: 2 })
      .thenRefused('letter-not-prepared', { letter: 2 });
    agency
      .given(first, second, prepared)
      .when({ ...hold, letter: 0 })
      .thenRefused('letter-not-prepared');
  });
});
