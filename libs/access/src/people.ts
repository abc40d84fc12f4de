import type { Day } from '@goldenthread/event-sourcing';
import type { Role } from './roles.js';
import type { SignIn } from './sign-in.js';

/** A role that a person holds for an agency, in a partnership where the role is of one. */
export interface Appointment {
  readonly id: string;
  readonly partnership: string | null;
  readonly agency: string;
  readonly role: Role;
}

/** An appointment with the days it holds on. */
export interface DatedAppointment extends Appointment {
  readonly from: Day;
  /** The last day; nothing where it goes on. */
  readonly until?: Day;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A person who is here now, with the appointments that hold today. */
export interface SignedInPerson extends Person {
  readonly appointments: readonly Appointment[];
}

/** A person in one role that they hold. */
export interface AppointedPerson {
  readonly person: string;
  readonly name: string;
  readonly agency: string;
  readonly role: Role;
}

/** What a person is called whose name was erased, or was never known. */
export const FORMER_USER = 'a former user';

/** What a person is called now. */
export type NameOf = (person: string) => string;

/**
 * People by id. Names live here alone, and are joined at display: events and views hold ids, so erasing a name here
 * erases it from every page at any date.
 */
export abstract class PeopleDirectory {
  /** The person that a sign-in belongs to; nothing where we know of none, or their name was erased. */
  abstract signedIn(signIn: SignIn): Promise<SignedInPerson | undefined>;

  /** What each person is called now. Answers every id: an erased person is "a former user". */
  abstract names(ids: Iterable<string>): Promise<ReadonlyMap<string, string>>;

  /** Looks up at once what everybody here is called; who is nobody is passed over. */
  async namesOf(people: Iterable<string | null | undefined>): Promise<NameOf> {
    const names = await this.names([...people].filter((person) => typeof person === 'string'));
    return (person) => names.get(person) ?? person;
  }

  /** Who holds a role in a partnership today, by name: to be chosen from. */
  abstract appointedIn(partnership: string): Promise<readonly AppointedPerson[]>;
}
