import { daysBetween } from '@goldenthread/calendar';
import { canonicalJson, idOf, Refusal, type Actor, type Day, type Decider, type Instant } from '@goldenthread/event-sourcing';
import type {
  Answer,
  OpenReturn,
  RecordAnswer,
  Section11ReturnCommand,
  Section11ReturnRefusal,
  Section11ReturnRefusals,
  SignOff,
  SignOffReturn,
  SubmitReturn,
} from './section11-return.commands.js';
import type { AnswerCount, Evidence, Section11ReturnEvent, Section11ReturnOpened } from './section11-return.events.js';
import { countAnswers, countHeading, standardsOf, type RatingOf } from './section11-tally.js';

/** Which event made something what it is: its revision is the entity tag that a change must name. */
export type LastChange = { readonly revision: number; readonly changedBy: Actor; readonly changedAt: Instant };

export type StandingAnswer = LastChange & { readonly answer: Answer };

type Begun = {
  readonly particulars: Section11ReturnOpened['data'];
  /** By the item's key. */
  readonly answers: Readonly<Record<string, StandingAnswer>>;
  /** Whoever answered anything, even where another's answer stands now. */
  readonly authors: readonly string[];
  readonly last: LastChange;
};

export type Section11ReturnState =
  | { readonly status: 'not-open' }
  | (Begun & { readonly status: 'open' })
  | (Begun & SignOff & { readonly status: 'signed-off' })
  | (Begun & { readonly status: 'submitted'; readonly submittedOn: Day });
type Changeable = Extract<Section11ReturnState, { status: 'open' | 'signed-off' }>;

/** One agency's self-assessment in one cycle. */
export const section11Return: Decider<Section11ReturnState, Section11ReturnCommand, Section11ReturnEvent> = {
  category: 'section11Return',
  initial: { status: 'not-open' },

  decide: (command, state) => {
    if (command.type === 'OpenReturn') return state.status === 'not-open' ? [open(command)] : [];
    if (state.status === 'not-open') throw refusal('return-not-open', {});
    if (state.status === 'submitted') throw refusal('return-submitted', { submittedOn: state.submittedOn });
    switch (command.type) {
      case 'RecordAnswer':
        return recordAnswer(command, state);
      case 'SignOffReturn':
        return signOff(command, state);
      case 'SubmitReturn':
        return submit(command, state);
    }
  },

  evolve: (state, event) => {
    const last = { revision: event.revision, changedBy: event.actor, changedAt: event.recordedAt };
    if (event.type === 'Section11ReturnOpened') return { status: 'open', particulars: event.data, answers: {}, authors: [], last };
    if (state.status === 'not-open') return state;
    const { particulars, answers, authors } = state;
    const begun: Begun = { particulars, answers, authors, last };
    switch (event.type) {
      case 'Section11AnswerRecorded': {
        const { item, rating, reason, narrative, evidence } = event.data;
        const standing = { ...last, answer: { rating, reason, narrative, evidence } };
        return { ...state, last, answers: { ...answers, [item]: standing }, authors: withOnce(authors, event.actor.person) };
      }
      case 'Section11SignOffWithdrawn':
        return { ...begun, status: 'open' };
      case 'Section11ReturnSignedOff':
        return { ...begun, status: 'signed-off', signedOffBy: event.actor, signedOffAt: event.recordedAt };
      case 'Section11ReturnSubmitted':
        return { ...begun, status: 'submitted', submittedOn: event.data.submittedOn };
    }
  },
};

/** The one return of an agency in a cycle. */
export function returnIdOf(cycle: string, agency: string): string {
  return idOf(section11Return.category, cycle, agency);
}

/** The id of the return whose stream it is. */
export function returnOf(stream: string): string {
  return stream.slice(section11Return.category.length + 1);
}

function open({ cycle, agency, facts }: OpenReturn): Section11ReturnOpened {
  if (!facts.cycle) throw refusal('cycle-not-open', { cycle });
  const asked = facts.cycle.agencies.find((one) => one.agency === agency);
  if (!asked) throw refusal('agency-not-in-cycle', { cycle, agency });
  if (!facts.tool) throw refusal('tool-not-published', facts.cycle.tool);
  const { id, version, levels } = facts.tool.scale;
  return {
    type: 'Section11ReturnOpened',
    data: {
      partnership: facts.cycle.partnership,
      cycle,
      cycleTitle: facts.cycle.title,
      agency,
      agencyName: asked.name,
      duty: asked.duty,
      dueOn: facts.cycle.dueOn,
      tool: facts.cycle.tool,
      scale: { id, version, levels: levels.map(({ key }) => key) },
      questionnaire: facts.tool.headings.map(({ key, title, items }) => ({
        key,
        title,
        items: items.map(({ key, question }) => ({ key, question })),
      })),
      cycleRevision: facts.cycle.revision,
      toolRevision: facts.tool.revision,
    },
  };
}

