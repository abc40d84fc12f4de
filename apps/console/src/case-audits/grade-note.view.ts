import type { ShownAudit, ShownNote } from '@goldenthread/case-audits';
import { instantInWords } from '../words.js';
import { gradeInWords, stepWithin } from './audit-words.js';

/** A dissent, or one step of a dispute, as pages say it. */
export interface NoteView {
  readonly title: string;
  readonly when: string;
  readonly reason: string;
}

const NOTES = { dissent: 'thinks otherwise', disputed: 'Disputed', escalated: 'Taken further', decided: 'Decided' } as const;

export function noteOf({ kind, byName, domain, agency, grade, reason, step, notedAt }: ShownNote, audit: ShownAudit): NoteView {
  const whose = audit.agencies.find((one) => one.agency === agency)?.name ?? '';
  const what = audit.domains.find(({ key }) => key === domain)?.title ?? domain;
  const to = grade === null ? '' : `: ${gradeInWords(audit.scale, grade)}`;
  const at = step === null ? '' : ` (${stepWithin(step)})`;
  const title = kind === 'dissent' ? `${byName ?? 'An agency'} ${NOTES.dissent}${to}` : `${NOTES[kind]}${to}${at}`;
  return { title: `${title}. ${whose}, ${what.toLowerCase()}`, when: instantInWords(notedAt), reason };
}
