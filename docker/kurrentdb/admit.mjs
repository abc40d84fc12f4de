// Lets Golden Thread into a KurrentDB as a user of its own, which may read and write and never delete. Safe to run again.
//
//   KURRENTDB_ADMIN_URL  kurrentdb://admin:<password>@node1:2113?tlsCAFile=…  one node is enough
//   KURRENTDB_USER       the login Golden Thread uses
//   KURRENTDB_PASSWORD   and its password
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import kurrent from '@kurrent/kurrentdb-client';

const { KURRENTDB_ADMIN_URL: adminUrl, KURRENTDB_USER: login, KURRENTDB_PASSWORD: password } = process.env;
if (!adminUrl || !login || !password) {
  process.stderr.write('Set KURRENTDB_ADMIN_URL, KURRENTDB_USER and KURRENTDB_PASSWORD.\n');
  process.exit(2);
}

await createUser();
const client = kurrent.KurrentDBClient.connectionString(adminUrl);
await limitEveryoneElse();
await client.setStreamMetadata('$all', { acl: { readRoles: ['$admins', login] } });
await client.dispose();
process.stdout.write(`${login} may read and write the records of this server; nobody but its administrators may delete any.\n`);

/** The server takes users over HTTP only. One who is there already keeps their password. */
async function createUser() {
  const { hostname, port, username, password: adminPassword, searchParams } = new URL(adminUrl.replace(/^kurrentdb:/, 'https:'));
  const body = JSON.stringify({ loginName: login, password, fullName: 'Golden Thread', groups: [] });
  const status = await new Promise((resolve, reject) => {
    const asking = request(
      {
        hostname,
        port: port || 2113,
        path: '/users',
        method: 'POST',
        ca: readFileSync(searchParams.get('tlsCAFile') ?? '/etc/ssl/certs/ca-certificates.crt'),
        auth: `${decodeURIComponent(username)}:${decodeURIComponent(adminPassword)}`,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });
  if (status !== 201 && status !== 409) throw new Error(`KurrentDB answered ${status} when it was asked to create ${login}`);
}

/** As delivered, every user may write to every stream, delete it and change who may: only this one may write from now on. */
async function limitEveryoneElse() {
  const data = {
    $userStreamAcl: { $r: login, $w: login, $d: '$admins', $mr: login, $mw: '$admins' },
    $systemStreamAcl: { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' },
  };
  await client.appendToStream('$settings', kurrent.jsonEvent({ type: 'update-default-acl', data }));
}
