import { daysBetween } from '@goldenthread/calendar';
import { canonicalJson, idOf, Refusal, type Actor, type Day, type Decider, type Instant } from '@goldenthread/event-sourcing';
import { answerOf, wordsOf } from './section11-answer.js';
import type {
  Answer,
  CorrectAnswer,
  CycleWindow,
  OpenReturn,
  RecordAnswer,
  ReopenReturn,
  Section11ReturnCommand,
  Section11ReturnRefusal,
  Section11ReturnRefusals,
  SignOff,
  SignOffReturn,
  SubmitReturn,
} from './section11-return.commands.js';
import type {
  AnswerCount,
  AnswerTally,
  BroughtForward,
  InCycle,
  Questionnaire,
  Section11ReturnEvent,
  Section11ReturnOpened,
} from './section11-return.events.js';
import { countAnswers, countHeading, standardsOf, type RatingOf } from './section11-tally.js';

/** Which event made something what it is: its revision is the entity tag that a change must name. */
export type LastChange = { readonly revision: number; readonly changedBy: Actor; readonly changedAt: Instant };

export type StandingAnswer = LastChange & { readonly answer: Answer };

type Begun = {
  readonly particulars: Section11ReturnOpened['data'];
  /** By the item's key. */
  readonly answers: Readonly<Record<string, StandingAnswer>>;
  /** Whoever answered or corrected anything, even where another's answer stands now. */
  readonly authors: readonly string[];
  readonly submissions: number;
  readonly corrections: number;
  readonly last: LastChange;
};

type Submitted = Begun & { readonly status: 'submitted'; readonly submittedOn: Day };
export type Section11ReturnState =
  | { readonly status: 'not-open' }
  | (Begun & { readonly status: 'open' })
  | (Begun & SignOff & { readonly status: 'signed-off' })
  | Submitted;
type Changeable = Extract<Section11ReturnState, { status: 'open' | 'signed-off' }>;

