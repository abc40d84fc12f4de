import { Refusal } from '@goldenthread/event-sourcing';
import fc from 'fast-check';
import { isNhsNumber, mustNameNobody, personalDataIn } from './personal-data.js';

const kindsIn = (text: string, names: string[] = []): string[] => personalDataIn(text, names).map(({ kind }) => kind);

describe('an NHS number', () => {
  // 943 476 5919: 9×10+4×9+3×8+4×7+7×6+6×5+5×4+9×3+1×2 = 299; 299 mod 11 = 2; 11 - 2 = 9, the last digit.
  it.each(['943 476 5919', '9434765919', '943-476-5919', '943.476.5919'])('is found as %s', (number) => {
    expect(kindsIn(`Her number is ${number}.`)).toEqual(['nhs-number']);
  });

  it('is told from any other ten digits by its check digit', () => {
    expect(kindsIn('The crime reference is 943 476 5918.')).toEqual([]);
    expect(isNhsNumber('943 476 5910')).toBe(false);
    expect(kindsIn('The reference is 19434765919.')).toEqual([]);
  });

  it('is right for exactly one last digit, or for none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (nine) => {
        const start = String(nine).padStart(9, '0');
        const right = Array.from({ length: 10 }, (_, last) => `${start}${last}`).filter(isNhsNumber);
        expect(right.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a postcode', () => {
  it.each(['CM1 1QH', 'cm11qh', 'SW1A 1AA', 'RM17 6SL', 'M1 1AE'])('is found as %s', (postcode) => {
    expect(kindsIn(`They moved to ${postcode} in May.`)).toEqual(['postcode']);
  });

  it('is not seen in times, sections and rooms', () => {
    expect(kindsIn('At 10am under section 47, in room B12, plan v2 3rd draft of 2019.')).toEqual([]);
  });
});

describe('a date of birth', () => {
  it.each([
    'DOB 12/03/2014',
    'd.o.b. 12.3.14',
    'Date of birth: 2014-03-12',
    'born on 12 March 2014',
    'She was born, as the file says, 12th March 2014',
    'birthday March 12, 2014',
    '12/03/2014 (date of birth)',
  ])('is found in "%s"', (text) => {
    expect(kindsIn(text)).toEqual(['date-of-birth']);
  });

  it('is not seen in other dates, nor in a birth without one', () => {
    expect(kindsIn('The strategy discussion was on 12/03/2014, before the baby was born.')).toEqual([]);
  });
});

describe('a listed name', () => {
  const names = ['Zoë Ünal', 'Ash'];

  it('is found in any case, with or without accents, as a whole word', () => {
    expect(personalDataIn('We saw ZOE UNAL twice.', names)).toEqual([{ kind: 'listed-name', at: 7, length: 8 }]);
    expect(kindsIn('Ash’s mother', names)).toEqual(['listed-name']);
    expect(kindsIn('The ashes of Ashford', names)).toEqual([]);
  });

  it('that is blank is none', () => {
    expect(kindsIn('Anything at all.', ['', '  '])).toEqual([]);
  });
});

describe('a text that names somebody', () => {
  it('is held back, saying where and of what kind, and never what', () => {
    const hold = (): void => {
      mustNameNobody({ why: 'Sam lives at CM1 1QH.', note: 'Nothing.', family: undefined }, ['Sam']);
    };
    expect(hold).toThrow(Refusal);
    try {
      hold();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'personal-data-in-text',
        details: {
          found: [
            { field: 'why', kind: 'listed-name', at: 0, length: 3 },
            { field: 'why', kind: 'postcode', at: 13, length: 7 },
          ],
        },
      });
      expect(JSON.stringify((error as Refusal).details)).not.toMatch(/Sam|CM1/);
    }
  });

  it('that names nobody goes through', () => {
    expect(() => {
      mustNameNobody({ why: 'The health visitor came on 3 May 2024.' }, ['Sam']);
    }).not.toThrow();
  });
});
