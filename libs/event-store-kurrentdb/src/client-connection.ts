import { BEFORE_FIRST, type Position } from '@goldenthread/event-sourcing';
import type { ClientReadableStream } from '@grpc/grpc-js';
import kurrent, { type AppendStreamState, type BinaryEventData, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import services from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import messages, { type ReadReq, type ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { answerTo, errorOf } from './answers.js';
import type { KeptRecord, KurrentDbConnection, ProposedRecord, ReadRange, StreamCheck, WriteAnswer } from './connection.js';
import { KurrentDbUrlError } from './store-url.js';

/** Ticks of a hundred nanoseconds, in which the server tells time. */
const TICKS_PER_MILLISECOND = 10_000n;

/** How many records the server looks through, at most, before it sends what a filter found so far. */
const SEARCH_WINDOW = 1_000;

/** Milliseconds to wait for an answer that is no write: more is trouble. */
const READ_DEADLINE = 60_000;

const { Options } = messages.ReadReq;
const { ReadDirection } = Options;

/**
 * Connects through the official client.
 *
 * Writes and the push go by its public calls. Reads go by its gRPC channel and its generated messages: its own reading
 * calls pass through a native part that cuts the server's time down to the second and parses what it takes for JSON, and we
 * need the moment to the millisecond and the bytes as they are.
 */
export async function connectClient(connectionString: string): Promise<KurrentDbConnection> {
  const client = clientOf(connectionString);
  try {
    const server = await within(client).capabilities;
    const appendsAcrossStreams = server.supports({ path: '/kurrentdb.protocol.v2.streams.StreamsService/AppendRecords' } as never);
    return new ClientConnection(client, appendsAcrossStreams);
  } catch (error) {
    await client.dispose();
    throw errorOf(error);
  }
}

/** What the client says of an address it cannot read may quote it, password and all. */
function clientOf(connectionString: string): KurrentDBClient {
  try {
    return kurrent.KurrentDBClient.connectionString(connectionString);
  } catch {
    throw new KurrentDbUrlError(['names a file that cannot be read (tlsCAFile, userCertFile, userKeyFile), or a number that is none']);
  }
}

class ClientConnection implements KurrentDbConnection {
  constructor(
    private readonly client: KurrentDBClient,
    readonly appendsAcrossStreams: boolean,
  ) {}

  async appendRecords(records: readonly ProposedRecord[], checks: readonly StreamCheck[]): Promise<WriteAnswer> {
    try {
      const { position } = await this.client.appendRecords(
        records.map((record) => ({ streamName: record.stream, record: eventData(record) })),
        checks.map(({ stream, revision }) => ({ type: kurrent.STREAM_STATE, streamName: stream, expectedState: stateOf(revision) })),
      );
      return { written: true, position };
    } catch (error) {
      return answerTo(error);
    }
  }

  async appendToStream(records: readonly ProposedRecord[], { stream, revision }: StreamCheck): Promise<WriteAnswer> {
    try {
      const { position } = await this.client.appendToStream(stream, records.map(eventData), { streamState: stateOf(revision) });
      if (position === undefined) throw new Error('KurrentDB wrote records and did not say where');
      return { written: true, position: position.commit };
    } catch (error) {
      return answerTo(error);
    }
  }

  readStream(stream: string, range: ReadRange & { readonly from?: number }): AsyncIterable<KeptRecord> {
    const options = new Options.StreamOptions();
    const identifier = new shared.StreamIdentifier();
    identifier.setStreamName(Buffer.from(stream, 'utf8').toString('base64'));
    options.setStreamIdentifier(identifier);
    if (range.from !== undefined) options.setRevision(String(range.from));
    else if (range.direction === 'forwards') options.setStart(new shared.Empty());
    else options.setEnd(new shared.Empty());
    return this.read(range, (request) => {
      request.setStream(options);
      request.setNoFilter(new shared.Empty());
    });
  }

  readAll(range: ReadRange & { readonly from?: Position; readonly types: string }): AsyncIterable<KeptRecord> {
    const options = new Options.AllOptions();
    if (range.from !== undefined) options.setPosition(positionOf(range.from));
    else if (range.direction === 'forwards') options.setStart(new shared.Empty());
    else options.setEnd(new shared.Empty());
    const expression = new Options.FilterOptions.Expression();
    expression.setRegex(range.types);
    const filter = new Options.FilterOptions();
    filter.setEventType(expression);
    filter.setMax(SEARCH_WINDOW);
    filter.setCheckpointintervalmultiplier(1);
    return this.read(range, (request) => {
      request.setAll(options);
      request.setFilter(filter);
    });
  }

  async *follow(of: { readonly after: Position; readonly types: string; readonly signal: AbortSignal }): AsyncIterable<Position> {
    const fromPosition = of.after > BEFORE_FIRST ? { commit: of.after, prepare: of.after } : kurrent.START;
    const filter = kurrent.eventTypeFilter({ regex: of.types, checkpointInterval: SEARCH_WINDOW });
    const subscription = this.client.subscribeToAll({ fromPosition, filter });
    const end = (): void => void subscription.destroy();
    of.signal.addEventListener('abort', end);
    try {
      for await (const { event } of subscription) if (event) yield event.position.commit;
    } catch (error) {
      if (!of.signal.aborted) throw errorOf(error);
    } finally {
      of.signal.removeEventListener('abort', end);
      await subscription.unsubscribe().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }

  /** Only the leader answers: a follower may lag behind what was acknowledged. */
  private async *read(range: ReadRange, narrow: (options: ReadReq.Options) => void): AsyncIterable<KeptRecord> {
    const options = new Options();
    const ids = new Options.UUIDOption();
    ids.setString(new shared.Empty());
    options.setUuidOption(ids);
    options.setReadDirection(range.direction === 'forwards' ? ReadDirection.FORWARDS : ReadDirection.BACKWARDS);
    options.setCount(String(range.max));
    options.setResolveLinks(false);
    narrow(options);
    const request = new messages.ReadReq();
    request.setOptions(options);
    let answers: ClientReadableStream<ReadResp> | undefined;
    try {
      answers = await within(this.client).createStream(services.StreamsClient, 'read', (channel) =>
        channel.read(request, ...within(this.client).callArguments({ requiresLeader: true, deadline: READ_DEADLINE })),
      )();
      for await (const answer of answers as AsyncIterable<ReadResp>) {
        const record = answer.getEvent()?.getEvent();
        if (record) yield keptRecord(record);
      }
    } catch (error) {
      throw errorOf(error);
    } finally {
      answers?.destroy();
    }
  }
}

/** What the client keeps for its own calls, of which reading is to be one; the version is pinned for their sake. */
function within(client: KurrentDBClient): {
  readonly capabilities: KurrentDBClient['capabilities'];
  readonly createStream: KurrentDBClient['GRPCStreamCreator'];
  readonly callArguments: KurrentDBClient['callArguments'];
} {
  /* eslint-disable @typescript-eslint/dot-notation -- brackets are TypeScript's one way in to protected members */
  return {
    get capabilities() {
      return client['capabilities'];
    },
    createStream: client['GRPCStreamCreator'],
    callArguments: client['callArguments'],
  };
  /* eslint-enable @typescript-eslint/dot-notation */
}

// Octets, not JSON: the server keeps them as they are, and neither it nor the client is moved to read them.
function eventData({ id, type, metadata, data }: ProposedRecord): BinaryEventData {
  return kurrent.binaryEvent({ id, type, metadata, data });
}

function stateOf(revision: number): AppendStreamState {
  return revision < 0 ? kurrent.NO_STREAM : BigInt(revision);
}

/** Records of one write have one position each, where commit and prepare are the same. */
function positionOf(position: Position): ReadReq.Options.Position {
  const both = new Options.Position();
  both.setCommitPosition(String(position));
  both.setPreparePosition(String(position));
  return both;
}

function keptRecord(record: ReadResp.ReadEvent.RecordedEvent): KeptRecord {
  const system = record.getMetadataMap();
  const metadata = Buffer.from(record.getCustomMetadata_asU8()).toString('utf8');
  return {
    id: record.getId()?.getString() ?? '',
    stream: Buffer.from(record.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    type: system.get('type') ?? '',
    revision: Number(record.getStreamRevision()),
    position: BigInt(record.getCommitPosition()),
    created: Number(BigInt(system.get('created') ?? '0') / TICKS_PER_MILLISECOND),
    metadata: metadata === '' ? {} : (JSON.parse(metadata) as Record<string, string>),
    data: record.getData_asU8(),
  };
}
