import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { ERASED, OpenedWords, validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { EmergingRiskReplyRow, EmergingRiskReportRow, EmergingRiskRow } from './emerging-risk.row.js';
import type { ShownRisk, ShownRiskReply, ShownRiskReport } from './shown.js';

/** Answers questions about what groups see coming, as at a position. */
@Injectable()
export class EmergingRisksQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** The quarters in which something came up or was reported, the latest first. */
  async quarters(partnership: string, position: Position): Promise<readonly string[]> {
    const where = { partnership, ...validAt(position) };
    const [risks, reports] = await Promise.all([
      this.source.getRepository(EmergingRiskRow).find({ where: { ...where, text: Not(IsNull()) }, select: { risk: true, quarter: true } }),
      this.source.getRepository(EmergingRiskReportRow).find({ where, select: { partnership: true, quarter: true } }),
    ]);
    return [...new Set([...risks, ...reports].map(({ quarter }) => quarter))].sort().reverse();
  }

  /** What came up, by group and then in the order it did; of one quarter where it is named. */
  async risks(partnership: string, position: Position, quarter?: string): Promise<ShownRisk[]> {
    const where = { partnership, ...(quarter === undefined ? {} : { quarter }), text: Not(IsNull()), ...validAt(position) };
    const order = { groupName: 'ASC', raisedOn: 'ASC', validFrom: 'ASC', risk: 'ASC' } as const;
    const rows = await this.source.getRepository(EmergingRiskRow).find({ where, order });
    return Promise.all(
      rows.map(async ({ validFrom: _, validTo: __, ...row }) => ({ ...row, text: (await this.words.text(row.text)) ?? ERASED })),
    );
  }

  /** The last report of a quarter; nothing before there is one. */
  async report(partnership: string, quarter: string, position: Position): Promise<ShownRiskReport | null> {
    const found = await this.source.getRepository(EmergingRiskReportRow).findOneBy({ partnership, quarter, ...validAt(position) });
    if (!found) return null;
    const { validFrom: _, validTo: __, ...row } = found;
    return { ...row, summary: (await this.words.text(row.summary)) ?? ERASED };
  }

  /** What the executive replied to the reports of a quarter, the first first. */
  async replies(partnership: string, quarter: string, position: Position): Promise<ShownRiskReply[]> {
    const where = { partnership, quarter, ...validAt(position) };
    const rows = await this.source.getRepository(EmergingRiskReplyRow).find({ where, order: { reply: 'ASC' } });
    return Promise.all(
      rows.map(async ({ validFrom: _, validTo: __, ...row }) => ({ ...row, words: (await this.words.text(row.words)) ?? ERASED })),
    );
  }
}

/** The views that emerging risks, their reports and the replies to them are told by. */
export const EMERGING_RISK_VIEWS = [EmergingRiskRow, EmergingRiskReportRow, EmergingRiskReplyRow];

/** How many risks each group sees: those that are to report first, each with none where it saw none, and then whoever else did. */
export function risksByGroup(
  groups: readonly { readonly group: string; readonly name: string }[],
  risks: readonly Pick<ShownRisk, 'group' | 'groupName'>[],
): readonly { readonly group: string; readonly name: string; readonly risks: number }[] {
  const all = new Map([...risks.map(({ group, groupName }) => [group, groupName] as const)]);
  for (const { group } of groups) all.delete(group);
  const others = [...all].map(([group, name]) => ({ group, name }));
  return [...groups, ...others].map((one) => ({ ...one, risks: risks.filter(({ group }) => group === one.group).length }));
}
