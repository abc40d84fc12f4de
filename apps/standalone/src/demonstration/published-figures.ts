import { idOf, THE_PROGRAM, type CommandContext, type CommandRequest } from '@goldenthread/event-sourcing';
import {
  DefineIndicator,
  ESSEX_PUBLISHED,
  RecordValues,
  RestateValue,
  type Definition,
  type PublishedFigure,
  type PublishedIndicator,
  type PublishedVersion,
  type SentValue,
} from '@goldenthread/indicators';
import { bodyIdOf, partnershipIdOf } from '@goldenthread/partnership';

const ESSEX = partnershipIdOf('escb');
const OWNER = bodyIdOf('essex-county-council');
const PLACE = { kind: 'authority', code: 'E10000012', name: 'Essex' } as const;
const SERIES_PLACE = `${PLACE.kind}:${PLACE.code}`;

/** Essex's own published figures, as commands: definition by definition, in the order they were published. */
export function publishedFigures(): (DefineIndicator | RecordValues | RestateValue)[] {
  return ESSEX_PUBLISHED.flatMap((indicator) => {
    // One event each, so that the place of a figure is its revision.
    const figures = indicator.versions.flatMap((version) => version.figures);
    return indicator.versions.flatMap((version, at) => [
      define(indicator, version, at),
      ...version.figures.map((figure) => {
        const before = figures.slice(0, figures.indexOf(figure)).findLastIndex(({ period }) => period === figure.period);
        return told(indicator, figure, before);
      }),
    ]);
  });
}

function define({ code, versions: _, ...said }: PublishedIndicator, version: PublishedVersion, at: number): DefineIndicator {
  const definition: Definition = {
    ...said,
    owner: OWNER,
    numerator: { counts: version.counts },
    ...(version.over === undefined ? {} : { denominator: { counts: version.over } }),
    polarity: 'neither',
    frequency: 'financial-year',
    // Nobody is asked for what was published long since.
    dueDays: 36_500,
    places: [PLACE],
    ...(version.dataQuality === undefined ? {} : { dataQuality: version.dataQuality }),
  };
  const why = version.why ?? 'As published.';
  return new DefineIndicator(...carried('define', code, String(at)), { partnership: ESSEX, code, definition, comparable: at === 0, why });
}

/** @param basedOn the revision of the figure that stands of its period; below nought where none does. */
function told({ code }: PublishedIndicator, { restates, ...figure }: PublishedFigure, basedOn: number): RecordValues | RestateValue {
  const series = { partnership: ESSEX, code, place: SERIES_PLACE };
  const value: SentValue = figure;
  if (restates === undefined) return new RecordValues(...carried('record', code, figure.period), series, [value]);
  return new RestateValue(...carried('restate', code, figure.period), series, { value, reason: restates, basedOn });
}

function carried(does: string, ...of: readonly string[]): [CommandContext, CommandRequest] {
  const commandId = idOf('command', 'published', 'essex', does, ...of);
  return [
    { commandId, actor: THE_PROGRAM, partnership: ESSEX },
    { action: `published:${does}`, subject: { of: of.join(' ') }, body: null },
  ];
}
