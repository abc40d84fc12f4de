import type { ActionStepWanted, ShownAction } from '@goldenthread/actions';
import { NO_DAY, dayOf, type TypedDay } from '../coordinator/typed-day.js';
import type { FormClass } from '../forms/submitted.js';
import type { Choice, Field, FormFields } from './fields.js';
import { BareForm, ClaimForm, ImpactForm, ProgressForm, ReceiptForm, ReopenActionForm, SupersedeForm, WhyForm } from './step.form.js';

/** What the policy table calls the right to take a step: its routes are grouped by it. */
export type StepGroup = 'receive' | 'respond' | 'progress' | 'judge' | 'steer';

/** Who looks at an action. */
export interface Viewer {
  readonly agency: string;
  readonly groups: readonly StepGroup[];
  /** Whether they see what is asked of all agencies. */
  readonly seesAll: boolean;
}

/** One step that can be taken with an action: when, what is asked first, and what follows. */
export interface Step {
  readonly group: StepGroup;
  readonly key: string;
  readonly title: string;
  readonly button: string;
  /** What is said where it was taken. */
  readonly done: string;
  readonly form: FormClass<object>;
  readonly isFor: (action: ShownAction, viewer: Viewer) => boolean;
  /** @param others further actions that may be named. */
  readonly fields: (fields: FormFields, typed: Readonly<Record<string, unknown>>, others: readonly Choice[]) => readonly Field[];
  readonly wanted: (form: never, basedOn: number) => ActionStepWanted;
}

const isOwn = ({ agency }: ShownAction, viewer: Viewer): boolean => agency === viewer.agency;
const text = (typed: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = typed[name];
  return typeof value === 'string' ? value : undefined;
};
const typedDayOf = (typed: Readonly<Record<string, unknown>>, name: string): TypedDay => (typed[name] as TypedDay | undefined) ?? NO_DAY;
const STAYS = 'It stays on record. Do not write about a child or family.';

