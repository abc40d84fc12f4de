import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { asOwner } from './as-owner.js';

/** `es.set_clock`: the time of a demonstration or test store, which only ever goes forward. */
export class SetTheClock1764028800005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(runner, [SET_CLOCK, 'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA es FROM PUBLIC']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, ['DROP FUNCTION es.set_clock']);
  }
}

// An empty store's clock may be set too, so that its event 0 can be recorded in the past; it can then never become a
// production store. Nothing returns it to real time, which counts as a setting like any other. Once a demonstration's history
// is whole, it is never set again. A setting need not be on disk: the append that it times writes both.
const SET_CLOCK = `
  CREATE FUNCTION es.set_clock(instant timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    head es.head;
    wanted timestamptz := date_trunc('milliseconds', coalesce(instant, clock_timestamp()));
  BEGIN
    SELECT * INTO STRICT head FROM es.head FOR UPDATE;
    IF head.purpose = 'production' THEN
      RAISE EXCEPTION 'The clock of a production store cannot be set' USING ERRCODE = '42501';
    END IF;
    IF EXISTS (SELECT FROM es.events e WHERE e.type = 'DemonstrationLoaded') THEN
      RAISE EXCEPTION 'The demonstration is loaded: the clock of this store is the server''s from now on' USING ERRCODE = '42501';
    END IF;
    IF wanted < greatest(head.recorded_at, head.latest_setting) THEN
      RAISE EXCEPTION 'The clock cannot go back to %: it has already been %', wanted, greatest(head.recorded_at, head.latest_setting)
        USING ERRCODE = '22023';
    END IF;
    PERFORM set_config('synchronous_commit', 'off', true);
    UPDATE es.head AS h SET clock = CASE WHEN instant IS NOT NULL THEN wanted END, latest_setting = wanted;
  END $$`;
