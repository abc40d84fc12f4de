import type { EventCatalogue } from './catalogue.js';
import type { StoredEvent } from './event.js';
import { EventCodec } from './event-codec.js';
import { newId } from './identity.js';
import { isProtected, type Sealer } from './sealing.js';
import { AN_AUTHOR, plainSealer } from './testing/index.js';

const catalogue: EventCatalogue = {
  Said: [
    { protects: { words: 'narratives', 'notes.*.text': 'narratives' }, upcast: ({ words, ...rest }) => ({ ...rest, narrative: words }) },
    { protects: { narrative: 'narratives', 'notes.*.text': 'narratives' } },
  ],
};
const oldCatalogue: EventCatalogue = { Said: [{ protects: { words: 'narratives', 'notes.*.text': 'narratives' } }] };
const storeId = newId();
const provenance = { commandId: newId(), actor: AN_AUTHOR, partnership: null, correlationId: newId(), causationId: null };
const shredded: Sealer = { ...plainSealer, open: () => Promise.resolve(undefined) };

async function stored(type: string, data: object, using = catalogue): Promise<StoredEvent> {
  const encoded = await new EventCodec(using, plainSealer, storeId).encode({ type, data }, 'record-1', 0, provenance);
  return {
    ...encoded,
    stream: 'record-1',
    revision: 0,
    position: 0n,
    recordedAt: '2026-01-05T09:00:00.000Z',
    commandId: provenance.commandId,
  };
}

describe('The event codec', () => {
  it('seals what is protected and names the keys; the rest stays readable', async () => {
    const event = await stored('Said', { narrative: 'canary', notes: [{ kind: 'note', text: 'canary' }, { kind: 'none' }], rating: 'met' });
    const text = new TextDecoder().decode(event.bytes);
    expect(text).not.toContain('canary');
    expect(text).toContain('"rating":"met"');
    expect(event.keyIds).toEqual(['record-1/narratives']);
    expect(event.schemaVersion).toBe(2);
  });

  it('opens for deciders, and carries sealed text for views, to be opened when shown', async () => {
    const codec = new EventCodec(catalogue, plainSealer, storeId);
    const event = await stored('Said', { narrative: 'my words', notes: [{ text: 'a note' }] });
    expect((await codec.decodeOpened(event)).data).toEqual({ narrative: 'my words', notes: [{ text: 'a note' }] });
    const { narrative } = (await codec.decode<{ type: 'Said'; data: { narrative: string } }>(event)).data;
    expect(isProtected(narrative)).toBe(true);
    expect(await codec.open(narrative)).toBe('my words');
  });

  it('leaves text sealed, and says so, once its key is destroyed', async () => {
    const codec = new EventCodec(catalogue, shredded, storeId);
    const event = await stored('Said', { narrative: 'my words' });
    const { narrative } = (await codec.decodeOpened<{ type: 'Said'; data: { narrative: string } }>(event)).data;
    expect(isProtected(narrative)).toBe(true);
    expect(await codec.open(narrative)).toBeUndefined();
  });

  it('opens the fields of an old version where that version kept them, then brings it up', async () => {
    const event = await stored('Said', { words: 'long ago', notes: [] }, oldCatalogue);
    expect(event.schemaVersion).toBe(1);
    expect((await new EventCodec(catalogue, plainSealer, storeId).decodeOpened(event)).data).toEqual({ narrative: 'long ago', notes: [] });
  });

  it('gives the same ids for the same command, whenever it runs', async () => {
    expect((await stored('Said', { narrative: 'a' })).id).toBe((await stored('Said', { narrative: 'b' })).id);
  });

  it('refuses to protect what is no text, and types it does not know', async () => {
    await expect(stored('Said', { narrative: 3 })).rejects.toThrow('protected');
    await expect(stored('Unsaid', {})).rejects.toThrow('Unsaid');
  });
});
