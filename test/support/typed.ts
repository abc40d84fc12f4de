import { runCommandLine } from '../../apps/cli/src/command-line.js';
import { RecordingTerminal } from './recording-terminal.js';

/** What came of a command: its exit code, and what it wrote to standard output and to standard error. */
export interface TypedResult {
  readonly exitCode: number;
  readonly printed: string;
  readonly noted: string;
}

/** Runs the CLI as if that were typed, in this process: words between quotation marks are one. */
export async function typed(
  text: string,
  environment: Readonly<Record<string, string>> = {},
  signal = new AbortController().signal,
): Promise<TypedResult> {
  const terminal = new RecordingTerminal();
  const exitCode = await runCommandLine(wordsIn(text), { environment, terminal, whenStopped: () => signal });
  return { exitCode, printed: terminal.printed.join('\n'), noted: terminal.noted.join('\n') };
}

/** What a command answers that has nothing to say but one JSON object. */
export async function answered<T>(text: string, environment: Readonly<Record<string, string>>): Promise<T> {
  const { exitCode, printed, noted } = await typed(text, environment);
  expect({ exitCode, noted }).toEqual({ exitCode: 0, noted: '' });
  return JSON.parse(printed) as T;
}

function wordsIn(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
}
