import { ratio } from '../src/domain/rounding.js';
import { ESSEX_PUBLISHED, type PublishedFigure } from './essex-published.js';

const figuresOf = (code: string): readonly PublishedFigure[] =>
  ESSEX_PUBLISHED.find((one) => one.code === code)?.versions.flatMap(({ figures }) => figures) ?? [];
const valuesOf = (code: string): unknown[] => figuresOf(code).map(({ period, value, standing }) => [period, value, standing]);
const unitOf = (code: string): string | undefined => ESSEX_PUBLISHED.find((one) => one.code === code)?.unit;

describe('the published figures of Essex', () => {
  it('keep children referred and referrals apart: two units, two definitions, and neither restates the other', () => {
    expect(valuesOf('children-referred')).toEqual([
      ['FY2016-17', 9_850, 'final'],
      ['FY2019-20', 8_661, 'provisional'],
    ]);
    expect(valuesOf('referrals-dfe')).toEqual([
      ['FY2016-17', 9_970, 'final'],
      ['FY2019-20', 8_041, 'final'],
    ]);
    expect([unitOf('children-referred'), unitOf('referrals-dfe')]).toEqual(['children', 'referrals']);
    const all = [...figuresOf('children-referred'), ...figuresOf('referrals-dfe')];
    expect(all.filter(({ restates }) => restates !== undefined)).toEqual([]);
  });

  it('give the rate of 2020 as 255.9, and that of 2017 as 326.3 first and 326.0 later, by the population it was divided by', () => {
    const rates = figuresOf('referral-rate-dfe');
    expect(rates.map(({ period, value }) => [period, value])).toEqual([
      ['FY2016-17', 326.3],
      ['FY2016-17', 326],
      ['FY2019-20', 255.9],
    ]);
    expect(rates[1]?.restates).toContain('rebased');
    for (const { value, numerator, denominator } of rates.slice(1)) expect(ratio(numerator ?? 0, denominator ?? 1, 10_000, 1)).toBe(value);
  });

  it('give the share assessed as it was stated, and its parts where they were given', () => {
    const [first, second] = figuresOf('share-assessed');
    expect([first?.value, second?.value]).toEqual([74, 80]);
    expect(ratio(second?.numerator ?? 0, second?.denominator ?? 1, 100, 1)).toBe(80.3);
    expect(figuresOf('cases-assessed')[0]).toMatchObject({ value: 7_200, qualifier: 'over' });
  });

  it('work out no change between what is not counted alike', () => {
    const missing = ESSEX_PUBLISHED.find(({ code }) => code === 'children-missing');
    expect(missing?.versions.map(({ figures }) => figures[0]?.value)).toEqual([361, 1_227]);
    expect(missing?.versions[1]?.why).toBeDefined();
  });

  it('say where each stands, and nothing else of it', () => {
    for (const { versions } of ESSEX_PUBLISHED) {
      for (const { source, ...figure } of versions.flatMap(({ figures }) => figures)) {
        expect([source.title, source.where].every((text) => text !== undefined && text.length > 4)).toBe(true);
        expect(Object.keys(figure)).not.toContain('commentary');
      }
    }
    const words = JSON.stringify(ESSEX_PUBLISHED);
    expect(words).not.toMatch(/target|"polarity"|better|worse/);
  });
});
