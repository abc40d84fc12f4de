// `npm run -s bench -- <name> [--json] [--large]`: measures one thing and its limit on the same server. `--list` names them.
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { BENCHES } from './benches.js';
import { reportOf, tableOf } from './report.js';
import { openServer } from './server.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
if (values.list) {
  process.stdout.write(`${Object.keys(BENCHES).join('\n')}\n`);
  process.exit();
}
const [name = ''] = positionals;
if (!Object.hasOwn(BENCHES, name)) {
  process.stderr.write(`Usage: npm run -s bench -- <${Object.keys(BENCHES).join('|')}> [--json] [--large], or --list\n`);
  process.exit(64);
}
const bench = await BENCHES[name as keyof typeof BENCHES]();
const say = (what: string): void => void process.stderr.write(`${name}: ${what}\n`);
const server = await openServer();
try {
  const report = reportOf(name, bench, await bench.run({ server, large: values.large, say }), server.described);
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : tableOf(report, bench));
} finally {
  await server.close();
}
