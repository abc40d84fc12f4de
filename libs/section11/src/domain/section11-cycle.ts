import { idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import type {
  AdmitLateReturn,
  CloseCycle,
  LateAdmission,
  OpenCycle,
  OpenCycleFacts,
  OpenCycleWanted,
  Section11CycleCommand,
  Section11CycleRefusal,
  Section11CycleRefusals,
} from './section11-cycle.commands.js';
import type {
  CycleAgency,
  Section11CycleClosed,
  Section11CycleEvent,
  Section11CycleOpened,
  Section11LateReturnAdmitted,
} from './section11-cycle.events.js';

type Opened = { readonly particulars: Section11CycleOpened['data'] };
type Closed = Opened & {
  readonly status: 'closed';
  readonly closedOn: Day;
  /** The last of each agency, by its id. */
  readonly admissions: Readonly<Record<string, LateAdmission>>;
};
export type Section11CycleState = { readonly status: 'not-open' } | (Opened & { readonly status: 'open' }) | Closed;

/** One round of self-assessment of one partnership. */
export const section11Cycle: Decider<Section11CycleState, Section11CycleCommand, Section11CycleEvent> = {
  category: 'section11Cycle',
  initial: { status: 'not-open' },

  decide: (command, state) => {
    switch (command.type) {
      case 'OpenCycle':
        return state.status === 'not-open' ? [open(command)] : [];
      case 'CloseCycle':
        return [close(command, state)];
      case 'AdmitLateReturn':
        return admit(command, state);
    }
  },

  evolve: (state, event) => {
    if (event.type === 'Section11CycleOpened') return { status: 'open', particulars: event.data };
    if (state.status === 'not-open') return state;
    const { particulars } = state;
    const admissions = state.status === 'closed' ? state.admissions : {};
    switch (event.type) {
      case 'Section11CycleClosed':
        return { status: 'closed', particulars, closedOn: event.data.closedOn, admissions };
      case 'Section11LateReturnAdmitted': {
        const { agency, until, reason } = event.data;
        return state.status === 'closed' ? { ...state, admissions: { ...admissions, [agency]: { until, reason } } } : state;
      }
    }
  },
};

/** The record of the cycle that a command opens: the same for every retry of it. */
export function cycleIdOf(commandId: string): string {
  return idOf(section11Cycle.category, commandId);
}

/** The id of the cycle whose stream it is. */
export function cycleOf(stream: string): string {
  return stream.slice(section11Cycle.category.length + 1);
}

function open({ wanted, facts: { tool, partnership } }: OpenCycle): Section11CycleOpened {
  if (!partnership) throw refusal('partnership-not-registered', { partnership: wanted.partnership });
  if (!partnership.returnsHeld) throw refusal('no-returns-held-here', { partnership: wanted.partnership });
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
      agencies: asked(wanted.agencies, partnership.agencies),
      partnershipRevision: partnership.revision,
    },
  };
}

function close({ today }: CloseCycle, state: Section11CycleState): Section11CycleClosed {
  if (state.status === 'not-open') throw refusal('cycle-not-open', {});
  if (state.status === 'closed') throw refusal('cycle-already-closed', { closedOn: state.closedOn });
  const { partnership, title, dueOn } = state.particulars;
  if (today <= dueOn) throw refusal('cycle-not-due', { dueOn });
  return { type: 'Section11CycleClosed', data: { partnership, title, dueOn, closedOn: today } };
}

function admit({ agency, until, reason, today }: AdmitLateReturn, state: Section11CycleState): Section11LateReturnAdmitted[] {
  if (state.status === 'not-open') throw refusal('cycle-not-open', {});
  if (state.status === 'open') throw refusal('cycle-not-closed', { dueOn: state.particulars.dueOn });
  const { partnership, agencies } = state.particulars;
  const asked = agencies.find((one) => one.agency === agency);
  if (!asked) throw refusal('agency-not-in-cycle', { agency });
  if (until < today) throw refusal('admission-in-past', { until, today });
  if (!reason.trim()) throw refusal('say-why', {});
  const standing = state.admissions[agency];
  if (standing?.until === until && standing.reason === reason) return [];
  return [{ type: 'Section11LateReturnAdmitted', data: { partnership, agency, agencyName: asked.name, until, reason } }];
}

type Listed = NonNullable<OpenCycleFacts['partnership']>['agencies'];

function asked(wanted: OpenCycleWanted['agencies'], listed: Listed): readonly CycleAgency[] {
  if (wanted.length === 0) throw refusal('no-agencies', {});
  const ids = wanted.map(({ agency }) => agency);
  const twice = ids.filter((id, index) => ids.indexOf(id) < index);
  if (twice.length > 0) throw refusal('agency-listed-twice', { agencies: [...new Set(twice)] });
  const known = new Map(listed.map((one) => [one.id, one]));
  const strangers = ids.filter((id) => !known.has(id));
  if (strangers.length > 0) throw refusal('agency-not-in-partnership', { agencies: strangers });
  const otherwise = wanted.filter(({ agency, duty }) => duty && duty !== known.get(agency)?.duty);
  if (otherwise.length > 0) throw refusal('duty-not-as-listed', { agencies: otherwise.map(({ agency }) => agency) });
  return ids.flatMap((agency) => {
    const one = known.get(agency);
    return one ? [{ agency, name: one.name, basis: one.basis, duty: one.duty }] : [];
  });
}

function refusal<Code extends Section11CycleRefusal>(code: Code, details: Section11CycleRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
