import { idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import type { CycleAgency, Duty, Section11CycleEvent, Section11CycleOpened, ToolVersion } from './section11-cycle.events.js';

export type Section11CycleState =
  { readonly status: 'not-open' } | { readonly status: 'open'; readonly particulars: Section11CycleOpened['data'] };

/** What the handler read about others, before the cycle decides. */
export type OpenCycleFacts = {
  /** Nothing where no such tool is published. */
  readonly tool?: { readonly items: number; readonly revision: number };
  /** Nothing where no such partnership is registered. */
  readonly partnership?: { readonly agencies: readonly { readonly id: string; readonly name: string }[]; readonly revision: number };
};

export type OpenCycleWanted = {
  readonly partnership: string;
  readonly title: string;
  readonly tool: ToolVersion;
  readonly opensOn: Day;
  readonly dueOn: Day;
  readonly agencies: readonly { readonly agency: string; readonly duty: Duty }[];
};

export type Section11CycleCommand = { readonly type: 'OpenCycle'; readonly wanted: OpenCycleWanted; readonly facts: OpenCycleFacts };

/** Why a cycle refuses to open, each with what its words need. */
export type Section11CycleRefusals = {
  'partnership-not-registered': { readonly partnership: string };
  'tool-not-published': ToolVersion;
  'due-before-open': { readonly opensOn: Day; readonly dueOn: Day };
  'no-agencies': object;
  'agency-listed-twice': { readonly agencies: readonly string[] };
  'agency-not-in-partnership': { readonly agencies: readonly string[] };
};
export type Section11CycleRefusal = keyof Section11CycleRefusals;

/** One round of self-assessment of one partnership. */
export const section11Cycle: Decider<Section11CycleState, Section11CycleCommand, Section11CycleEvent> = {
  category: 'section11Cycle',
  initial: { status: 'not-open' },
  decide: (command, state) => (state.status === 'open' ? [] : [open(command)]),
  evolve: (_state, event) => ({ status: 'open', particulars: event.data }),
};

/** The record of the cycle that a command opens: the same for every retry of it. */
export function cycleIdOf(commandId: string): string {
  return idOf(section11Cycle.category, commandId);
}

/** The id of the cycle whose stream it is. */
export function cycleOf(stream: string): string {
  return stream.slice(section11Cycle.category.length + 1);
}

function open({ wanted, facts: { tool, partnership } }: Section11CycleCommand): Section11CycleOpened {
  if (!partnership) throw refusal('partnership-not-registered', { partnership: wanted.partnership });
  if (!tool) throw refusal('tool-not-published', wanted.tool);
  const { opensOn, dueOn } = wanted;
  if (dueOn < opensOn) throw refusal('due-before-open', { opensOn, dueOn });
  return {
    type: 'Section11CycleOpened',
    data: {
      partnership: wanted.partnership,
      title: wanted.title,
      tool: { code: wanted.tool.code, version: wanted.tool.version },
      toolRevision: tool.revision,
      items: tool.items,
      opensOn,
      dueOn,
      agencies: named(wanted.agencies, partnership.agencies),
      partnershipRevision: partnership.revision,
    },
  };
}

function named(
  wanted: OpenCycleWanted['agencies'],
  listed: readonly { readonly id: string; readonly name: string }[],
): readonly CycleAgency[] {
  if (wanted.length === 0) throw refusal('no-agencies', {});
  const ids = wanted.map(({ agency }) => agency);
  const twice = ids.filter((id, index) => ids.indexOf(id) < index);
  if (twice.length > 0) throw refusal('agency-listed-twice', { agencies: [...new Set(twice)] });
  const names = new Map(listed.map(({ id, name }) => [id, name]));
  const strangers = ids.filter((id) => !names.has(id));
  if (strangers.length > 0) throw refusal('agency-not-in-partnership', { agencies: strangers });
  return wanted.map(({ agency, duty }) => ({ agency, name: names.get(agency) ?? '', duty }));
}

function refusal<Code extends Section11CycleRefusal>(code: Code, details: Section11CycleRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
