import { Refusal } from '@goldenthread/event-sourcing';
import type { Figure, NumberFigure } from './figure.js';
import type { Definition } from './indicator-definition.events.js';
import type { GivenFigure, IndicatorSeriesRefusal, IndicatorSeriesRefusals } from './indicator-series.commands.js';
import { fits, ratio } from './rounding.js';

/**
 * What a given figure is by its definition: its value worked out from its parts and rounded half up, or as its source
 * states it. Where parts and stated value disagree, both are kept.
 *
 * @throws Refusal for what cannot be a figure of this kind; see `IndicatorSeriesRefusals`.
 */
export function figureOf(given: GivenFigure, period: string, definition: Definition): Figure {
  const { numerator, denominator, value, marker } = given;
  const isNumber = numerator !== undefined || value !== undefined;
  if (marker !== undefined) {
    if (isNumber || denominator !== undefined) throw refusal('figure-or-marker', { period });
    return { kind: 'marker', marker, ...(given.symbol === undefined ? {} : { symbol: given.symbol }) };
  }
  if (!isNumber) throw refusal('figure-needed', { period });
  requireSound(given, period, definition);
  const fromParts = partsComeTo(numerator, denominator, definition);
  const stated = value ?? fromParts;
  if (stated === undefined) throw refusal('figure-needed', { period });
  return {
    kind: 'number',
    value: stated,
    ...present({ numerator, denominator, denominatorFrom: given.denominatorFrom, qualifier: given.qualifier }),
    ...(fromParts !== undefined && fromParts !== stated ? { partsComeTo: fromParts } : {}),
  };
}

/** The number that a figure stands for; nothing for a marker, which is never a number. */
export function valueOf(figure: Figure): number | null {
  return figure.kind === 'number' ? figure.value : null;
}

function partsComeTo(
  numerator: number | undefined,
  denominator: number | undefined,
  { measure, decimals }: Definition,
): number | undefined {
  if (numerator === undefined) return undefined;
  if (measure.kind === 'count') return numerator;
  if (denominator === undefined) return undefined;
  return ratio(numerator, denominator, measure.kind === 'proportion' ? 100 : measure.per, decimals);
}

function requireSound({ numerator, denominator, value }: GivenFigure, period: string, definition: Definition): void {
  const { measure, decimals } = definition;
  for (const [field, number] of Object.entries({ numerator, denominator, value })) {
    if (number === undefined) continue;
    if (!Number.isFinite(number)) throw refusal('not-a-finite-number', { period, field });
    if (number < 0) throw refusal('negative-figure', { period, field });
  }
  if (measure.kind === 'count' && denominator !== undefined) throw refusal('count-has-no-denominator', { period });
  const counted = measure.kind === 'count' ? { numerator, value } : { numerator };
  if (decimals === 0 || measure.kind !== 'count') {
    for (const [field, number] of Object.entries(counted)) {
      if (number !== undefined && !Number.isSafeInteger(number)) throw refusal('not-a-whole-count', { period, field });
    }
  }
  if (value !== undefined && !fits(value, decimals)) throw refusal('too-many-decimals', { period, decimals });
  if (denominator !== undefined && denominator === 0) throw refusal('denominator-not-above-nought', { period });
  if (measure.kind !== 'proportion') return;
  if (numerator !== undefined && denominator !== undefined && numerator > denominator) {
    throw refusal('numerator-above-denominator', { period, numerator, denominator });
  }
  if (value !== undefined && value > 100) throw refusal('percentage-out-of-range', { period, value });
}

function present(fields: Partial<Omit<NumberFigure, 'kind' | 'value'>>): Partial<NumberFigure> {
  return Object.fromEntries((Object.entries(fields) as [string, unknown][]).filter(([, value]) => value !== undefined));
}

/** A refusal of a series, with what its words need. */
export function refusal<Code extends IndicatorSeriesRefusal>(
  code: Code,
  details: IndicatorSeriesRefusals[Code] & { readonly row?: number },
): Refusal<Code> {
  return new Refusal(code, { ...details });
}

/** The same refusal, and which of many rows it is about: whoever sent many must know. @param index from 0. */
export function inRow(error: unknown, index: number, rows: number): unknown {
  return error instanceof Refusal && rows > 1 ? new Refusal(error.code, { ...error.details, row: index + 1 }) : error;
}
