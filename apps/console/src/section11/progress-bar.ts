/** How far something has come, drawn: widths of the bar's parts, in hundredths. The words beside it say the same. */
export interface ProgressBar {
  readonly done: number;
  /** What was brought forward and is still to be checked, after what is done. */
  readonly check: number;
}

export function progressBar(done: number, of: number, check = 0): ProgressBar {
  const hundredths = (part: number): number => (of === 0 ? 0 : Math.floor((part * 100) / of));
  return { done: hundredths(done), check: hundredths(check) };
}
