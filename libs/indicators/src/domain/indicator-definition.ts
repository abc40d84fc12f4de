import { londonDate } from '@goldenthread/calendar';
import { canonicalJson, idOf, Refusal, THE_PROGRAM, type Day, type Decider, type Instant } from '@goldenthread/event-sourcing';
import type { Definition, IndicatorDefinitionEvent, IndicatorDefined, IndicatorTargetSet, Place } from './indicator-definition.events.js';
import { placeKeyOf } from './place-key.js';

type Target = IndicatorTargetSet['data'];
export type IndicatorDefinitionState =
  | { readonly status: 'not-defined' }
  | {
      readonly status: 'defined';
      readonly standing: IndicatorDefined['data'];
      /** Since which day each of its places is asked for. */
      readonly askedSince: AskedSince;
      /** The places that it had once and has no more. */
      readonly takenOut: readonly string[];
      /** When a person last defined it; nothing where only importers did. */
      readonly byHand?: Instant;
      readonly target?: Target;
    };

/** Days by the keys of places. */
export type AskedSince = Readonly<Record<string, Day>>;

export type DefineIndicator = {
  readonly type: 'DefineIndicator';
  readonly partnership: string;
  readonly code: string;
  readonly definition: Definition;
  readonly comparable: boolean;
  readonly why: string;
};

export type SetTarget = {
  readonly type: 'SetTarget';
  readonly target: Omit<Target, 'partnership' | 'code'>;
  /** Whether this store may hold judgements on the partnership: none is attached to a real body. */
  readonly judgementsHeld: boolean;
};

export type IndicatorDefinitionCommand = DefineIndicator | SetTarget;

/** Why a definition refuses a command, each with what its words need. */
export type IndicatorDefinitionRefusals = {
  'indicator-not-defined': object;
  'denominator-needed': object;
  'rate-needs-whole-base': object;
  'frequency-is-fixed': { readonly frequency: string };
  'place-listed-twice': { readonly places: readonly string[] };
  'no-target-without-direction': object;
  'target-ends-before-it-begins': { readonly from: string; readonly until: string };
  'no-judgements-held-here': object;
};
export type IndicatorDefinitionRefusal = keyof IndicatorDefinitionRefusals;

/** What one indicator of one partnership means, version by version, and what is wanted of it. */
export const indicatorDefinition: Decider<IndicatorDefinitionState, IndicatorDefinitionCommand, IndicatorDefinitionEvent> = {
  category: 'indicatorDefinition',
  initial: { status: 'not-defined' },

  decide: (command, state) => (command.type === 'DefineIndicator' ? define(command, state) : setTarget(command, state)),

  evolve: (state, event) => {
    if (event.type === 'IndicatorDefined') {
      const before = state.status === 'defined' ? state : undefined;
      const asked = askedSince(before?.askedSince ?? {}, event.data.definition.places, londonDate(event.recordedAt));
      const had = [...Object.keys(before?.askedSince ?? {}), ...(before?.takenOut ?? [])];
      const takenOut = had.filter((place) => !(place in asked));
      const byHand = event.actor.person === THE_PROGRAM.person ? before?.byHand : event.recordedAt;
      return { ...state, status: 'defined', standing: event.data, askedSince: asked, takenOut, byHand };
    }
    return state.status === 'defined' ? { ...state, target: event.data } : state;
  },
};

/** The one record of an indicator of a partnership. */
export function indicatorIdOf(partnership: string, code: string): string {
  return idOf(indicatorDefinition.category, partnership, code);
}

/** Since when the places of a version are asked for: one that the version before had, since then. Nobody is late before that. */
export function askedSince(before: AskedSince, places: readonly Place[], definedOn: Day): AskedSince {
  return Object.fromEntries(places.map(placeKeyOf).map((place) => [place, before[place] ?? definedOn]));
}

function define({ partnership, code, definition, comparable, why }: DefineIndicator, state: IndicatorDefinitionState): IndicatorDefined[] {
  const standing = state.status === 'defined' ? state.standing : undefined;
  if (standing && canonicalJson(standing.definition) === canonicalJson(definition)) return [];
  const { measure, denominator, places, frequency } = definition;
  if (measure.kind !== 'count' && !denominator) throw refusal('denominator-needed', {});
  if (measure.kind === 'rate' && !(Number.isInteger(measure.per) && measure.per > 0)) throw refusal('rate-needs-whole-base', {});
  if (standing && standing.definition.frequency !== frequency) {
    throw refusal('frequency-is-fixed', { frequency: standing.definition.frequency });
  }
  const keys = places.map(placeKeyOf);
  const twice = keys.filter((key, at) => keys.indexOf(key) < at);
  if (twice.length > 0) throw refusal('place-listed-twice', { places: twice });
  const version = (standing?.version ?? 0) + 1;
  return [{ type: 'IndicatorDefined', data: { partnership, code, version, definition, comparable, why } }];
}

function setTarget({ target, judgementsHeld }: SetTarget, state: IndicatorDefinitionState): IndicatorTargetSet[] {
  if (state.status === 'not-defined') throw refusal('indicator-not-defined', {});
  if (!judgementsHeld) throw refusal('no-judgements-held-here', {});
  const { partnership, code, definition } = state.standing;
  if (definition.polarity === 'neither') throw refusal('no-target-without-direction', {});
  const { from, until } = target;
  if (until !== undefined && until < from) throw refusal('target-ends-before-it-begins', { from, until });
  const data = { partnership, code, ...target };
  if (state.target && canonicalJson(state.target) === canonicalJson(data)) return [];
  return [{ type: 'IndicatorTargetSet', data }];
}

function refusal<Code extends IndicatorDefinitionRefusal>(code: Code, details: IndicatorDefinitionRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
