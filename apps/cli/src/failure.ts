import { EXIT, type ExitCode } from './exit-codes.js';

/** A command ends without having done what it was asked. The message is whole sentences for whoever typed it. */
export class Failure extends Error {
  override readonly name: string = 'Failure';

  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

/** Somebody pressed Ctrl-C, or the machine asked the program to end. */
export class Stopped extends Failure {
  override readonly name = 'Stopped';

  constructor() {
    super(EXIT.stopped, 'Stopped.');
  }
}
