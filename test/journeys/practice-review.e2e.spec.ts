import { CommissionReview, practiceReviewIdOf } from '@goldenthread/actions';
import { idOf } from '@goldenthread/event-sourcing';
import { RegisterPartnership } from '@goldenthread/partnership';
import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp, uuid, type Answer, type Visitor } from '../support/journey-app.js';
import { agencyId, must } from '../support/section11-cycle.js';

/**
 * The worked example of a recommendation that is followed for a year, told of an invented partnership. Source: ESCB annual
 * report 2019-20, Child Safeguarding Practice Reviews: a recommendation in the serious case review Baby M, published in
 * November 2019; a survey of partners in summer 2020; its findings to the Stay Safe Groups from autumn 2020.
 */
describe('the recommendation of a serious case review, from November 2019 to the local groups a year later', () => {
  let app: JourneyApp;
  let coordinator: Visitor;
  let review: string;
  let recommendation: string;
  let survey: string;
  let groups: string;

  beforeAll(async () => {
    app = await JourneyApp.open('2018-02-05T09:00:00.000Z');
    coordinator = await app.as('coordinator');
  });
  afterAll(() => app.close());

  const get = async (who: Visitor, path: string): Promise<Answer> => {
    return who.get(`${path}${path.includes('?') ? '&' : '?'}minPosition=${String(await app.head())}`);
  };
  const on = (day: string): Promise<void> => app.setClock(`${day}T10:00:00.000Z`);
  const reviewPath = (): string => `/api/v1/practice-reviews/${review}`;
  const recommend = (source: object): Promise<Answer> => {
    const text = 'Ask partners what they know of early help, and of the thresholds for it.';
    return coordinator.post('/api/v1/recommendations', { source, text, themes: ['early-help', 'front-door'] });
  };
  const issue = async (what: string, dueOn: string): Promise<string> => {
    const asked = {
      what,
      agency: agencyId('business-unit'),
      dueOn,
      successMeasure: 'Half of those asked answer.',
      evidenceSought: 'The findings.',
    };
    return `/api/v1/actions/${String(must(await coordinator.post(`/api/v1/recommendations/${recommendation}/actions`, asked)).body.action)}`;
  };
  const step = async (who: Visitor, path: string, body: object): Promise<Answer> => {
    const action = path.split('/').slice(0, 5).join('/');
    const etag = (await get(who, action)).headers.get('etag') ?? '';
    return who.post(path, body, { 'if-match': etag });
  };

  it('names the review by its record, and says of it what that says', async () => {
    const commissioned = await coordinator.post('/api/v1/practice-reviews', {
      title: 'Baby M',
      kind: 'serious-case-review',
      commissionedOn: '2018-02-01',
    });
    review = String(must(commissioned).body.review);
    expect(commissioned.headers.get('location')).toBe(reviewPath());
    await on('2019-11-20');
    must(await coordinator.post(`${reviewPath()}/publication`, { on: '2019-11-20' }));
    await on('2019-11-25');
    const made = must(await recommend({ kind: 'practice-review', practiceReview: review }));
    recommendation = String(made.body.recommendation);
    const { body } = must(await get(coordinator, `/api/v1/recommendations/${recommendation}`));
    expect(body).toMatchObject({
      source: {
        kind: 'practice-review',
        title: 'Baby M',
        review: 'serious-case-review',
        commissionedOn: '2018-02-01',
        publishedOn: '2019-11-20',
        practiceReview: review,
      },
      // Copies go out of local child safeguarding practice reviews alone.
      copiesBy: null,
    });
  });

  it('of a review that is not there, or another partnership’s, is refused in the same words, and so is one described beside its record', async () => {
    const elsewhere = idOf('partnership', 'fenmarch');
    const actor = { person: uuid(), agency: uuid(), role: 'coordinator' };
    const context = { commandId: uuid(), partnership: elsewhere, actor };
    const registered = { partnership: elsewhere, name: 'Fenmarch (invented)', kind: 'invented' } as const;
    await app.commands.execute(new RegisterPartnership(context, { action: 'test', subject: {}, body: null }, registered));
    const theirs = await commissionedElsewhere(elsewhere);
    const before = await app.eventCount();
    const [nobodys, others] = [await recommend(named(uuid())), await recommend(named(theirs))];
    expect([nobodys.status, nobodys.body.code]).toEqual([422, 'source-not-there']);
    expect(said(others)).toEqual(said(nobodys));
    for (const [field, value] of Object.entries({ title: 'Baby M', review: 'serious-case-review', commissionedOn: '2018-02-01' })) {
      const both = await recommend({ ...named(review), [field]: value });
      expect([both.status, both.text]).toEqual([422, expect.stringContaining(`/source/${field}`)]);
    }
    const ofScrutiny = await recommend({ kind: 'scrutiny', title: 'Visit', on: '2019-11-21', practiceReview: review });
    expect([ofScrutiny.status, ofScrutiny.text]).toEqual([422, expect.stringContaining('/source/practiceReview')]);
    const bare = await recommend({ kind: 'practice-review' });
    expect([bare.status, bare.text]).toEqual([422, expect.stringContaining('/source/commissionedOn')]);
    const unreadable = await recommend(named('baby-m'));
    expect([unreadable.status, unreadable.text]).toEqual([422, expect.stringContaining('/source/practiceReview')]);
    expect(await app.eventCount()).toBe(before);
  });

  it('becomes a survey in the summer, which another body must agree is done, and then goes to the local groups', async () => {
    survey = await issue('Survey partners on early help and its thresholds.', '2020-08-31');
    await on('2019-11-26');
    must(await step(coordinator, `${survey}/receipt`, { receivedOn: '2019-11-26' }));
    must(await step(coordinator, `${survey}/acceptance`, {}));
    await on('2020-07-20');
    groups = await issue('Take the findings of the survey to the four local groups.', '2020-11-30');
    const evidence = [{ kind: 'note', text: 'Survey of June and July 2020: 212 of 380 answered.' }];
    must(await step(coordinator, `${survey}/completion`, { statement: 'The survey is done.', evidence }));
    const own = await step(coordinator, `${survey}/completion/acceptance`, {});
    expect([own.status, own.body.code]).toEqual([409, 'own-agency-acceptance']);
    const member = await app.as('paqa-member');
    must(await step(member, `${survey}/completion/acceptance`, { comment: 'More than half answered.' }));
    await on('2020-10-12');
    must(await step(coordinator, `${groups}/receipt`, { receivedOn: '2020-10-12' }));
    must(await step(coordinator, `${groups}/acceptance`, {}));
    must(
      await step(coordinator, `${groups}/progress`, { progress: 'North and south have talked about it; coast and vale meet next week.' }),
    );
  });

  it('is shown with the review, and with what came of it, as at each date', async () => {
    const chain = async (asAt = ''): Promise<unknown> => {
      const { body } = must(await get(await app.as('scrutineer'), `${reviewPath()}${asAt}`));
      const made = body.recommendations as { text: string; actions: { status: string; overdue: boolean }[] }[];
      return made.map(({ actions }) => actions.map(({ status, overdue }) => [status, overdue]));
    };
    expect(await chain()).toEqual([
      [
        ['completed', false],
        ['accepted', false],
      ],
    ]);
    expect(await chain('?asAt=2020-06-30')).toEqual([[['accepted', false]]]);
    expect(await chain('?asAt=2019-11-24')).toEqual([]);
    expect((await get(coordinator, `${reviewPath()}?asAt=2018-02-04`)).status).toBe(422);
    expect((await get(await app.as('agency-lead'), reviewPath())).status).toBe(403);
  });

  it('leads in a browser from the review to its recommendation, to an action and back', async () => {
    const browser = new Browsing(app.address);
    await browser.signIn('paqa-member', '/meetings-and-reviews');
    await browser.get(hrefTo(browser, 'Baby M'));
    const text = textOf(browser.shown.html);
    expect(text).toContain('Serious case review Baby M');
    expect(text).toContain('Ask partners what they know of early help');
    expect(text).toContain('Survey of June and July 2020: 212 of 380 answered.');
    expect(text).not.toContain('Record a recommendation');
    await browser.get(hrefTo(browser, 'Survey partners'));
    const [ofReview] = [hrefTo(browser, 'Serious case review: Baby M')];
    expect(ofReview).toBe(`/meetings-and-reviews/reviews/${review}`);
    await browser.get(`/recommendations/${recommendation}`);
    expect(hrefTo(browser, 'Serious case review: Baby M')).toBe(ofReview);
    const then = textOf((await browser.get(`${ofReview}?asAt=2019-11-24`)).html);
    expect(then).toContain('No recommendation of it is on record yet.');
  });

  it('is recorded from the page of the review, with nothing to be said of the review again', async () => {
    const browser = new Browsing(app.address);
    const path = `/meetings-and-reviews/reviews/${review}/recommendations`;
    await browser.signIn('coordinator', path);
    expect(textOf(browser.shown.html)).toContain('It comes out of: Baby M');
    const before = await app.eventCount();
    const empty = await browser.send(path, { text: '', 'theme-early-help': 'yes' });
    expect([empty.status, textOf(empty.html)]).toEqual([422, expect.stringContaining('Enter what is recommended')]);
    expect(await app.eventCount()).toBe(before);
    await browser.send(path, { text: 'Say at the front door what became of each referral.', 'theme-front-door': 'yes' });
    expect(textOf(browser.shown.html)).toContain('Recommendation recorded');
    expect(hrefTo(browser, 'Serious case review: Baby M')).toBe(`/meetings-and-reviews/reviews/${review}`);
    const member = new Browsing(app.address);
    await member.signIn('paqa-member', '/meetings-and-reviews');
    expect((await member.get(path)).status).toBe(403);
    const listed = textOf((await member.get('/recommendations')).html);
    expect(listed).toMatch(/what became of each referral\. .* No action yet Ask partners .* 2 actions/);
    await browser.get(`/meetings-and-reviews/reviews/${uuid()}`);
    expect(browser.shown.status).toBe(404);
  });

  const named = (practiceReview: string): object => ({ kind: 'practice-review', practiceReview });

  async function commissionedElsewhere(partnership: string): Promise<string> {
    const commandId = uuid();
    const actor = { person: uuid(), agency: uuid(), role: 'coordinator' };
    const wanted = { partnership, title: 'Child F', kind: 'learning-review', commissionedOn: '2019-01-07' } as const;
    await app.commands.execute(
      new CommissionReview({ commandId, partnership, actor }, { action: 'test', subject: {}, body: null }, wanted),
    );
    return practiceReviewIdOf(commandId);
  }
});

/** The status and the words of an answer, without what is of this request alone. */
function said({ status, body }: Answer): unknown {
  const { code, detail, title } = body;
  return { status, code, detail, title };
}

function hrefTo({ shown }: Browsing, text: string): string {
  const link = [...shown.html.matchAll(/<a class="govuk-link" href="([^"]+)">([^<]*)/g)].find(([, , words]) => words?.startsWith(text));
  return link?.[1] ?? `no link to ${text}`;
}
