import { Client } from 'pg';

it('answers', async () => {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  const { rows } = await client.query<{ n: number }>('select 1 as n');
  expect(rows[0]?.n).toBe(1);
  await client.end();
});
