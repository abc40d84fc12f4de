import { toCsv } from '@goldenthread/http';
import { receiptReference, type ShownReceipt } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, inThousands, instantInWords } from '../words.js';
import type { ReturnFile } from './return-file.js';
import type { Link } from './task-list.page.js';

export interface ReceiptView extends PageHead {
  /** The reference, where a submission stands. */
  readonly reference?: string;
  /** What does not stand, where the return was given back. */
  readonly reopened?: string;
  readonly receipts: readonly { readonly title: string; readonly rows: readonly object[] }[];
  readonly whatNext: readonly string[];
  readonly links: readonly Link[];
}

/** The receipt of a submission, and of those before it: what to quote, and what proves it. */
export function receiptPage(
  file: ReturnFile,
  receipts: readonly ShownReceipt[],
  storeId: string,
  reading: Reading,
  isOwn: boolean,
): ReceiptView {
  const { progress } = file;
  const { return: ref, status } = progress;
  const last = receipts.at(-1);
  const stands = status === 'submitted' && last !== undefined;
  return {
    title: stands ? 'Return submitted' : 'Receipts',
    caption: `${progress.agencyName}: ${progress.cycleTitle}`,
    section: isOwn ? 'tasks' : 'returns',
    back: reading.go(paths.returns.one(ref)),
    reference: stands ? receiptReference(last.eventId) : undefined,
    reopened: status === 'submitted' ? undefined : 'The return was given back to the agency, so it is not with the partnership now.',
    receipts: [...receipts].reverse().map((receipt) => ({
      title: receipts.length === 1 ? 'Receipt' : `Receipt of submission ${receipt.number ?? 1}`,
      rows: rowsOf(file, receipt, storeId).map(([key, value]) => ({ key: { text: key }, value: { text: value } })),
    })),
    whatNext: stands && isOwn ? WHAT_NEXT : [],
    links: [
      { text: 'Your own copy: all answers, to print or download', href: reading.go(paths.returns.copy(ref)) },
      { text: 'Everything that happened to this return', href: reading.go(paths.returns.history(ref)) },
    ],
  };
}

const WHAT_NEXT = [
  'The partnership’s business unit and sub-committee can read the return from now on.',
  'If the business unit has a question, it gives the return back with a reason, and it appears among your tasks again.',
  'Your own copy and this receipt stay here.',
];

function rowsOf(
  { progress }: ReturnFile,
  { eventId, position, recordedAt, late, daysLate }: ShownReceipt,
  storeId: string,
): [string, string][] {
  return [
    ['Reference', receiptReference(eventId)],
    ['Return', `${progress.cycleTitle}, ${progress.agencyName}`],
    ['Submitted', instantInWords(recordedAt)],
    ['In time', late ? `No, ${counted(daysLate ?? 0, 'day')} late` : 'Yes'],
    ['Event number', inThousands(BigInt(position))],
    ['Event', eventId],
    ['Store', storeId],
  ];
}

export function receiptTable(file: ReturnFile, receipts: readonly ShownReceipt[], storeId: string): string {
  return toCsv(receipts, [
    { heading: 'Reference', value: ({ eventId }) => receiptReference(eventId) },
    { heading: 'Cycle', value: () => file.progress.cycleTitle },
    { heading: 'Agency', value: () => file.progress.agencyName },
    { heading: 'Submitted at', value: ({ recordedAt }) => recordedAt },
    { heading: 'Late', value: ({ late }) => late },
    { heading: 'Days late', value: ({ daysLate }) => daysLate },
    { heading: 'Event number', value: ({ position }) => position },
    { heading: 'Event', value: ({ eventId }) => eventId },
    { heading: 'Store', value: () => storeId },
  ]);
}
