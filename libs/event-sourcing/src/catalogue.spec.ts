import { currentVersion, joinCatalogues, upcast, UnknownEventError, type EventCatalogue } from './catalogue.js';

const catalogue: EventCatalogue = {
  Renamed: [{ upcast: ({ name }) => ({ title: name }) }, { upcast: (data) => ({ ...data, language: 'en' }) }, {}],
};

describe('The event catalogue', () => {
  it('brings old data up step by step, and leaves new data as it is', () => {
    expect(upcast(catalogue, 'Renamed', 1, { name: 'A' })).toEqual({ title: 'A', language: 'en' });
    expect(upcast(catalogue, 'Renamed', 2, { title: 'A' })).toEqual({ title: 'A', language: 'en' });
    expect(upcast(catalogue, 'Renamed', 3, { title: 'A' })).toEqual({ title: 'A' });
    expect(currentVersion(catalogue, 'Renamed').number).toBe(3);
  });

  it.each([
    ['an unknown type', 'Forgotten', 1],
    ['a version from the future', 'Renamed', 4],
    ['a version before the first', 'Renamed', 0],
    ['a name that every object has', 'constructor', 1],
  ])('stops at %s', (_what, type, version) => {
    expect(() => upcast(catalogue, type, version, {})).toThrow(UnknownEventError);
  });

  it('stops where a step between is missing', () => {
    expect(() => upcast({ Broken: [{}, {}] }, 'Broken', 1, {})).toThrow(UnknownEventError);
  });

  it('refuses two definitions of one type', () => {
    expect(() => joinCatalogues(catalogue, { Renamed: [{}] })).toThrow('Renamed');
  });
});
