import { EventJournal } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { Tool } from '../domain/section11-tool.events.js';
import { section11Tool, toolIdOf } from '../domain/section11-tool.js';

/** Reads tools from their events, for those who decide by them. */
@Injectable()
export class ToolReader {
  constructor(private readonly journal: EventJournal) {}

  /** The tool, and the revision of its record; nothing where that version is not published. */
  async find(code: string, version: number): Promise<(Tool & { readonly revision: number }) | undefined> {
    const { state, revision } = await this.journal.load(section11Tool, toolIdOf(code, version));
    return state.status === 'published' ? { ...state.tool, revision } : undefined;
  }
}
