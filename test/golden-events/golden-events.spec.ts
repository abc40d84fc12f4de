import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { actionsEvents } from '@goldenthread/actions';
import { EventCodec, sha256, uuidV5, type StoredEvent } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, plainSealer } from '@goldenthread/event-sourcing/testing';
import { eventCatalogue } from '@goldenthread/runtime';
import { examples } from './examples.js';

/** An envelope as JSON can hold it, and the data as the text of its exact bytes. */
type GoldenFile = Omit<StoredEvent, 'position' | 'bytes'> & { readonly position: string; readonly bytes: string };

const STORE = '00000000-0000-4000-8000-000000000001';
const COMMANDS = '00000000-0000-4000-8000-0000000000f1';

const codec = new EventCodec(eventCatalogue, plainSealer, STORE);
const everWritten = Object.entries(eventCatalogue).flatMap(([type, versions]) => versions.map((_, index) => `${type}.v${index + 1}`));
const current = Object.entries(eventCatalogue).map(([type, versions]) => `${type}.v${versions.length}`);

// A new version is added to the examples, then its bytes are written once, with GOLDEN_EVENTS=write. Never again.
if (process.env.GOLDEN_EVENTS === 'write') await writeMissing();

describe('the golden events', () => {
  it('are one for every version of every event type, and no others', () => {
    expect(files()).toEqual([...everWritten].sort());
    expect(Object.keys(examples).sort()).toEqual([...everWritten].sort());
  });

  it.each(everWritten)('%s reads back as what it means today, byte for byte and hash for hash', async (name) => {
    const { stored, golden } = read(name);
    expect(sha256(stored.bytes)).toBe(golden.sha256);
    expect(`${stored.type}.v${stored.schemaVersion}`).toBe(name);
    const { data, ...envelope } = await codec.decodeOpened(stored);
    expect(data).toEqual(asStored(example(name).event.data));
    const { bytes: _, sha256: _hash, ...kept } = stored;
    expect(envelope).toEqual(kept);
  });

  it.each(current)('%s is written today in the same bytes, with the same id and keys', async (name) => {
    const { golden } = read(name);
    const written = await encode(name);
    expect(new TextDecoder().decode(written.bytes)).toBe(golden.bytes);
    expect(golden).toMatchObject({ id: written.id, sha256: written.sha256, keyIds: written.keyIds, schemaVersion: written.schemaVersion });
  });

  it('holds nobody’s words in clear', () => {
    const worded = ['AnswerRecorded', 'ReturnSignedOff', 'ReturnReopened', 'AnswerCorrected', 'LateReturnAdmitted'];
    for (const name of worded) {
      const { bytes } = read(`Section11${name}.v1`).golden;
      expect(bytes).not.toMatch(/staff|Reviewed|minutes|Policy|policy|marlshire\.example|Agreed|deputy|flood|left/);
    }
    for (const name of Object.keys(actionsEvents)) {
      const { bytes } = read(`${name}.v1`).golden;
      expect(bytes).not.toMatch(
        /Visit|Agencies should|Write to|Nine in ten|twenty|unit|was drafted|Letters|Sample|sample|Referrers|stopped|leave|providers|Child B|too long/,
      );
    }
    for (const name of ['PerformanceRiskRaised', 'PerformanceRiskDecided', 'SignalProposalAccepted', 'SignalProposalSetAside']) {
      expect(read(`${name}.v1`).golden.bytes).not.toMatch(/doctors|have left|How long|locum|panel|flood/);
    }
    expect(read('ReleaseMade.v1').golden.bytes).not.toContain('annual report');
    expect(read('ReleaseWithdrawn.v1').golden.bytes).not.toContain('counted twice');
    expect(read('ContributionStated.v1').golden.bytes).not.toContain('grant');
    for (const name of ['ValueRecorded', 'ValueRestated', 'ValueWithdrawn', 'SeriesRebased']) {
      expect(read(`Indicator${name}.v1`).golden.bytes).not.toMatch(/rooms|wrong day|Two late|left out|founded|Minutes/);
    }
  });
});

function files(): string[] {
  const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
  return names.map((name) => name.slice(0, -'.json'.length)).sort();
}

function path(name: string): string {
  return `${import.meta.dirname}/${name}.json`;
}

function read(name: string): { stored: StoredEvent; golden: GoldenFile } {
  const golden = JSON.parse(readFileSync(path(name), 'utf8')) as GoldenFile;
  return { golden, stored: { ...golden, position: BigInt(golden.position), bytes: new TextEncoder().encode(golden.bytes) } };
}

function example(name: string): (typeof examples)[string] {
  const found = examples[name];
  if (!found) throw new Error(`There is no example of ${name}`);
  return found;
}

function encode(name: string) {
  const { stream, event } = example(name);
  const commandId = uuidV5(COMMANDS, name);
  const partnership = '00000000-0000-4000-8000-0000000000b1';
  return codec.encode(event, stream, 0, { commandId, correlationId: commandId, causationId: null, partnership, actor: AN_AUTHOR });
}

/** The data as it comes back from JSON: without what is undefined. */
function asStored(data: object): unknown {
  return JSON.parse(JSON.stringify(data));
}

async function writeMissing(): Promise<void> {
  const missing = current.filter((name) => !files().includes(name));
  for (const name of missing) {
    const written = await encode(name);
    const at = {
      stream: example(name).stream,
      revision: 0,
      position: '7',
      recordedAt: '2026-01-05T09:00:00.000Z',
      commandId: uuidV5(COMMANDS, name),
    };
    const file = { ...written, ...at, bytes: new TextDecoder().decode(written.bytes) };
    writeFileSync(path(name), `${JSON.stringify(file, undefined, 2)}\n`, { flag: 'wx' });
  }
}
