import { canonicalJson, Refusal, type Day } from '@goldenthread/event-sourcing';
import type { Source } from './partnership.events.js';
import type { RegisterFact, RegisterFactWithdrawn } from './register.events.js';

export type FactType = RegisterFact['type'];
export type FactOf<Type extends FactType> = Extract<RegisterFact, { type: Type }>;

/** The facts of one record as they are now, by what tells each from the others. */
export type Facts = ReadonlyMap<string, RegisterFact>;

export const NO_FACTS: Facts = new Map();

/** Why a fact of a register is refused, each with what its words need. */
export type RegisterFactRefusals = {
  /** What is said of a real body needs its source. */
  'source-needed': { readonly fact: string };
  'ends-before-it-begins': { readonly from: Day; readonly until: Day };
  'entry-not-listed': { readonly entry: string };
  /** Only a class comes to several organisations. */
  'entry-not-a-class': { readonly entry: string; readonly wording: string };
  'class-names-one-twice': { readonly names: readonly string[] };
  'partner-group-not-named': { readonly partnerGroup: string };
  'area-not-named': { readonly area: string };
  'footprint-not-registered': object;
  'body-not-registered': object;
};

export function factRefusal<Code extends keyof RegisterFactRefusals>(code: Code, details: RegisterFactRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}

/** What tells a fact from others of its type in the same record. */
export function factKey(fact: RegisterFact): string {
  switch (fact.type) {
    case 'LegalFormTaken':
      return fact.data.form;
    case 'PredecessorReplaced':
      return fact.data.predecessor;
    case 'RegisterEntryListed':
    case 'ClassExpanded':
      return fact.data.entry;
    case 'PartnerGroupNamed':
      return fact.data.partnerGroup;
    case 'PartnerMembershipRecorded':
      return `${fact.data.partnerGroup}/${fact.data.body}`;
    case 'OwnNameGiven':
      return fact.data.for;
    case 'GroupNamed':
      return fact.data.group;
    case 'FootprintMembershipRecorded':
      return fact.data.partnership;
    case 'RegisterPublished':
    case 'AreasNamed':
    case 'BusinessUnitNamed':
    case 'FootprintRegistered':
    case 'BodyRegistered':
    case 'BodyHosted':
      return 'only';
  }
}

/** The fact of a type and key, if it stands. */
export function findFact<Type extends FactType>(facts: Facts, type: Type, key = 'only'): FactOf<Type> | undefined {
  return facts.get(addressOf(type, key)) as FactOf<Type> | undefined;
}

/** All standing facts of a type, in the order they were first recorded. */
export function factsOf<Type extends FactType>(facts: Facts, type: Type): readonly FactOf<Type>[] {
  return [...facts.values()].filter((fact): fact is FactOf<Type> => fact.type === type);
}

/** Whether the record says just this already. */
export function stands(facts: Facts, fact: RegisterFact): boolean {
  const standing = findFact(facts, fact.type, factKey(fact));
  return standing !== undefined && canonicalJson(plainData(standing)) === canonicalJson(plainData(fact));
}

/** The event that records a fact, none where it stands already; a correction says what it corrects. */
export function recordFact<Fact extends RegisterFact>(fact: Fact, facts: Facts): readonly Fact[] {
  if (stands(facts, fact)) return [];
  const standing = findFact(facts, fact.type, factKey(fact));
  const effectiveOn = dayOf(fact);
  const data = { ...plainData(fact), ...(standing && { was: plainData(standing) }) };
  return [{ type: fact.type, data, ...(effectiveOn !== undefined && { effectiveOn }) } as Fact];
}

/** The event that takes a fact back, none where it does not stand. */
export function withdrawFact(type: FactType, key: string, facts: Facts, source?: Source): readonly RegisterFactWithdrawn[] {
  if (!facts.has(addressOf(type, key))) return [];
  return [{ type: 'RegisterFactWithdrawn', data: { fact: type, key, ...(source && { source }) } }];
}

/** The facts after one more event. */
export function withFact(facts: Facts, event: Pick<RegisterFact, 'type' | 'data'> | Pick<RegisterFactWithdrawn, 'type' | 'data'>): Facts {
  const next = new Map(facts);
  if (event.type === 'RegisterFactWithdrawn') next.delete(addressOf(event.data.fact, event.data.key));
  else {
    const fact = { type: event.type, data: event.data } as RegisterFact;
    next.set(addressOf(fact.type, factKey(fact)), fact);
  }
  return next;
}

/** @throws Refusal `ends-before-it-begins`. */
export function checkDates({ from, until }: { readonly from?: Day; readonly until?: Day }): void {
  if (from !== undefined && until !== undefined && until < from) throw factRefusal('ends-before-it-begins', { from, until });
}

/** A fact's data without what it corrects. */
function plainData(fact: RegisterFact): object {
  const { was: _, ...data } = fact.data;
  return data;
}

/** The day a fact is true from, where it says one. */
function dayOf({ data }: RegisterFact): Day | undefined {
  if ('from' in data) return data.from;
  return 'on' in data ? data.on : undefined;
}

function addressOf(type: string, key: string): string {
  return `${type}\n${key}`;
}
