import { addWorkingDays } from '@goldenthread/calendar';
import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import {
  escalatedAfter,
  extraordinaryMeetingBy,
  minutesToChairBy,
  minutesToMembersBy,
  receiptBy,
  respondBy,
  reviewCopiesBy,
} from './clocks.js';

describe('the clocks of Thurrock', () => {
  it('give ten working days to respond from receipt, over Christmas', () => {
    // Received Thursday 19 December 2019. 20 Fri 1, 23 Mon 2, 24 Tue 3, (25 and 26 out), 27 Fri 4, 30 Mon 5, 31 Tue 6,
    // (1 January out), 2 Thu 7, 3 Fri 8, 6 Mon 9, 7 Tue 10.
    expect(respondBy(thurrock2019, '2019-12-19')).toBe('2020-01-07');
  });

  it('count a receipt on a day that is no working day from the next that is', () => {
    // Received Saturday 21 December 2019. 23 Mon 1, 24 Tue 2, 27 Fri 3, 30 Mon 4, 31 Tue 5, 2 Thu 6, 3 Fri 7, 6 Mon 8, 7 Tue 9,
    // 8 Wed 10.
    expect(respondBy(thurrock2019, '2019-12-21')).toBe('2020-01-08');
  });

  it('give ten working days for the minutes, over Easter', () => {
    // Meeting Monday 6 April 2020. 7 Tue 1, 8 Wed 2, 9 Thu 3, (10 Good Friday and 13 Easter Monday out), 14 Tue 4, 15 Wed 5,
    // 16 Thu 6, 17 Fri 7, 20 Mon 8, 21 Tue 9, 22 Wed 10.
    expect(minutesToChairBy(thurrock2019, '2020-04-06')).toBe('2020-04-22');
  });

  it('give five more from approval, past the holiday that had moved to 8 May 2020', () => {
    // Approved Monday 4 May 2020, a working day that year. 5 Tue 1, 6 Wed 2, 7 Thu 3, (8 Fri out: the moved holiday), 11 Mon 4,
    // 12 Tue 5.
    expect(minutesToMembersBy(thurrock2019, '2020-05-04')).toBe('2020-05-12');
  });

  it('give fifteen working days for an extraordinary meeting that two partners ask for', () => {
    // Requested Friday 22 May 2020. (25 Mon out), 26 Tue 1, 27 2, 28 3, 29 Fri 4, 1 June Mon 5, 2 6, 3 7, 4 8, 5 Fri 9,
    // 8 Mon 10, 9 11, 10 12, 11 13, 12 Fri 14, 15 Mon 15.
    expect(extraordinaryMeetingBy(thurrock2019, '2020-05-22', 2)).toBe('2020-06-15');
    expect(extraordinaryMeetingBy(thurrock2019, '2020-05-22', 3)).toBe('2020-06-15');
    expect(extraordinaryMeetingBy(thurrock2019, '2020-05-22', 1)).toBeUndefined();
  });

  it('give seven days of the calendar for the copies of a published review', () => {
    // Published Friday 20 December 2019: 21 Sat 1, 22 Sun 2, 23 3, 24 4, 25 5, 26 6, 27 Fri 7.
    expect(reviewCopiesBy(thurrock2019, '2019-12-20')).toBe('2019-12-27');
  });

  it('do not run from any day before 1 May 2019', () => {
    expect(respondBy(thurrock2019, '2019-04-30')).toBeUndefined();
    expect(minutesToChairBy(thurrock2019, '2019-04-15')).toBeUndefined();
    expect(minutesToMembersBy(thurrock2019, '2019-04-30')).toBeUndefined();
    expect(extraordinaryMeetingBy(thurrock2019, '2019-04-30', 2)).toBeUndefined();
    expect(reviewCopiesBy(thurrock2019, '2019-04-30')).toBeUndefined();
    // Received Wednesday 1 May 2019. 2 Thu 1, 3 Fri 2, (6 Mon out), 7 Tue 3, 8 4, 9 5, 10 Fri 6, 13 Mon 7, 14 8, 15 9, 16 Thu 10.
    expect(respondBy(thurrock2019, '2019-05-01')).toBe('2019-05-16');
  });

  it('say nothing that Thurrock does not say', () => {
    expect(receiptBy(thurrock2019, '2020-04-06')).toBeUndefined();
    expect(escalatedAfter(thurrock2019, '2020-04-06')).toBeUndefined();
  });
});

describe('the arithmetic of working days', () => {
  it('counts from the next day over Christmas 2018', () => {
    // Received Thursday 20 December 2018. 21 Fri 1, 24 Mon 2, (25 and 26 out), 27 Thu 3, 28 Fri 4, 31 Mon 5, (1 January out),
    // 2 Wed 6, 3 Thu 7, 4 Fri 8, 7 Mon 9, 8 Tue 10.
    expect(addWorkingDays('2018-12-20', 10)).toBe('2019-01-08');
  });

  it('counts over Easter 2019, and then past the early May holiday', () => {
    // Meeting Monday 15 April 2019. 16 Tue 1, 17 Wed 2, 18 Thu 3, (19 Good Friday and 22 Easter Monday out), 23 Tue 4, 24 5,
    // 25 6, 26 Fri 7, 29 Mon 8, 30 Tue 9, 1 May Wed 10.
    expect(addWorkingDays('2019-04-15', 10)).toBe('2019-05-01');
    // Approved that day. 2 Thu 1, 3 Fri 2, (6 Mon out), 7 Tue 3, 8 Wed 4, 9 Thu 5.
    expect(minutesToMembersBy(thurrock2019, '2019-05-01')).toBe('2019-05-09');
  });
});

describe('rules that say more', () => {
  const more = { ...thurrock2019, receipt: { workingDays: 2 }, escalation: { workingDays: 20 } };

  it('wait for a receipt, and put what stays undone before the sub-committee', () => {
    // Issued Friday 4 September 2026: 7 Mon 1, 8 Tue 2.
    expect(receiptBy(more, '2026-09-04')).toBe('2026-09-08');
    // Due Friday 30 October 2026: 2 November Mon 1 … 6 Fri 5, 13 Fri 10, 20 Fri 15, 27 Fri 20.
    expect(escalatedAfter(more, '2026-10-30')).toBe('2026-11-27');
  });
});