function recordAnswer(command: RecordAnswer, state: Changeable): Section11ReturnEvent[] {
  const { item, basedOn, today } = command;
  const { heading, question } = findItem(item, state);
  const yours = answerOf(command, state);
  const standing = state.answers[item];
  if (basedOn !== (standing?.revision ?? 'new')) throw answerChanged(item, yours, standing);
  if (standing && canonicalJson(standing.answer) === canonicalJson(yours)) return [];
  const { questionnaire, dueOn } = state.particulars;
  const ratingOf: RatingOf = (key) => (key === item ? yours.rating : state.answers[key]?.answer.rating);
  const tally = { ...countAnswers(questionnaire, ratingOf), heading: { key: heading.key, ...countHeading(heading, ratingOf) } };
  const data = { item, heading: heading.key, question, ...yours, tally, afterDue: today > dueOn };
  const recorded: Section11ReturnEvent = { type: 'Section11AnswerRecorded', data };
  if (state.status === 'open') return [recorded];
  return [recorded, { type: 'Section11SignOffWithdrawn', data: { because: 'answer-changed', item } }];
}

function signOff({ statement, basedOn, actor }: SignOffReturn, state: Changeable): Section11ReturnEvent[] {
  if (state.status === 'signed-off') {
    throw refusal('already-signed-off', { signedOffBy: state.signedOffBy, signedOffAt: state.signedOffAt });
  }
  if (state.authors.includes(actor.person)) throw refusal('author-cannot-sign-off', { person: actor.person });
  mustBeCurrent(basedOn, state);
  const count = mustBeComplete(state);
  return [{ type: 'Section11ReturnSignedOff', data: { statement: said(statement), authors: state.authors, ...count } }];
}

function submit({ basedOn, today }: SubmitReturn, state: Changeable): Section11ReturnEvent[] {
  mustBeCurrent(basedOn, state);
  const count = mustBeComplete(state);
  if (state.status === 'open') throw refusal('not-signed-off', {});
  const { cycle, agency, dueOn, questionnaire } = state.particulars;
  const daysLate = Math.max(0, daysBetween(dueOn, today));
  const standards = standardsOf(questionnaire, ratingIn(state));
  const lateness = { dueOn, submittedOn: today, late: daysLate > 0, daysLate };
  return [{ type: 'Section11ReturnSubmitted', data: { cycle, agency, ...lateness, ...count, standards, signedOffBy: state.signedOffBy } }];
}

function findItem(item: string, { particulars }: Begun): { heading: Begun['particulars']['questionnaire'][number]; question: string } {
  for (const heading of particulars.questionnaire) {
    const found = heading.items.find(({ key }) => key === item);
    if (found) return { heading, question: found.question };
  }
  throw refusal('item-not-in-tool', { item });
}

/** @throws Refusal where the rating is not on the scale, or a reason is missing or out of place. */
function answerOf({ item, rating, reason, narrative, evidence }: RecordAnswer, { particulars }: Begun): Answer {
  const scale = [...particulars.scale.levels, 'not-applicable'] as const;
  const onScale = scale.find((one) => one === rating);
  if (!onScale) throw refusal('rating-not-on-scale', { rating, scale });
  if (onScale === 'not-applicable' && !said(reason)) throw refusal('reason-needed', { item });
  if (onScale !== 'not-applicable' && said(reason)) throw refusal('reason-not-wanted', { item, rating: onScale });
  return { rating: onScale, reason: said(reason), narrative: said(narrative), evidence: evidence.map(evidenceOf) };
}

function evidenceOf(evidence: Evidence): Evidence {
  return evidence.kind === 'note' ? { kind: 'note', text: evidence.text } : { kind: 'link', title: evidence.title, url: evidence.url };
}

/** What someone said, or nothing where they left it blank. */
function said(text: string | undefined): string | undefined {
  return text?.trim() ? text : undefined;
}

function answerChanged(item: string, yours: Answer, standing: StandingAnswer | undefined): Refusal<'answer-changed'> {
  const { answer: theirs = null, revision: currentRevision = null, changedBy = null, changedAt = null } = standing ?? {};
  return refusal('answer-changed', { item, yours, theirs, currentRevision, changedBy, changedAt });
}

function mustBeCurrent(basedOn: number, { last: { revision: currentRevision, changedBy, changedAt } }: Begun): void {
  if (basedOn !== currentRevision) throw refusal('return-changed', { currentRevision, changedBy, changedAt });
}

function mustBeComplete(state: Begun): AnswerCount {
  const { questionnaire } = state.particulars;
  const unanswered = questionnaire.flatMap(({ items }) => items).filter(({ key }) => !state.answers[key]);
  const missing = unanswered.map(({ key, question }) => ({ item: key, question }));
  if (missing.length > 0) throw refusal('items-unanswered', { missing });
  return countAnswers(questionnaire, ratingIn(state));
}

function ratingIn({ answers }: Begun): RatingOf {
  return (item) => answers[item]?.answer.rating;
}

function withOnce(people: readonly string[], person: string): readonly string[] {
  return people.includes(person) ? people : [...people, person];
}

function refusal<Code extends Section11ReturnRefusal>(code: Code, details: Section11ReturnRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
