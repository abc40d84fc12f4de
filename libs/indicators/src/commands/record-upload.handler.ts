import type { CommandContext, Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IndicatorSeriesEvent } from '../domain/indicator-series.events.js';
import { RecordValues, RecordValuesHandler } from './record-values.handler.js';
import { seriesCommandIdOf, seriesKeyOf, valueOfRow, type UploadRow, type UploadScope } from './upload.checker.js';

/** What came of a table, series by series in the order of its rows. */
export type UploadRecorded = readonly (Pick<UploadRow, 'code' | 'place'> & { readonly executed: Executed<IndicatorSeriesEvent> })[];

/** Records a table of figures that was checked and confirmed. */
export class RecordUpload extends Command<UploadRecorded> {
  constructor(
    readonly context: CommandContext,
    readonly scope: UploadScope,
    readonly rows: readonly UploadRow[],
  ) {
    super();
  }
}

/**
 * Each series records its rows whole, or none of them. No transaction spans two records: where one of them changed after it
 * was checked, those before it stay recorded, and sending the table again goes on from there, since each series' command id
 * follows from the table's.
 */
@CommandHandler(RecordUpload)
export class RecordUploadHandler implements ICommandHandler<RecordUpload> {
  constructor(private readonly series: RecordValuesHandler) {}

  async execute({ context, scope, rows }: RecordUpload): Promise<UploadRecorded> {
    const recorded: UploadRecorded[number][] = [];
    for (const key of new Set(rows.map(seriesKeyOf))) {
      const own = rows.filter((row) => seriesKeyOf(row) === key);
      const { code, place } = own[0] ?? { code: '', place: '' };
      const values = own.map(valueOfRow);
      const commandId = seriesCommandIdOf(context.commandId, { code, place });
      const part = { ...context, commandId, correlationId: context.commandId };
      const request = { action: 'indicator:upload', subject: { code, place }, body: JSON.parse(JSON.stringify(values)) as object };
      const executed = await this.series.execute(new RecordValues(part, request, { ...scope, code, place }, values));
      recorded.push({ code, place, executed });
    }
    return recorded;
  }
}
