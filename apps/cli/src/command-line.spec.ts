import { typed } from '../../../test/support/typed.js';

describe('The command line', () => {
  it.each([
    '--help',
    'store --help',
    'store check --help',
    'store copy --help',
    'rebuild --help',
    'replay --help',
    'migrate --help',
    'token --help',
    'import register --help',
    'agencies add --help',
    'people enrol --help',
    'views park --help',
    'help store',
  ])('documents the exit codes in %s', async (text) => {
    expect(await typed(text)).toMatchObject({ exitCode: 0, printed: expect.stringContaining('64   it was asked for wrongly'), noted: '' });
  });

  it.each([
    ['', 'Usage: goldenthread'],
    ['store', 'Usage: goldenthread store'],
    ['tokn scrutineer', "Unknown command 'tokn'.\n(Did you mean token?)"],
    ['store chek', "Unknown command 'chek'.\n(Did you mean check?)"],
    ['store copy', 'Say where to: by --to, or by COPY_TO in the environment'],
    ['store check now', "Too many arguments for 'check'"],
    ['store status --jsn', "Unknown option '--jsn'.\n(Did you mean --json?)"],
    ['token', "Missing required argument 'person'."],
    ['replay cycle 1', 'Allowed choices are return.'],
    ['replay --as-at yesterday return 1', '--as-at yesterday cannot be read.'],
    ['import register atlantis', 'No register file speaks of "atlantis". They speak of escb, '],
    ['views retry nothing', 'There is no view "nothing". There are:'],
    ['views park section11-tool first --by me --why so', 'It must be a position such as 48211.'],
    ['views park section11-tool 7 --by me', "Required option '--why <words>' not specified."],
    ['views forget', 'Stop every program, and say --yes.'],
    ['people end somebody', 'It must be an id such as'],
    ['people end 7c9e6679-7425-50de-944b-e07fc1f90ae7 --last-day tomorrow', 'It must be a day such as'],
    ['people enrol --subject s --name n --agency 7c9e6679-7425-50de-944b-e07fc1f90ae7 --role king', 'Allowed choices are agency-author'],
    ['rebuild nothing', 'There is no view "nothing". There are:\n  partnership-agency (in SQL rm.partnership_agency)'],
  ])('refuses "%s" with 64, and says what is wrong', async (text, words) => {
    expect(await typed(text)).toMatchObject({ exitCode: 64, printed: '', noted: expect.stringContaining(words) });
  });

  it.each([
    ['store status', { DATA_DIR: '/nowhere/at/all' }, 'There is no Golden Thread in /nowhere/at/all.'],
    ['store status', { DATABASE_URL: 'nonsense' }, 'DATABASE_URL must be a URL'],
    ['store check', { DATABASE_URL: 'postgres://someone@127.0.0.1:1/none' }, 'The database does not answer.'],
    ['migrate', { DATABASE_ADMIN_URL: 'postgres://someone@127.0.0.1:1/none' }, 'The database does not answer.'],
    ['token scrutineer', { GOLDENTHREAD_URL: 'http://127.0.0.1:1' }, 'Nothing answers at http://127.0.0.1:1.'],
    ['token scrutineer', { GOLDENTHREAD_URL: 'nonsense' }, 'GOLDENTHREAD_URL must be the address'],
  ])('cannot run "%s" with %p: 1, and says why', async (text, environment, words) => {
    expect(await typed(text, environment)).toMatchObject({ exitCode: 1, printed: '', noted: expect.stringContaining(words) });
  });
});
