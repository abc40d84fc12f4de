import { toCsv } from '@goldenthread/http';
import type { ShownEntry, ShownFootprint, ShownPartnership, ShownRegister } from '@goldenthread/partnership';

// Registers as tables. Pure.

export function partnershipsCsv(partnerships: readonly ShownPartnership[]): string {
  return toCsv(partnerships, [
    { heading: 'Partnership', value: ({ name }) => name },
    { heading: 'Called', value: ({ shortName }) => shortName },
    { heading: 'Published or invented', value: ({ kind }) => kind },
    { heading: 'Entries of its register', value: ({ entries }) => entries },
    { heading: 'Groups of statutory partners', value: ({ partnerGroups }) => partnerGroups },
    { heading: 'Statutory organisations', value: ({ statutoryOrganisations }) => statutoryOrganisations },
    { heading: 'Footprints', value: ({ footprints }) => footprints.map(({ shortName }) => shortName).join(', ') },
    { heading: 'Statement', value: ({ statement }) => statement },
    { heading: 'Id', value: ({ partnership }) => partnership },
  ]);
}

/** The entries, in the order they were published in. */
export function registerCsv({ register }: ShownRegister): string {
  return toCsv<ShownEntry>(register?.entries ?? [], [
    { heading: 'Place', value: ({ place }) => place },
    { heading: 'Entry', value: ({ wording }) => wording },
    { heading: 'Kind', value: ({ kind }) => kind },
    { heading: 'Can be asked for a return', value: ({ asked }) => asked },
    { heading: 'Comes to', value: ({ expansion }) => expansion?.members.map(({ name }) => name).join('; ') },
    { heading: 'Footnote', value: ({ footnote }) => footnote },
    { heading: 'Source', value: ({ source }) => source?.title },
    { heading: 'Published on', value: ({ source }) => source?.publishedOn },
    { heading: 'Where', value: ({ source }) => source?.where },
    { heading: 'Id', value: ({ entry }) => entry },
  ]);
}

export function footprintsCsv(footprints: readonly ShownFootprint[]): string {
  const members = footprints.flatMap(({ name, shortName, members: all }) =>
    all.map((member) => ({ ...member, footprint: name, shortName })),
  );
  return toCsv(members, [
    { heading: 'Footprint', value: ({ footprint }) => footprint },
    { heading: 'Called', value: ({ shortName }) => shortName },
    { heading: 'Partnership', value: ({ name }) => name },
    { heading: 'From', value: ({ from }) => from },
    { heading: 'Until', value: ({ until }) => until },
    { heading: 'Member now', value: ({ holds }) => holds },
    { heading: 'Source', value: ({ source }) => source?.title },
    { heading: 'Id', value: ({ partnership }) => partnership },
  ]);
}
