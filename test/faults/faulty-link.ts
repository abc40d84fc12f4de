import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Line {
  readonly near: Socket;
  readonly far: Socket;
  /** The program has asked and the server has not answered yet. */
  waiting: boolean;
  /** What the program last asked, as it went over the line. */
  asked: Buffer;
}

/** A point in what a program and its database say to each other. */
export interface Point {
  /** As the program has asked and the server does not know yet, or as the server has answered and the program does not know yet. */
  readonly when: 'asked' | 'answered';
  /** A part of what is asked. */
  readonly what: string;
}

interface Ambush {
  readonly point: Point;
  readonly act: () => void;
}

/** A line between a program and its database that can be cut, held up and robbed of answers. */
export class FaultyLink {
  private readonly lines = new Set<Line>();
  private isDown = false;
  private delay = 0;
  private answersToLose = 0;
  private losesAnnouncements = false;
  private lostAnnouncements = 0;
  private ambush: Ambush | undefined;

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
    this.cutAll();
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

  /** Waits for a point to be reached on any line, acts at that very moment, and cuts the line: nothing gets past it. */
  async at(point: Point, act: () => void): Promise<void> {
    await new Promise<void>((reached) => {
      this.ambush = {
        point,
        act: () => {
          act();
          reached();
        },
      };
    });
  }

  /** From now on, or no more: swallows what the server announces by NOTIFY, on lines that stay as they are. */
  loseAnnouncements(isOn: boolean): void {
    this.losesAnnouncements = isOn;
  }

  /** How many announcements were swallowed. */
  get announcementsLost(): number {
    return this.lostAnnouncements;
  }

  /** Cuts every line once: whoever comes back is let through. */
  cutAll(): void {
    for (const line of this.lines) cut(line);
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
    const line: Line = { near, far: connect(this.far), waiting: false, asked: Buffer.alloc(0) };
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
      line.asked = piece;
      if (this.isReached('asked', line)) return;
      this.pass(piece, line.near, line.far);
    });
    line.far.on('data', (piece: Buffer) => {
      if (this.isReached('answered', line)) return;
      if (line.waiting && this.answersToLose > 0) {
        this.answersToLose--;
        cut(line);
        return;
      }
      if (this.losesAnnouncements && isAnnouncement(piece)) {
        this.lostAnnouncements++;
        return;
      }
      line.waiting = false;
      this.pass(piece, line.far, line.near);
    });
  }

  private isReached(when: Point['when'], line: Line): boolean {
    const { ambush } = this;
    if (ambush?.point.when !== when || !line.waiting || !line.asked.includes(ambush.point.what)) return false;
    this.ambush = undefined;
    ambush.act();
    cut(line);
    return true;
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

/** Whether a piece is one NotificationResponse and nothing else (PostgreSQL, "Message Formats"), as it comes to an idle line. */
function isAnnouncement(piece: Buffer): boolean {
  return piece.length > 5 && piece[0] === 'A'.charCodeAt(0) && piece.readInt32BE(1) + 1 === piece.length;
}
