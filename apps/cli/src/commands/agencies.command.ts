import { canonicalJson, idOf, isUuid, Refusal, THE_PROGRAM, uuidV5 } from '@goldenthread/event-sourcing';
import {
  AGENCY_KINDS,
  bodyIdOf,
  DUTY_BASES,
  ListAgency,
  ListAgencyHandler,
  PartnershipReader,
  partnershipIdOf,
  type AgencyFacts,
  type AgencyKind,
  type DutyBasis,
  type PartnershipFacts,
} from '@goldenthread/partnership';
import { Option, type Command } from 'commander';
import { JSON_OPTION, type CommonOptions, type Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { printable } from '../lines.words.js';
import { withPlatform } from '../opened-database.js';

interface AddOptions extends CommonOptions {
  readonly name: string;
  readonly kind: AgencyKind;
  readonly basis: DutyBasis;
  readonly body?: string;
}

/** Ids of these commands follow from what they say, so that the same again records nothing. */
const OPERATORS = idOf('operators', 'agencies');

export function addAgenciesCommands(program: Command, context: Context): void {
  const agencies = program
    .command('agencies')
    .summary('say whom a partnership asks for returns')
    .description('Keeps the list of those whom a partnership asks for returns. A register says who belongs to it; this, who is asked.');
  agencies
    .command('add')
    .summary('put an agency on the list')
    .description('Puts an agency on the list of those whom a partnership asks. The same again records nothing.')
    .argument('<partnership>', 'its id, or its name in the register files, such as escb')
    .requiredOption('--name <name>', 'what pages call it')
    .addOption(new Option('--kind <kind>', 'what it is').choices(AGENCY_KINDS).makeOptionMandatory())
    .addOption(new Option('--basis <basis>', 'by what it is asked').choices(DUTY_BASES).makeOptionMandatory())
    .option('--body <slug>', 'the body that it is in the register files; left out: its name makes its id')
    .option(...JSON_OPTION)
    .action((partnership: string, options: AddOptions) => addAgency(context, idOfPartnership(partnership), options));
  agencies
    .command('list')
    .summary('whom a partnership asks, with their ids')
    .description('Lists whom a partnership asks for returns, with the ids that `people enrol` needs.')
    .argument('<partnership>', 'its id, or its name in the register files, such as escb')
    .option(...JSON_OPTION)
    .action((partnership: string, options: CommonOptions) => listAgencies(context, idOfPartnership(partnership), options));
}

/** @throws Failure `couldNotRun` where the partnership refuses it. */
async function addAgency(context: Context, partnership: string, { name, kind, basis, body, json }: AddOptions): Promise<void> {
  const agency = body === undefined ? idOf('agency', partnership, name) : bodyIdOf(body);
  const wanted = { partnership, agency, name, kind, basis };
  const request = { action: 'operators:list-agency', subject: { partnership, agency }, body: { name, kind, basis } };
  const commandId = uuidV5(OPERATORS, canonicalJson(wanted));
  await withPlatform(context, async ({ journal }) => {
    try {
      await new ListAgencyHandler(journal).execute(new ListAgency({ commandId, actor: THE_PROGRAM, partnership }, request, wanted));
    } catch (error) {
      if (error instanceof Refusal) throw new Failure(EXIT.couldNotRun, refusedWords(String(error.code)));
      throw error;
    }
  });
  context.terminal.print(json ? JSON.stringify(wanted) : `${printable(name)} is on the list: ${agency}`);
}

const REFUSED: Readonly<Record<string, string>> = {
  'partnership-not-registered': 'There is no such partnership here. `import register` brings it in.',
  'agency-already-listed': 'It is on the list already, under another name or kind, or on another basis.',
  'no-returns-held-here': 'This store is none of production: it holds no returns of real partnerships.',
};

function refusedWords(code: string): string {
  return REFUSED[code] ?? `The partnership refuses it: ${code}.`;
}

async function listAgencies(context: Context, partnership: string, { json }: CommonOptions): Promise<void> {
  const { name, agencies } = await withPlatform(context, ({ journal }) => found(new PartnershipReader(journal), partnership));
  context.terminal.print(json ? JSON.stringify({ partnership, name, agencies }) : agenciesWords(name, agencies));
}

/** @throws Failure `noSuchRecord` */
async function found(reader: PartnershipReader, partnership: string): Promise<PartnershipFacts> {
  const facts = await reader.find(partnership);
  if (facts) return facts;
  throw new Failure(EXIT.noSuchRecord, `There is no partnership ${partnership} here. \`import register\` brings it in.`);
}

function agenciesWords(name: string, agencies: readonly AgencyFacts[]): string {
  if (agencies.length === 0) return `${printable(name)} asks nobody yet: \`agencies add\` puts an agency on its list.`;
  return [`${printable(name)} asks:`, ...agencies.map(({ id, name: called, basis }) => `  ${id}  ${printable(called)} (${basis})`)].join(
    '\n',
  );
}

function idOfPartnership(named: string): string {
  return isUuid(named) ? named : partnershipIdOf(named);
}
