import { submitted } from '../forms/submitted.js';
import { AnswerForm, answerOf, formOf } from './answer.form.js';

const BLANK = { 'evidence-0-kind': 'note', 'evidence-0-text': '', 'evidence-1-kind': 'link', 'evidence-1-title': '', 'evidence-1-url': '' };

function errorsOf(fields: Record<string, string>): string[] {
  return submitted(AnswerForm, fields).errors.map(({ href, text }) => `${href ?? ''} ${text}`);
}

describe('the form of an answer', () => {
  it('is the answer it says, blanks left out', () => {
    const fields = {
      ...BLANK,
      csrf: 'x',
      commandId: 'y',
      basedOn: 'new',
      rating: 'partly-met',
      narrative: 'A named lead since May.',
      reason: '',
      'evidence-2-kind': 'link',
      'evidence-2-title': 'Policy',
      'evidence-2-url': 'https://example.org/policy',
    };
    const { form, errors } = submitted(AnswerForm, fields);
    expect(errors).toEqual([]);
    expect(answerOf(form)).toEqual({
      rating: 'partly-met',
      narrative: 'A named lead since May.',
      reason: undefined,
      evidence: [{ kind: 'link', title: 'Policy', url: 'https://example.org/policy' }],
      broughtForwardFrom: undefined,
    });
  });

  it('asks for a rating', () => {
    expect(errorsOf({ ...BLANK, narrative: 'Words.' })).toEqual(['#rating Choose how far this is met']);
    expect(errorsOf({ ...BLANK, rating: '' })).toEqual(['#rating Choose how far this is met']);
  });

  it('asks why it does not apply, and only then takes a reason', () => {
    expect(errorsOf({ rating: 'not-applicable', reason: ' ' })).toEqual([
      '#reason Say why this does not apply to your agency, in 2,000 characters or fewer',
    ]);
    const { form } = submitted(AnswerForm, { rating: 'met', reason: 'left over' });
    expect(answerOf(form).reason).toBeUndefined();
  });

  it('leads to the very field of a piece of evidence that is wrong', () => {
    expect(
      errorsOf({
        rating: 'met',
        'evidence-0-kind': 'note',
        'evidence-0-text': '',
        'evidence-1-kind': 'link',
        'evidence-1-title': 'Policy',
        'evidence-1-url': 'www.example.org',
      }),
    ).toEqual(['#evidence-0-url Enter the link’s whole address, beginning with https://']);
    expect(errorsOf({ rating: 'met', 'evidence-0-kind': 'link', 'evidence-0-url': 'javascript:alert(1)' })).toEqual([
      '#evidence-0-title Give the link a name of 500 characters or fewer',
      '#evidence-0-url Enter the link’s whole address, beginning with https://',
    ]);
  });

  it('is bounded', () => {
    expect(errorsOf({ rating: 'met', narrative: 'x'.repeat(20_001) })).toEqual([
      '#narrative What is in place must be 20,000 characters or fewer',
    ]);
    const many = Object.fromEntries(
      Array.from({ length: 21 }, (_, n) => [
        [`evidence-${n}-kind`, 'note'],
        [`evidence-${n}-text`, 'x'],
      ]).flat(),
    );
    expect(errorsOf({ rating: 'met', ...(many as Record<string, string>) })).toEqual(['#evidence Give 20 pieces of evidence or fewer']);
  });

  it('with a field that no page of ours has is no form of ours', () => {
    expect(() => submitted(AnswerForm, { rating: 'met', status: 'submitted' })).toThrow('invalid');
    expect(() => submitted(AnswerForm, { rating: 'met', __proto__x: '1' })).toThrow('invalid');
  });

  it('says where it was brought forward from', () => {
    const from = '00000000-0000-4000-8000-000000000001';
    expect(answerOf(submitted(AnswerForm, { rating: 'met', broughtForward: `${from}:7` }).form).broughtForwardFrom).toEqual({
      return: from,
      revision: 7,
    });
  });

  it('shows a stored answer as it is', () => {
    const stored = {
      rating: 'met',
      reason: null,
      narrative: 'Words.',
      evidence: [{ kind: 'note', text: 'Minutes' }],
      broughtForwardFrom: null,
    } as const;
    expect(answerOf(formOf(stored))).toEqual({ rating: 'met', narrative: 'Words.', evidence: [{ kind: 'note', text: 'Minutes' }] });
  });
});
