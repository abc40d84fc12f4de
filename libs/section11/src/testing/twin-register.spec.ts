import { dutyOf, publishedRegisters } from '@goldenthread/partnership';
import { EASTMARSH_AGENCIES, eastmarshRegister } from './twin-register.js';

const essex = publishedRegisters.flatMap(({ partnerships }) => partnerships ?? []).find(({ slug }) => slug === 'escb');
const entriesOf = (partnership: typeof essex) => partnership?.register?.entries ?? [];

describe('the twin of the register of Essex', () => {
  const twin = entriesOf(eastmarshRegister.partnerships?.[0]);

  it('has the same number of entries, of the same kinds in the same order', () => {
    expect(twin).toHaveLength(35);
    expect(twin.map(({ kind }) => kind)).toEqual(entriesOf(essex).map(({ kind }) => kind));
  });

  it('expands to as many organisations where the model says to how many', () => {
    const counted = entriesOf(essex).flatMap(({ expandsTo }, place) => (expandsTo ? [[place, expandsTo.bodies.length]] : []));
    expect(counted).toEqual([[10, 12]]);
    expect(twin[10]?.expandsTo?.bodies).toHaveLength(12);
  });

  it('names nobody of the model', () => {
    const real = new Set(entriesOf(essex).map(({ wording }) => wording));
    expect(twin.filter(({ wording }) => real.has(wording))).toEqual([]);
  });

  it('comes to 53 returns: one for each organisation, however many entries there are', () => {
    expect(EASTMARSH_AGENCIES).toHaveLength(53);
    expect(new Set(EASTMARSH_AGENCIES.map(({ agency }) => agency)).size).toBe(53);
    expect(EASTMARSH_AGENCIES.filter(({ basis }) => dutyOf(basis) === 'invited')).toHaveLength(4);
  });
});
