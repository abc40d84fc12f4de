import { toCsv } from '@goldenthread/http';
import type { ShownItem } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { instantInWords, spelt } from '../words.js';
import { answerInWords, type AnswerInWords } from './answer-in-words.js';
import type { ReturnFile } from './return-file.js';
import type { Link } from './task-list.page.js';

export interface AnswersOfHeading {
  readonly title: string;
  readonly answers: readonly {
    readonly question: string;
    readonly answer: AnswerInWords | undefined;
    readonly changed?: string;
    readonly link: Link & { readonly visuallyHiddenText: string };
  }[];
}

export interface CopyView extends PageHead {
  readonly status: string;
  readonly headings: readonly AnswersOfHeading[];
}

/** All of a return on one page: to read, print and keep. */
export function copyPage(file: ReturnFile, reading: Reading, isOwn: boolean): CopyView {
  const { progress } = file;
  return {
    caption: progress.agencyName,
    title: `${progress.cycleTitle}: all answers`,
    section: isOwn ? 'tasks' : 'returns',
    back: reading.go(paths.returns.one(progress.return)),
    status: STATUS[progress.status](file),
    headings: answersByHeading(file, reading, 'See'),
  };
}

const STATUS: Readonly<Record<ReturnFile['progress']['status'], (file: ReturnFile) => string>> = {
  'not-started': () => 'This return has not been started.',
  open: () => 'This is a draft: it has not been submitted.',
  'signed-off': ({ progress, nameOf }) =>
    `Signed off by ${nameOf(progress.signedOffBy ?? '')}${progress.signedOffAt === null ? '' : `, ${instantInWords(progress.signedOffAt)}`}. Not yet submitted.`,
  submitted: ({ progress }) => `Submitted ${progress.submittedAt === null ? '' : instantInWords(progress.submittedAt)}.`,
};

export function answersByHeading({ progress, tool, items, nameOf }: ReturnFile, { go }: Reading, verb: string): AnswersOfHeading[] {
  return tool.headings.map(({ title, questions }) => ({
    title,
    answers: questions.flatMap(({ item: key }) => {
      const item = items.find((one) => one.item === key);
      if (!item) return [];
      const { changedBy, changedAt, question } = item;
      const changed =
        changedBy && changedAt !== null ? `${nameOf(changedBy.person)}, ${spelt(changedBy.role)}, ${instantInWords(changedAt)}` : undefined;
      const link = { text: verb, visuallyHiddenText: `: ${question}`, href: go(paths.returns.item(progress.return, key)) };
      return [{ question, answer: answerInWords(item, tool), changed, link }];
    }),
  }));
}

export function answersTable({ tool, items, nameOf }: ReturnFile): string {
  const headingOf = (item: ShownItem): string => tool.headings.find(({ key }) => key === item.heading)?.title ?? '';
  return toCsv(items, [
    { heading: 'Standard', value: headingOf },
    { heading: 'Item', value: ({ item }) => item },
    { heading: 'Question', value: ({ question }) => question },
    { heading: 'Rating', value: (item) => answerInWords(item, tool)?.rating },
    { heading: 'Why it does not apply', value: ({ reason }) => reason },
    { heading: 'What is in place', value: ({ narrative }) => narrative },
    {
      heading: 'Evidence',
      value: ({ evidence }) => evidence.map((piece) => (piece.kind === 'note' ? piece.text : `${piece.title} <${piece.url}>`)).join('\n'),
    },
    { heading: 'Brought forward from', value: ({ broughtForwardFrom }) => broughtForwardFrom?.cycleTitle },
    { heading: 'Changed by', value: ({ changedBy }) => changedBy && nameOf(changedBy.person) },
    { heading: 'Role', value: ({ changedBy }) => changedBy && spelt(changedBy.role) },
    { heading: 'Changed at', value: ({ changedAt }) => changedAt },
  ]);
}
