import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Line {
  readonly near: Socket;
  readonly far: Socket;
  /** The program has asked and the server has not answered yet. */
  waiting: boolean;
}

/** A line between a program and its database that can be cut, held up and robbed of answers. */
export class FaultyLink {
  private readonly lines = new Set<Line>();
  private isDown = false;
  private delay = 0;
  private answersToLose = 0;

  private constructor(
    private readonly server: Server,
    private readonly far: { readonly host: string; readonly port: number },
  ) {}

  /** Opens one to the server of a database's address. */
  static async to(databaseUrl: string): Promise<FaultyLink> {
    const { hostname, port } = new URL(databaseUrl);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const link = new FaultyLink(server, { host: hostname, port: Number(port) });
    server.on('connection', (near) => {
      link.join(near);
    });
    return link;
  }

  /** The address of the same database by way of this link. */
  urlOf(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** Cuts every line, and lets nobody through until it is up again. */
  goDown(): void {
    this.isDown = true;
    for (const line of this.lines) cut(line);
  }

  comeUp(): void {
    this.isDown = false;
  }

  /** Holds up every piece in both directions, in milliseconds at most; none at 0. */
  slowDown(delay: number): void {
    this.delay = delay;
  }

  /**
   * Of lines on which the server is at work, cuts so many the moment that it answers: what it did is done, and the program is
   * never told.
   */
  loseAnswers(count: number): void {
    this.answersToLose = count;
  }

  /** How many answers are still to be lost. */
  get toLose(): number {
    return this.answersToLose;
  }

  async close(): Promise<void> {
    this.goDown();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket): void {
    if (this.isDown) {
      near.destroy();
      return;
    }
    const line: Line = { near, far: connect(this.far), waiting: false };
    this.lines.add(line);
    for (const end of [line.near, line.far]) {
      end.on('error', () => undefined);
      end.on('close', () => {
        this.lines.delete(line);
        cut(line);
      });
    }
    line.near.on('data', (piece: Buffer) => {
      line.waiting = true;
      this.pass(piece, line.near, line.far);
    });
    line.far.on('data', (piece: Buffer) => {
      if (line.waiting && this.answersToLose > 0) {
        this.answersToLose--;
        cut(line);
        return;
      }
      line.waiting = false;
      this.pass(piece, line.far, line.near);
    });
  }

  /** In order: a piece waits, and those behind it wait with it. */
  private pass(piece: Buffer, from: Socket, to: Socket): void {
    if (this.delay === 0) {
      to.write(piece);
      return;
    }
    from.pause();
    setTimeout(() => {
      to.write(piece);
      from.resume();
    }, Math.random() * this.delay);
  }
}

function cut({ near, far }: Line): void {
  near.destroy();
  far.destroy();
}
