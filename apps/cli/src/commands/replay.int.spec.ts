import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Section11AnswerRow, Section11Queries, Section11StandardRow } from '@goldenthread/section11';
import { openPlayedHistory, type PlayedHistory } from '../../../../test/support/played-history.js';
import { answered, typed } from '../../../../test/support/typed.js';
import type { ShownReturn } from '../replay/shown-return.js';

describe('replay', () => {
  let played: PlayedHistory;
  beforeAll(async () => {
    played = await openPlayedHistory();
  });
  afterAll(async () => {
    await played.close();
  });

  const cli = (text: string) => typed(text, played.environment);
  const replayed = (asAt: string): Promise<ShownReturn> => answered(`replay --json ${asAt} return ${played.ref}`, played.environment);

  it.each([
    ['after its first answers', 2, 'open'],
    ['once it was signed off', 4, 'signed-off'],
    ['once that was withdrawn', 6, 'open'],
    ['when it was submitted', 8, 'submitted'],
    ['once an answer was corrected', 9, 'submitted'],
    ['once it was reopened', 10, 'open'],
  ])('says what the views say %s, at that position and at that instant', async (_, index, status) => {
    const position = played.positions[index] ?? -1n;
    const shown = await replayed(`--as-at ${position}`);
    expect(shown).toMatchObject({ status, asAt: { position: String(position), isNow: false }, lastEvent: { position: String(position) } });
    expect(comparable(shown)).toEqual(await seen(played, position));

    const { recordedAt } = shown.asAt.event;
    const { asAt, ...atInstant } = await replayed(`--as-at ${recordedAt}`);
    expect(asAt.instant).toBe(recordedAt);
    expect({ ...atInstant, asAt: shown.asAt }).toEqual(shown);
  });

  it('takes a date as the end of that day, and finds the same place as the views’ index', async () => {
    const { asAt } = await replayed('--as-at 2100-03-04');
    const point = await played.platform.reading.find({ kind: 'day', day: '2100-03-04' }, [Section11AnswerRow, Section11StandardRow]);
    expect(asAt).toMatchObject({ position: String(point.position), instant: point.instant, day: '2100-03-04', isNow: false });
    expect(asAt).toMatchObject({ instant: '2100-03-04T23:59:59.999Z', store: played.platform.identity.storeId });
  });

  it('shows it as it stands now without a date, and today', async () => {
    const now = await replayed('');
    expect(now).toMatchObject({ status: 'open', asAt: { isNow: true } });
    expect(await replayed(`--as-at ${now.asAt.day}`)).toEqual(now);
    expect((await cli(`replay return ${played.ref.toUpperCase()}`)).printed).toContain('As it stands now');
  });

  it('names people by what they are called now, and opens their words', async () => {
    const { printed } = await cli(`replay --as-at ${played.positions[4] ?? -1n} return ${played.ref}`);
    expect(printed).toContain('Changed by Callum Birch (agency author)');
    expect(printed).toContain('Signed off  a former user (agency author)');
    expect(printed).toContain('Not applicable: No need. Ünïcode 🧵');
    expect(printed).toContain('Senior management commitment: 1 of 1 met (1 does not apply)');
    expect(printed).toContain(played.platform.identity.storeId);
  });

  it.each([
    ['a return that there is not', `replay return ${randomUUID()}`, 'There is no return'],
    ['what is no reference', 'replay return nonsense', 'There is no return nonsense'],
  ])('ends with 4 for %s', async (_, text, words) => {
    expect(await cli(text)).toEqual({ exitCode: 4, printed: '', noted: expect.stringContaining(words) });
  });

  it('ends with 4 for a return that was not opened yet, and says when it was', async () => {
    const words = 'was not there yet at that moment: it was opened on';
    expect(await cli(`replay --as-at 3 return ${played.ref}`)).toEqual({ exitCode: 4, printed: '', noted: expect.stringContaining(words) });
  });

  it.each([
    ['2999-12-31', 'is still to come. The record goes from 2'],
    ['999999', 'is still to come. The record goes from 2'],
    ['2020-01-01', 'Nothing had been recorded by 2020-01-01.'],
  ])('ends with 64 for %s, and says how far the record goes', async (asAt, words) => {
    expect(await cli(`replay --as-at ${asAt} return ${played.ref}`)).toEqual({
      exitCode: 64,
      printed: '',
      noted: expect.stringContaining(words),
    });
  });

  it('opens nothing without the key, nor with another', async () => {
    const keyless = { DATABASE_URL: played.database.adminUrl, DATA_DIR: join(tmpdir(), randomUUID()) };
    const otherKey = { ...keyless, KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
    const failed = (words: string) => ({ exitCode: 1, printed: '', noted: expect.stringContaining(words) });
    expect(await typed(`replay return ${played.ref}`, keyless)).toEqual(failed('there is no key to open them'));
    expect(await typed(`replay return ${played.ref}`, otherKey)).toEqual(failed('does not open under the key-encryption key'));
  });
});

/** What the views say of the return at a position, in the words of `--json`. */
async function seen({ platform, ref }: PlayedHistory, position: bigint): Promise<object> {
  const queries = new Section11Queries(platform.source, platform.codec);
  const progress = await queries.progressOf(ref, position);
  if (!progress) throw new Error('The views know of no such return');
  const { cycle, cycleTitle, agency, agencyName, basis, duty, dueOn, status, answered: count, of, revision } = progress;
  const { signedOffBy, signedOffAt, submittedAt, submittedOn, late, daysLate, submissions, reopenedAt, corrections, correctedAt } =
    progress;
  const submission = { at: submittedAt, on: submittedOn, late, daysLate, number: submissions };
  const standards = await queries.standardsOf(ref, position);
  return {
    ...{ cycle, cycleTitle, agency, agencyName, basis, duty, dueOn, status, answered: count, of, revision },
    signedOff: signedOffBy === null ? null : { person: signedOffBy, at: signedOffAt },
    submitted: status === 'submitted' ? submission : null,
    reopened: reopenedAt === null ? null : { at: reopenedAt, submission },
    corrected: correctedAt === null ? null : { at: correctedAt, corrections },
    standards: standards.map(({ heading, title, met, partlyMet, notMet, notApplicable, unanswered, of: all }) => {
      return { heading, title, met, partlyMet, notMet, notApplicable, unanswered, of: all };
    }),
    items: await queries.items(ref, position),
  };
}

/** The same of what was replayed, without what only a replay says. */
function comparable(shown: ShownReturn): object {
  const { asAt: _a, return: _r, tool: _t, lastEvent: _l, missing: _m, signedOff, submitted, reopened, standards, items, ...same } = shown;
  const nameless = (submission: ShownReturn['submitted']) => {
    if (!submission) return null;
    const { by: _, ...rest } = submission;
    return rest;
  };
  return {
    ...same,
    signedOff: signedOff && { person: signedOff.by.person, at: signedOff.at },
    submitted: nameless(submitted),
    reopened: reopened && { at: reopened.at, submission: nameless(reopened.submission) },
    standards: standards.map(({ inWords: _, ...standard }) => standard),
    items: items.map(({ changedBy, ...item }) => {
      if (!changedBy) return { ...item, changedBy };
      const { name: _, ...actor } = changedBy;
      return { ...item, changedBy: actor };
    }),
  };
}
