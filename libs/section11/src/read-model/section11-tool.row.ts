import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scale, ToolHeading } from '../domain/section11-tool.events.js';

@Entity({ schema: 'rm', name: 'section11_tool', synchronize: false })
export class Section11ToolRow extends TimelineRow {
  @PrimaryColumn({ type: 'text' }) code: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'jsonb' }) scale: Scale;
  @Column({ type: 'jsonb' }) headings: readonly ToolHeading[];
}
