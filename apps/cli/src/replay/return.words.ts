import { endOfLondonDay, inWords } from '@goldenthread/calendar';
import type { Evidence, Rating } from '@goldenthread/section11';
import { wrapped } from '../lines.words.js';
import { counted } from '../numbers.words.js';
import { instantWords } from '../time.words.js';
import type { NamedItem, ShownPerson, ShownReturn } from './shown-return.js';

const STATUS: Readonly<Record<ShownReturn['status'], string>> = { open: 'Open', 'signed-off': 'Signed off', submitted: 'Submitted' };

const RATING: Readonly<Record<Rating, string>> = {
  met: 'Met',
  'partly-met': 'Partly met',
  'not-met': 'Not met',
  'not-applicable': 'Not applicable',
};

const INDENT = ' '.repeat(4);

/** The return as it stood, in words: for the screen, and for the minutes. */
export function returnWords(shown: ShownReturn, columns: number): string {
  return [
    ...wrapped(`Section 11 self-assessment: ${shown.agencyName}`, columns),
    ...wrapped(`${shown.cycleTitle}, return ${shown.return}`, columns),
    ...wrapped(momentWords(shown), columns),
    '',
    ...statusLines(shown, columns),
    ...shown.standards.flatMap((standard, index) => [
      '',
      ...wrapped(`${index + 1}. ${standard.title}: ${standard.inWords}`, columns),
      ...shown.items.filter(({ heading }) => heading === standard.heading).flatMap((item) => ['', ...itemLines(item, columns)]),
    ]),
    '',
    ...minutesLines(shown, columns),
  ].join('\n');
}

/** A return that was not there at the moment asked for. */
export function noReturnWords(ref: string, openedAt: string | undefined): string {
  if (openedAt === undefined) return `There is no return ${ref} in this store.`;
  return `The return ${ref} was not there yet at that moment: it was opened on ${instantWords(openedAt)} (${openedAt}).`;
}

function momentWords({ asAt }: ShownReturn): string {
  const at = `position ${asAt.position}`;
  if (asAt.isNow) return `As it stands now, ${instantWords(asAt.instant)} (${at})`;
  if (asAt.instant === endOfLondonDay(asAt.day)) return `As it stood at the end of ${inWords(asAt.day)} (${at})`;
  return `As it stood on ${instantWords(asAt.instant)} (${at})`;
}

function statusLines(shown: ShownReturn, columns: number): string[] {
  const { status, answered, of, dueOn, signedOff, submitted, reopened, corrected } = shown;
  const facts: (readonly [string, string])[] = [
    ['Status', STATUS[status]],
    ['Answered', `${answered} of ${counted(of, 'item')}`],
    ['Due on', inWords(dueOn)],
    ['Signed off', signedOff ? deedWords(signedOff) : 'No'],
    ...(signedOff?.statement ? [['Statement', signedOff.statement] as const] : []),
    ['Submitted', submitted ? submissionWords(submitted) : 'No'],
    ...(reopened ? [['Reopened', reopeningWords(reopened)] as const] : []),
    ...(corrected
      ? [
          [
            'Corrected',
            `${counted(corrected.corrections, 'correction')} after submission, the last on ${instantWords(corrected.at)}`,
          ] as const,
        ]
      : []),
  ];
  const width = Math.max(...facts.map(([name]) => name.length)) + 2;
  return facts.flatMap(([name, fact]) => hanging(name.padEnd(width), fact, columns));
}

function itemLines(shown: NamedItem, columns: number): string[] {
  const { item, question, rating, reason, narrative, evidence, broughtForwardFrom, corrected, changedBy, changedAt } = shown;
  const asked = hanging(`  ${item}  `, question, columns);
  if (rating === null || !changedBy || changedAt === null) return [...asked, `${INDENT}Not answered`];
  const earlier =
    broughtForwardFrom && `Brought forward from ${broughtForwardFrom.cycleTitle}, ${broughtForwardFrom.kept ? 'as it was' : 'changed'}`;
  return [
    ...asked,
    ...wrapped(reason === null ? RATING[rating] : `${RATING[rating]}: ${reason}`, columns, INDENT),
    ...(narrative === null ? [] : wrapped(narrative, columns, INDENT)),
    ...evidence.flatMap((piece) => hanging(`${INDENT}Evidence: `, evidenceWords(piece), columns)),
    ...(earlier === null ? [] : wrapped(earlier, columns, INDENT)),
    ...(corrected ? wrapped(`Corrected after submission${corrected.reason === null ? '' : `: ${corrected.reason}`}`, columns, INDENT) : []),
    ...wrapped(`Changed by ${deedWords({ by: changedBy, at: changedAt })}`, columns, INDENT),
  ];
}

function minutesLines({ asAt, lastEvent }: ShownReturn, columns: number): string[] {
  const facts: [string, string][] = [
    ['Store', asAt.store],
    ['Read at', `position ${asAt.position}, ${asAt.instant}`],
    ['Newest event there', `${asAt.event.id}, recorded at ${asAt.event.recordedAt}`],
    ['Last event of the return', `${lastEvent.id}, position ${lastEvent.position}, recorded at ${lastEvent.recordedAt}`],
  ];
  const width = Math.max(...facts.map(([name]) => name.length)) + 2;
  return ['For the minutes', ...facts.flatMap(([name, fact]) => hanging(`  ${name.padEnd(width)}`, fact, columns))];
}

function deedWords({ by, at }: { by: ShownPerson; at: string }): string {
  return `${by.name} (${by.role.replaceAll('-', ' ')}), ${instantWords(at)}`;
}

function submissionWords(submission: NonNullable<ShownReturn['submitted']>): string {
  const { late, daysLate } = submission;
  return `${deedWords(submission)}, ${late ? `${counted(daysLate, 'day')} late` : 'in time'}`;
}

function reopeningWords({ by, at, reason, submission }: NonNullable<ShownReturn['reopened']>): string {
  const was = submission ? ` What was submitted on ${inWords(submission.on)} no longer stands.` : '';
  return `${deedWords({ by, at })}: ${reason}${was}`;
}

function evidenceWords(piece: Evidence): string {
  return piece.kind === 'note' ? piece.text : `${piece.title} <${piece.url}>`;
}

/** The text after a label, its further lines below its first. */
function hanging(label: string, text: string, columns: number): string[] {
  const lines = wrapped(text, columns, ' '.repeat(label.length));
  return lines.map((line, index) => (index === 0 ? `${label}${line.trimStart()}` : line));
}
