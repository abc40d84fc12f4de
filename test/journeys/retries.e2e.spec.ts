import { JourneyApp, uuid, type Answer, type HeaderFields } from '../support/journey-app.js';
import { agencyId, cycleBody, ITEMS, must, Section11Cycle } from '../support/section11-cycle.js';

/** A change that can be sent as often as one likes. */
interface Change {
  readonly what: string;
  readonly person: string;
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly headers?: HeaderFields;
}

const met = { rating: 'met', narrative: 'The Deputy Chief Constable leads.' };

describe('A change sent again with its Idempotency-Key', () => {
  let app: JourneyApp;
  beforeAll(async () => {
    app = await JourneyApp.open();
  });
  afterAll(() => app.close());

  async function send({ person, method, path, body, headers }: Change, key: string): Promise<Answer> {
    const visitor = await app.as(person);
    const all = { ...headers, 'idempotency-key': key };
    return method === 'PUT' ? visitor.put(path, body, all) : visitor.post(path, body, all);
  }

  /** Every kind of change there is, each at the moment when it can be made; whoever takes one makes it. */
  async function* everyChange(): AsyncGenerator<Change> {
    yield { what: 'a cycle', person: 'coordinator', method: 'POST', path: '/api/v1/cycles', body: cycleBody(['constabulary']) };
    const cycle = await Section11Cycle.open(app, ['constabulary'], '2026-01-05');
    yield { what: 'a return', person: 'agency-author', method: 'POST', path: `${cycle.path}/returns` };
    const path = cycle.returnOf('agency-author');
    for (const item of ITEMS.slice(0, 6)) {
      const saved = { person: 'agency-author', method: 'PUT', path: `${path}/answers/${item}`, body: met } as const;
      yield { what: `an answer to ${item}`, ...saved, headers: { 'if-none-match': '*' } };
    }
    await cycle.answerAll('agency-author', ITEMS.slice(6));
    const read = { 'if-match': await cycle.etag('agency-lead') };
    yield {
      what: 'a sign-off',
      person: 'agency-lead',
      method: 'POST',
      path: `${path}/sign-off`,
      body: { statement: 'Agreed.' },
      headers: read,
    };
    const readAgain = { 'if-match': `"${ITEMS.length + 1}"` };
    yield { what: 'a submission', person: 'agency-author', method: 'POST', path: `${path}/submission`, headers: readAgain };
    yield* changesAfterwards(cycle);
  }

  /** What can become of a submitted return and its cycle. */
  async function* changesAfterwards(cycle: Section11Cycle): AsyncGenerator<Change> {
    const path = cycle.returnOf('agency-author');
    const lead = { person: 'agency-lead', method: 'PUT', headers: { 'if-match': '"1"' } } as const;
    const correction = { answer: { rating: 'partly-met' }, reason: 'It was misread.' };
    yield { what: 'a correction', ...lead, path: `${path}/answers/${ITEMS[0] ?? ''}/correction`, body: correction };
    const unit = { person: 'coordinator', method: 'POST' } as const;
    const read = { 'if-match': `"${ITEMS.length + 3}"` };
    yield { what: 'a reopening', ...unit, path: `${path}/reopening`, body: { reason: 'The board asks for more.' }, headers: read };
    await app.setClock('2026-01-06T09:00:00.000Z');
    yield { what: 'a closing', ...unit, path: `${cycle.path}/closing` };
    const admission = { agency: agencyId('constabulary'), until: '2026-02-01', reason: 'It was reopened late.' };
    yield { what: 'an admission', ...unit, path: `${cycle.path}/admissions`, body: admission };
  }

  function expectSame(what: string, first: Answer, second: Answer): void {
    const wire = ({ status, text, headers }: Answer) => {
      return { what, status, text, headers: ['etag', 'location', 'content-type'].map((name) => headers.get(name)) };
    };
    expect(wire(second)).toEqual(wire(first));
  }

  it('is recorded once and answered the same to the letter: at once, and after a restart when others have gone on', async () => {
    const sent: { change: Change; key: string; first: Answer }[] = [];
    for await (const change of everyChange()) {
      const [key, before] = [uuid(), await app.eventCount()];
      const first = must(await send(change, key));
      expectSame(change.what, first, await send(change, key));
      expect({ ...change, events: await app.eventCount() }).toEqual({ ...change, events: before + 1 });
      sent.push({ change, key, first });
    }
    const before = await app.eventCount();
    await app.restart();
    for (const { change, key, first } of sent) expectSame(change.what, first, await send(change, key));
    expect(await app.eventCount()).toBe(before);
    expect(sent.map(({ first }) => first.status)).toEqual([201, 201, ...ITEMS.slice(0, 6).map(() => 200), 201, 201, 200, 201, 201, 201]);
  });

  it('has one effect and one answer when it arrives on three connections at the same moment', async () => {
    for await (const change of everyChange()) {
      const [key, before] = [uuid(), await app.eventCount()];
      const [first, ...others] = await Promise.all([send(change, key), send(change, key), send(change, key)]);
      must(first);
      for (const other of others) expectSame(change.what, first, other);
      expect({ ...change, events: await app.eventCount() }).toEqual({ ...change, events: before + 1 });
    }
  });

  it('is the same request however its body and its key are spelled', async () => {
    const cycle = await Section11Cycle.open(app, ['constabulary']);
    await cycle.openReturn('agency-author');
    const path = `${cycle.returnOf('agency-author')}/answers/SMC-1`;
    const [author, key] = [await app.as('agency-author'), uuid()];
    const first = must(await author.put(path, met, { 'if-none-match': '*', 'idempotency-key': key }));
    const otherwise = { narrative: met.narrative, rating: met.rating };
    const second = await author.put(path, otherwise, { 'if-none-match': '*', 'idempotency-key': key.toUpperCase() });
    expectSame('an answer', first, second);
  });

  describe('stands for no other request', () => {
    let cycle: Section11Cycle;
    const key = uuid();
    const answerOf = (agency: string, item: string): string => `${cycle.returnOf(agency)}/answers/${item}`;
    beforeAll(async () => {
      cycle = await Section11Cycle.open(app, ['constabulary', 'hospitals']);
      for (const person of ['agency-author', 'health-author']) await cycle.openReturn(person);
      const author = await app.as('agency-author');
      must(await author.put(answerOf('constabulary', 'SMC-1'), met, { 'if-none-match': '*', 'idempotency-key': key }));
    });

    it.each<[string, string, () => Omit<Change, 'what' | 'person' | 'headers'>]>([
      ['another body', 'agency-author', () => ({ method: 'PUT', path: answerOf('constabulary', 'SMC-1'), body: { rating: 'met' } })],
      ['another item', 'agency-author', () => ({ method: 'PUT', path: answerOf('constabulary', 'SMC-2'), body: met })],
      ['another return', 'health-author', () => ({ method: 'PUT', path: answerOf('hospitals', 'SMC-1'), body: met })],
      ['another person', 'co-author', () => ({ method: 'PUT', path: answerOf('constabulary', 'SMC-1'), body: met })],
      ['a sign-off', 'agency-lead', () => ({ method: 'POST', path: `${cycle.returnOf('constabulary')}/sign-off`, body: {} })],
      ['a submission', 'agency-author', () => ({ method: 'POST', path: `${cycle.returnOf('constabulary')}/submission` })],
      ['a return to open', 'agency-author', () => ({ method: 'POST', path: `${cycle.path}/returns` })],
      ['a cycle to open', 'coordinator', () => ({ method: 'POST', path: '/api/v1/cycles', body: cycleBody(['probation']) })],
    ])('such as %s', async (what, person, change) => {
      const before = await app.eventCount();
      const answer = await send({ what, person, headers: { 'if-match': '"1"' }, ...change() }, key);
      expect(answer).toMatchObject({ status: 422, body: { code: 'command-id-reused', errors: [{ pointer: 'Idempotency-Key' }] } });
      expect(await app.eventCount()).toBe(before);
    });
  });
});
