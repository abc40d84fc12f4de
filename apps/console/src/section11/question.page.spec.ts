import { aFile, aHistory, aPrevious, aProgress, ANSWERED, anItem, CALLUM, EARLIER, EARLIER_REF, NOW, REF } from '../testing/examples.js';
import { AnswerForm } from './answer.form.js';
import { questionPage, type QuestionFacts, type QuestionView } from './question.page.js';

const COMMAND = '99999999-9999-4999-8999-999999999999';

function page(facts: Partial<QuestionFacts> = {}): QuestionView {
  const file = facts.file ?? aFile();
  const [item = anItem({})] = file.items;
  return questionPage({ file, item, history: [aHistory()], reading: NOW, mayAnswer: true, commandId: COMMAND, ...facts });
}

function unanswered(facts: Partial<QuestionFacts> = {}): QuestionView {
  const file = aFile({ previous: aPrevious() });
  const item = file.items[1] ?? anItem({});
  return page({ file, item, history: [], ...facts });
}

describe('the page of a question', () => {
  it('asks it, with what each rating means and what stands now', () => {
    const view = page();
    expect(view).toMatchObject({
      caption: 'Marlshire Constabulary: Section 11 self-assessment 2026',
      place: 'Question 1 of 40',
      change: { commandId: COMMAND, basedOn: '1' },
      changed: 'Last changed by Callum Birch, agency author, on 25 November 2026, 9:30am',
    });
    const checked = view.form?.radios.map(
      (radio) => (radio as { words: string; checked: boolean }).words + String((radio as { checked: boolean }).checked),
    );
    expect(checked).toEqual(['Not metfalse', 'Partly mettrue', 'Metfalse', 'Not applicablefalse']);
    expect(view.form?.evidence).toHaveLength(3);
  });

  it('is based on nothing where there was no answer', () => {
    expect(unanswered().change?.basedOn).toBe('new');
  });

  it('offers the last cycle’s answer, to be kept or changed', () => {
    const { earlier } = unanswered();
    expect(earlier).toMatchObject({
      title: 'Your answer in Section 11 self-assessment 2024',
      isOffered: true,
      keep: `${EARLIER_REF}:2`,
      changeHref: `/returns/${REF}/items/SMC-2?begin=earlier`,
      answer: { rating: 'Met', narrative: 'A named lead since May.' },
    });
  });

  it('begins with it where it shall be changed, and says where it is from', () => {
    const view = unanswered({ beginWithEarlier: true });
    expect(view.form).toMatchObject({ broughtForward: `${EARLIER_REF}:2`, narrative: { value: 'A named lead since May.' } });
    expect(view.earlier?.isOffered).toBe(false);
  });

  it('does not bring an answer forward to another question', () => {
    const previous = aPrevious();
    const asked = { ...previous, items: previous.items.map((item) => ({ ...item, question: `${item.question} (2024)` })) };
    expect(unanswered({ file: aFile({ previous: asked }) }).earlier).toBeUndefined();
  });

  it('shows what was typed again, with what is wrong at its field', () => {
    const typed = Object.assign(new AnswerForm(), {
      rating: '',
      narrative: 'Typed just now.',
      evidence: [{ kind: 'link', title: '', url: 'x' }],
    });
    const errors = [
      { text: 'Choose how far this is met', href: '#rating' },
      { text: 'Enter the address', href: '#evidence-0-url' },
    ];
    const view = page({ typed, errors, basedOn: '0' });
    expect(view.form).toMatchObject({ ratingError: 'Choose how far this is met', narrative: { value: 'Typed just now.' } });
    expect(view.form?.evidence[0]).toMatchObject({ link: { url: { value: 'x', errorMessage: { text: 'Enter the address' } } } });
    expect(view.change?.basedOn).toBe('0');
  });

  it('shows both texts where two wrote at once, and is then based on what stands', () => {
    const answer = { rating: 'met', narrative: 'Theirs.', evidence: [] } as const;
    const conflict = {
      item: 'SMC-1',
      yours: { ...answer, narrative: 'Mine.' },
      theirs: answer,
      currentRevision: 7,
      changedBy: CALLUM,
      changedAt: '2026-11-25T14:10:00.000Z',
    };
    const view = page({ conflict, basedOn: '1', errors: [{ text: 'Somebody else changed this answer' }] });
    expect(view.conflict).toMatchObject({
      title: 'Callum Birch, agency author, changed this answer on 25 November 2026, 2:10pm, while you were writing',
      theirs: { narrative: 'Theirs.' },
      yours: { narrative: 'Mine.' },
    });
    expect(view.change?.basedOn).toBe('7');
  });

  it('has no form at an earlier date, for another agency’s reader, once submitted, or after the close', () => {
    const shown = [
      page({ reading: EARLIER }),
      page({ mayAnswer: false }),
      page({ file: aFile({ progress: aProgress({ status: 'submitted' }), isOpen: false }) }),
      page({ file: aFile({ isOpen: false, closedOn: '2026-11-20' }) }),
    ];
    for (const view of shown) expect([view.form, view.change, view.answer?.rating]).toEqual([undefined, undefined, 'Partly met']);
  });

  it('does not save by itself, and warns, where that would withdraw a sign-off', () => {
    const view = page({ file: aFile({ progress: aProgress({ status: 'signed-off' }) }) });
    expect([view.form?.autosave, view.warning]).toEqual([
      undefined,
      'This return is signed off. Saving a change here withdraws the sign-off.',
    ]);
    expect(page().form?.autosave).toBe(`/returns/${REF}/items/SMC-1/autosave`);
  });

  it('tells its history, each entry leading to the page as it was just after', () => {
    const again = aHistory({
      position: '48200',
      before: { ...ANSWERED, rating: 'not-met', reason: null, narrative: null, evidence: [], broughtForwardFrom: null },
    });
    expect(page({ history: [aHistory(), again] }).history.map(({ title, who, then }) => [title, who, then.href])).toEqual([
      ['Changed from Not met to Partly met', 'Callum Birch, agency author', `/returns/${REF}/items/SMC-1?asAt=48200`],
      ['Answered: Partly met', 'Callum Birch, agency author', `/returns/${REF}/items/SMC-1?asAt=48190`],
    ]);
  });

  it('never makes a link of an address that a browser would run', () => {
    const file = aFile({ isOpen: false });
    const item = { ...(file.items[0] ?? anItem({})), evidence: [{ kind: 'link', title: 'Odd', url: 'javascript:alert(1)' }] as const };
    expect(page({ file, item }).answer?.evidence).toEqual([{ text: 'Odd javascript:alert(1)' }]);
  });
});
