import { canonicalJson, idOf, Refusal, type Decider } from '@goldenthread/event-sourcing';
import type { Section11ToolEvent, Tool } from './section11-tool.events.js';

export type Section11ToolState = { readonly status: 'not-published' } | { readonly status: 'published'; readonly tool: Tool };

export type Section11ToolCommand = { readonly type: 'PublishTool'; readonly tool: Tool };

/** Why a tool refuses to be published. */
export type Section11ToolRefusal = 'tool-version-taken';

/** One version of a tool: published once, and immutable from then on. */
export const section11Tool: Decider<Section11ToolState, Section11ToolCommand, Section11ToolEvent> = {
  category: 'section11Tool',
  initial: { status: 'not-published' },

  decide: ({ tool }, state) => {
    if (state.status === 'not-published') return [{ type: 'Section11ToolPublished', data: tool }];
    if (canonicalJson(state.tool) === canonicalJson(tool)) return [];
    throw new Refusal<Section11ToolRefusal>('tool-version-taken', { code: tool.code, version: tool.version });
  },

  evolve: (_state, event) => ({ status: 'published', tool: event.data }),
};

/** The one record of a tool's version. */
export function toolIdOf(code: string, version: number): string {
  return idOf(section11Tool.category, code, String(version));
}
