import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { DATABASE_ROLES, OWNER } from '../roles.js';

/**
 * The four roles, which belong to the whole cluster: made where they are missing, also when other databases are migrated
 * at the same moment, and granted to the migrating user.
 */
export class CreateRoles1764028800001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const role of [OWNER, ...Object.values(DATABASE_ROLES)]) await runner.query(createRole(role));
  }

  /** The roles stay: other databases of the cluster may need them. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}

// A user who creates a role is its member but may not yet work as it: PostgreSQL 16 tells "SET" from "MEMBER".
function createRole(role: string): string {
  return `
    DO $$
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
        BEGIN
          CREATE ROLE ${role} NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END;
      END IF;
      IF NOT pg_has_role(current_user, '${role}',
                         CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
        BEGIN
          EXECUTE format('GRANT ${role} TO %I', current_user);
        EXCEPTION WHEN unique_violation THEN NULL;
        END;
      END IF;
    END $$`;
}
