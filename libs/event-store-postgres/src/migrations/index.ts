import { type MigrationInterface } from 'typeorm';
import { ArchiveByDetach1764028800022 } from './archive-by-detach.js';
import { AppendInOneOrder1764028800004 } from './append-in-one-order.js';
import { AppendTogether1764028800021 } from './append-together.js';
import { CreateEventTables1764028800002 } from './create-event-tables.js';
import { CreateRoles1764028800001 } from './create-roles.js';
import { ForbidRewriting1764028800003 } from './forbid-rewriting.js';
import { GrantLittle1764028800006 } from './grant-little.js';
import { JudgeInFunctions1764028800023 } from './judge-in-functions.js';
import { SetTheClock1764028800005 } from './set-the-clock.js';
import { TakeInCopies1764028800020 } from './take-in-copies.js';

/** Makes the schema `es` and the roles that work in it. Each needs a transaction, as TypeORM gives by default. */
export const eventStoreMigrations: (new () => MigrationInterface)[] = [
  CreateRoles1764028800001,
  CreateEventTables1764028800002,
  ForbidRewriting1764028800003,
  AppendInOneOrder1764028800004,
  SetTheClock1764028800005,
  GrantLittle1764028800006,
  TakeInCopies1764028800020,
  AppendTogether1764028800021,
  ArchiveByDetach1764028800022,
  JudgeInFunctions1764028800023,
];
