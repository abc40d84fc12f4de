import fc from 'fast-check';
import { changesOf, type RowChange } from './projection.js';
import { ImpossibleChangeError, TimelineFold, type RowVersion } from './timeline.js';

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

const things = changesOf<Thing, 'id'>('things', ['id']);

function folded(...changes: readonly (readonly [number, RowChange])[]): RowVersion[] {
  const fold = new TimelineFold();
  for (const [position, change] of changes) fold.apply(change, BigInt(position));
  return [...fold.changes().added];
}

describe('A timeline', () => {
  it('ends a version where the next begins', () => {
    expect(folded([1, things.put({ id: 'a', name: 'one', count: 0 })], [5, things.set({ id: 'a' }, { name: 'two' })])).toEqual([
      { view: 'things', key: { id: 'a' }, values: { name: 'one', count: 0 }, validFrom: 1n, validTo: 5n },
      { view: 'things', key: { id: 'a' }, values: { name: 'two', count: 0 }, validFrom: 5n, validTo: null },
    ]);
  });

  it('makes one version of several changes by one event', () => {
    const versions = folded([3, things.put({ id: 'a', name: 'one', count: 1 })], [3, things.add({ id: 'a' }, { count: 2 })]);
    expect(versions).toEqual([{ view: 'things', key: { id: 'a' }, values: { name: 'one', count: 3 }, validFrom: 3n, validTo: null }]);
  });

  it('begins no version where nothing changes', () => {
    expect(folded([1, things.put({ id: 'a', name: 'one', count: 0 })], [2, things.set({ id: 'a' }, { name: 'one' })])).toHaveLength(1);
  });

  it('keeps the past of a row that is dropped, and of one that comes back', () => {
    const row = { id: 'a', name: 'one', count: 0 };
    expect(
      folded([1, things.put(row)], [4, things.drop(row)], [6, things.put(row)]).map(({ validFrom, validTo }) => [validFrom, validTo]),
    ).toEqual([
      [1n, 4n],
      [6n, null],
    ]);
  });

  it('ends a version that lay in the table', () => {
    const fold = new TimelineFold();
    fold.load('things', { id: 'a' }, { name: 'one', count: 0 }, 2n);
    fold.apply(things.set({ id: 'a' }, { count: 1 }), 9n);
    expect(fold.changes()).toEqual({
      closed: [{ view: 'things', key: { id: 'a' }, values: { name: 'one', count: 0 }, validFrom: 2n, validTo: 9n }],
      added: [{ view: 'things', key: { id: 'a' }, values: { name: 'one', count: 1 }, validFrom: 9n, validTo: null }],
    });
  });

  it.each([
    ['set', things.set({ id: 'a' }, { name: 'x' })],
    ['add', things.add({ id: 'a' }, { count: 1 })],
    ['drop', things.drop({ id: 'a' })],
  ])('stops at %s of a row that is not there', (_verb, change) => {
    expect(() => folded([1, change])).toThrow(ImpossibleChangeError);
  });

  it('comes to the same in one batch or in many', () => {
    const change = fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 2 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (script, size) => {
        const changes = script.map(([id, count, drop], index): [number, RowChange] => {
          const there = script.slice(0, index).reduce((is, [other, , dropped]) => (other === id ? !dropped || !is : is), false);
          return [index, drop && there ? things.drop({ id }) : things.put({ id, name: 'n', count })];
        });
        expect(sorted(inBatches(changes, size))).toEqual(sorted(folded(...changes)));
      }),
    );
  });
});

/** What a runner does: every batch begins from what the ones before left in the table. */
function inBatches(changes: readonly (readonly [number, RowChange])[], size: number): RowVersion[] {
  let table: RowVersion[] = [];
  for (let from = 0; from < changes.length; from += size) {
    const fold = new TimelineFold();
    for (const row of table.filter(({ validTo }) => validTo === null)) fold.load(row.view, row.key, row.values, row.validFrom);
    for (const [position, change] of changes.slice(from, from + size)) fold.apply(change, BigInt(position));
    const { closed, added } = fold.changes();
    const ended = (row: RowVersion): RowVersion => closed.find((end) => end.key.id === row.key.id && row.validTo === null) ?? row;
    table = [...table.map(ended), ...added];
  }
  return table;
}

function sorted(versions: readonly RowVersion[]): string[] {
  return versions
    .map((version) => JSON.stringify(version, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)))
    .sort();
}