/** One agency's self-assessment in one cycle. */
export const section11Return: Decider<Section11ReturnState, Section11ReturnCommand, Section11ReturnEvent> = {
  category: 'section11Return',
  initial: { status: 'not-open' },

  decide: (command, state) => {
    if (command.type === 'OpenReturn') return state.status === 'not-open' ? [open(command)] : [];
    if (state.status === 'not-open') throw refusal('return-not-open', {});
    switch (command.type) {
      case 'RecordAnswer':
        return recordAnswer(command, changeable(state));
      case 'SignOffReturn':
        return signOff(command, changeable(state));
      case 'SubmitReturn':
        return submit(command, changeable(state));
      case 'ReopenReturn':
        return reopen(command, submitted(state));
      case 'CorrectAnswer':
        return correct(command, submitted(state));
    }
  },

  evolve: (state, event) => {
    const last = { revision: event.revision, changedBy: event.actor, changedAt: event.recordedAt };
    if (event.type === 'Section11ReturnOpened') {
      return { status: 'open', particulars: event.data, answers: {}, authors: [], submissions: 0, corrections: 0, last };
    }
    if (state.status === 'not-open') return state;
    const { particulars, answers, authors, submissions, corrections } = state;
    const begun: Begun = { particulars, answers, authors, submissions, corrections, last };
    switch (event.type) {
      case 'Section11AnswerRecorded':
        return { ...state, ...answeredBy(event.actor, begun, event.data.item, answerIn(event.data)) };
      case 'Section11SignOffWithdrawn':
      case 'Section11ReturnReopened':
        return { ...begun, status: 'open' };
      case 'Section11ReturnSignedOff':
        return { ...begun, status: 'signed-off', signedOffBy: event.actor, signedOffAt: event.recordedAt };
      case 'Section11ReturnSubmitted':
        return { ...begun, submissions: event.data.number, status: 'submitted', submittedOn: event.data.submittedOn };
      case 'Section11AnswerCorrected': {
        const { item, answer, number } = event.data;
        return { ...state, ...answeredBy(event.actor, begun, item, answerIn(answer)), corrections: number };
      }
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

/** What an event says in answer to an item. */
export function answerIn({ rating, reason, narrative, evidence, broughtForwardFrom }: Answer): Answer {
  return { rating, reason, narrative, evidence, broughtForwardFrom };
}

function answeredBy(actor: Actor, begun: Begun, item: string, answer: Answer): Begun {
  const { answers, authors, last } = begun;
  return { ...begun, answers: { ...answers, [item]: { ...last, answer } }, authors: withOnce(authors, actor.person) };
}

function open({ cycle, agency, today, facts }: OpenReturn): Section11ReturnOpened {
  if (!facts.cycle) throw refusal('cycle-not-open', { cycle });
  const asked = facts.cycle.agencies.find((one) => one.agency === agency);
  if (!asked) throw refusal('agency-not-in-cycle', { cycle, agency });
  if (!facts.tool) throw refusal('tool-not-published', facts.cycle.tool);
  inCycle({ today, window: facts.window }, cycle);
  const { id, version, levels } = facts.tool.scale;
  return {
    type: 'Section11ReturnOpened',
    data: {
      partnership: facts.cycle.partnership,
      cycle,
      cycleTitle: facts.cycle.title,
      agency,
      agencyName: asked.name,
      basis: asked.basis,
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
  const during = inCycle(command, state.particulars.cycle);
  const { heading, question } = findItem(item, state);
  const given = answerOf(item, command, state.particulars.scale);
  const yours = { ...given, broughtForwardFrom: originOf(command, question, given, state) };
  const standing = state.answers[item];
  if (basedOn !== (standing?.revision ?? 'new')) throw answerChanged(item, yours, standing);
  if (standing && canonicalJson(standing.answer) === canonicalJson(yours)) return [];
  const ratingBefore = standing?.answer.rating ?? null;
  const tally = tallyWith(item, yours, heading, state);
  const data = {
    item,
    heading: heading.key,
    question,
    ...yours,
    ratingBefore,
    tally,
    afterDue: today > state.particulars.dueOn,
    ...during,
  };
  const recorded: Section11ReturnEvent = { type: 'Section11AnswerRecorded', data };
  if (state.status === 'open') return [recorded];
  return [recorded, { type: 'Section11SignOffWithdrawn', data: { because: 'answer-changed', item } }];
}

function signOff(command: SignOffReturn, state: Changeable): Section11ReturnEvent[] {
  const { statement, basedOn, actor } = command;
  if (state.status === 'signed-off') {
    throw refusal('already-signed-off', { signedOffBy: state.signedOffBy, signedOffAt: state.signedOffAt });
  }
  const during = inCycle(command, state.particulars.cycle);
  if (state.authors.includes(actor.person)) throw refusal('author-cannot-sign-off', { person: actor.person });
  mustBeCurrent(basedOn, state);
  const count = mustBeComplete(state);
  const said = statement?.trim() ? statement : undefined;
  return [{ type: 'Section11ReturnSignedOff', data: { statement: said, authors: state.authors, ...count, ...during } }];
}

function submit(command: SubmitReturn, state: Changeable): Section11ReturnEvent[] {
  const { basedOn, today } = command;
  const { cycle, agency, dueOn, questionnaire } = state.particulars;
  const during = inCycle(command, cycle);
  mustBeCurrent(basedOn, state);
  const count = mustBeComplete(state);
  if (state.status === 'open') throw refusal('not-signed-off', {});
  const daysLate = Math.max(0, daysBetween(dueOn, today));
  const lateness = { dueOn, submittedOn: today, late: daysLate > 0, daysLate };
  const standards = standardsOf(questionnaire, ratingIn(state));
  const { signedOffBy, submissions } = state;
  const number = submissions + 1;
  const data = { cycle, agency, ...lateness, ...count, standards, signedOffBy, number, ...during };
  return [{ type: 'Section11ReturnSubmitted', data }];
}

function reopen(command: ReopenReturn, state: Submitted): Section11ReturnEvent[] {
  const { reason, basedOn } = command;
  const during = inCycle(command, state.particulars.cycle);
  if (!reason.trim()) throw refusal('say-why', {});
  mustBeCurrent(basedOn, state);
  const { submittedOn, submissions: number } = state;
  return [{ type: 'Section11ReturnReopened', data: { reason, submittedOn, number, ...during } }];
}

/** Possible for ever: whether the cycle is closed is of no matter. */
function correct({ item, answer, reason, basedOn }: CorrectAnswer, state: Submitted): Section11ReturnEvent[] {
  const { heading, question } = findItem(item, state);
  const yours = answerOf(item, answer, state.particulars.scale);
  if (!reason.trim()) throw refusal('say-why', {});
  const standing = state.answers[item];
  if (basedOn !== standing?.revision) throw answerChanged(item, yours, standing);
  if (wordsOf(standing.answer) === wordsOf(yours)) return [];
  const corrects = { revision: standing.revision, rating: standing.answer.rating };
  const tally = tallyWith(item, yours, heading, state);
  const number = state.corrections + 1;
  return [
    { type: 'Section11AnswerCorrected', data: { item, heading: heading.key, question, answer: yours, reason, corrects, tally, number } },
  ];
}

function changeable(state: Changeable | Submitted): Changeable {
  if (state.status === 'submitted') throw refusal('return-submitted', { submittedOn: state.submittedOn });
  return state;
}

function submitted(state: Changeable | Submitted): Submitted {
  if (state.status !== 'submitted') throw refusal('return-not-submitted', {});
  return state;
}

/** @throws Refusal where the cycle is closed, and the agency not or no longer admitted. */
function inCycle({ today, window }: { readonly today: Day; readonly window?: CycleWindow }, cycle: string): InCycle {
  if (!window) throw refusal('cycle-not-open', { cycle });
  const { revision: cycleRevision, closedOn, admittedUntil } = window;
  if (closedOn === undefined) return { cycleRevision, admitted: false };
  if (admittedUntil !== undefined && today <= admittedUntil) return { cycleRevision, admitted: true };
  throw refusal('cycle-closed', { closedOn, admittedUntil: admittedUntil ?? null });
}

/** @throws Refusal where what is named is no answer of the agency's own to the same question in an earlier cycle. */
function originOf(command: RecordAnswer, question: string, given: Answer, { particulars }: Begun): BroughtForward | undefined {
  if (!command.broughtForwardFrom) return undefined;
  const { return: from, revision, earlier } = command.broughtForwardFrom;
  const isTheirs = earlier?.agency === particulars.agency && earlier.partnership === particulars.partnership;
  const isSame = earlier?.item === command.item && earlier.question === question;
  if (!isTheirs || !isSame || earlier.dueOn >= particulars.dueOn) {
    throw refusal('cannot-bring-forward', { item: command.item, return: from, revision });
  }
  const { cycle, cycleTitle, answer } = earlier;
  return { return: from, cycle, cycleTitle, revision, kept: wordsOf(answer) === wordsOf(given) };
}

function findItem(item: string, { particulars }: Begun): { heading: Questionnaire[number]; question: string } {
  for (const heading of particulars.questionnaire) {
    const found = heading.items.find(({ key }) => key === item);
    if (found) return { heading, question: found.question };
  }
  throw refusal('item-not-in-tool', { item });
}

function tallyWith(item: string, { rating }: Answer, heading: Questionnaire[number], state: Begun): AnswerTally {
  const ratingOf: RatingOf = (key) => (key === item ? rating : state.answers[key]?.answer.rating);
  const count = countAnswers(state.particulars.questionnaire, ratingOf);
  return { ...count, heading: { key: heading.key, ...countHeading(heading, ratingOf) } };
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
