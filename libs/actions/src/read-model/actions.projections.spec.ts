import { TimelineFold, type RecordedEvent } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, recorded } from '@goldenthread/event-sourcing/testing';
import { aNotice, anAction, anActionsLife, twoFailures } from '../testing/index.js';
import { actionProjection } from './action.projection.js';
import { actionHistoryProjection } from './action-history.projection.js';
import { responseFailuresProjection } from './response-failures.projection.js';

const ACTION = '00000000-0000-4000-8000-000000000001';

/** The last version of the only row of a view after so many events. */
function row(upTo: number): Record<string, unknown> | undefined {
  const fold = new TimelineFold();
  for (const event of recorded('action', anActionsLife.slice(0, upTo))) {
    for (const change of actionProjection.project(event)) fold.apply(change, event.position);
  }
  const last = fold.changes().added.find(({ validTo }) => validTo === null);
  return last && { ...last.key, ...last.values };
}

describe('the row of an action', () => {
  it('says what is asked, of whom, and by when', () => {
    expect(row(1)).toMatchObject({
      action: ACTION,
      what: anAction.what,
      agency: anAction.agency,
      status: 'issued',
      dueOn: '2026-03-31',
      respondBy: null,
      revision: 0,
    });
  });

  it('says until when a response is awaited, and who recorded the receipt', () => {
    expect(row(2)).toMatchObject({ status: 'issued', receivedOn: '2026-01-06', receiptBy: 'agency', respondBy: '2026-01-20', revision: 1 });
  });

  it('forgets a receipt and a response when the action is asked for anew', () => {
    expect(row(3)).toMatchObject({ status: 'refused', respondedOn: '2026-01-12', respondedLate: false });
    expect(row(4)).toMatchObject({
      status: 'issued',
      receivedOn: null,
      respondBy: null,
      respondedOn: null,
      dueOn: '2026-04-30',
      reopenings: 1,
    });
  });

  it('says that a claim stands, was sent back, and was agreed to by whom', () => {
    expect(row(7)).toMatchObject({ status: 'claimed', claimedOn: '2026-03-02' });
    expect(row(8)).toMatchObject({ status: 'accepted', claimedOn: null });
    expect(row(10)).toMatchObject({
      status: 'completed',
      claimedOn: '2026-04-20',
      completedOn: '2026-05-06',
      completedByAgency: AN_AUTHOR.agency,
    });
  });

  it('says what came of it, and that it began again', () => {
    expect(row(11)).toMatchObject({ status: 'completed', impact: 'better', impactOn: '2026-09-01' });
    expect(row(12)).toMatchObject({ status: 'accepted', completedOn: null, completedByPerson: null, dueOn: '2026-12-31', reopenings: 2 });
    expect(row(13)).toMatchObject({ status: 'superseded', supersededBy: '00000000-0000-4000-8000-0000000000d2', revision: 12 });
  });
});

describe('the timeline of an action', () => {
  const put = (event: RecordedEvent) => actionHistoryProjection.project(event as never);

  it('has a row for each event, and for each notice', () => {
    const events = [
      ...recorded('action', anActionsLife, { partnership: anAction.partnership }),
      ...recorded('actionNotices', [aNotice], { partnership: anAction.partnership }),
    ];
    const kinds = events.flatMap((event) => put(event)).map((change) => (change.verb === 'put' ? change.values.kind : null));
    expect(kinds).toEqual([
      ...['issued', 'received', 'refused', 'reopened', 'accepted', 'progress', 'claimed', 'returned', 'claimed', 'completed'],
      ...['impact-reviewed', 'reopened', 'superseded', 'overdue'],
    ]);
  });

  it('is nobody’s where the event is of no partnership', () => {
    expect(recorded('action', anActionsLife).flatMap((event) => put(event))).toEqual([]);
  });
});

describe('the rows of failures and letters', () => {
  it('count each failure, and follow the letter', () => {
    const fold = new TimelineFold();
    for (const event of recorded('responseFailures', twoFailures)) {
      for (const change of responseFailuresProjection.project(event)) fold.apply(change, event.position);
    }
    const versions = fold.changes().added;
    const failures = versions.filter(({ view }) => view === 'response_failure');
    expect(failures.map(({ key }) => key.occasion)).toEqual([1, 2]);
    const letters = versions
      .filter(({ view }) => view === 'response_letter')
      .map(({ values }) => [values.status, values.decidedOn, values.informedOn]);
    expect(letters).toEqual([
      ['prepared', null, null],
      ['held', '2026-03-18', null],
      ['held', '2026-03-18', '2026-03-18'],
      ['issued', '2026-03-25', '2026-03-18'],
      ['issued', '2026-03-25', '2026-03-25'],
    ]);
    expect(versions.findLast(({ view }) => view === 'response_letter')?.values.reason).toBeNull();
  });
});
