import { EventJournal } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { AuditTool } from '../domain/case-audit-tool.events.js';
import { auditToolIdOf, caseAuditTool } from '../domain/case-audit-tool.js';

/** Reads tools for case audits from their events, for those who decide by them. */
@Injectable()
export class AuditToolReader {
  constructor(private readonly journal: EventJournal) {}

  /** The tool, and the revision of its record; nothing where that version is not published. */
  async find(code: string, version: number): Promise<(AuditTool & { readonly revision: number }) | undefined> {
    const { state, revision } = await this.journal.load(caseAuditTool, auditToolIdOf(code, version));
    return state.status === 'published' ? { ...state.tool, revision } : undefined;
  }
}
