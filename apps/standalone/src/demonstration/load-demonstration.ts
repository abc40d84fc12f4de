import { PeopleRegister } from '@goldenthread/access';
import { idOf, uuidV5, THE_PROGRAM, type CommandContext, type CommandRequest } from '@goldenthread/event-sourcing';
import { importRegister, ListAgency, publishedRegisters } from '@goldenthread/partnership';
import type { Platform } from '@goldenthread/runtime';
import { PublishTool, section11V1 } from '@goldenthread/section11';
import type { CommandBus } from '@nestjs/cqrs';
import { AGENCIES, MARLSHIRE, MARLSHIRE_REGISTER, PEOPLE, type DemonstrationPerson } from './marlshire.js';

const LOADER = idOf('loader', 'marlshire');

/**
 * Brings in the registers of real partnerships as published, and Marlshire: its groups, its agencies, its people with
 * their sign-ins, and the tool they are asked by. Every command's id follows from what it does, so that loading again, or
 * after a crash half-way, records nothing twice.
 */
export async function loadDemonstration(platform: Platform, commands: CommandBus, issuer: string): Promise<void> {
  await importRegister(platform.journal, [...publishedRegisters, MARLSHIRE_REGISTER]);
  for (const { id, name, kind, basis } of AGENCIES) {
    const listed = { partnership: MARLSHIRE.id, agency: id, name, kind, basis };
    await commands.execute(new ListAgency(...carried('list-agency', listed), listed));
  }
  await commands.execute(
    new PublishTool(...carried('publish-tool', { code: section11V1.code, version: section11V1.version }), section11V1),
  );
  const register = new PeopleRegister(platform.pools.writer);
  for (const person of PEOPLE) await register.enrol(enrolmentOf(person, issuer));
}

/** The subject that the demonstration issuer knows a person by. */
export function subjectOf({ id }: Pick<DemonstrationPerson, 'id'>): string {
  return id;
}

function carried(action: string, what: object): [CommandContext, CommandRequest] {
  const commandId = uuidV5(LOADER, JSON.stringify([action, what]));
  return [
    { commandId, actor: THE_PROGRAM, partnership: MARLSHIRE.id },
    { action, subject: { partnership: MARLSHIRE.id }, body: what },
  ];
}

function enrolmentOf(person: DemonstrationPerson, issuer: string): Parameters<PeopleRegister['enrol']>[0] {
  const { id, name, role, agency, slug } = person;
  const appointment = { id: idOf('appointment', 'marlshire', slug), partnership: MARLSHIRE.id, agency, role, from: '2024-01-01' };
  return { person: { id, name }, signIns: [{ issuer, subject: subjectOf(person) }], appointments: [appointment] };
}
