import { idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import { isTheme } from '../../data/themes.js';
import type { EmergingRiskEvent, EmergingRiskRaised } from './emerging-risk.events.js';
import { mustNameNobody, type PersonalDataRefusal } from './personal-data.js';

export type EmergingRiskState = 'nothing' | 'raised';

export type RaiseRisk = {
  readonly type: 'RaiseRisk';
  readonly partnership: string;
  readonly group: string;
  readonly themes: readonly string[];
  readonly text: string;
  /** The groups of the partnership, as the handler read them; nothing where it is not registered. */
  readonly known?: readonly { readonly id: string; readonly name: string }[];
  readonly today: Day;
};

/** Why a risk is not raised, each with what its words need. */
export type EmergingRiskRefusals = {
  'partnership-not-registered': { readonly partnership: string };
  'group-not-in-partnership': { readonly groups: readonly string[] };
  'theme-not-listed': { readonly themes: readonly string[] };
};
export type EmergingRiskRefusal = keyof EmergingRiskRefusals | PersonalDataRefusal;

/** One risk that a group sees coming. */
export const emergingRisk: Decider<EmergingRiskState, RaiseRisk, EmergingRiskEvent> = {
  category: 'emergingRisk',
  initial: 'nothing',
  decide: (command, state) => (state === 'raised' ? [] : [raise(command)]),
  evolve: () => 'raised',
};

/** The record of the risk that a command raises: the same for every retry of it. */
export function riskIdOf(commandId: string): string {
  return idOf(emergingRisk.category, commandId);
}

/** The id under which pages know what a group said it sees coming when it acknowledged a briefing. */
export function riskOfBriefing(audit: string, group: string): string {
  return idOf(emergingRisk.category, audit, group);
}

/** The id of the risk whose stream it is. */
export function riskOf(stream: string): string {
  return stream.slice(emergingRisk.category.length + 1);
}

function raise({ partnership, group, themes, text, known, today }: RaiseRisk): EmergingRiskRaised {
  if (!known) throw refusal('partnership-not-registered', { partnership });
  const found = known.find(({ id }) => id === group);
  if (!found) throw refusal('group-not-in-partnership', { groups: [group] });
  const unknown = themes.filter((theme) => !isTheme(theme));
  if (unknown.length > 0 || themes.length === 0) throw refusal('theme-not-listed', { themes: unknown });
  mustNameNobody({ text }, []);
  return { type: 'EmergingRiskRaised', data: { partnership, group, groupName: found.name, raisedOn: today, themes, text } };
}

function refusal<Code extends keyof EmergingRiskRefusals>(code: Code, details: EmergingRiskRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
