import { checkSaves, type Evidence, type Save, type ServerAnswer, type StoredSave } from './check-saves.js';

const RETURN = 'a-return';

/** Two writers with two items each and two saves of each item: eight saves at positions 1 to 8, after one other event. */
function soundEvidence(): Evidence {
  const saves: Save[] = [];
  const stored: StoredSave[] = [];
  for (const [index, item] of ['A-1', 'B-1', 'A-2', 'B-2', 'A-1', 'B-1', 'A-2', 'B-2'].entries()) {
    const writer = item.startsWith('A') ? 1 : 2;
    const at = { revision: index, id: `event-${index}`, return: RETURN, item, rating: 'met', narrative: `words ${index}` };
    const event: StoredSave = { ...at, position: BigInt(index + 1), commandId: `key-${index}` };
    const { return: ref, rating, narrative } = at;
    stored.push(event);
    saves.push({
      writer,
      key: event.commandId,
      return: ref,
      item,
      rating,
      narrative,
      unanswered: 0,
      answers: [answerTo(event)],
      readBack: [],
    });
  }
  const shown = stored
    .slice(4)
    .map(({ item, rating, narrative = null, revision }) => ({ return: RETURN, item, rating, narrative, revision }));
  return { saves, stored, positions: [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n], shown };
}

function answerTo({ position, revision, id }: StoredSave): ServerAnswer {
  return {
    sentAt: '2026-11-25T09:30:00.000Z',
    etag: `"${revision}"`,
    body: JSON.stringify({
      position: String(position),
      recordedAt: '2026-11-25T09:30:00.004Z',
      revision,
      events: [{ id, type: 'Section11AnswerRecorded' }],
    }),
  };
}

/** The evidence with one member of one of its lists replaced, or taken out where there is nothing to put there. */
function planted<List extends keyof Evidence>(list: List, index: number, ...instead: Evidence[List][number][]): Evidence {
  const sound = soundEvidence();
  return { ...sound, [list]: (sound[list] as readonly unknown[]).toSpliced(index, 1, ...instead) };
}

function plantedInSave(index: number, change: Partial<Save>): Evidence {
  return planted('saves', index, { ...at(soundEvidence().saves, index), ...change });
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`There is nothing at ${index}`);
  return found;
}

const sound = soundEvidence();
const stored = (index: number): StoredSave => at(sound.stored, index);

