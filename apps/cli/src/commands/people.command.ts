import { ROLES, type EnrolledPerson, type Role } from '@goldenthread/access';
import { londonDate } from '@goldenthread/calendar';
import { idOf, isUuid, type Day } from '@goldenthread/event-sourcing';
import { partnershipIdOf } from '@goldenthread/partnership';
import { Option, type Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { withPeople } from '../opened-database.js';
import { dayTyped, idTyped } from '../typed-options.js';
import { endedWords, enrolledWords, peopleWords, type Enrolled } from './people.words.js';

interface EnrolOptions extends CommonOptions {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  readonly agency: string;
  readonly partnership?: string;
  readonly email?: string;
  readonly issuer?: string;
  readonly from?: Day;
  readonly until?: Day;
}

interface EndOptions extends CommonOptions {
  readonly lastDay?: Day;
  readonly role?: Role;
}

export function addPeopleCommands(program: Command, context: Context): void {
  const people = program
    .command('people')
    .summary('say who may sign in, and as what')
    .description('Keeps the list of people: how they sign in, and what they are appointed to. Events know them by id alone.');
  addEnrol(people, context);
  people
    .command('end')
    .summary('let the appointments of a person end')
    .description(
      'Lets a person act no longer: their appointments hold until the last day given, and what they did stays on record. ' +
        'To shut somebody out at this moment, also disable their account at the issuer they sign in with.',
    )
    .argument('<person>', 'their id, as `people list` gives it', idTyped)
    .option('--last-day <day>', 'the last day the appointments hold; left out: today', dayTyped)
    .addOption(new Option('--role <role>', 'only the appointments in this role').choices(ROLES))
    .option(...JSON_OPTION)
    .action((person: string, options: EndOptions) => endAppointments(context, person, options));
  people
    .command('list')
    .summary('list everyone, their sign-ins and appointments')
    .description('Lists everyone who was enrolled and not erased. It names people: mind who sees your screen.')
    .option(...JSON_OPTION)
    .action((options: CommonOptions) => listPeople(context, options));
}

function addEnrol(people: Command, context: Context): void {
  people
    .command('enrol')
    .summary('bring in a person, or one more appointment of theirs')
    .description(
      'Brings in a person by how they sign in, and appoints them. The same again changes name, e-mail address and last day to what ' +
        'is said now; another role, agency or first day is one more appointment.',
    )
    .requiredOption('--subject <subject>', 'the `sub` that the issuer knows them by; never an e-mail address: those change hands')
    .requiredOption('--name <name>', 'what pages call them')
    .addOption(new Option('--role <role>', 'what they do').choices(ROLES).makeOptionMandatory())
    .requiredOption('--agency <id>', 'whom they do it for, as `agencies list` gives it; a business unit is an agency too', idTyped)
    .option('--partnership <partnership>', 'in which partnership: its id, or its name in the register files, such as escb')
    .option('--email <address>', 'kept beside the name, and erased with it')
    .option('--issuer <address>', 'the issuer, exactly as it writes itself; left out: OIDC_ISSUER')
    .option('--from <day>', 'the first day it holds; left out: today', dayTyped)
    .option('--until <day>', 'the last day it holds', dayTyped)
    .option(...JSON_OPTION)
    .action((options: EnrolOptions) => enrol(context, options));
}

/** @throws Failure `wrongUsage` where the options do not fit together. */
async function enrol(context: Context, options: EnrolOptions): Promise<void> {
  const enrolled = await withPeople(context, async ({ directory, register }, { configuration }) => {
    const signIn = { issuer: options.issuer ?? configuration.oidcIssuer ?? needsIssuer(), subject: options.subject };
    const known = await directory.signedIn(signIn);
    const person = { id: known?.id ?? idOf('person', signIn.issuer, signIn.subject), name: options.name, email: options.email };
    const appointment = appointmentFor(person.id, options);
    await register.enrol({ person, signIns: [signIn], appointments: [appointment] });
    if ((await directory.signedIn(signIn))?.id !== person.id)
      throw new Failure(
        EXIT.couldNotRun,
        'This person was erased, and is not brought back. Somebody new needs a new account at the issuer.',
      );
    return { person, appointment, isNew: known === undefined };
  });
  context.terminal.print(options.json ? JSON.stringify(enrolled) : enrolledWords(enrolled));
}

function appointmentFor(
  person: string,
  { role, agency, partnership: named, from = today(), until }: EnrolOptions,
): Enrolled['appointment'] {
  const partnership = named === undefined ? null : isUuid(named) ? named : partnershipIdOf(named);
  if (partnership === null && role !== 'operator')
    throw new Failure(EXIT.wrongUsage, `--partnership is needed: ${role} is a role in a partnership.`);
  if (until !== undefined && until < from) throw new Failure(EXIT.wrongUsage, `--until ${until} is before the first day, ${from}.`);
  return { id: idOf('appointment', person, partnership ?? '', agency, role, from), partnership, agency, role, from, until };
}

/** @throws Failure `noSuchRecord` for somebody unknown; `couldNotRun` where something begins only after the last day. */
async function endAppointments(context: Context, person: string, { lastDay = today(), role, json }: EndOptions): Promise<void> {
  const { ended, toCome } = await withPeople(context, async ({ directory, register }) => {
    if (!(await directory.everyone()).some(({ id }) => id === person))
      throw new Failure(EXIT.noSuchRecord, `There is no person ${person}.`);
    return register.end(person, lastDay, role);
  });
  context.terminal.print(json ? JSON.stringify({ person, lastDay, ended, toCome }) : endedWords(ended.length, lastDay));
  if (toCome.length > 0)
    throw new Failure(
      EXIT.couldNotRun,
      `${toCome.length} of their appointments begin only after ${lastDay}, and cannot end before they begin.`,
    );
}

async function listPeople(context: Context, { json }: CommonOptions): Promise<void> {
  const people: readonly EnrolledPerson[] = await withPeople(context, ({ directory }) => directory.everyone());
  context.terminal.print(json ? JSON.stringify({ people }) : peopleWords(people));
}

function today(): Day {
  return londonDate(new Date().toISOString());
}

function needsIssuer(): never {
  throw new Failure(EXIT.wrongUsage, '--issuer is needed, or OIDC_ISSUER in the environment.');
}
