import type { NameOf } from '@goldenthread/access';
import { toCsv } from '@goldenthread/http';
import type { GridLine, IndicatorChange, IndicatorDefinitionRow, ShownSeries } from '@goldenthread/indicators';

// What rows look like on the wire: pure, and without the columns that only the runner needs. Their types are what they say.
/* eslint-disable @typescript-eslint/explicit-module-boundary-types */

export function definitionOf({ code, version, definition, target, tolerance, targetFrom, targetUntil }: IndicatorDefinitionRow) {
  const wanted = target === null ? null : { target, tolerance, from: targetFrom, until: targetUntil };
  return { code, version, ...definition, target: wanted };
}

export function lineOf({ indicator, place, placeName, agency, view, overdue, restatedSince }: GridLine) {
  const { latest, judged, target, againstTarget, percentChange } = view;
  return {
    code: indicator.code,
    name: indicator.definition.name,
    place,
    placeName,
    agency,
    unit: indicator.definition.unit,
    period: latest?.period.key ?? null,
    figure: latest?.value?.figure ?? null,
    standing: latest?.value?.standing ?? null,
    variation: judged.variation,
    assurance: judged.assurance,
    target,
    againstTarget,
    percentChange,
    overdue,
    restatedSince,
  };
}

export function gridCsv(lines: readonly ReturnType<typeof lineOf>[]): string {
  return toCsv(lines, [
    { heading: 'Indicator', value: ({ name }) => name },
    { heading: 'Code', value: ({ code }) => code },
    { heading: 'Place', value: ({ placeName }) => placeName },
    { heading: 'Period', value: ({ period }) => period },
    { heading: 'Value', value: ({ figure }) => (figure?.kind === 'number' ? figure.value : figure?.marker) },
    { heading: 'Unit', value: ({ unit }) => unit },
    { heading: 'Standing', value: ({ standing }) => standing },
    { heading: 'Variation', value: ({ variation }) => variation },
    { heading: 'Assurance', value: ({ assurance }) => assurance },
    { heading: 'Target', value: ({ target }) => target },
    { heading: 'Against target', value: ({ againstTarget }) => againstTarget },
    { heading: 'Periods overdue', value: ({ overdue }) => overdue },
    { heading: 'Restated since', value: ({ restatedSince }) => restatedSince },
  ]);
}

export function seriesOf({ indicator, place, placeName, view, rebases, versions, overdue }: ShownSeries, nameOf: NameOf) {
  const { periods, judged, target, againstTarget, percentChange, breaks } = view;
  return {
    indicator: definitionOf(indicator),
    place,
    placeName,
    profile: judged.profile,
    variation: judged.variation,
    assurance: judged.assurance,
    target,
    againstTarget,
    percentChange,
    overdue,
    groups: judged.groups,
    breaks,
    rebases: rebases.map(({ period, why, evidence, rebasedBy, rebasedAt }) => ({
      period,
      why,
      evidence,
      by: nameOf(rebasedBy),
      at: rebasedAt,
    })),
    versions: versions.map(({ version, comparable, why, definedAt }) => ({ version, comparable, why, definedAt })),
    values: periods.map(({ period, value, signal, type }) => {
      return {
        period: period.key,
        words: period.words,
        figure: value?.figure ?? null,
        standing: value?.standing ?? null,
        source: value?.source ?? null,
        commentary: value?.commentary ?? null,
        daysLate: value?.daysLate ?? null,
        restatedAt: value?.restatedAt ?? null,
        definitionVersion: value?.definitionVersion ?? null,
        revision: value?.revision ?? null,
        signal,
        type,
      };
    }),
  };
}

export function seriesCsv({ values, placeName, indicator }: ReturnType<typeof seriesOf>): string {
  return toCsv(values, [
    { heading: 'Indicator', value: () => indicator.name },
    { heading: 'Place', value: () => placeName },
    { heading: 'Period', value: ({ period }) => period },
    { heading: 'Value', value: ({ figure }) => (figure?.kind === 'number' ? figure.value : figure?.marker) },
    { heading: 'Numerator', value: ({ figure }) => (figure?.kind === 'number' ? figure.numerator : undefined) },
    { heading: 'Denominator', value: ({ figure }) => (figure?.kind === 'number' ? figure.denominator : undefined) },
    { heading: 'Standing', value: ({ standing }) => standing },
    { heading: 'Signal', value: ({ signal }) => signal },
    { heading: 'Type', value: ({ type }) => type },
    { heading: 'Source', value: ({ source }) => source?.title },
    { heading: 'Release', value: ({ source }) => source?.release },
    { heading: 'Commentary', value: ({ commentary }) => commentary },
    { heading: 'Restated at', value: ({ restatedAt }) => restatedAt },
  ]);
}

export function changeOf({ by, ...change }: IndicatorChange, nameOf: NameOf) {
  return { ...change, by: { ...by, name: nameOf(by.person) } };
}
