import { canonicalJson, idOf, Refusal, type Decider } from '@goldenthread/event-sourcing';
import type { AuditTool, CaseAuditToolEvent } from './case-audit-tool.events.js';

/**
 * The domain that every tool holds and every audit looks at: how information sharing works must be part of any audit
 * (Essex Safeguarding Children Board, business plan; domain facts §1.4).
 */
export const INFORMATION_SHARING = 'information-sharing';

export type CaseAuditToolState = { readonly status: 'not-published' } | { readonly status: 'published'; readonly tool: AuditTool };

export type CaseAuditToolCommand = { readonly type: 'PublishAuditTool'; readonly tool: AuditTool };

/** Why a tool for case audits refuses to be published. */
export type CaseAuditToolRefusal = 'audit-tool-version-taken' | 'information-sharing-left-out';

/** One version of a tool: published once, and immutable from then on. */
export const caseAuditTool: Decider<CaseAuditToolState, CaseAuditToolCommand, CaseAuditToolEvent> = {
  category: 'caseAuditTool',
  initial: { status: 'not-published' },

  decide: ({ tool }, state) => {
    if (state.status === 'published') {
      if (canonicalJson(state.tool) === canonicalJson(tool)) return [];
      throw new Refusal<CaseAuditToolRefusal>('audit-tool-version-taken', { code: tool.code, version: tool.version });
    }
    if (!tool.domains.some(({ key }) => key === INFORMATION_SHARING)) {
      throw new Refusal<CaseAuditToolRefusal>('information-sharing-left-out', { code: tool.code });
    }
    return [{ type: 'CaseAuditToolPublished', data: tool }];
  },

  evolve: (_state, event) => ({ status: 'published', tool: event.data }),
};

/** The one record of a tool's version. */
export function auditToolIdOf(code: string, version: number): string {
  return idOf(caseAuditTool.category, code, String(version));
}