describe('The checker of saves', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(checkSaves(sound)).toEqual({ acknowledged: 8, ambiguous: 0, storedUnseen: 0, retried: 0, lost: [], duplicated: [], faults: [] });
  });

  it('counts what was ambiguous and every sending after the first', () => {
    const answer = answerTo(stored(3));
    expect(checkSaves(plantedInSave(3, { unanswered: 2, answers: [answer, answer] }))).toMatchObject({
      acknowledged: 8,
      ambiguous: 1,
      storedUnseen: 0,
      retried: 3,
      faults: [],
    });
  });

  it('counts what had been stored before the sending that was answered', () => {
    const late = { ...answerTo(stored(3)), sentAt: '2026-11-25T09:30:01.000Z' };
    expect(checkSaves(plantedInSave(3, { unanswered: 1, answers: [late] }))).toMatchObject({ ambiguous: 1, storedUnseen: 1, faults: [] });
  });

  it('finds an acknowledged save that is not in the store', () => {
    const verdict = checkSaves(planted('stored', 3));
    expect(verdict.lost).toEqual(['key-3']);
    expect(verdict.faults).toEqual(['key-3 was acknowledged and is not in the store.']);
  });

  it('finds a save that is in the store twice', () => {
    const twice = planted('stored', 3, stored(3), { ...stored(3), position: 9n, id: 'event-9', revision: 8 });
    expect(checkSaves(twice).duplicated).toEqual(['key-3']);
    expect(checkSaves(twice).faults).toEqual(['key-3 is in the store more than once.']);
  });

  it('finds a save whose words are in the store a second time under a key of their own', () => {
    const twice = planted('stored', 3, stored(3), { ...stored(3), position: 9n, id: 'event-9', revision: 8, commandId: 'key-9' });
    expect(checkSaves(twice).duplicated).toEqual(['key-3']);
    expect(checkSaves(twice).faults).toContain('key-9 is in the store and nobody asked for it.');
  });

  it('finds two events that changed places', () => {
    const [one, other] = [stored(0), stored(2)];
    const placed = (event: StoredSave, { position, revision, id }: StoredSave): StoredSave => ({ ...event, position, revision, id });
    const swapped = { ...sound, stored: [placed(other, one), stored(1), placed(one, other), ...sound.stored.slice(3)] };
    expect(checkSaves(swapped).faults).toEqual([
      'The receipt of key-0 does not name the event that was stored.',
      'The receipt of key-2 does not name the event that was stored.',
      'The saves of writer 1 are not in the store in the order they were made.',
    ]);
  });

  it.each<[string, Partial<StoredSave>]>([
    ['narrative', { narrative: 'other words' }],
    ['narrative, gone', { narrative: undefined }],
    ['rating', { rating: 'not-met' }],
    ['item', { item: 'B-1' }],
    ['return', { return: 'another-return' }],
  ])('finds a save that is in the store with another %s', (_field, change) => {
    expect(checkSaves(planted('stored', 3, { ...stored(3), ...change })).faults).toEqual([
      'key-3 is in the store with another return, item, rating or text.',
    ]);
  });

  it.each<[string, Partial<StoredSave>]>([
    ['position', { position: 9n }],
    ['revision', { revision: 9 }],
    ['event', { id: 'event-9' }],
  ])('finds a receipt that names another %s', (_what, change) => {
    expect(checkSaves(planted('stored', 7, { ...stored(7), ...change })).faults).toEqual([
      'The receipt of key-7 does not name the event that was stored.',
    ]);
  });

  it('finds an event that nobody asked for', () => {
    const strange = { ...stored(3), commandId: 'key-9', id: 'event-9', narrative: 'strange words', position: 9n };
    expect(checkSaves(planted('stored', 3, stored(3), strange)).faults).toEqual(['key-9 is in the store and nobody asked for it.']);
  });

  it.each<[string, ServerAnswer]>([
    ['body', { ...answerTo(stored(3)), body: '{}' }],
    ['entity tag', { ...answerTo(stored(3)), etag: '"9"' }],
  ])('finds a retry that was answered with another %s', (_what, second) => {
    expect(checkSaves(plantedInSave(3, { answers: [answerTo(stored(3)), second] })).faults).toEqual(['key-3 was answered in two ways.']);
  });

  it('finds a save that was never acknowledged', () => {
    const verdict = checkSaves(plantedInSave(3, { answers: [], unanswered: 1 }));
    expect(verdict).toMatchObject({ acknowledged: 7, ambiguous: 1, faults: ['key-3 was never acknowledged.'] });
  });

  it.each<[string, bigint[]]>([
    ['missing', []],
    ['there twice', [4n, 4n]],
    ['out of order', [5n]],
  ])('finds a position that is %s', (_how, instead) => {
    expect(checkSaves(planted('positions', 4, ...instead)).faults).toEqual([expect.stringMatching(/^Positions are not 0, 1, 2, …/)]);
  });

  it('finds a row of the view that is stale', () => {
    const { rating, narrative = null, revision, item } = stored(3);
    expect(checkSaves(planted('shown', 3, { return: RETURN, item, rating, narrative, revision })).faults).toEqual([
      'The view shows something else than key-7, the last save of a-return/B-2.',
    ]);
  });

  it('finds a row of the view that is missing, or there twice', () => {
    const row = at(sound.shown, 3);
    const fault = ['The view shows something else than key-7, the last save of a-return/B-2.'];
    expect(checkSaves(planted('shown', 3)).faults).toEqual(fault);
    expect(checkSaves(planted('shown', 3, row, row)).faults).toEqual(fault);
  });

  it('finds that a writer once read something else than it had saved', () => {
    expect(checkSaves(plantedInSave(3, { readBack: ['words 3', 'words 1'] })).faults).toEqual([
      'Its writer read something else after key-3.',
    ]);
    expect(checkSaves(plantedInSave(3, { readBack: ['words 3'] })).faults).toEqual([]);
  });
});
