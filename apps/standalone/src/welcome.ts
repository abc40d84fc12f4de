import type { DemonstrationPerson } from './demonstration/marlshire.js';

/** What a person reads once everything is up: the address, and who can sign in. */
export function welcome(address: string, people: readonly DemonstrationPerson[] | undefined): string {
  const lines = [`Golden Thread is running at ${address}`, `  API: ${address}/api/v1/openapi.json`];
  if (people) {
    const width = Math.max(...people.map(({ slug }) => slug.length));
    lines.push(
      '',
      'Demonstration: invented data. Who can sign in, each with a token from `npm run -s token -- <person>`:',
      ...people.map(({ slug, name, role }) => `  ${slug.padEnd(width)}  ${name} (${role})`),
    );
  }
  lines.push('', 'Stop it with Ctrl-C.', '');
  return lines.join('\n');
}
