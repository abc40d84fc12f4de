import type { Reading } from '../as-at/page-readings.js';
import { daysBetween } from '@goldenthread/calendar';
import type { PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayWithWeekday, instantInWords } from '../words.js';
import type { ReturnFile } from './return-file.js';
import { stepOf, type StepView } from './sign-off.page.js';

export interface SubmitView extends StepView {
  readonly signedOff: string;
  readonly due: string;
}

/** Asks once more before a return goes to the partnership. */
export function submitPage(file: ReturnFile, reading: Reading, commandId: string, errors: readonly PageError[] = []): SubmitView {
  const { return: ref, signedOffBy, signedOffAt, dueOn } = file.progress;
  const days = daysBetween(dueOn, reading.point.day);
  return {
    ...stepOf(file, reading, commandId, errors),
    title: 'Submit the return',
    action: paths.returns.submit(ref),
    signedOff:
      signedOffBy === null || signedOffAt === null
        ? 'Nobody has signed it off yet: a senior officer must, before it is submitted.'
        : `It was signed off by ${file.nameOf(signedOffBy)}, ${instantInWords(signedOffAt)}.`,
    due:
      days > 0
        ? `It was due on ${dayWithWeekday(dueOn)}. It will be recorded as ${counted(days, 'day')} late.`
        : `It is due on ${dayWithWeekday(dueOn)}, so it is in time.`,
  };
}
