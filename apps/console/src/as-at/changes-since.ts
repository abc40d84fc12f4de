import type { Scope } from '@goldenthread/access';
import type { Position } from '@goldenthread/event-sourcing';
import { Section11AnswerRow, Section11CycleRow, Section11ReturnProgressRow } from '@goldenthread/section11';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const VIEWS = [Section11CycleRow, Section11ReturnProgressRow, Section11AnswerRow];

/** Counts what was recorded after a position, of what the reader may know: each event once, whatever it changed. */
@Injectable()
export class ChangesSince {
  constructor(private readonly source: DataSource) {}

  async count({ partnership, agency }: Scope, after: Position): Promise<number> {
    if (partnership === null) return 0;
    const changed = await Promise.all(VIEWS.map((view) => this.positions(view, partnership, agency, after)));
    return new Set(changed.flat()).size;
  }

  private async positions(
    view: (typeof VIEWS)[number],
    partnership: string,
    agency: string | undefined,
    after: Position,
  ): Promise<string[]> {
    const query = this.source
      .getRepository(view)
      .createQueryBuilder('row')
      .select('distinct row.validFrom', 'position')
      .where('row.partnership = :partnership and row.validFrom > :after', { partnership, after: String(after) });
    if (agency !== undefined && view !== Section11CycleRow) query.andWhere('row.agency = :agency', { agency });
    const rows = await query.getRawMany<{ position: string }>();
    return rows.map(({ position }) => position);
  }
}
