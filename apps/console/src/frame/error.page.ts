import { AccessRefusal } from '@goldenthread/access';
import { problemOf, type Problem } from '@goldenthread/http';
import { withQuery } from '../paths.js';
import { PAGE_WORDS } from './page-words.js';
import type { PageHead } from './page.js';

/** What a page says where something could not be done. */
export interface ErrorView extends PageHead {
  readonly status: number;
  /** What happened, and what to do. */
  readonly sentences: readonly string[];
  /** What to tell whoever runs this service. */
  readonly reference?: string;
  /** The same page as it is today, where an earlier date was asked for. */
  readonly today?: string;
}

/** The page for whatever was thrown. What is not meant for people says only that it is our fault, and a reference. */
export function errorPage(error: unknown, reference: string, here = ''): ErrorView {
  const problem = problemOf(error);
  const { title, detail } = wordsFor(problem);
  const isOurFault = problem.status >= 500;
  return {
    title,
    status: problem.status,
    sentences: [detail, ...(error instanceof AccessRefusal && problem.status === 403 ? [WHO_CAN_GRANT] : [])],
    reference: isOurFault ? reference : undefined,
    today: /[?&]asAt=/.test(here) ? withQuery(here, { asAt: undefined, format: undefined }) : undefined,
  };
}

const WHO_CAN_GRANT = 'Your partnership’s business unit appoints people to roles. Ask its coordinator if you need to do this.';

function wordsFor(problem: Problem): { title: string; detail: string } {
  const words = PAGE_WORDS[problem.code];
  return { title: words?.title ?? problem.title, detail: words?.detail ?? problem.detail };
}
