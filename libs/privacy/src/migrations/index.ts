import { type MigrationInterface } from 'typeorm';
import { CreateKeyTable1764028801001 } from './create-key-table.js';
import { CreateNameLists1795700000500 } from './create-name-lists.js';

/** Makes the schema `keys`. Needs the roles of the store's migrations, and a transaction for each. */
export const privacyMigrations: (new () => MigrationInterface)[] = [CreateKeyTable1764028801001, CreateNameLists1795700000500];
