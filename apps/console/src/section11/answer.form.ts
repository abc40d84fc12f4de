import { IsProse } from '@goldenthread/http';
import type { Evidence, ShownAnswer } from '@goldenthread/section11';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, IsString, IsUrl, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import type { Fields } from '../forms/fields.js';

const LONGEST_NARRATIVE = 20_000;
const MOST_EVIDENCE = 20;
const EVIDENCE = /^evidence-(\d{1,2})-(kind|text|title|url)$/;

/** One piece of evidence as it was typed: a note, or a link with a name. */
export class EvidenceForm {
  @IsIn(['note', 'link'])
  kind: 'note' | 'link';

  @ValidateIf(({ kind }: EvidenceForm) => kind === 'note')
  @IsProse(5_000, { message: 'The note must be 5,000 characters or fewer' })
  text?: string;

  @ValidateIf(({ kind }: EvidenceForm) => kind === 'link')
  @IsProse(500, { message: 'Give the link a name of 500 characters or fewer' })
  title?: string;

  @ValidateIf(({ kind }: EvidenceForm) => kind === 'link')
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true, require_tld: false },
    { message: 'Enter the link’s whole address, beginning with https://' },
  )
  @MaxLength(2_000, { message: 'The link’s address must be 2,000 characters or fewer' })
  url?: string;
}

/** The whole answer to one question, as an author types it. */
export class AnswerForm {
  @IsString({ message: 'Choose how far this is met' })
  @Matches(/^[a-z-]{1,40}$/, { message: 'Choose how far this is met' })
  rating: string;

  @ValidateIf(({ rating }: AnswerForm) => rating === 'not-applicable')
  @IsProse(2_000, { message: 'Say why this does not apply to your agency, in 2,000 characters or fewer' })
  reason?: string;

  @IsOptional()
  @IsProse(LONGEST_NARRATIVE, { message: 'What is in place must be 20,000 characters or fewer' })
  narrative?: string;

  @ValidateNested({ each: true })
  @ArrayMaxSize(MOST_EVIDENCE, { message: 'Give 20 pieces of evidence or fewer' })
  @Type(() => EvidenceForm)
  evidence: EvidenceForm[];

  /** The answer of an earlier return that this one was begun from: its return and revision. */
  @IsOptional()
  @Matches(/^[0-9a-f-]{36}:\d{1,9}$/)
  broughtForward?: string;

  @IsOptional()
  @IsIn(['save', 'continue'])
  next?: 'save' | 'continue';

  /** What was left blank is not there, so that emptying a field takes it away. */
  static read(fields: Fields): object {
    const own = Object.entries(fields).filter(([name, value]) => !EVIDENCE.test(name) && (name === 'rating' || value.trim() !== ''));
    return { ...Object.fromEntries(own), evidence: evidenceIn(fields) };
  }
}

/** What a stored answer looks like in the form. */
export function formOf({ rating, reason, narrative, evidence }: ShownAnswer): AnswerForm {
  const form = new AnswerForm();
  form.rating = rating ?? '';
  form.reason = reason ?? undefined;
  form.narrative = narrative ?? undefined;
  form.evidence = evidence.map((piece) => Object.assign(new EvidenceForm(), piece));
  return form;
}

/** What the form says, as the command takes it. A reason is only for what does not apply: another is left out. */
export function answerOf({ rating, reason, narrative, evidence, broughtForward }: AnswerForm): {
  rating: string;
  reason?: string;
  narrative?: string;
  evidence: Evidence[];
  broughtForwardFrom?: { return: string; revision: number };
} {
  const [from, revision] = broughtForward?.split(':') ?? [];
  return {
    rating,
    reason: rating === 'not-applicable' ? reason : undefined,
    narrative,
    evidence: evidence.map(({ kind, text = '', title = '', url = '' }) => (kind === 'note' ? { kind, text } : { kind, title, url })),
    broughtForwardFrom: from === undefined ? undefined : { return: from, revision: Number(revision) },
  };
}

function evidenceIn(fields: Fields): object[] {
  const pieces = new Map<number, Record<string, string>>();
  for (const [name, value] of Object.entries(fields)) {
    const [, index, part] = EVIDENCE.exec(name) ?? [];
    if (index === undefined || part === undefined) continue;
    pieces.set(Number(index), { ...pieces.get(Number(index)), [part]: value });
  }
  return [...pieces]
    .sort(([a], [b]) => a - b)
    .map(([, piece]) => piece)
    .filter(({ text = '', title = '', url = '' }) => `${text}${title}${url}`.trim() !== '');
}