/** Every step, in the order in which they come in an action's life. */
export const STEPS: readonly Step[] = [
  {
    group: 'receive',
    key: 'receipt',
    title: 'Record its receipt',
    button: 'Record the receipt',
    done: 'Receipt recorded',
    form: ReceiptForm,
    isFor: ({ status, receivedOn }) => status === 'issued' && receivedOn === null,
    fields: (fields, typed) => [
      fields.day(
        'receivedOn',
        'When was the action matrix received?',
        'The time to respond is counted from this day. For example, 27 3 2026.',
        typedDayOf(typed, 'receivedOn'),
      ),
    ],
    wanted: ({ receivedOn }: ReceiptForm, basedOn) => ({ type: 'RecordReceipt', basedOn, receivedOn: dayOf(receivedOn) ?? '' }),
  },
  {
    group: 'respond',
    key: 'accept',
    title: 'Accept it',
    button: 'Accept the action',
    done: 'Action accepted',
    form: BareForm,
    isFor: (action, viewer) => action.status === 'issued' && isOwn(action, viewer),
    fields: () => [],
    wanted: (_form: BareForm, basedOn) => ({ type: 'AcceptAction', basedOn }),
  },
  {
    group: 'respond',
    key: 'refuse',
    title: 'Refuse it, with the reason',
    button: 'Refuse the action',
    done: 'Action refused',
    form: WhyForm,
    isFor: (action, viewer) => action.status === 'issued' && isOwn(action, viewer),
    fields: (fields, typed) => [
      fields.words('reason', { label: 'Why will your agency not do it?', hint: STAYS, value: text(typed, 'reason') }),
    ],
    wanted: ({ reason }: WhyForm, basedOn) => ({ type: 'RefuseAction', basedOn, reason }),
  },
  {
    group: 'progress',
    key: 'report',
    title: 'Report progress',
    button: 'Save the report',
    done: 'Progress reported',
    form: ProgressForm,
    isFor: (action, viewer) => action.status === 'accepted' && isOwn(action, viewer),
    fields: (fields, typed) => [fields.words('progress', { label: 'How far has it come?', hint: STAYS, value: text(typed, 'progress') })],
    wanted: ({ progress }: ProgressForm, basedOn) => ({ type: 'ReportProgress', basedOn, progress }),
  },
  {
    group: 'progress',
    key: 'claim',
    title: 'Say that it is done, with evidence',
    button: 'Say that it is done',
    done: 'Sent for somebody of another body to agree',
    form: ClaimForm,
    isFor: (action, viewer) => action.status === 'accepted' && isOwn(action, viewer),
    fields: (fields, typed) => [
      fields.words('statement', { label: 'What was done?', hint: STAYS, value: text(typed, 'statement') }),
      fields.words('evidence', {
        label: 'What shows it?',
        hint: 'A note of what was seen; or give a link below.',
        value: text(typed, 'evidence'),
      }),
      fields.line('linkTitle', { label: 'What a link leads to', value: text(typed, 'linkTitle') }),
      fields.line('linkUrl', { label: 'Its address', hint: 'For example, https://example.org/minutes', value: text(typed, 'linkUrl') }),
    ],
    wanted: ({ statement, evidence, linkTitle, linkUrl }: ClaimForm, basedOn: number): ActionStepWanted => {
      const note = evidence.trim() === '' ? [] : [{ kind: 'note', text: evidence } as const];
      const link = linkUrl.trim() === '' ? [] : [{ kind: 'link', title: linkTitle, url: linkUrl } as const];
      return { type: 'ClaimCompletion', basedOn, statement, evidence: [...note, ...link] };
    },
  },
  {
    group: 'judge',
    key: 'agree',
    title: 'Agree that it is done',
    button: 'Agree that it is done',
    done: 'Action done',
    form: BareForm,
    isFor: (action, viewer) => action.status === 'claimed' && !isOwn(action, viewer),
    fields: () => [],
    wanted: (_form: BareForm, basedOn) => ({ type: 'AcceptCompletion', basedOn }),
  },
  {
    group: 'judge',
    key: 'send-back',
    title: 'Send it back: more is wanted',
    button: 'Send it back',
    done: 'Sent back to the agency',
    form: WhyForm,
    isFor: (action, viewer) => action.status === 'claimed' && !isOwn(action, viewer),
    fields: (fields, typed) => [fields.words('reason', { label: 'What is still wanted?', hint: STAYS, value: text(typed, 'reason') })],
    wanted: ({ reason }: WhyForm, basedOn) => ({ type: 'ReturnCompletion', basedOn, reason }),
  },
  {
    group: 'judge',
    key: 'impact',
    title: 'Say what came of it',
    button: 'Save the review',
    done: 'Impact reviewed',
    form: ImpactForm,
    isFor: ({ status }) => status === 'completed',
    fields: (fields, typed) => [
      fields.radios('impact', { label: 'For children and families, things are', value: text(typed, 'impact') }, [
        { value: 'better', text: 'Better' },
        { value: 'no-difference', text: 'No different' },
        { value: 'worse', text: 'Worse' },
        { value: 'too-early-to-say', text: 'It is too early to say' },
      ]),
      fields.words('found', { label: 'What was found, and how?', hint: STAYS, value: text(typed, 'found') }),
    ],
    wanted: ({ impact, found }: ImpactForm, basedOn) => ({ type: 'ReviewImpact', basedOn, impact, found }),
  },
  {
    group: 'steer',
    key: 'reopen',
    title: 'Ask for it again',
    button: 'Ask for it again',
    done: 'Action reopened',
    form: ReopenActionForm,
    isFor: ({ status }) => status === 'refused' || status === 'completed',
    fields: (fields, typed) => [
      fields.words('reason', { label: 'Why is it asked for again?', hint: STAYS, value: text(typed, 'reason') }),
      fields.day('dueOn', 'By when is it to be done?', 'For example, 27 3 2027.', typedDayOf(typed, 'dueOn')),
    ],
    wanted: ({ reason, dueOn }: ReopenActionForm, basedOn) => ({ type: 'ReopenAction', basedOn, reason, dueOn: dayOf(dueOn) ?? '' }),
  },
  {
    group: 'steer',
    key: 'supersede',
    title: 'Let another action take its place',
    button: 'Supersede the action',
    done: 'Action superseded',
    form: SupersedeForm,
    isFor: ({ status }) => status !== 'completed' && status !== 'superseded',
    fields: (fields, typed, others) => [
      fields.one('by', { label: 'Which action takes its place?', value: text(typed, 'by') }, others),
      fields.words('reason', { label: 'Why?', hint: STAYS, value: text(typed, 'reason') }),
    ],
    wanted: ({ by, reason }: SupersedeForm, basedOn) => ({ type: 'SupersedeAction', basedOn, by, reason }),
  },
];

/** The steps that somebody may take with an action as it stands. */
export function stepsFor(action: ShownAction, viewer: Viewer): readonly Step[] {
  return STEPS.filter((step) => viewer.groups.includes(step.group) && step.isFor(action, viewer));
}
