/** What every command ends with. Scripts rely on these. */
export const EXIT = {
  done: 0,
  couldNotRun: 1,
  problemsFound: 2,
  rowsDiffer: 3,
  noSuchRecord: 4,
  notACopy: 5,
  wrongUsage: 64,
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** For the foot of every help. */
export const EXIT_CODES_IN_WORDS = `
Exit codes:
  0    done
  1    it could not run: standard error says why
  2    store check found problems
  3    the rebuilt rows differ from the live ones
  4    there is no such record, or there was none yet at that moment
  5    the store copied into holds something else than a copy
  64   it was asked for wrongly: an unknown command or view, a date outside the record
  130  it was stopped`;
