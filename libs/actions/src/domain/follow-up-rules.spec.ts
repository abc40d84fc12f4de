import { fold } from '@goldenthread/event-sourcing';
import { recorded, specifying } from '@goldenthread/event-sourcing/testing';
import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import { adopted, adoptedAnew, aNotice } from '../testing/index.js';
import { actionNotices } from './action-notices.js';
import { changedRules } from './changed-rules.js';
import { followUpRules, rulesOn } from './follow-up-rules.js';

const rulesOf = specifying(followUpRules);
const { partnership, rules, from } = adopted.data;
const adopt = { type: 'AdoptRules', partnership, rules, from, today: from } as const;

describe('the rules of a partnership', () => {
  it('are adopted from a day on, once', () => {
    rulesOf.given().when(adopt).then(adopted);
    rulesOf.given(adopted).when(adopt).thenNothing();
  });

  it('are changed from a day on, and the reason is kept', () => {
    rulesOf
      .given(adopted)
      .when({ type: 'AdoptRules', ...adoptedAnew.data, today: adoptedAnew.data.from })
      .then(adoptedAnew);
  });

  it('are changed in the next version, from what holds on the day by the time it is decided', () => {
    const days = { response: 6, minutesToChair: 10, minutesToMembers: 5, extraordinaryMeeting: 15, reviewCopies: 7 };
    const changes = { title: 'Ours', source: 'Plan, 4.2', failuresToALetter: 2, supporters: 2, ...days };
    const change = {
      type: 'ChangeRules',
      partnership,
      from: '2026-09-01',
      today: '2026-08-01',
      reason: 'Five were too few.',
      changes,
    } as const;
    const data = {
      partnership,
      rules: changedRules(adoptedAnew.data.rules, changes, 3, change.from),
      from: change.from,
      reason: change.reason,
    };
    const next = { type: 'FollowUpRulesAdopted', data, effectiveOn: change.from } as const;
    rulesOf.given(adopted, adoptedAnew).when(change).then(next);
  });

  it('are changed from no past day, whose clocks have run by the rules it had; only the first are said to hold since one', () => {
    const today = '2026-07-02';
    rulesOf
      .given(adopted)
      .when({ type: 'AdoptRules', ...adoptedAnew.data, today })
      .thenRefused('rules-from-past', { from: '2026-07-01', today });
    rulesOf
      .given()
      .when({ ...adopt, today })
      .then(adopted);
    rulesOf
      .given(adopted)
      .when({ ...adopt, today })
      .thenNothing();
  });

  it('are adopted for no day before they were in force', () => {
    rulesOf
      .given()
      .when({ ...adopt, from: '2019-04-30' })
      .thenRefused('rules-not-in-force', { inForceFrom: '2019-05-01' });
  });

  it('are those last adopted that hold on a day', () => {
    const stricter = { ...thurrock2019, version: 2, response: { workingDays: 5 } };
    const state = fold(
      followUpRules,
      recorded('followUpRules', [adopted, { ...adopted, data: { partnership, rules: stricter, from: '2026-07-01' } }]),
    );
    expect(rulesOn(state, '2025-12-31')).toBeUndefined();
    expect(rulesOn(state, '2026-06-30')?.version).toBe(1);
    expect(rulesOn(state, '2026-07-01')?.version).toBe(2);
  });
});

describe('a notice', () => {
  const notice = specifying(actionNotices);

  it('is raised once for its kind and day, and again where the day has moved', () => {
    const raise = { type: 'RaiseNotice', notice: aNotice.data } as const;
    notice.given().when(raise).then(aNotice);
    notice
      .given(aNotice)
      .when({ ...raise, notice: { ...aNotice.data, raisedOn: '2026-04-02' } })
      .thenNothing();
    const moved = { ...aNotice.data, lastDay: '2026-04-30', raisedOn: '2026-05-01' };
    notice
      .given(aNotice)
      .when({ ...raise, notice: moved })
      .then({ type: 'ActionNoticeRaised', data: moved });
  });
});
