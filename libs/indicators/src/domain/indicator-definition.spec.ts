import { fold, THE_PROGRAM, type Actor } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, recorded, specifying } from '@goldenthread/event-sourcing/testing';
import { aDefinition, aTarget, MARLSHIRE } from '../testing/index.js';
import type { Definition, IndicatorDefined, IndicatorDefinitionEvent, IndicatorTargetSet } from './indicator-definition.events.js';
import { indicatorDefinition, type DefineIndicator, type SetTarget } from './indicator-definition.js';

const given = (...history: IndicatorDefinitionEvent[]) => specifying(indicatorDefinition).given(...history);

const WHY = 'Agreed with the agencies.';
const define = (over: Partial<Definition> = {}, comparable = true): DefineIndicator => ({
  type: 'DefineIndicator',
  partnership: MARLSHIRE,
  code: 'conferences-in-time',
  definition: { ...aDefinition, ...over },
  comparable,
  why: WHY,
});
const defined = (over: Partial<Definition> = {}, version = 1, comparable = true): IndicatorDefined => ({
  type: 'IndicatorDefined',
  data: { partnership: MARLSHIRE, code: 'conferences-in-time', version, definition: { ...aDefinition, ...over }, comparable, why: WHY },
});
const setTarget = (over: Partial<SetTarget['target']> = {}, judgementsHeld = true): SetTarget => ({
  type: 'SetTarget',
  target: { ...aTarget, ...over },
  judgementsHeld,
});
const targetSet: IndicatorTargetSet = {
  type: 'IndicatorTargetSet',
  data: { partnership: MARLSHIRE, code: 'conferences-in-time', ...aTarget },
};

describe('an indicator', () => {
  it('is defined, and defined anew as the next version, saying whether the two compare', () => {
    given().when(define()).then(defined());
    given(defined())
      .when(define({ name: 'Held in time' }, false))
      .then(defined({ name: 'Held in time' }, 2, false));
  });

  it('defined as it is already is not defined again', () => {
    given(defined()).when(define()).thenNothing();
  });

  it('that is no count needs a denominator, and a rate a whole base', () => {
    given()
      .when(define({ denominator: undefined }))
      .thenRefused('denominator-needed');
    given()
      .when(define({ measure: { kind: 'rate', per: 0.5 } }))
      .thenRefused('rate-needs-whole-base');
    given()
      .when(define({ measure: { kind: 'rate', per: 0 } }))
      .thenRefused('rate-needs-whole-base');
  });

  it('keeps its frequency: quarters cannot follow months in one line', () => {
    given(defined())
      .when(define({ frequency: 'month' }))
      .thenRefused('frequency-is-fixed', { frequency: 'quarter' });
  });

  it('names each of its places once', () => {
    const place = { kind: 'authority', code: 'marlshire', name: 'Marlshire' } as const;
    given()
      .when(define({ places: [place, place] }))
      .thenRefused('place-listed-twice', { places: ['authority:marlshire'] });
  });
});

describe('a target', () => {
  it('is set, and setting it again records nothing', () => {
    given(defined()).when(setTarget()).then(targetSet);
    given(defined(), targetSet).when(setTarget()).thenNothing();
    given(defined(), targetSet)
      .when(setTarget({ target: 90 }))
      .then({ ...targetSet, data: { ...targetSet.data, target: 90 } });
  });

  it('is for what is defined, and has a direction that is good', () => {
    given().when(setTarget()).thenRefused('indicator-not-defined');
    given(defined({ polarity: 'neither' }))
      .when(setTarget())
      .thenRefused('no-target-without-direction');
  });

  it('does not end before it begins', () => {
    given(defined())
      .when(setTarget({ until: '2020-01-01' }))
      .thenRefused('target-ends-before-it-begins', { from: '2024-04-01', until: '2020-01-01' });
  });

  it('is attached to no real body', () => {
    given(defined()).when(setTarget({}, false)).thenRefused('no-judgements-held-here');
  });
});

describe('what is asked for', () => {
  const on = (day: string, event: IndicatorDefined, actor: Actor = AN_AUTHOR) =>
    recorded('indicatorDefinition', [event], { recordedAt: `${day}T12:00:00.000Z`, actor });
  const [county] = aDefinition.places;
  const fen = { kind: 'quadrant', code: 'fen', name: 'Fen' } as const;
  const places = county ? [county, fen] : [];
  const [COUNTY, FEN] = [`${county?.kind}:${county?.code}`, 'quadrant:fen'];

  it('is asked for of each place since it was listed, and anew where it was taken out in between', () => {
    const versions = [
      ...on('2024-01-05', defined({ places: county ? [county] : [] })),
      ...on('2025-01-05', defined({ places }, 2)),
      ...on('2025-02-05', defined({ places: [fen] }, 3)),
    ];
    expect(fold(indicatorDefinition, versions)).toMatchObject({ askedSince: { [FEN]: '2025-01-05' }, takenOut: [COUNTY] });
    const again = [...versions, ...on('2026-01-05', defined({ places }, 4))];
    expect(fold(indicatorDefinition, again)).toMatchObject({ askedSince: { [COUNTY]: '2026-01-05', [FEN]: '2025-01-05' }, takenOut: [] });
  });

  it('was changed by hand once a person defined it, whatever importers add', () => {
    const brought = on('2024-01-05', defined(), THE_PROGRAM);
    expect(fold(indicatorDefinition, brought)).toMatchObject({ byHand: undefined });
    const changed = [...brought, ...on('2024-02-05', defined({ name: 'Ours' }, 2))];
    const added = [...changed, ...on('2024-03-05', defined({ name: 'Ours', places }, 3), THE_PROGRAM)];
    for (const history of [changed, added])
      expect(fold(indicatorDefinition, history)).toMatchObject({ byHand: '2024-02-05T12:00:00.000Z' });
  });
});
